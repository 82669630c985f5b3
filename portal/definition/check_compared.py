"""Rules over what expressions ask of answers: a text that none of the options is, a question that no row has."""

from __future__ import annotations

from portal.definition.check_form import FIELD_KIND
from portal.definition.examination import Examination, guesses
from portal.definition.expression_source import ASKING
from portal.definition.expression_types import Mismatch, kind_of_value, words_of
from portal.definition.expression_uses import Use, readable_uses
from portal.definition.expression_values import is_kept_as_text, strangers
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.never_equal import Compared, never_equal
from portal.definition.samples import ordinary


def check_compared(examination: Examination) -> None:
    """Run every rule of this family."""
    for use in readable_uses(examination):
        for found in never_equal(use.expression, use.fields, _may_be):
            if found.answers.asked and not is_kept_as_text(found.answers.asked[0][1]):
                _other_kind(examination, use, found)
            else:
                _no_such_option(examination, use, found)
            examination.unsound.add(use.path)
        for stranger in strangers(use.expression, use.fields):
            group, name = stranger.rows.group, stranger.token.text
            kinds = {"kind_lo": f"{FIELD_KIND[0]}ໃນ `{group}` ", "kind_en": f"{FIELD_KIND[1]} in the rows of `{group}`"}
            words = {**kinds, "name": name, **guesses(name, stranger.rows.fields)}
            examination.inside("unknown-name", stranger.token.start, *use.path, **words)
            examination.unsound.add(use.path)


def _may_be(field: FormField, text: str) -> bool:
    """Whether an answer may be the text, as far as its options say."""
    options = kind_of(field).options(field)
    return is_kept_as_text(field) and (not options or text in options)


def _no_such_option(examination: Examination, use: Use, found: Compared) -> None:
    options = [option for _, field in found.answers.asked for option in kind_of(field).options(field)]
    known = dict.fromkeys([*options, *found.answers.outcomes])
    names = " / ".join(dict.fromkeys(found.answers.names))
    words = {"value": found.text, "name": names, **guesses(found.text, known), **_never(found, bool(options))}
    examination.inside("no-such-option", found.token.start, *use.path, **words)


def _never(found: Compared, chosen: bool) -> dict[str, str]:
    """What the text is not, and what is never so."""
    what = ("ຕົວເລືອກ", "option") if chosen else ("ຜົນ", "outcome")
    if found.sign in ASKING:
        is_not = (f"ບໍ່ກົງກັບ{what[0]}ໃດ", f"fits no {what[1]}")
        never = (f"`{found.sign}` ຈະບໍ່ເປັນຈິງຈັກເທື່ອ", f"`{found.sign}` never holds")
    else:
        is_not = (f"ບໍ່ແມ່ນ{what[0]}", f"is no {what[1]}")
        never = ("ຄຳຕອບຈະບໍ່ເທົ່າກັບຄ່ານີ້ຈັກເທື່ອ", "the answer never equals this")
        if not chosen:
            never = ("ຄ່າທີ່ຄິດໄລ່ຈະບໍ່ເທົ່າກັບຄ່ານີ້ຈັກເທື່ອ", "what is worked out never equals this")
    return {"is_not_lo": is_not[0], "is_not_en": is_not[1], "never_lo": never[0], "never_en": never[1]}


def _other_kind(examination: Examination, use: Use, found: Compared) -> None:
    """A text beside the yes or no, the number or the day of a row."""
    name, field = found.answers.asked[0]
    kind = kind_of_value(kind_of(field).bound(field, ordinary(field)))
    mismatch = Mismatch(name, kind, found.token.text, "text", found.sign, found.token.start)
    examination.inside("cannot-compare", found.token.start, *use.path, **words_of(mismatch))
