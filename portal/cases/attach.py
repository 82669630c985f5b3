"""Keeping an upload of an application that is being written or corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy.orm import Session

from portal.cases.access import own_case
from portal.cases.environment import Environment
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.lao.text import canonical
from portal.store import answers as answer_store
from portal.store import files
from portal.store.columns import new_id
from portal.store.media import UploadProblem, accept
from portal.store.tables import FileRow
from portal.workflow.answers import file_ids
from portal.workflow.case import Case, Status

LONGEST_FILE_NAME: Final = 120
TRIES: Final = 3
"""Uploads kept for each file that a question takes, until its page is saved: then those not used are forgotten."""

MOST_BYTES = 300_000_000
"""Uploads kept of one person's applications together, until each is decided: several of the largest, and no more of the
disk."""

_BEING_WRITTEN: Final = frozenset({Status.DRAFT, Status.WITH_APPLICANT})
_NOT_DECIDED: Final = frozenset({*_BEING_WRITTEN, Status.WITH_OFFICE})


def attach(
    environment: Environment, person: str, case_id: str, field: str, name: str, data: bytes
) -> str | UploadProblem:
    """Keep an upload for the question `field` and return its id, or say why it cannot be taken.

    What is taken, and how many, is what the case's own definition says. The bytes are stored before the row. The same
    bytes for the same question are one file, whose id is returned again without a look at them: people choose a photo
    twice, and send a form twice. Where the store has lost them, or some of them, as after it was put back from an older
    copy, they are kept anew under that id.
    """
    sent = files.digest(data)
    with environment.database.reading() as session:
        case = own_case(session, person, case_id)
        known = files.of_sent(session, case.id, field, sent)
    asked = environment.services.version(case.definition).fields.get(field)
    if asked is None or not kind_of(asked).holds_files or case.status not in _BEING_WRITTEN:
        return UploadProblem.NOT_ASKED_FOR
    if known is not None and environment.files.is_intact(known.content, known.size):
        return known.id
    accepted = accept(data, asked.accept, environment.settings.upload_megabytes * 1024 * 1024)
    if isinstance(accepted, UploadProblem):
        return accepted
    with environment.database.reading() as session:  # before anything is written
        if files.bytes_of_applicant(session, person, _NOT_DECIDED) + len(accepted.data) > MOST_BYTES:
            return UploadProblem.TOO_MANY
    content = environment.files.put(accepted.data)
    with environment.database.writing() as session:
        case = own_case(session, person, case_id, lock=True)
        if case.status not in _BEING_WRITTEN:
            return UploadProblem.NOT_ASKED_FOR
        lost = files.of_sent(session, case.id, field, sent)
        if same := lost or files.of_content(session, case.id, field, content):
            same.content, same.size, same.media_type = content, len(accepted.data), accepted.media_type
            return same.id
        if not _has_room(session, case, field, asked):
            return UploadProblem.TOO_MANY
        row = FileRow(
            id=new_id(),
            case_id=case.id,
            field=field,
            name=canonical(name)[-LONGEST_FILE_NAME:] or field,
            media_type=accepted.media_type,
            size=len(accepted.data),
            content=content,
            sent=sent,
            uploaded_at=environment.clock(),
        )
        session.add(row)
        return row.id


def lost_of(environment: Environment, case_id: str, named: Iterable[str]) -> set[str]:
    """Those of these files of a case, by their ids, that the store has no longer as they were."""
    with environment.database.reading() as session:
        rows = files.listed(session, case_id)
    kept = environment.files
    return {each for each in named if each in rows and not kept.is_intact(rows[each].content, rows[each].size)}


def kept_before(
    environment: Environment, person: str, case_id: str, field: str, data: bytes
) -> str | UploadProblem | None:
    """The id of the file that these bytes were kept as when they were uploaded for a question of an application; None
    when they never were. Where the store has lost them they are kept anew."""
    with environment.database.reading() as session:
        known = attached(session, own_case(session, person, case_id), field, data)
    return attach(environment, person, case_id, field, "", data) if known else None


def attached(session: Session, case: Case, field: str, data: bytes) -> str | None:
    """The id of the file of the case that these bytes were kept as when they were uploaded for a question; None when
    they never were. Its name says nothing: phones call every photo alike."""
    same = files.of_sent(session, case.id, field, files.digest(data))
    return same.id if same else None


def _has_room(session: Session, case: Case, field: str, asked: FormField) -> bool:
    """Whether one more file can be kept for the question, once the oldest tries that nothing names are forgotten."""
    since = case.correction.since if case.correction else None
    rows = files.of_field(session, case.id, field, since)
    most = TRIES * asked.max_files
    if len(rows) < most:
        return True
    used = set(file_ids({field: asked}, case.answers)) | answer_store.typed_for(session, case.id, field)
    unused = [row for row in rows if row.id not in used]
    forgotten = unused[: len(rows) - most + asked.max_files]
    for row in forgotten:
        session.delete(row)
    return len(rows) - len(forgotten) < most
