"""Sending files that the portal keeps: uploads and certificates. No browser keeps them: phones are shared."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO, Final

from flask import send_file
from werkzeug.wrappers import Response

from portal.certificates.make import kept_file
from portal.store.tables import CertificateRow, FileRow
from portal.web.current import environment
from portal.web.security_headers import content_security_policy

_ENDINGS: Final = {"image/jpeg": ".jpg", "application/pdf": ".pdf"}


def send_upload(row: FileRow) -> Response:
    """An uploaded file: a picture is shown, anything else is saved.

    It is saved under a name of the portal's own, with the ending of what it is: the applicant's could be a program's.
    Chromium shows no PDF inside a sandbox, and without one a PDF's script would run on the portal's own address.
    """
    name = f"{row.field}-{row.id[-8:]}{_ENDINGS.get(row.media_type, '')}"
    kept = environment().files.open(row.content, row.size)
    return send_kept(kept, row.media_type, name, shown=is_picture(row))


def is_picture(row: FileRow) -> bool:
    """Whether the file is a photograph, which was drawn anew and can be shown in a page."""
    return row.media_type == "image/jpeg"


def send_certificate(row: CertificateRow, name: str) -> Response:
    """A made certificate, drawn again when its file was lost or damaged."""
    return send_kept(BytesIO(kept_file(environment().files, row)), "application/pdf", name)


def send_kept(kept: BinaryIO, media_type: str, name: str, *, shown: bool = False) -> Response:
    """What is kept, saved as `name` unless it is `shown`."""
    return kept_headers(send_file(kept, mimetype=media_type, as_attachment=not shown, download_name=name))


def kept_headers(response: Response) -> Response:
    """The response, so that nothing in it can run and no browser keeps it; send_file would let one."""
    response.headers["Content-Security-Policy"] = f"{content_security_policy()}; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
