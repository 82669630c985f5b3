"""By what a case is found: the names and phone numbers among its answers, and its reference, folded for searching."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, Text, and_, or_, type_coerce
from sqlalchemy.orm import Session

from portal.definition.kinds.table import kind_of
from portal.definition.model import Service
from portal.lao.text import canonical, fold
from portal.store.tables import CaseNameRow
from portal.workflow.case import Case

SHORTEST_NUMBER: Final = 4
"""Digits that are looked for without the zero in front."""

_COUNTRY: Final = "856"
_WHOLE_NUMBER: Final = 10
"""Digits from which a leading country code is taken for one."""
_BEFORE_EACH: Final = "#"
"""Stands before each sign of the reference, and twice before the first: it is found by its beginning, and never taken
for a part of a name or a number. No folded text holds it."""


def keep(session: Session, service: Service, case: Case) -> None:
    """Write down by what a case is found, in the transaction that changes its answers."""
    said = [case.answers.get(name) for name, field in service.fields.items() if kind_of(field).finds_people]
    parts = [key for one in said if isinstance(one, str) and (key := fold(one))]
    parts.append(spelled(case.reference or ""))
    session.merge(CaseNameRow(case_id=case.id, folded=" ".join(parts)))


def spelled(reference: str) -> str:
    """A reference, or the beginning of one, as it stands among the names."""
    return _BEFORE_EACH + "".join(f"{_BEFORE_EACH}{sign}" for sign in fold(reference))


def holding(text: str) -> ColumnElement[bool] | None:
    """The condition on CaseNameRow that it holds `text`; None when nothing of it can be looked for.

    Found are part of a name (with or without tone marks), some of its words in any order, a phone number in any
    writing or its last digits, and the beginning of a reference.
    """
    whole = fold(text)
    if not whole:
        return None
    words = [key for word in canonical(text).split() if (key := fold(word))]
    ways = [_part(whole), _holds(spelled(text))]
    if len(words) > 1 and not whole.isdecimal():
        ways.append(and_(*(_part(word) for word in words)))
    return or_(*ways)


def _part(key: str) -> ColumnElement[bool]:
    number = _subscriber(key)
    return or_(_holds(key), _holds(number)) if number not in {"", key} else _holds(key)


def _subscriber(key: str) -> str:
    """A phone is kept as 85620...; people type 020..., 0085620..., or its last digits."""
    if not key.isdecimal():
        return ""
    digits = key.lstrip("0")
    if digits.startswith(_COUNTRY) and len(digits) >= _WHOLE_NUMBER:
        digits = digits.removeprefix(_COUNTRY).lstrip("0")
    return digits if len(digits) >= SHORTEST_NUMBER else ""


def _holds(key: str) -> ColumnElement[bool]:
    # The column keeps JSON: a folded text has letters, marks and digits only, which JSON writes as they are.
    return type_coerce(CaseNameRow.folded, Text).contains(key, autoescape=True)
