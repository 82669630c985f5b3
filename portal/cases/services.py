"""The services on offer: the newest good version of each service file, and every version a case still uses."""

from __future__ import annotations

import os
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from portal.definition.findings import Finding
from portal.definition.load import Loaded, digest_of, load_service
from portal.definition.model import Service
from portal.faults import described
from portal.lao.dates import local_date
from portal.people.vacancies import vacancies
from portal.store import versions
from portal.store.database import Database, cannot_now, is_damaged
from portal.store.known_areas import area_known
from portal.workflow.checking import findings_of, has_errors

LEAST_SECONDS: Final = 0.1
"""Between two looks: looking costs little, but not nothing."""
SETTLED_SECONDS: Final = 0.5
"""For how long nothing was written to a file that is taken as it stands when the portal starts."""
GONE_SECONDS = 3.0
"""How long a service file may be missing before its service is off offer."""
_MOST_FAULTS: Final = 20
"""Errors of a file that the log names."""

_UNREAD: Final = (-1,)
"""The stamp of a file that was not read yet."""

_AT_THE_DATABASE: Final = threading.Lock()
"""Held by whoever looks, and by a process while it forks: a library that another thread is in at that moment, as SQLite
may be, would stay locked in the new process for good."""
os.register_at_fork(
    before=_AT_THE_DATABASE.acquire, after_in_parent=_AT_THE_DATABASE.release, after_in_child=_AT_THE_DATABASE.release
)

log = structlog.get_logger()


@dataclass(frozen=True)
class Offer:
    """A service as it is offered now."""

    service: Service
    content_hash: str


@dataclass(frozen=True)
class _Seen:
    """What was last seen of a file: its stamp, and what is wrong with its newest text."""

    stamp: tuple[int, ...]
    findings: tuple[Finding, ...] = ()


class ServiceShelf:
    """Offers of each services/<name>/service.yaml the version that was published last: by the file itself, once it is
    saved without errors, or by a command. One that is missing for a moment is still offered.

    A file that was not changed since it was published is not examined again, so that a version that a command has put
    in its place stays there, and a portal with many services starts at once. With `by_command` no file is read.

    A file that changed is read once two looks in a row find it the same, so that the beginning of one that is being
    written, which may be a whole service, is not taken for the new version.

    Files are looked at once at the start, and then by a thread of this process every `reload_seconds`: nobody who asks
    waits for a file. The thread begins with the first question, so that a process forked before has its own, begins
    anew if it ever ended, and ends when the shelf is no longer used.

    Where the database is away at the start, nothing is known to be on offer before it is back.
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        *,
        reload_seconds: float,
        clock: Callable[[], datetime],
        by_command: bool = False,
    ) -> None:
        self._folder = folder
        self._by_command = by_command
        self._database = database
        self._pause = max(reload_seconds, LEAST_SECONDS)
        self._clock = clock
        self._seen: dict[Path, _Seen] = {}
        self._last_look: dict[Path, tuple[int, ...]] = {}
        self._gone_since: dict[Path, float] = {}
        self._offers: Mapping[str, Offer] = MappingProxyType({})
        self._looking = threading.Lock()
        self._process = os.getpid()
        self._starting = threading.Lock()
        self._watcher: threading.Thread | None = None
        self._has_looked = False
        try:
            self._begin()
        except SQLAlchemyError as fault:
            if not cannot_now(fault) and not is_damaged(fault):
                raise
            log.error("services_not_looked_at", **described(fault))

    def offers(self) -> Mapping[str, Offer]:
        """Every service on offer by its name, in the order of the folder. Reads no file and takes no lock.

        Raises what the database raises while it has been away since the start.
        """
        if self._watcher is None or not self._watcher.is_alive():
            self._watch()
        if not self._has_looked:
            self.look()
        return self._offers

    def findings(self) -> list[Finding]:
        """What is wrong with the files as they were last looked at."""
        return [finding for seen in self._seen.values() for finding in seen.findings]

    def version(self, content_hash: str) -> Service:
        """The service of a version that some case uses. Raises KeyError for a hash that was never published."""
        with self._database.reading() as session:
            return versions.version(session, content_hash)

    def look(self) -> None:
        """Look at the files now, and offer what has changed for the better."""
        with self._looking, _AT_THE_DATABASE:
            seen: dict[Path, _Seen] = {}
            stamps = {path: _stamp(path) for path in sorted(self._folder.glob("*/service.yaml"))}
            last_look, self._last_look = self._last_look, stamps
            for path, stamp in stamps.items():
                before = self._seen.get(path)
                if (before is None or before.stamp != stamp) and last_look.get(path) == stamp:
                    before = self._read(path, stamp, before)
                if before is not None:
                    seen[path] = before
            seen |= self._missing(self._seen.keys() - seen.keys())
            self._seen = seen
            self._offer([path.parent.name for path in sorted(seen)])
            self._has_looked = True

    def _offer(self, names: Sequence[str]) -> None:
        """Offer the version of each of these services that was published last; the same as before while the database
        is away."""
        try:
            with self._database.reading() as session:
                published = versions.on_offer(session)
        except SQLAlchemyError as fault:
            if self._has_looked and (cannot_now(fault) or is_damaged(fault)):
                return
            raise
        hashes = {name: published[name] for name in names if name in published}
        before = self._offers
        if hashes != {name: offer.content_hash for name, offer in before.items()}:
            self._offers = MappingProxyType({name: Offer(self.version(each), each) for name, each in hashes.items()})
            for name, offer in self._offers.items():
                if before.get(name) != offer:
                    self._tell_vacancies(offer.service)

    def _begin(self) -> None:
        """Take the files as they stand, but those that were written just now only when they still stand so a moment
        later. Until then what was on offer last stays so."""
        if not self._folder.is_dir():
            log.warning("services_folder_missing", folder=str(self._folder))
        files = self._folder.glob("*/service.yaml")
        self._last_look = {path: _stamp(path) for path in files if not _written_just_now(path)}
        self.look()
        if written := self._last_look.keys() - self._seen.keys():
            self._seen |= {path: _Seen(_UNREAD) for path in written}
            time.sleep(SETTLED_SECONDS)
            self.look()

    def _missing(self, paths: Set[Path]) -> dict[Path, _Seen]:
        """What is still offered although its file is not there: an editor may be putting a new one in its place, or the
        whole folder may be away."""
        now, away = time.monotonic(), not self._folder.is_dir()
        self._gone_since = {path: self._gone_since.get(path, now) for path in paths}
        kept = {path for path, since in self._gone_since.items() if away or now - since < GONE_SECONDS}
        for path in paths - kept:
            log.warning("service_withdrawn", folder=path.parent.name)
        return {path: self._seen[path] for path in kept}

    def _read(self, path: Path, stamp: tuple[int, ...], before: _Seen | None) -> _Seen | None:
        if self._by_command:
            return _Seen(stamp)
        name, digest = path.parent.name, digest_of(path)
        with self._database.reading() as session:  # while it is away, taking the file apart would be in vain
            if digest is not None and versions.last_source(session, name) == digest:
                return _Seen(stamp)
        loaded, findings = _examined(path)
        if _stamp(path) != stamp:  # it was written to meanwhile
            return before
        if loaded is None or loaded.service is None or has_errors(findings):
            log.warning("service_refused", folder=name, at=_faults(findings))
        elif digest is not None:
            self._publish(loaded.service, loaded.content_hash, digest)
        return _Seen(stamp, tuple(findings))

    def _publish(self, service: Service, content_hash: str, digest: str) -> None:
        with self._database.writing() as session:
            versions.publish(session, service, content_hash, self._clock(), source=digest)
        log.info("service_published", service=service.service, version=service.version, hash=content_hash)

    def _tell_vacancies(self, service: Service) -> None:
        with self._database.reading() as session:
            vacant = vacancies(session, service, local_date(self._clock()))
        for post in vacant:
            log.warning(
                "role_without_officer",
                service=service.service,
                step=post.step,
                role=post.role,
                level=post.level.value,
            )

    def _watch(self) -> None:
        if not self._starting.acquire(blocking=False):  # another request is starting it
            return
        try:
            if self._process != os.getpid():  # forked while the thread of the other process was looking
                self._looking, self._process = threading.Lock(), os.getpid()
                self._database.begin_anew()
            if self._watcher is None or not self._watcher.is_alive():
                arguments = (weakref.ref(self), self._pause)
                self._watcher = threading.Thread(target=_look_on, args=arguments, name="service-files", daemon=True)
                self._watcher.start()
        finally:
            self._starting.release()


def _look_on(shelf: weakref.ref[ServiceShelf], pause: float) -> None:
    """Look again and again, until nobody uses the shelf."""
    between = threading.Event()
    while used := shelf():
        try:
            used.look()
        except Exception as fault:
            log.error("services_not_looked_at", **described(fault))
        del used
        between.wait(pause)


def _faults(findings: list[Finding]) -> list[str]:
    """Where each error stands, and its code; the sentences are `portal check`'s."""
    errors = [each for each in findings if each.severity == "error"]
    return [f"{each.file}:{each.line}:{each.column} {each.code}" for each in errors[:_MOST_FAULTS]]


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes whenever the file does; empty when it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def _written_just_now(path: Path) -> bool:
    """Whether somebody may still be writing it, by the machine's clock, which dates files."""
    try:
        return abs(time.time() - path.stat().st_mtime) < SETTLED_SECONDS
    except OSError:
        return False


def _examined(path: Path) -> tuple[Loaded | None, list[Finding]]:
    """The file, and what is wrong with it. A file that the checker itself fails on must not stop the others."""
    try:
        loaded = load_service(path)
        return loaded, findings_of(loaded, area_known, folder=path.parent.name)
    except Exception as fault:
        log.error("service_not_examined", folder=path.parent.name, **described(fault))
        return None, []
