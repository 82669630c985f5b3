"""Uploads of a page: kept as soon as they arrive, whatever else is wrong on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from werkzeug.datastructures import FileStorage, MultiDict

from portal.cases.attach import attach
from portal.cases.environment import Environment
from portal.definition.model import FieldType, FormField
from portal.store.media import UploadProblem
from portal.web.wording import gettext as _

_NEVER_MORE: Final = 10


def keep_uploads(
    environment: Environment,
    person: str,
    case_id: str,
    fields: Mapping[str, FormField],
    files: MultiDict[str, FileStorage],
    typed: dict[str, list[str]],
) -> None:
    """Keep every file that came with the page and note its id, or why it was refused, in `typed`.

    A field for one file takes the new one in place of the old.
    """
    for name, field in _file_fields(fields, files):
        for upload in files.getlist(name)[:_NEVER_MORE]:
            if not upload.filename:
                continue
            kept = attach(environment, person, case_id, name, upload.filename, upload.read(), field.accept)
            if isinstance(kept, UploadProblem):
                typed[f"{name}-problem"] = [kept.value]
            elif field.max_files == 1:
                typed[name] = [kept]
            else:
                typed[name] = [*typed.get(name, []), kept]


def _file_fields(
    fields: Mapping[str, FormField], files: MultiDict[str, FileStorage]
) -> Iterator[tuple[str, FormField]]:
    for name in files:
        group, _dash, rest = name.partition("-")
        row, _dash, inner = rest.partition("-")
        field = fields.get(group)
        if field is not None and field.type is FieldType.GROUP and row.isdecimal():
            field = (field.fields or {}).get(inner)
        if field is not None and field.type is FieldType.FILE:
            yield name, field


def upload_sentence(problem: str) -> str:
    """Why an upload was refused, and what to do."""
    match UploadProblem(problem):
        case UploadProblem.EMPTY:
            return _("This file is empty. Choose another one.")
        case UploadProblem.TOO_LARGE:
            return _("This file is too large. Take the photo again at a smaller size, or choose another file.")
        case UploadProblem.NOT_A_PHOTO:
            return _("This is not a photo. Take one with the camera, or choose a JPEG or PNG picture.")
        case UploadProblem.NOT_A_PDF:
            return _("This is not a PDF. Choose the PDF file.")
        case UploadProblem.WRONG_KIND:
            return _("This file cannot be used. Choose a photo or a PDF.")
        case UploadProblem.TOO_MANY_PIXELS:
            return _("This picture is too large. Take the photo again at a smaller size.")
        case _:
            return _("This file is damaged and cannot be opened. Take the photo again, or choose another file.")
