"""Rules over placeholders wherever they stand: each can be filled, is in both languages, and is not empty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from portal.definition import placeholders
from portal.definition.asked import every_question
from portal.definition.examination import Examination, guesses
from portal.definition.kinds.table import kind_of
from portal.definition.model import Text
from portal.definition.other_placeholders import other_placeholders
from portal.definition.source import Path
from portal.lao.language import LANGUAGES, Language

WhyEmpty = tuple[str, str]
"""Why a placeholder may have nothing to be filled with, in Lao and English."""
NEVER_EXPIRES: Final[WhyEmpty] = ("ໃບນີ້ບໍ່ມີວັນໝົດອາຍຸ", "the paper does not expire")


def check_template(examination: Examination, path: Path, template: Text, known: frozenset[str]) -> bool:
    """Report braces and placeholders that cannot be filled in both languages of a text; whether there were none."""
    sound = True
    held: dict[str, set[str]] = {}
    for language in LANGUAGES:
        text = template.in_language(language)
        sound = check_line(examination, (*path, language), text, known) and sound
        meant = {each.name for each in other_placeholders(text, known)}
        held[language] = {*placeholders.names_in(text), *meant}
    for language, other in (("lo", "en"), ("en", "lo")):
        text = template.in_language(language)
        for name in sorted((held[language] - held[other]) & known):
            # Where the other language misspells it, or writes it in other signs, that is said there.
            if held[other] <= known and name in placeholders.names_in(text):
                examination.inside("placeholders-differ", placeholders.place_of(text, name), *path, language, name=name)
    return sound


def check_line(examination: Examination, path: Path, text: str, known: frozenset[str]) -> bool:
    """Report braces and placeholders of one line that cannot be filled; whether there were none."""
    brace = placeholders.stray_brace(text)
    if brace is not None:
        examination.inside("stray-brace", brace, *path, position=brace + 1)
    others = list(other_placeholders(text, known))
    for each in others:
        examination.inside("other-placeholder", each.offset, *path, written=each.written, name=each.name)
    unknown = [name for name in placeholders.names_in(text) if name not in known]
    for name in unknown:
        offset = placeholders.place_of(text, name)
        question = name.partition(".")[0]
        said = every_question(examination.service).get(question, [])
        asked = examination.service.fields.get(question) or next(iter(said), None)
        if asked is not None and not kind_of(asked).in_words:
            examination.inside("not-in-words", offset, *path, name=name, type=asked.type.value)
        else:
            examination.inside("unknown-placeholder", offset, *path, name=name, **guesses(name, sorted(known)))
    return brace is None and not others and not unknown


def check_empty(examination: Examination, path: Path, template: Text, why: Callable[[str], WhyEmpty | None]) -> None:
    """Report every placeholder that may have nothing to be filled with, where it stands first."""
    for name in dict.fromkeys(placeholders.names_in(template.lo) + placeholders.names_in(template.en)):
        if reason := why(name):
            language: Language = "lo" if name in placeholders.names_in(template.lo) else "en"
            offset = placeholders.place_of(template.in_language(language), name)
            examination.inside("may-be-empty", offset, *path, language, name=name, why_lo=reason[0], why_en=reason[1])


def why_empty(examination: Examination, name: str) -> WhyEmpty | None:
    """Why a placeholder may be empty wherever it stands: an answer that may not be given, the fee of a free service."""
    question = name.partition(".")[0]
    asked = examination.service.fields.get(question)
    if asked is not None and kind_of(asked).in_words and examination.may_be_empty(question):
        return "ຄຳຖາມນັ້ນອາດບໍ່ໄດ້ຖາມ ຫຼື ບໍ່ໄດ້ຕອບ", "its question may not be asked or answered"
    if name == "fee" and examination.service.fee is None:
        return "ບໍລິການນີ້ບໍ່ມີຄ່າທຳນຽມ", "the service has no fee"
    return None
