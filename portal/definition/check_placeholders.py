"""Rules over placeholders wherever they stand: each can be filled, is in both languages, and is not empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from portal.definition.asked import every_question
from portal.definition.check_units import check_units
from portal.definition.examination import Examination, did_you_mean, guesses
from portal.definition.kinds.table import kind_of
from portal.definition.misspelt_placeholders import doubled_braces, misspelt_placeholders, name_meant
from portal.definition.model import Text
from portal.definition.other_placeholders import other_placeholders
from portal.definition.source import Path
from portal.definition.template import names_in, place_of, stray_brace
from portal.lao.language import LANGUAGES, Language

WhyEmpty = tuple[str, str]
"""Why a placeholder may have nothing to be filled with, in Lao and English."""
_IN_TABLE: Final = (
    "ໃສ່ `{0}` ໃນ `particulars` ເຊິ່ງພິມແຖວໜຶ່ງຕໍ່ລາຍການ. ",
    "Name `{0}` in `particulars`, which prints a line for each row. ",
)
"""What a paper can print in its table alone: rows."""
NEVER_EXPIRES: Final[WhyEmpty] = ("ໃບນີ້ບໍ່ມີວັນໝົດອາຍຸ", "the paper does not expire")


def check_template(examination: Examination, path: Path, template: Text, known: frozenset[str]) -> bool:
    """Report braces and placeholders that cannot be filled in both languages of a text; whether there were none."""
    sound = True
    held: dict[str, set[str]] = {}
    for language in LANGUAGES:
        text = template.in_language(language)
        sound = check_line(examination, (*path, language), text, known) and sound
        meant = {each.name for each in other_placeholders(text, known)}
        misspelt = {each.inside for each in misspelt_placeholders(text, known)}
        held[language] = {*names_in(text), *meant, *misspelt}
    for language, other in (("lo", "en"), ("en", "lo")):
        text = template.in_language(language)
        for name in sorted((held[language] - held[other]) & known):
            # Where the other language misspells it, or writes it in other signs, that is said there.
            if held[other] <= known and name in names_in(text):
                examination.inside("placeholders-differ", place_of(text, name), *path, language, name=name)
    check_units(examination, path, template)
    return sound


def check_line(examination: Examination, path: Path, text: str, known: frozenset[str]) -> bool:
    """Report braces and placeholders of one line that cannot be filled; whether there were none."""
    others = list(other_placeholders(text, known))
    misspelt = list(misspelt_placeholders(text, known))
    brace = stray_brace(_blanked(text, [each.offset for each in misspelt]))
    if brace is not None:
        examination.inside("stray-brace", brace, *path, position=brace + 1)
    for other in others:
        examination.inside("other-placeholder", other.offset, *path, written=other.written, name=other.name)
    for each in misspelt:
        guess = {**guesses("", _offered(examination, known)), **did_you_mean(each.meant)}
        examination.inside("unknown-placeholder", each.offset, *path, name=each.shown, **guess)
    for each in doubled_braces(text, known):
        guess = {**guesses("", _offered(examination, known)), **did_you_mean(each.meant)}
        examination.inside("doubled-braces", each.offset, *path, inside=each.shown, **guess)
    unknown = [name for name in names_in(text) if name not in known]
    for name in unknown:
        _unknown(examination, path, place_of(text, name), name, known)
    return brace is None and not others and not misspelt and not unknown


def _unknown(examination: Examination, path: Path, offset: int, name: str, known: frozenset[str]) -> None:
    question = name.partition(".")[0]
    said = every_question(examination.service).get(question, [])
    asked = examination.service.fields.get(question) or next(iter(said), None)
    if asked is not None and not kind_of(asked).in_words:
        in_table = path[:1] == ("certificate",) and kind_of(asked).on_paper
        more = _IN_TABLE if in_table else ("", "")
        words = {"type": asked.type.value, "more_lo": more[0].format(name), "more_en": more[1].format(name)}
        examination.inside("not-in-words", offset, *path, name=name, **words)
    else:
        offered = _offered(examination, known)
        guess = {**guesses(name, offered), **did_you_mean(name_meant(name, frozenset(offered)))}
        examination.inside("unknown-placeholder", offset, *path, name=name, **guess)


def _offered(examination: Examination, known: frozenset[str]) -> list[str]:
    """What hints name: not what only officers read, which may stand in no text."""
    return sorted(name for name in known if _for_officers_only(examination, name) is None)


def _blanked(text: str, opening: list[int]) -> str:
    """The text without the pairs of braces that open at these places, of the same length."""
    for start in opening:
        end = text.index("}", start)
        text = f"{text[:start]} {text[start + 1 : end]} {text[end + 1 :]}"
    return text


def check_empty(examination: Examination, path: Path, template: Text, why: Callable[[str], WhyEmpty | None]) -> None:
    """Report every placeholder that may have nothing to be filled with, where it stands first."""
    for name in dict.fromkeys(names_in(template.lo) + names_in(template.en)):
        if reason := _for_officers_only(examination, name) or why(name):
            language: Language = "lo" if name in names_in(template.lo) else "en"
            offset = place_of(template.in_language(language), name)
            examination.inside("may-be-empty", offset, *path, language, name=name, why_lo=reason[0], why_en=reason[1])


def _for_officers_only(examination: Examination, name: str) -> WhyEmpty | None:
    """An answer that officers give and only officers read stands nowhere else, however surely it is given."""
    asked = every_question(examination.service).get(name.partition(".")[0], [])
    if asked and all(question.internal for question in asked):
        return "ຄຳຖາມນັ້ນເປັນ `internal`: ມີແຕ່ເຈົ້າໜ້າທີ່ອ່ານຄຳຕອບ", "it is `internal`, and only officers read the answer"
    return None


def why_empty(examination: Examination, name: str) -> WhyEmpty | None:
    """Why a placeholder may be empty wherever it stands: an answer that may not be given, the fee of a free service."""
    question = name.partition(".")[0]
    asked = examination.service.fields.get(question)
    if asked is not None and kind_of(asked).in_words and examination.may_show_nothing(question):
        if kind_of(asked).is_worked_out:
            return "ສູດນັ້ນອາດບໍ່ມີຜົນສຳລັບບາງຄຳຕອບ", "with some answers there is nothing to work out"
        return "ຄຳຖາມນັ້ນອາດບໍ່ໄດ້ຖາມ ຫຼື ບໍ່ໄດ້ຕອບ", "its question may not be asked or answered"
    if name == "fee" and examination.service.fee is None:
        return "ບໍລິການນີ້ບໍ່ມີຄ່າທຳນຽມ", "the service has no fee"
    return None
