"""The files that the answers of a case name: none but those uploaded for that question of that case."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.definition.model import Service
from portal.store import files
from portal.workflow.answers import file_ids
from portal.workflow.case import Case
from portal.workflow.refusals import Refusal, Why

MISSING: Final = "required-file"
"""The problem of a question whose answer names another file: it has none of its own."""


def foreign_files(session: Session, service: Service, case: Case, values: Mapping[str, Any]) -> Refusal | None:
    """Refuse answers that name a file which was not uploaded for their question of this case."""
    foreign = {
        name: MISSING
        for name, field in service.fields.items()
        if not files.belong_to(session, case.id, name, list(file_ids({name: field}, values)))
    }
    return Refusal(Why.UNKNOWN_FILE, fields=foreign) if foreign else None


def forget_unused(session: Session, service: Service, before: Case, after: Case, names: Collection[str]) -> None:
    """Once the questions `names` are answered, forget the uploads for them that came to nothing.

    During a correction these are the uploads since it was asked for: an officer may have looked at the earlier ones.
    """
    since = before.correction.since if before.correction else None
    files.drop_unused(session, before.id, names, list(file_ids(service.fields, after.answers)), since)
