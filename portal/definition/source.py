"""Reading YAML into plain data while remembering where each key and value stands.

YAML is read from its events, not through a constructor: nothing in a file can make an object, aliases and tags are
refused (a service file is read aloud, and an alias is how a small file grows into a large one), a key may stand once,
and size, depth and the number of parts are bounded, so that a hostile file costs no more than a long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from portal.definition.findings import Finding, Place, finding
from portal.definition.rules_loading import RULES
from portal.definition.yaml_faults import yaml_fault

LARGEST_FILE: Final = 256 * 1024
"""Bytes; a service of 200 questions takes about 60 kB."""
DEEPEST: Final = 24
"""Levels of nesting; the model needs 12."""
MOST_PARTS: Final = 10_000
"""Keys and values; a service of 200 questions has about 4,000."""
LONGEST_SCALAR: Final = 4000
"""Characters of one key or value; the longest text of the model has 2,000."""

_LONGEST_RAW: Final = 2 * LONGEST_SCALAR
"""Characters in which a part of a text is looked for."""

Path = tuple[str | int, ...]

_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_WORDS: Final[dict[str, bool | None]] = {
    "true": True,
    "false": False,
    "True": True,
    "False": False,
    "null": None,
    "~": None,
    "": None,
}


@dataclass(frozen=True)
class Entry:
    """Where a value stands: its key (its own place in a list), itself, and how a plain value was written."""

    key: Place
    value: Place
    written: str | None


@dataclass
class Source:
    """A YAML file as data, with the place of each part. `data` is None when nothing could be read."""

    file: str
    text: str = field(default="", repr=False)
    data: Any = None
    entries: dict[Path, Entry] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def known(self, path: Path) -> Path:
        """The longest part of `path` that stands in the file."""
        while path and path not in self.entries:
            path = path[:-1]
        return path

    def key(self, *path: str | int) -> Place:
        """Where the key of the value at `path` stands, or that of the nearest part above it that does."""
        found = self.known(path)
        return self.entries[found].key if found else Place(1, 1)

    def value(self, *path: str | int) -> Place:
        """Where the value at `path` stands, or the nearest part above it that does."""
        found = self.known(path)
        return self.entries[found].value if found else Place(1, 1)

    def inside(self, path: Path, offset: int) -> Place:
        """Where the character at `offset` of the text at `path` stands.

        Where the file does not write the text as it is read (folded lines, escapes), its word is looked for.
        """
        start, text = self.value(*path), self._text_at(path)
        before = self.text.split("\n", start.line)[: start.line - 1]
        index = sum(len(line) + 1 for line in before) + start.column - 1
        raw = self.text[index : index + _LONGEST_RAW]
        lead = next((lead for lead in (0, 1) if text and raw.startswith(text, lead)), None)
        word = re.match(r"\S+", text[offset:])
        found = lead + offset if lead is not None else raw.find(word[0]) if word else -1
        if found < 0:
            return start
        above = raw[:found]
        column = found - above.rfind("\n") if "\n" in above else start.column + found
        return Place(start.line + above.count("\n"), column)

    def at(self, path: Path) -> Any:
        """The data at `path`; None where there is none."""
        part = self.data
        for step in path:
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                return None
        return part

    def _text_at(self, path: Path) -> str:
        part = self.at(path)
        return part if isinstance(part, str) else ""


class _RefusedError(Exception):
    """The file is not read further."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.code)
        self.found = found


def read_source(text: str, file: str) -> Source:
    """Read a YAML text. Never raises: what cannot be read is a finding, and `data` is then None."""
    source = Source(file, text)
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_FILE:
        source.findings.append(finding(RULES, "file-too-large", file, Place(1, 1), limit=LARGEST_FILE // 1024))
        return source
    try:
        _Reader(source).read(YAML(typ="safe", pure=True).parse(text))
    except _RefusedError as refused:
        source.findings.append(refused.found)
    except MarkedYAMLError as error:
        fault = yaml_fault(error, text)
        source.findings.append(finding(RULES, fault.code, file, fault.place, **fault.found))
    except (YAMLError, ValueError, ArithmeticError, LookupError, AttributeError, TypeError) as error:
        # ruamel's scanner raises these plain errors on some malformed text (a bad escape, a bad directive).
        source.findings.append(
            finding(RULES, "bad-yaml", file, _place_of(error, text), problem=str(error).split("\n")[0])
        )
    if source.findings:
        source.data = None
    return source


def _place_of(error: Exception, text: str) -> Place:
    """The place of a character YAML does not allow; such an error says only how many characters stand before it."""
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Place(1, 1)
    before = text[:position]
    return Place(before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


class _Reader:
    """Builds data from events without recursion, so that depth is a limit and not a crash."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.open: list[tuple[Path, Any, Entry]] = []
        self.pending: tuple[str, Place] | None = None
        self.documents = 0
        self.parts = 0

    def read(self, events: Iterator[Event]) -> None:
        for event in events:
            if isinstance(event, DocumentStartEvent):
                self._document(event)
            elif isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                raise self._refusal("alias", event)
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                self._start(event)
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                self._end()
            elif isinstance(event, ScalarEvent):
                self._scalar(event)

    def _document(self, event: Event) -> None:
        self.documents += 1
        if self.documents > 1:
            raise self._refusal("several-documents", event)

    def _count(self, event: Event) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise self._refusal("too-many-parts", event, limit=f"{MOST_PARTS:,}")

    def _start(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        self._count(event)
        if event.tag:
            raise self._refusal("tag", event)
        if self._wants_key():
            raise self._refusal("key-not-text", event)
        if len(self.open) >= DEEPEST:
            raise self._refusal("too-deep", event, limit=DEEPEST)
        container: Any = {} if isinstance(event, MappingStartEvent) else []
        path, entry = self._take_place(event, None)
        self._put(path, container, entry)
        self.open.append((path, container, entry))

    def _end(self) -> None:
        self.open.pop()

    def _scalar(self, event: ScalarEvent) -> None:
        self._count(event)
        if event.tag and not event.implicit[1]:
            raise self._refusal("tag", event)
        written: str = event.value
        if len(written) > LONGEST_SCALAR:
            raise self._refusal("text-too-long", event, limit=LONGEST_SCALAR)
        if self._wants_key():
            self._key(written, event)
            return
        plain = event.implicit[0]
        path, entry = self._take_place(event, written if plain else None)
        self._put(path, _resolved(written) if plain else written, entry)

    def _wants_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][1], dict) and self.pending is None

    def _key(self, name: str, event: Event) -> None:
        path, container, _ = self.open[-1]
        if name in container:
            first = self.source.key(*path, name).line
            raise self._refusal("duplicate-key", event, key=name, first=first)
        self.pending = (name, _start_of(event))

    def _take_place(self, event: Event, written: str | None) -> tuple[Path, Entry]:
        at = _start_of(event)
        if not self.open:
            return (), Entry(at, at, written)
        path, container, _ = self.open[-1]
        if isinstance(container, list):
            return (*path, len(container)), Entry(at, at, written)
        assert self.pending is not None  # noqa: S101 - _wants_key() was answered first
        (name, key_place), self.pending = self.pending, None
        return (*path, name), Entry(key_place, at, written)

    def _put(self, path: Path, value: Any, entry: Entry) -> None:
        self.source.entries[path] = entry
        if not self.open:
            self.source.data = value
            return
        container = self.open[-1][1]
        if isinstance(container, list):
            container.append(value)
        else:
            container[path[-1]] = value

    def _refusal(self, code: str, event: Event, **found: object) -> _RefusedError:
        return _RefusedError(finding(RULES, code, self.source.file, _start_of(event), **found))


def _start_of(event: Event) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _resolved(written: str) -> Any:
    """The value of a plain scalar: true, false, null, a whole or decimal number, else text.

    Dates stay text, and so does a number with a leading zero: it is a code (010101) or a phone number.
    """
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.fullmatch(written):
        return int(written)
    return float(written) if _DECIMAL.fullmatch(written) else written
