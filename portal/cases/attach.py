"""Keeping an upload of an application that is being written or corrected."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from portal.cases.access import own_case
from portal.cases.environment import Environment
from portal.store.columns import new_id
from portal.store.media import UploadProblem, accept
from portal.store.tables import FileRow
from portal.workflow.case import Status

LONGEST_FILE_NAME = 120


def attach(
    environment: Environment,
    person: str,
    case_id: str,
    field: str,
    name: str,
    data: bytes,
    kinds: Collection[Literal["photo", "pdf"]],
) -> str | UploadProblem:
    """Keep an upload and return its id, or say why it cannot be taken. The bytes are stored before the row."""
    accepted = accept(data, kinds, environment.settings.upload_megabytes * 1024 * 1024)
    if isinstance(accepted, UploadProblem):
        return accepted
    content = environment.files.put(accepted.data)
    with environment.database.writing() as session:
        case = own_case(session, person, case_id, lock=True)
        row = FileRow(
            id=new_id(),
            case_id=case.id,
            field=field,
            name=name[-LONGEST_FILE_NAME:],
            media_type=accepted.media_type,
            size=len(accepted.data),
            content=content,
            uploaded_at=environment.clock(),
        )
        if case.status in {Status.DRAFT, Status.WITH_APPLICANT}:
            session.add(row)
        return row.id
