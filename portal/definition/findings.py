"""Findings: what is wrong with a service file, where, why, and how to put it right, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from portal.definition.answered import as_answered
from portal.definition.model import Text

Severity = Literal["error", "warning", "note"]
"""How much a finding matters. The checker says errors and warnings; an import also notes what it chose."""


@dataclass(frozen=True)
class Place:
    """A place in a file. Lines and columns count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Rule:
    """The wording of one kind of finding. `{placeholders}` are filled with what was found."""

    severity: Severity
    message: Text
    hint: Text


@dataclass(frozen=True)
class Finding:
    """One thing wrong in one place. An error keeps a service from being published; a warning or a note does not.

    `code` is stable: docs/checker.md explains each, and editors and CI may rely on it.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: Text
    hint: Text

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message.en}"


def guess(meant: str | None) -> dict[str, object]:
    """The question that a hint begins with, in both languages; empty where nothing can be guessed."""
    return {
        "guess_lo": f"ໝາຍເຖິງ `{meant}` ບໍ? " if meant else "",
        "guess_en": f"Did you mean `{meant}`? " if meant else "",
    }


def rule(severity: Severity, *, lo: str, en: str, fix_lo: str, fix_en: str) -> Rule:
    """A rule from its four sentences: what is wrong, and how to put it right."""
    return Rule(severity, Text(lo=lo, en=en), Text(lo=fix_lo, en=fix_en))


_LONGEST_PARAMETER = 300


def finding(rules: dict[str, Rule], code: str, file: str, place: Place, /, **found: object) -> Finding:
    """The finding of kind `code` at `place`. What was found is shortened: a hostile file cannot flood a report."""
    of_kind = rules[code]
    shown = {name: _short(as_answered(value)) for name, value in found.items()}
    return Finding(
        file=file,
        line=place.line,
        column=place.column,
        code=code,
        severity=of_kind.severity,
        message=_filled(of_kind.message, shown),
        hint=_filled(of_kind.hint, shown),
    )


def _filled(text: Text, shown: dict[str, str]) -> Text:
    return Text(lo=text.lo.format_map(shown), en=text.en.format_map(shown))


def _short(value: str) -> str:
    spaced = " ".join(re.split("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", value))
    printable = "".join(character if character.isprintable() else "�" for character in spaced)
    return printable if len(printable) <= _LONGEST_PARAMETER else printable[: _LONGEST_PARAMETER - 1] + "…"
