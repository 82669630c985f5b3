"""A service that uses every part of the format and checks clean, and ways to spoil it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from portal.definition.check import check
from portal.definition.findings import Finding, Place
from portal.definition.load import Loaded, load_text
from portal.definition.model import Service
from portal.workflow.check_paper import check_paper
from portal.workflow.checking import has_errors

TEXT = Path(__file__).with_name("boat.yaml").read_text(encoding="utf-8")
MARK = "¦"
"""Stands in a replacement where the finding should."""


@dataclass(frozen=True)
class Spoilt:
    """The file with one thing changed, and the place that was marked."""

    text: str
    place: Place


def service() -> Service:
    """The service as it is."""
    loaded = load_text(TEXT, "boat.yaml").service
    assert loaded is not None
    return loaded


def load(text: str) -> Loaded:
    """Load a text as if it were the file."""
    return load_text(text, "boat.yaml")


def findings(text: str) -> list[Finding]:
    """What the checker says of a text and, where that is no error, of its paper."""
    loaded = load(text)
    found = check(loaded)
    return found if has_errors(found) else [*found, *check_paper(loaded)]


def spoil(*changes: tuple[str, str]) -> Spoilt:
    """Replace, each once, the first of a pair by the second; one of the replacements holds MARK."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) >= 1, f"{old!r} is not in boat.yaml"
        text = text.replace(old, new, 1)
    before, mark, after = text.partition(MARK)
    assert mark, "nothing is marked"
    return Spoilt(before + after, Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1))
