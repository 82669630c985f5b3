"""Loading a service file into the model, or saying where and how it must be mended. Never raises on bad content."""

from __future__ import annotations

import copy
import hashlib
import os
import stat
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
_NOT_UTF8 = {"problem_lo": "ຕົວອັກສອນຢູ່ບ່ອນນີ້ບໍ່ແມ່ນ UTF-8", "problem_en": "the letter here is not in UTF-8"}


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
        content = _read(file)
        text = content.decode("utf-8-sig")
    except _NotAFileError:
        return _without_text(file, "not-a-file")
    except _LeadsAwayError:
        return _without_text(file, "link-leads-away")
    except UnicodeDecodeError as error:
        if len(content) <= LARGEST_FILE:
            return _without_text(file, "no-file", _place_of_byte(content, error.start), **_NOT_UTF8)
        text = " " * (LARGEST_FILE + 1)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        return _without_text(file, "no-file", problem_lo=problem, problem_en=problem)
    return load_text(text, str(file))


def digest_of(path: FilePath) -> str | None:
    """SHA-256, in hexadecimal, of the bytes of a service file; None for one that cannot be read."""
    try:
        return hashlib.sha256(_read(path)).hexdigest()
    except (_NotAFileError, _LeadsAwayError, OSError):
        return None


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
    """The name of a version: SHA-256, in hexadecimal, of what its file says.

    Keys left at their default are left out, so that a version keeps its name when the model learns a new key.
    """
    return hashlib.sha256(service.model_dump_json(exclude_defaults=True).encode()).hexdigest()


class _NotAFileError(Exception):
    """A pipe, a device or a folder stands where the file should."""


class _LeadsAwayError(Exception):
    """The file is a link to one outside its folder: findings quote what is in it, to whoever may not read that."""


def _read(file: FilePath) -> bytes:
    """The content of an ordinary file, up to a byte past the largest allowed. A pipe or device never makes it wait."""
    real = FilePath(os.path.realpath(file))
    if not real.is_relative_to(os.path.realpath(file.parent)):
        raise _LeadsAwayError
    descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _NotAFileError
        with open(descriptor, "rb", closefd=False) as opened:
            return opened.read(LARGEST_FILE + 1)
    finally:
        os.close(descriptor)


def _place_of_byte(content: bytes, index: int) -> Place:
    """Where the byte at `index` stands, behind what can be read."""
    before = content[:index].decode("utf-8-sig")
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _without_text(file: FilePath, code: str, place: Place = Place(1, 1), **what: str) -> Loaded:  # noqa: B008 - frozen
    found = finding(RULES, code, str(file), place, **what)
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
