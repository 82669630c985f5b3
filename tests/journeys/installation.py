"""A real portal: web and worker as processes of their own over a folder, which can be killed and started again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import requests

from portal.definition.model import Text
from portal.lao.phone import parse_phone
from portal.people.appointments import appoint
from portal.people.officers import Officer, create_officer
from portal.people.passwords import HashedPassword, hash_password
from portal.people.phones import phone_digest
from portal.settings import Settings
from portal.store import messages
from portal.store.database import Database
from portal.store.places import load_areas
from portal.store.schema import upgrade

PASSWORD = "ດອກຈຳປາ-ບານ-ທີ່ວຽງຈັນ"
START_SECONDS = 60


class Installation:
    """One portal in `folder`, with the real areas, on a port of its own."""

    def __init__(self, folder: Path, services: Path | None = None) -> None:
        self.folder = folder
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._environ = {
            **os.environ,
            "PORTAL_SECRET_KEY": "a key of this test only, forty letters long",
            "PORTAL_DATA_DIR": str(folder),
            "PORTAL_BASE_URL": self.address,
            "PORTAL_COOKIE_SECURE": "false",
            "PORTAL_DEMO": "true",
            "PORTAL_RATE_LIMITS": "false",
            "PORTAL_RELOAD_SECONDS": "0.2",
            **({"PORTAL_SERVICES_DIR": str(services)} if services else {}),
        }
        self.settings = self._settings()
        self.database = Database(self.settings.effective_database_url)
        upgrade(self.database)
        with self.database.writing() as session:
            load_areas(session)
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def _settings(self) -> Settings:
        kept = dict(os.environ)
        os.environ.update({name: value for name, value in self._environ.items() if name.startswith("PORTAL_")})
        try:
            return Settings()
        finally:
            os.environ.clear()
            os.environ.update(kept)

    def start(self, *names: str) -> None:
        """Start 'web', 'worker' or both, and wait until the web answers."""
        for name in names or ("web", "worker"):
            arguments = ["--port", str(self.port)] if name == "web" else []
            with (self.folder / f"{name}.log").open("ab") as log:
                self._processes[name] = subprocess.Popen(
                    [sys.executable, "-m", "portal.cli", name, *arguments],
                    env=self._environ,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        if "web" in self._processes:
            self._wait_for_web()

    def kill(self, name: str) -> None:
        """End a process and its children at once, with no chance to tidy up."""
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def page_process(self) -> int:
        """The process id of the one that answers requests: the web's child."""
        web = self._processes["web"].pid
        return int(Path(f"/proc/{web}/task/{web}/children").read_text().split()[0])

    def stop(self) -> None:
        """End whatever runs."""
        for name in list(self._processes):
            self.kill(name)
        self.database.dispose()

    def officer(self, username: str, name: str, role: str, area: str) -> Officer:
        """An officer appointed to the office of an area, who signs in with PASSWORD."""
        now = datetime.now(UTC)
        with self.database.writing() as session:
            made = create_officer(
                session,
                username=username,
                password=_hashed(),
                name=Text(lo=name, en=username.title()),
                language="lo",
                now=now,
            )
            assert isinstance(made, Officer), made
            appointment = appoint(
                session, officer_id=made.id, role=role, area=area, starts=(now - timedelta(days=2)).date()
            )
            assert not hasattr(appointment, "value"), appointment
        return made

    def sms(self, phone: str, wanted: str = "", *, within: float = 15) -> str:
        """The newest SMS to a phone that holds `wanted`, once it has left."""
        number = parse_phone(phone)
        assert isinstance(number, str)
        digest = phone_digest(number, self.settings.secret_key.get_secret_value())
        ends = time.monotonic() + within
        while True:
            with self.database.reading() as session:
                rows = messages.newest(session, 50, phone_digest=digest)
                found = [str(row.text) for row in rows if row.status == "sent" and wanted in row.text]
            if found:
                return found[0]
            if time.monotonic() > ends:
                raise AssertionError(f"no SMS with {wanted!r} was sent; there are {[row.key for row in rows]}")
            time.sleep(0.1)

    def code(self, phone: str) -> str:
        """The one-time code sent to a phone last."""
        found = re.search(r"\b\d{6}\b", self.sms(phone, "ລະຫັດ"))
        assert found
        return found[0]

    def _wait_for_web(self) -> None:
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends:
            try:
                requests.get(f"{self.address}/v", timeout=5)
                return
            except requests.RequestException:
                if self._processes["web"].poll() is not None:
                    break
                time.sleep(0.1)
        raise AssertionError((self.folder / "web.log").read_text()[-3000:])


@contextmanager
def installed(folder: Path, services: Path | None = None) -> Iterator[Installation]:
    """A portal that runs while the block does."""
    installation = Installation(folder, services)
    try:
        installation.start()
        yield installation
    finally:
        installation.stop()


_HASHED: list[HashedPassword] = []


def _hashed() -> HashedPassword:
    """Hashed once: hashing is slow on purpose."""
    if not _HASHED:
        made = hash_password(PASSWORD, "nobody")
        assert isinstance(made, HashedPassword)
        _HASHED.append(made)
    return _HASHED[0]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
