"""Making the certificates that were ordered: number, words, paper, file, one certificate after another.

The number and the words are written first, in one short transaction of their own: from then on the certificate says
what it says. Drawing it takes longer and holds no lock; a worker that dies while drawing leaves the next one the same
words.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from portal.certificates.register import next_serial
from portal.faults import described
from portal.lao.dates import local_date
from portal.papers.compose import Facts, compose
from portal.papers.paper import Bilingual
from portal.papers.record import CertificateRecord, UnknownFormatError
from portal.papers.render import render
from portal.settings import Settings
from portal.store import answers, places, versions
from portal.store.area_wording import AreaNames
from portal.store.backoff import is_due, wait_before
from portal.store.database import Database
from portal.store.file_store import FileStore, MissingFileError
from portal.store.said import said_on_paper
from portal.store.tables import CaseRow, CertificateRow, OfficerRow

LEASE: Final = timedelta(seconds=45)
"""How long an ordered certificate belongs to the worker that took it. Drawing takes less than a second, and the page of
the case says to look again in a minute, also when a worker died meanwhile."""

OnMade = Callable[[Session, CertificateRow], None]
"""What follows from a made certificate, in the transaction that marks it so."""

log = structlog.get_logger(__name__)


class CannotComposeError(Exception):
    """The case, its service or its office lacks what the certificate needs."""


@dataclass(frozen=True)
class _Claimed:
    id: str
    tries: int


def make_due(
    database: Database,
    files: FileStore,
    settings: Settings,
    clock: Callable[[], datetime],
    on_made: OnMade,
    *,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Make every certificate that is due, until `stopping()`; return how many were made.

    Several workers may do so at once. One that fails waits and is tried again for as long as it takes.
    """
    made = 0
    while not stopping() and (claimed := _claim(database, clock())):
        try:
            made += _make(database, files, settings, clock, on_made, claimed)
        except Exception as fault:
            log.error("certificate_not_made", certificate=claimed.id, tries=claimed.tries, **described(fault))
            _put_back(database, claimed, clock() + wait_before(claimed.tries))
    return made


def kept_file(files: FileStore, row: CertificateRow) -> bytes:
    """A made certificate, from `files`; one that is not there any more as it was made is drawn again from its record.

    Raises MissingFileError when it cannot be: it was not made yet, or its record is of a format drawn no longer.
    """
    if row.content is None or row.paper is None:
        raise MissingFileError(row.id)
    with suppress(MissingFileError):
        return files.read(row.content)
    try:
        paper = CertificateRecord.from_json(row.paper).paper
    except UnknownFormatError:
        raise MissingFileError(row.content) from None
    log.warning("certificate_made_again", certificate=row.id)
    drawn = render(paper)
    files.put(drawn)
    return drawn


def _claim(database: Database, now: datetime) -> _Claimed | None:
    with database.reading() as session:  # looking needs no write lock, and there is mostly nothing to do
        if not session.scalar(select(exists().where(*_due(now)))):
            return None
    with database.writing() as session:
        row = session.scalar(
            select(CertificateRow)
            .where(*_due(now))
            .order_by(CertificateRow.next_try_at, CertificateRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if row is None:
            return None
        row.tries, row.next_try_at = row.tries + 1, now + LEASE
        return _Claimed(row.id, row.tries)


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (CertificateRow.made_at.is_(None), is_due(CertificateRow.next_try_at, now))


def _make(
    database: Database,
    files: FileStore,
    settings: Settings,
    clock: Callable[[], datetime],
    on_made: OnMade,
    claimed: _Claimed,
) -> bool:
    with database.writing() as session:
        row = session.get_one(CertificateRow, claimed.id, with_for_update=True)
        record = CertificateRecord.from_json(row.paper) if row.paper else _enter(session, row, settings)
    content = files.put(render(record.paper))
    with database.writing() as session:
        row = session.get_one(CertificateRow, claimed.id, with_for_update=True)
        if row.made_at is not None:  # another worker took over when the lease of this one had run out
            return False
        row.content, row.made_at = content, clock()
        on_made(session, row)
    log.info("certificate_made", certificate=claimed.id, tries=claimed.tries)
    return True


def _put_back(database: Database, claimed: _Claimed, next_try_at: datetime) -> None:
    with database.writing() as session:
        row = session.get_one(CertificateRow, claimed.id, with_for_update=True)
        if row.tries == claimed.tries:
            row.next_try_at = next_try_at


def _enter(session: Session, row: CertificateRow, settings: Settings) -> CertificateRecord:
    """Enter the certificate in its office's register, with its number and everything it says."""
    case = session.get_one(CaseRow, row.case_id)
    service = versions.service_of(session, case.definition)
    office = places.area(session, row.area)
    if (
        service is None
        or service.certificate is None
        or office is None
        or case.reference is None
        or case.submitted_at is None
    ):
        raise CannotComposeError
    row.serial = next_serial(session, row.service, row.area, row.year)
    facts = Facts(
        serial=row.serial,
        year=row.year,
        office=office,
        ordered_at=row.ordered_at,
        code=row.code,
        reference=case.reference,
        submitted_on=local_date(case.submitted_at),
        fee=case.fee,
        answers=answers.current(session, row.case_id),
        said=said_on_paper(session, service, partial(versions.version, session), row.case_id),
        signer=_signer(session, row.signed_by),
        base_url=settings.base_url,
        specimen=settings.demo,
    )
    record = compose(service, service.certificate, facts, AreaNames(session))
    row.number, row.valid_until, row.paper = record.says.number, record.says.valid_until, record.to_json()
    return record


def _signer(session: Session, officer_id: str | None) -> Bilingual | None:
    officer = session.get(OfficerRow, officer_id) if officer_id else None
    return Bilingual(officer.name["lo"], officer.name["en"]) if officer else None
