"""Slips in the shape of a file whose plain sentence would be false or lead astray: what their author did, in its words.

Each is told by where it stands: two names in one item of a list, an answer beside `answers`, a step by its title.
"""

from __future__ import annotations

import re
from typing import Any, Final

from portal.definition.findings import guess
from portal.definition.key_examples import example_of
from portal.definition.model import APPLICANT, ExampleAction, Part
from portal.definition.source import Path, Source
from portal.definition.yaml_lines import lines_of

Words = tuple[str, dict[str, object]]
"""The code of a finding, and what its sentences are filled with."""

_STARTS: Final = frozenset({"start", "starts", "initial", "first", "begin", "entry"})
_NAMES_OF_STEPS: Final = frozenset({"to", "state"})
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DECIMAL: Final = re.compile(r"[0-9]{1,3},$")


def habit(kind: str, value: Any, path: Path, source: Source, models: list[type[Part]]) -> Words | None:
    """What to say of a fault of a `kind` of pydantic's at a `path`; None where its plain sentence will do."""
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if not path and kind in {"dict_type", "model_type", "model_attributes_type"}:
        return "wrong-kind", {
            "wanted_lo": "ບໍລິການໜຶ່ງ ທີ່ແຕ່ລະແຖວຂຶ້ນຕົ້ນດ້ວຍຊື່ ແລະ `: `",
            "wanted_en": "a service, each line of which begins with a name and `: `",
            "example": example_of("service"),
        }
    if kind == "too_long" and isinstance(value, dict) and path != ("eligible",):
        return "one-name-each", {"key": key, "names": ", ".join(f"{{{name}: …}}" for name in value)}
    if kind == "model_type" and path[:1] == ("workflow",) and len(path) == 2 and key in _STARTS:
        return "start-is-first", {"key": key, "first": value if isinstance(value, str) else "…"}
    if kind == "string_pattern_mismatch" and key in _NAMES_OF_STEPS and isinstance(value, str):
        return _no_such_step(value, source)
    if kind == "extra_forbidden" and models == [ExampleAction] and _NAME.fullmatch(key):
        return "answer-beside", {"key": key}
    return None


def number_in_two(line: str, column: int, key: str) -> str | None:
    """The number that a comma divides before the `key` at `column`, from 0: `4,000`; None where there is none."""
    before = _DECIMAL.search(line[:column].rstrip())
    return f"{before[0]}{key}" if before and re.fullmatch(r"[0-9]+", key) else None


def begins_its_part(source: Source, path: Path) -> bool:
    """Whether a key is the first in its brackets, so that it follows no comma."""
    place = source.key(*path)
    return lines_of(source.text)[place.line - 1][: place.column - 1].rstrip()[-1:] == "{"


def is_in_brackets(source: Source, path: Path) -> bool:
    """Whether the list at `path` is written in square brackets, and not as lines with dashes."""
    place = source.value(*path)
    return lines_of(source.text)[place.line - 1][place.column - 1 : place.column] == "["


def _no_such_step(written: str, source: Source) -> Words | None:
    steps = source.at(("workflow",))
    if not isinstance(steps, dict):
        return None
    titles = {name: step.get("title") for name, step in steps.items() if isinstance(step, dict)}
    titled = [name for name, title in titles.items() if isinstance(title, dict) and written in title.values()]
    meant = next(iter([*titled, *(name for name in (*steps, APPLICANT) if name == written.partition(".")[0])]), None)
    return "unknown-name", {
        "kind_lo": "ຂັ້ນຕອນ",
        "kind_en": "step",
        "name": written,
        **guess(meant),
        "known": ", ".join([*steps, APPLICANT]),
    }
