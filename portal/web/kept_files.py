"""Sending files that the portal keeps: uploads and certificates. No browser keeps them: phones are shared."""

from __future__ import annotations

from flask import send_file
from werkzeug.wrappers import Response

from portal.lao.text import canonical
from portal.store.tables import FileRow
from portal.web.current import environment
from portal.web.security_headers import content_security_policy


def send_upload(row: FileRow) -> Response:
    """An uploaded file: a picture is shown, anything else is saved.

    Chromium shows no PDF inside a sandbox, and without one a PDF's script would run on the portal's own address.
    """
    return send_kept(
        row.content, row.media_type, canonical(row.name) or row.field, shown=row.media_type == "image/jpeg"
    )


def send_kept(content: str, media_type: str, name: str, *, shown: bool = False) -> Response:
    """The bytes kept under `content`, saved as `name` unless they are `shown`."""
    response = send_file(
        environment().files.open(content), mimetype=media_type, as_attachment=not shown, download_name=name
    )
    response.headers["Content-Security-Policy"] = f"{content_security_policy()}; sandbox"
    response.headers["Cache-Control"] = "no-store"  # send_file would let a browser keep it
    return response
