"""Loading a service file into the model, or saying where and how it must be mended. Never raises on bad content."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from portal.definition.findings import Finding, Place, finding
from portal.definition.model import Service
from portal.definition.rules_loading import RULES
from portal.definition.shape_faults import path_in, shape_findings
from portal.definition.source import LARGEST_FILE, Source, read_source

_FILE_NAME = "service.yaml"


@dataclass(frozen=True)
class Loaded:
    """A service file as read. `service` is None when there are findings; `places` says where each part stands.

    `content_hash` is of the service's meaning, not of its bytes: comments and layout do not change it. Empty without
    a service.
    """

    service: Service | None
    findings: list[Finding]
    source: str
    content_hash: str
    file: str
    places: Source


def load_service(path: FilePath) -> Loaded:
    """Load the file at `path`, or the service.yaml of the folder at `path`."""
    file = path / _FILE_NAME if path.is_dir() else path
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(content) <= LARGEST_FILE:
            return _unreadable(file, f"UTF-8, byte {error.start}")
        text = " " * (LARGEST_FILE + 1)
    except OSError as error:
        return _unreadable(file, error.strerror or type(error).__name__)
    return load_text(text, str(file))


def load_text(text: str, file: str) -> Loaded:
    """Load a service from YAML text; `file` is the name findings carry."""
    source = read_source(text, file)
    if source.findings:
        return Loaded(None, source.findings, text, "", file, source)
    if source.data is None:
        nothing = finding(RULES, "empty-file", file, Place(1, 1))
        return Loaded(None, [nothing], text, "", file, source)
    service, findings = _modelled(source)
    return Loaded(service, findings, text, content_hash(service) if service else "", file, source)


def service_to_json(service: Service) -> str:
    """The canonical JSON of a service. The order of keys has meaning (steps, pages, options): store it as text."""
    return service.model_dump_json()


def service_from_json(text: str) -> Service:
    """The service that `service_to_json` wrote; raises pydantic's ValidationError for any other text."""
    return Service.model_validate_json(text)


def content_hash(service: Service) -> str:
    """The name of a version: SHA-256, in hexadecimal, of the service's canonical JSON."""
    return hashlib.sha256(service_to_json(service).encode()).hexdigest()


def _unreadable(file: FilePath, problem: str) -> Loaded:
    found = finding(RULES, "no-file", str(file), Place(1, 1), problem=problem)
    return Loaded(None, [found], "", "", str(file), Source(str(file)))


def _modelled(source: Source) -> tuple[Service | None, list[Finding]]:
    try:
        return Service.model_validate(source.data), []
    except ValidationError as error:
        as_written = _with_texts_as_written(error, source)
    try:
        return Service.model_validate(as_written), []
    except ValidationError as error:
        return None, shape_findings(error, source)


def _with_texts_as_written(error: ValidationError, source: Source) -> Any:
    """The data again, with each number or boolean that stands where the model wants text as it was written.

    So `en: 2024` is the text 2024 and a file needs no quotation marks that only a YAML expert would think of.
    """
    data = copy.deepcopy(source.data)
    for fault in error.errors(include_url=False, include_context=False, include_input=False):
        path = path_in(source, fault["loc"])
        written = source.entries[path].written if path else None
        if fault["type"] == "string_type" and written:
            _put(data, path, written)
    return data


def _put(data: Any, path: tuple[str | int, ...], value: str) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value
