"""By what a case is found: the names, phone numbers and numbers of documents among its answers, the number its SMS go
to, its reference, and the numbers of its certificates, folded for searching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Text, and_, or_, select, type_coerce
from sqlalchemy.orm import Session

from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Service
from portal.lao.courtesy import without_courtesy
from portal.lao.text import canonical, fold
from portal.store.tables import CaseNameRow, PhoneRow
from portal.workflow.case import Case

SHORTEST_NUMBER: Final = 4
"""Digits that are looked for without the zero in front."""

_COUNTRY: Final = "856"
_WHOLE_NUMBER: Final = 10
"""Digits from which a leading country code is taken for one."""
_BEFORE_EACH: Final = "#"
"""Stands before each sign of the reference, and twice before the first: it is found by its beginning or by a longer
part, and never taken for a part of a name or a number. No folded text holds it."""
_BETWEEN: Final = "/"
"""Stands between the signs of the number of a certificate or document, and twice at its ends."""
_SHORTEST_PART: Final = 4
"""Signs by which a reference is found from its middle on: fewer stand in many."""


def keep(session: Session, service: Service, case: Case) -> None:
    """Write down by what a case is found, in the transaction that changes its answers or gives it a certificate."""
    said = [case.answers.get(name) for name, field in service.fields.items() if kind_of(field).finds_people]
    said += session.scalars(select(PhoneRow.number).where(PhoneRow.person_id == case.applicant))
    parts = dict.fromkeys(key for one in said if isinstance(one, str) and (key := fold(one)))
    numbers = [*_documents(service.fields, case.answers), *(each.number for each in case.issuances if each.number)]
    wholes = dict.fromkeys(_whole(number) for number in numbers if fold(number))
    session.merge(CaseNameRow(case_id=case.id, folded=" ".join([*parts, spelled(case.reference or ""), *wholes])))


def _documents(fields: Mapping[str, FormField], answers: Mapping[str, Any]) -> Iterator[str]:
    """The numbers of identity cards and other documents among the answers, also in the rows of groups."""
    for name, field in fields.items():
        value = answers.get(name)
        if kind_of(field).finds_as_whole and isinstance(value, str):
            yield value
        elif field.fields and isinstance(value, list):
            for row in value:
                yield from _documents(field.fields, row)


def spelled(reference: str) -> str:
    """A reference, or the beginning of one, as it stands among the names."""
    return _BEFORE_EACH + "".join(f"{_BEFORE_EACH}{sign}" for sign in fold(reference))


def holding(text: str) -> ColumnElement[bool] | None:
    """The condition on CaseNameRow that it holds `text`; None when nothing of it can be looked for.

    Found are part of a name (with or without tone marks and words of courtesy), some of its words in any order, a phone
    number in any writing or its last digits, the beginning of a reference or a part of four signs, and the whole number
    of a certificate or of a document of the applicant's, however it is spaced.
    """
    whole = fold(text)
    if not whole:
        return None
    ways = [*_named(text), _holds(spelled(text)), _holds(_whole(text))]
    if len(whole) >= _SHORTEST_PART:
        ways.append(_holds(spelled(text).removeprefix(_BEFORE_EACH)))
    name = without_courtesy(text)
    if name and fold(name) != whole:
        ways += _named(name)
    return or_(*ways)


def names(name: str, text: str) -> bool:
    """Whether `text` finds a case by this name among its answers: as a part of it, or by its words, see `holding`."""
    key = fold(name)
    ways = ([fold(word) for word in canonical(way).split()] for way in (text, without_courtesy(text)))
    return any(any(words) and ("".join(words) in key or all(word in key for word in words)) for words in ways)


def _whole(number: str) -> str:
    """The number of a certificate or document as it stands among the names: found by all of it only, since numbers of
    one office and year begin alike, and never taken for a part of a phone number."""
    return f"{_BETWEEN}{_BETWEEN}{_BETWEEN.join(fold(number))}{_BETWEEN}{_BETWEEN}"


def _named(text: str) -> list[ColumnElement[bool]]:
    """As a whole, or its words wherever they stand."""
    whole = fold(text)
    words = [key for word in canonical(text).split() if (key := fold(word))]
    if len(words) < 2 or whole.isdecimal():
        return [_part(whole)]
    return [_part(whole), and_(*(_part(word) for word in words))]


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
