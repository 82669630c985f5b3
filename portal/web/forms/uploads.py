"""Uploads of a page: kept as soon as they arrive, whatever else is wrong on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from werkzeug.datastructures import FileStorage, MultiDict

from portal.cases.attach import attach
from portal.cases.environment import Environment
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.lao.text import canonical
from portal.store.media import UploadProblem
from portal.web.wording import gettext as _

PROBLEM_OF_UPLOAD: Final = "-problem"
"""Ends the name, NAME-problem, under which it is kept with what was typed why an upload for NAME was refused. No field
has such a name, and none is taken from a form."""
OVER_THE_LIMIT: Final = "over-the-limit"
"""Why a file was not added to a question that has as many as it takes."""
_NEVER_MORE: Final = 10


def keep_uploads(
    environment: Environment,
    person: str,
    case_id: str,
    fields: Mapping[str, FormField],
    files: MultiDict[str, FileStorage],
    typed: dict[str, list[str]],
) -> None:
    """Keep every file that came with the page and note its id, or its name and why it was refused, in `typed`.

    A field for one file takes the new one in place of the old; one that has as many as it takes, no more.
    """
    for name, field in _file_fields(fields, files):
        refused: list[str] = []
        for upload in files.getlist(name)[:_NEVER_MORE]:
            if not upload.filename:
                continue
            kept = attach(environment, person, case_id, name, upload.filename, upload.read())
            before = [one for one in typed.get(name, []) if one and one != kept]
            if isinstance(kept, UploadProblem):
                refused.append(f"{kept.value} {canonical(upload.filename)}")
            elif field.max_files == 1:
                typed[name] = [kept]
            elif kept not in typed.get(name, []) and len(before) >= field.max_files:
                refused.append(f"{OVER_THE_LIMIT} {canonical(upload.filename)}")
            else:
                typed[name] = [*before, kept]
        if refused:
            typed[f"{name}{PROBLEM_OF_UPLOAD}"] = refused


def _file_fields(
    fields: Mapping[str, FormField], files: MultiDict[str, FileStorage]
) -> Iterator[tuple[str, FormField]]:
    for name in files:
        field = fields.get(name)
        if field is not None and kind_of(field).holds_files:
            yield name, field


def upload_limits(field: FormField, megabytes: int) -> str:
    """What may be uploaded for a question: which kinds of file, how large, how many, and where to press."""
    if field.accept == ("photo",):
        said = _("A photo (JPEG or PNG) of at most %(size)s MB.", size=megabytes)
    elif field.accept == ("pdf",):
        said = _("A PDF of at most %(size)s MB.", size=megabytes)
    else:
        said = _("A photo (JPEG or PNG) or a PDF, of at most %(size)s MB.", size=megabytes)
    count = _("At most %(number)s files.", number=field.max_files) if field.max_files > 1 else ""
    # A browser writes its own words on the button, which a visitor may not be able to read.
    press = _("Press the button below to choose it. The words on the button are in the language of your phone.")
    return " ".join(filter(None, (said, count, press)))


def upload_sentence(refused: str, field: FormField) -> str:
    """Which upload was refused ('PROBLEM NAME' of the file), why, and what to do."""
    problem, _space, name = refused.partition(" ")
    said = _upload_sentence(problem, field)
    return _("“%(file)s”: %(problem)s", file=name, problem=said) if name else said


def _upload_sentence(problem: str, field: FormField) -> str:
    match problem:
        case _ if problem == OVER_THE_LIMIT:
            return _("not added. %(number)s files are saved already, and no more may be.", number=field.max_files)
        case UploadProblem.EMPTY.value:
            return _("This file is empty. Choose another one.")
        case UploadProblem.TOO_LARGE.value:
            return _("This file is too large. Take the photo again at a smaller size, or choose another file.")
        case UploadProblem.NOT_A_PHOTO.value:
            return _("This is not a photo. Take one with the camera, or choose a JPEG or PNG picture.")
        case UploadProblem.NOT_A_PDF.value:
            return _("This is not a PDF. Choose the PDF file.")
        case UploadProblem.WRONG_KIND.value:
            return _("This file cannot be used. Choose a photo or a PDF.")
        case UploadProblem.TOO_MANY_PIXELS.value:
            return _("This picture is too large. Take the photo again at a smaller size.")
        case UploadProblem.ACTIVE_PDF.value:
            return _("This PDF runs a program or holds another file. Print it to a new PDF, or take a photo of it.")
        case UploadProblem.BUSY.value:
            return _("Many people are sending files just now. Wait a minute, then add the file again.")
        case UploadProblem.TOO_MANY.value:
            return _("Too many files have been added here. Remove those that are not needed, then add the file again.")
        case UploadProblem.NOT_ASKED_FOR.value:
            return _("No file can be added here any more.")
        case _:
            return _("This file is damaged and cannot be opened. Take the photo again, or choose another file.")
