"""Applicants: the people who apply, and the phone that reaches each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.lao.language import LANGUAGES, Language
from portal.store.columns import new_id
from portal.store.tables import PersonRow, PhoneRow


@dataclass(frozen=True)
class Person:
    """Someone who applies. `language` is the one their messages are written in."""

    id: str
    language: Language


@dataclass(frozen=True)
class Recipient:
    """Where a person's messages go: an E.164 number, its keyed digest, and the language to write in."""

    number: str
    phone_digest: str
    language: Language


def person(session: Session, person_id: str) -> Person | None:
    """The person of an id."""
    row = session.get(PersonRow, person_id)
    return None if row is None else _person(row)


def person_of_phone(session: Session, digest: str) -> Person | None:
    """The person whom a phone (by its keyed digest) signs in: the first who used it."""
    query = (
        select(PersonRow)
        .join(PhoneRow, PhoneRow.person_id == PersonRow.id)
        .where(PhoneRow.digest == digest)
        .order_by(PhoneRow.created_at, PhoneRow.id)
        .limit(1)
    )
    row = session.scalar(query)
    return None if row is None else _person(row)


def add_person(session: Session, number: str, digest: str, language: Language, now: datetime) -> Person:
    """Enter a new person with the phone that reaches them."""
    row = PersonRow(id=new_id(), language=language, created_at=now)
    session.add(row)
    session.flush()
    session.add(PhoneRow(person_id=row.id, digest=digest, number=number, created_at=now))
    session.flush()
    return _person(row)


def set_language(session: Session, person_id: str, language: Language) -> None:
    """Write the person's messages in `language` from now on."""
    session.execute(update(PersonRow).where(PersonRow.id == person_id).values(language=language))


def recipient_of(session: Session, person_id: str) -> Recipient:
    """Where a person's messages go: the phone they used last. Raises LookupError for a person without one."""
    query = (
        select(PhoneRow, PersonRow.language)
        .join(PersonRow, PersonRow.id == PhoneRow.person_id)
        .where(PhoneRow.person_id == person_id)
        .order_by(PhoneRow.created_at.desc(), PhoneRow.id.desc())
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        raise LookupError(f"person {person_id} has no phone")
    phone, language = found
    return Recipient(phone.number, phone.digest, _language(language))


def _person(row: PersonRow) -> Person:
    return Person(row.id, _language(row.language))


def _language(stored: str) -> Language:
    return next(language for language in LANGUAGES if language == stored)
