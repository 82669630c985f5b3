"""The services on offer: the newest good version of each service file, and every version a case still uses."""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from portal.definition.findings import Finding
from portal.definition.load import Loaded, load_service
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

log = structlog.get_logger()


@dataclass(frozen=True)
class Offer:
    """A service as it is offered now."""

    service: Service
    content_hash: str


@dataclass(frozen=True)
class _Seen:
    """What was last seen of a file: its stamp, the offer still served, and what is wrong with the newest text."""

    stamp: tuple[int, ...]
    offer: Offer | None
    findings: tuple[Finding, ...]


class ServiceShelf:
    """Offers services/<name>/service.yaml as it stands; a file with errors never replaces a good one, and one that is
    missing for a moment is still offered.

    A file that changed is read once two looks in a row find it the same, so that the beginning of one that is being
    written, which may be a whole service, is not taken for the new version.

    Files are looked at once at the start, and then by a thread of this process every `reload_seconds`: nobody who asks
    waits for a file. The thread begins with the first question, so that a process forked before has its own, begins
    anew if it ever ended, and ends when the shelf is no longer used.

    Where the database is away at the start, nothing is known to be on offer before it is back.
    """

    def __init__(
        self, folder: Path, database: Database, *, reload_seconds: float, clock: Callable[[], datetime]
    ) -> None:
        self._folder = folder
        self._database = database
        self._pause = max(reload_seconds, LEAST_SECONDS)
        self._clock = clock
        self._seen: dict[Path, _Seen] = {}
        self._last_look: dict[Path, tuple[int, ...]] = {}
        self._gone_since: dict[Path, float] = {}
        self._offers: Mapping[str, Offer] = MappingProxyType({})
        self._looking = threading.Lock()
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
        with self._looking:
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
            offered = [seen[path].offer for path in sorted(seen)]
            self._offers = MappingProxyType({offer.service.service: offer for offer in offered if offer})
            self._has_looked = True

    def _begin(self) -> None:
        """Take the files as they stand, but those that were written just now only when they still stand so a moment
        later. Until then what was on offer last stays so."""
        if not self._folder.is_dir():
            log.warning("services_folder_missing", folder=str(self._folder))
        files = self._folder.glob("*/service.yaml")
        self._last_look = {path: _stamp(path) for path in files if not _written_just_now(path)}
        self.look()
        if written := self._last_look.keys() - self._seen.keys():
            self._seen |= {path: _Seen(_UNREAD, self._last_published(path.parent.name), ()) for path in written}
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
        name = path.parent.name
        with self._database.reading() as session:  # while it is away, taking the file apart would be in vain
            versions.latest(session, name)
        loaded, findings = _examined(path)
        if _stamp(path) != stamp:  # it was written to meanwhile
            return before
        if loaded is None or loaded.service is None or has_errors(findings):
            log.warning("service_refused", folder=name, at=_faults(findings))
            last_good = before.offer if before else None
            return _Seen(stamp, last_good or self._last_published(name), tuple(findings))
        self._publish(loaded.service, loaded.content_hash)
        self._tell_vacancies(loaded.service)
        return _Seen(stamp, Offer(loaded.service, loaded.content_hash), tuple(findings))

    def _publish(self, service: Service, content_hash: str) -> None:
        with self._database.reading() as session:  # mostly nothing is new, and then no lock is waited for
            if versions.latest(session, service.service) == content_hash:
                return
        with self._database.writing() as session:
            versions.publish(session, service, content_hash, self._clock())
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

    def _last_published(self, service: str) -> Offer | None:
        """The version that was on offer last, when the file was already bad as the portal started."""
        with self._database.reading() as session:
            content_hash = versions.latest(session, service)
        return Offer(self.version(content_hash), content_hash) if content_hash else None

    def _watch(self) -> None:
        if not self._starting.acquire(blocking=False):  # another request is starting it
            return
        try:
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
