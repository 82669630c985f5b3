"""Paths on this site to which a person may be sent back."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def local_path(target: str | None) -> str | None:
    """Return `target` when it is a path on this site, else None.

    Anything a browser could read as another site is refused: a scheme, a host, //host, backslashes, control letters.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return None
    if "\\" in target or any(ord(letter) <= 0x20 or ord(letter) == 0x7F for letter in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def this_page() -> str:
    """Return the present page's path with its query, as something GET can open; the front page when GET cannot.

    A form that was posted to a path of its own leads back to the page that posted it, when that was ours.
    """
    if request.method in {"GET", "HEAD"}:
        return local_path(request.full_path.rstrip("?")) or "/"
    if opens(request.path):
        return request.path
    return came_from() or "/"


def came_from() -> str | None:
    """Return the path of the page the visitor came from, when it was a page of this site that GET can open."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return None
    path = local_path(parts.path)
    if path is None or not opens(path):
        return None
    return local_path(f"{path}?{parts.query}" if parts.query else path)


def opens(path: str) -> bool:
    """Say whether some route answers GET at `path`."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or local_path(path) is None:
        return False
    try:
        adapter.match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
