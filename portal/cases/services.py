"""The services on offer: the newest good version of each service file, and every version a case still uses."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from portal.definition.check import check
from portal.definition.findings import Finding
from portal.definition.load import load_service, service_from_json, service_to_json
from portal.definition.model import Service
from portal.store import versions
from portal.store.database import Database

log = structlog.get_logger()


@dataclass(frozen=True)
class Offer:
    """A service as it is offered now."""

    service: Service
    content_hash: str


@dataclass
class _Seen:
    """What was last seen of a file: its stamp, the offer still served, and what is wrong with the newest text."""

    stamp: tuple[int, int]
    offer: Offer | None
    findings: tuple[Finding, ...]


class ServiceShelf:
    """Reads services/<name>/service.yaml, again when it changes; a file with errors never replaces a good one."""

    def __init__(self, folder: Path, database: Database, *, reload_seconds: float, now: datetime) -> None:
        self._folder = folder
        self._database = database
        self._reload_seconds = reload_seconds
        self._seen: dict[Path, _Seen] = {}
        self._versions: dict[str, Service] = {}
        self._lock = threading.Lock()
        self._looked = 0.0
        self._look(now)

    def offers(self, now: datetime) -> Mapping[str, Offer]:
        """Every service on offer by its name, in the order of the folder."""
        self._look_again(now)
        return {seen.offer.service.service: seen.offer for seen in self._seen.values() if seen.offer}

    def findings(self) -> list[Finding]:
        """What is wrong with the files as they are now."""
        return [finding for seen in self._seen.values() for finding in seen.findings]

    def version(self, content_hash: str) -> Service:
        """The service of a version that some case uses. Raises KeyError for a hash that was never published."""
        known = self._versions.get(content_hash)
        if known is None:
            with self._database.reading() as session:
                definition = versions.definition_of(session, content_hash)
            if definition is None:
                raise KeyError(content_hash)
            known = self._versions[content_hash] = service_from_json(definition)
        return known

    def _last_published(self, service: str) -> Offer | None:
        """The last good version, when the file was already bad as the portal started."""
        with self._database.reading() as session:
            content_hash = versions.latest(session, service)
        return Offer(self.version(content_hash), content_hash) if content_hash else None

    def _look_again(self, now: datetime) -> None:
        if time.monotonic() - self._looked < self._reload_seconds:
            return
        with self._lock:
            if time.monotonic() - self._looked >= self._reload_seconds:
                self._look(now)

    def _look(self, now: datetime) -> None:
        paths = sorted(self._folder.glob("*/service.yaml"))
        for path in paths:
            stat = path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size)
            seen = self._seen.get(path)
            if seen is None or seen.stamp != stamp:
                self._seen[path] = self._read(path, stamp, seen.offer if seen else None, now)
        for path in set(self._seen) - set(paths):
            del self._seen[path]
        self._looked = time.monotonic()

    def _read(self, path: Path, stamp: tuple[int, int], last_good: Offer | None, now: datetime) -> _Seen:
        loaded = load_service(path)
        findings = tuple(check(loaded))
        errors = [finding for finding in findings if finding.severity == "error"]
        if loaded.service is None or errors:
            log.warning("service_refused", folder=path.parent.name, codes=[finding.code for finding in errors])
            return _Seen(stamp, last_good or self._last_published(path.parent.name), findings)
        with self._database.writing() as session:
            versions.keep(
                session,
                content_hash=loaded.content_hash,
                service=loaded.service.service,
                version=loaded.service.version,
                definition=service_to_json(loaded.service),
                now=now,
            )
        self._versions[loaded.content_hash] = loaded.service
        return _Seen(stamp, Offer(loaded.service, loaded.content_hash), findings)
