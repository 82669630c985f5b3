"""Style sheets, pictures and fonts, under names that carry their content's hash: a phone fetches them once."""

from __future__ import annotations

import atexit
import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

STATIC: Final = Path(__file__).resolve().parent / "static"
PREFIX: Final = "/static/"

_REFERENCE: Final = re.compile(rb"""url\((["']?)([\w.-]+)\1\)""")


@dataclass(frozen=True)
class PublishedFiles:
    """A folder of files ready to be served, and the address of each by its plain name."""

    folder: Path
    addresses: dict[str, str]


def install_static_files(app: Flask) -> None:
    """Serve portal/web/static before the application, compressed and immutable; give templates `static_url(name)`."""
    published = publish(STATIC)

    def static_url(name: str) -> str:
        """Return the address of a file in portal/web/static; KeyError when there is none."""
        return published.addresses[name]

    app.jinja_env.globals["static_url"] = static_url
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(published.folder),
        prefix=PREFIX,
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_harden,
    )


@cache
def publish(source: Path) -> PublishedFiles:
    """Copy the files of `source` under hashed names, with gzip and Brotli beside them; once a process.

    Style sheets come last: the files they name with url() are replaced by their hashed names first.
    """
    folder = Path(tempfile.mkdtemp(prefix="portal-static-"))
    _remove_at_exit(folder)
    names: dict[str, str] = {}
    for path in sorted(source.iterdir(), key=lambda path: (path.suffix == ".css", path.name)):
        content = path.read_bytes()
        if path.suffix == ".css":
            content = _REFERENCE.sub(lambda found: b"url(%s)" % names[found[2].decode()].encode(), content)
        digest = hashlib.sha256(content).hexdigest()[:12]
        names[path.name] = f"{path.stem}.{digest}{path.suffix}"
        (folder / names[path.name]).write_bytes(content)
    compressor = Compressor(quiet=True)
    for name in names.values():
        if compressor.should_compress(name):
            list(compressor.compress(str(folder / name)))
    return PublishedFiles(folder, {plain: PREFIX + name for plain, name in names.items()})


def _remove_at_exit(folder: Path) -> None:
    owner = os.getpid()

    def remove() -> None:
        # A forked web worker inherits this; only the process that made the folder may take it away.
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)


def _harden(headers: object, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index]
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"  # type: ignore[index]
