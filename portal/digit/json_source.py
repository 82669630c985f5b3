"""Reading JSON into plain data while remembering where each key and value stands.

The reader of the standard library forgets places, takes NaN and keys that stand twice, and fails on deep nesting. This
one goes over the text once without recursion; size, depth and the number of parts are bounded, so that a hostile file
costs no more than a long one.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Final

from portal.definition.findings import Place, finding
from portal.definition.source import Entry, Path, Source
from portal.digit.rules import RULES

LARGEST_FILE: Final = 2 * 1024 * 1024
"""Bytes; the largest of the twelve workflows that eGovernments publishes with DIGIT has 15 kB."""
DEEPEST: Final = 24
"""Levels of nesting; the format needs six."""
MOST_PARTS: Final = 20_000
"""Keys and values in a file; the largest of the twelve has 600."""
LONGEST_TEXT: Final = 4000
"""Characters of one text, key or number."""

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_TEXT: Final = re.compile(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"')
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.])", re.ASCII)
_NO_NUMBER: Final = re.compile(r"-?(?:NaN|Infinity)\b")
_WORD: Final = re.compile(r"(?:true|false|null)\b")
_FOUND: Final = re.compile(r"[\w.'+-]{1,30}|.", re.DOTALL)
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None}
_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")

_VALUE: Final = ("ຄ່າ", "a value")
_KEY: Final = ('ຊື່ໃນ "…"', 'a key in "…"')
_KEY_OR_CLOSE: Final = ('ຊື່ໃນ "…" ຫຼື `}`', 'a key in "…" or `}`')
_VALUE_OR_CLOSE: Final = ("ຄ່າ ຫຼື `]`", "a value or `]`")
_COLON: Final = ("`:`", "a colon")
_COMMA_OR_BRACE: Final = ("`,` ຫຼື `}`", "a comma or `}`")
_COMMA_OR_BRACKET: Final = ("`,` ຫຼື `]`", "a comma or `]`")
_NOTHING: Final = ("ທ້າຍໄຟລ໌", "the end of the file")
_CLOSED_BY: Final = {"}": (_KEY_OR_CLOSE, _COMMA_OR_BRACE), "]": (_VALUE_OR_CLOSE, _COMMA_OR_BRACKET)}
_OF_VALUES: Final = (_VALUE, _VALUE_OR_CLOSE)
_OF_KEYS: Final = (_KEY, _KEY_OR_CLOSE)


class _RefusedError(Exception):
    """The file is not read further: a code, where, and what its sentences are filled with."""

    def __init__(self, code: str, offset: int, **found: object) -> None:
        super().__init__(code)
        self.code, self.offset, self.found = code, offset, found


@dataclass
class _Open:
    """An object or list that is being read."""

    path: Path
    container: Any
    offset: int


def read_json(content: bytes, file: str) -> Source:
    """Read a JSON file. Never raises: what cannot be read is one finding, and `data` is then None.

    A byte order mark of UTF-8 is taken; `file` is the name that findings carry.
    """
    source = Source(file)
    if len(content) > LARGEST_FILE:
        source.findings.append(finding(RULES, "file-too-large", file, Place(1, 1), limit=LARGEST_FILE // 1024))
        return source
    try:
        source.text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        source.findings.append(finding(RULES, "not-utf-8", file, _Lines(before).place(len(before)), byte=error.start))
        return source
    reader = _Reader(source)
    try:
        reader.read()
    except _RefusedError as refused:
        source.data = None
        place = reader.lines.place(refused.offset)
        source.findings.append(finding(RULES, refused.code, file, place, **refused.found))
    return source


class _Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(each.end() for each in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return Place(line, offset - self.starts[line - 1] + 1)


@dataclass
class _Reader:
    """Goes over the text once. `wanted` is what may stand next."""

    source: Source
    at: int = 0
    wanted: tuple[str, str] = _VALUE
    key: tuple[str, int] | None = None
    open: list[_Open] = field(default_factory=list)
    parts: int = 0

    def __post_init__(self) -> None:
        self.text = self.source.text
        self.lines = _Lines(self.text)

    def read(self) -> None:
        """Read all of it into the source, or raise what is wrong with it."""
        while True:
            self.at = self._match(_BLANK).end()
            if self.at == len(self.text):
                break
            self._sign(self.text[self.at])
        if self.open:
            last = self.open[-1]
            raise _RefusedError("json-unclosed", last.offset, sign="{" if isinstance(last.container, dict) else "[")
        if self.wanted is not _NOTHING:
            raise _RefusedError("empty-file", 0)

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """What a pattern that matches anything finds here."""
        found = pattern.match(self.text, self.at)
        assert found is not None  # noqa: S101
        return found

    def _sign(self, sign: str) -> None:
        if self.wanted in _OF_VALUES and sign in "{[":
            self._begin({} if sign == "{" else [])
        elif self.wanted in _CLOSED_BY.get(sign, ()):
            self._close()
        elif sign == "," and self.wanted in (_COMMA_OR_BRACE, _COMMA_OR_BRACKET):
            self.at += 1
            self.wanted = _KEY if self.wanted is _COMMA_OR_BRACE else _VALUE
        elif sign == ":" and self.wanted is _COLON:
            self.at += 1
            self.wanted = _VALUE
        elif self.wanted in _OF_KEYS and sign == '"':
            self._key()
        elif self.wanted in _OF_VALUES:
            self._plain()
        else:
            self._unexpected()

    def _unexpected(self) -> None:
        lao, english = self.wanted
        found = f"`{self._match(_FOUND)[0]}`"
        raise _RefusedError("json-expected", self.at, wanted_lo=lao, wanted_en=english, found=found)

    def _begin(self, container: Any) -> None:
        if len(self.open) >= DEEPEST:
            raise _RefusedError("json-too-deep", self.at, limit=DEEPEST)
        path = self._put(container, None)
        self.open.append(_Open(path, container, self.at))
        self.at += 1
        self.wanted = _KEY_OR_CLOSE if isinstance(container, dict) else _VALUE_OR_CLOSE

    def _close(self) -> None:
        self.open.pop()
        self.at += 1
        self._after_value()

    def _after_value(self) -> None:
        if not self.open:
            self.wanted = _NOTHING
        else:
            self.wanted = _COMMA_OR_BRACE if isinstance(self.open[-1].container, dict) else _COMMA_OR_BRACKET

    def _key(self) -> None:
        start, name = self.at, self._quoted()
        holder = self.open[-1]
        if name in holder.container:
            first = self.source.key(*holder.path, name).line
            raise _RefusedError("json-duplicate-key", start, key=name, first=first)
        self.key = (name, start)
        self.wanted = _COLON

    def _plain(self) -> None:
        start = self.at
        written: str | None = None
        value: Any
        if self.text[start] == '"':
            value = self._quoted()
        elif word := _WORD.match(self.text, start):
            written, value = word[0], _WORDS[word[0]]
            self.at = word.end()
        elif _NO_NUMBER.match(self.text, start):
            raise _RefusedError("json-nan", start, found=f"`{self._match(_FOUND)[0]}`")
        elif number := _NUMBER.match(self.text, start):
            written, value = number[0], self._number(number[0])
            self.at = number.end()
        else:
            self._unexpected()
        self._put(value, written, start)
        self._after_value()

    def _number(self, written: str) -> int | float:
        if len(written) > LONGEST_TEXT:
            raise _RefusedError("json-text-too-long", self.at, limit=LONGEST_TEXT)
        return int(written) if _INTEGER.fullmatch(written) else float(written)

    def _quoted(self) -> str:
        found = _TEXT.match(self.text, self.at)
        if found is None:
            raise _RefusedError("json-text-open", self.at)
        if len(found[0]) > LONGEST_TEXT:
            raise _RefusedError("json-text-too-long", self.at, limit=LONGEST_TEXT)
        try:
            value = json.loads(found[0])
        except ValueError:
            raise _RefusedError("json-text-open", self.at) from None
        self.at = found.end()
        return str(value)

    def _put(self, value: Any, written: str | None, start: int | None = None) -> Path:
        """Put a value where it belongs, and remember where it stands."""
        start = self.at if start is None else start
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise _RefusedError("json-too-many-parts", start, limit=f"{MOST_PARTS:,}")
        at = self.lines.place(start)
        if not self.open:
            self.source.data = value
            self.source.entries[()] = Entry(at, at, written)
            return ()
        holder = self.open[-1]
        if isinstance(holder.container, list):
            path: Path = (*holder.path, len(holder.container))
            holder.container.append(value)
            self.source.entries[path] = Entry(at, at, written)
            return path
        assert self.key is not None  # noqa: S101 - a colon stood before
        (name, key_at), self.key = self.key, None
        holder.container[name] = value
        path = (*holder.path, name)
        self.source.entries[path] = Entry(self.lines.place(key_at), at, written)
        return path
