"""Uploads of a page: kept as soon as they arrive, whatever else is wrong on the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from werkzeug.datastructures import FileStorage, MultiDict

from portal.cases.attach import LONGEST_FILE_NAME, attach, kept_before
from portal.cases.environment import Environment
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.lao.text import canonical
from portal.store.media import UploadProblem
from portal.web.forms.upload_turns import TURNS, Turn
from portal.web.wording import gettext as _

PROBLEM_OF_UPLOAD: Final = "-problem"
"""Ends the name, NAME-problem, under which it is kept with what was typed why an upload for NAME was refused. No field
has such a name, and none is taken from a form."""
OVER_THE_LIMIT: Final = "over-the-limit"
"""Why a file was not added to a question that has as many as it takes."""
_NEVER_MORE: Final = 10
"""Files of a question that are looked at, whatever room there is."""


def keep_uploads(
    environment: Environment,
    person: str,
    case_id: str,
    fields: Mapping[str, FormField],
    files: MultiDict[str, FileStorage],
    typed: dict[str, list[str]],
) -> None:
    """Keep the files that came with the page and note the id of each, or its name and why it was refused, in `typed`.

    A field for one file takes the new one in place of the old; one that has as many as it takes, no more. Once the
    portal is too busy for one file, the others wait to be sent again too.
    """
    came = {
        name: [each for each in files.getlist(name) if each.filename] for name, _field in _file_fields(fields, files)
    }
    if not any(came.values()):
        return
    with TURNS.of(person) as turn:
        for name, uploads in came.items():
            question = _Question(environment, person, case_id, name, fields[name], typed)
            refused = [
                f"{why} {canonical(str(upload.filename))[-LONGEST_FILE_NAME:]}"
                for place, upload in enumerate(uploads)
                if (why := question.keep(upload, turn, is_looked_at=place < _NEVER_MORE))
            ]
            if refused:
                typed[f"{name}{PROBLEM_OF_UPLOAD}"] = refused


class _Question:
    """A question for files while those that came for it are kept."""

    def __init__(
        self,
        environment: Environment,
        person: str,
        case_id: str,
        name: str,
        field: FormField,
        typed: dict[str, list[str]],
    ) -> None:
        self._at = (environment, person, case_id, name)
        self._name, self._typed = name, typed
        self._takes_one = field.max_files == 1
        self._room = 1 if self._takes_one else field.max_files - len(self._ids)

    @property
    def _ids(self) -> list[str]:
        return [each for each in self._typed.get(self._name, []) if each]

    def keep(self, upload: FileStorage, turn: Turn, *, is_looked_at: bool) -> str:
        """Keep an upload, or say why not. Where there is no room, only one that is kept already is known again."""
        if turn.is_over:
            return UploadProblem.BUSY.value
        if not is_looked_at:
            return OVER_THE_LIMIT
        data = upload.read()
        has_room = self._room > 0
        kept = attach(*self._at, str(upload.filename), data) if has_room else kept_before(*self._at, data)
        if kept is UploadProblem.BUSY:
            turn.end()
        if isinstance(kept, UploadProblem):
            return kept.value
        if kept in self._ids:
            return ""
        if kept is None or not has_room:
            return OVER_THE_LIMIT
        self._typed[self._name] = [kept] if self._takes_one else [*self._ids, kept]
        self._room -= 1
        return ""


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
            return _("The portal is busy with other files just now. Wait a minute, then add the file again.")
        case UploadProblem.TOO_MANY.value:
            return _("Too many files have been added here. Remove those that are not needed, then add the file again.")
        case UploadProblem.NOT_ASKED_FOR.value:
            return _("No file can be added here any more.")
        case _:
            return _("This file is damaged and cannot be opened. Take the photo again, or choose another file.")
