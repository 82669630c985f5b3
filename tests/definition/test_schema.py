"""The JSON Schema marks what the loader refuses, and what the checker says of the keys of a question; nothing else."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.definition.check_asks import check_asks
from portal.definition.check_eligible import check_eligible
from portal.definition.check_form import check_form
from portal.definition.examination import Examination
from portal.definition.findings import Place
from portal.definition.load import load_text
from portal.definition.rules.shapes import SHAPES
from portal.definition.rules_loading import RULES
from portal.definition.schema import service_schema
from portal.definition.source import Source, read_source
from portal.settings import ROOT
from tests.definition.boat import TEXT, load, spoil
from tests.definition.schema_places import accepts, marked
from tests.definition.test_checker_codes import FAULTS

SERVICES = sorted([*ROOT.glob("services/*/service.yaml"), *ROOT.glob("tests/**/service.yaml")])
BY_TYPE = frozenset({"no-options", "no-fields", "no-value", "no-effect", "group-part", "ask-part", "eligible-part"})
"""What the checker says of the keys of a question and of its type: the schema knows it too."""
ELSEWHERE = frozenset({"comment-in-text", "grouped-number", "no-colon", "comma-in-text", "full-width-sign"})
"""Slips told by how the file is written, in the middle of a text that a schema sees only as data."""
OF_SHAPE = (
    BY_TYPE
    | (SHAPES.keys() - ELSEWHERE)
    | {
        *("missing-key", "missing-language", "unknown-key", "other-step-key", "unknown-value", "wrong-kind"),
        *("bad-name", "curly-value", "bad-version", "bad-period", "bad-join", "do-or-correct"),
        *("empty", "too-long", "out-of-range"),
    }
)
TRIED = 400
"""Mutations of each service."""


def test_the_committed_schema_is_that_of_the_models() -> None:
    committed = json.loads((ROOT / "docs" / "service.schema.json").read_text())
    assert committed == service_schema(), "write it anew: .venv/bin/portal schema --out docs/service.schema.json"


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.parent.name)
def test_every_service_is_accepted(file: Path) -> None:
    assert marked(read_source(file.read_text(), str(file)).data) == set()


def test_every_service_names_the_schema_for_editors() -> None:
    for file in ROOT.glob("services/*/service.yaml"):
        found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", file.read_text())
        assert found, file
        assert (file.parent / found[1]).resolve() == ROOT / "docs" / "service.schema.json"


def test_every_key_is_explained() -> None:
    """An editor shows it. It comes from what stands under the key in the model."""
    schema = service_schema()
    silent = [path for path, key in _keys(schema, ()) if not _description(schema, key)]
    assert silent == []


def _keys(part: Any, path: tuple[str, ...]) -> Any:
    if isinstance(part, dict):
        properties = part.get("properties", {})
        if "additionalProperties" in part:
            yield from (((*path, name), schema) for name, schema in properties.items())
        for word, inner in part.items():
            yield from _keys(inner, (*path, word))
    elif isinstance(part, list):
        for inner in part:
            yield from _keys(inner, path)


def _description(schema: dict[str, Any], key: dict[str, Any]) -> str:
    while "description" not in key and key.get("$ref", "").startswith(("#/$defs/question-", "#/$defs/Remark")):
        key = schema["$defs"][key["$ref"].rpartition("/")[2]]
    return str(key.get("description", ""))


def test_a_part_of_every_kind_is_described() -> None:
    for name, part in service_schema()["$defs"].items():
        assert part.get("description") or "then" in part or name.startswith("question-"), name


SHAPE_FAULTS = [
    (code, changes)
    for code, changes in FAULTS
    if code in BY_TYPE or (code in OF_SHAPE and load(spoil(*changes).text).service is None)
]


def test_every_rule_of_shape_has_a_mistake() -> None:
    assert {code for code, _ in SHAPE_FAULTS} == OF_SHAPE
    assert RULES.keys() >= OF_SHAPE - BY_TYPE


@pytest.mark.parametrize(("code", "changes"), SHAPE_FAULTS)
def test_typical_mistake_is_marked_where_the_checker_finds_it(code: str, changes: list[tuple[str, str]]) -> None:
    spoilt = spoil(*changes)
    source = load(spoilt.text).places
    places = {place for path in marked(source.data) for place in _around(source, path)}
    assert spoilt.place in places, (code, marked(source.data))


def _around(source: Source, path: tuple[str | int, ...]) -> set[Place]:
    """Where a marked part begins: its key, or its value. Of a type that may not stand there the checker names the
    question, the schema the type itself."""
    return {source.key(*path), source.value(*path), *({source.key(*path[:-1])} if path[-1:] == ("type",) else ())}


POOL: list[Any] = [
    *(None, True, False, 0, 1, 3, -1, 51, 2.5, 1000, "", " ", "abc", "Ab c", "village", " village ", "granted", "all"),
    *("yes", "No", "5", "-5", "1.5", "3 working days", "3 days", "0 working days", "6 months", "1 year", "x" * 41),
    *("x" * 601, "x" * 2001, "true", "1.0.0", "village.land", "text", "number", "group", "note", "LAK", "photo"),
    *([], ["abc"], ["fields"], ["photo"], [3], [{"a": 1}], [True], {}, {"lo": "ກ", "en": "x"}, {"lo": "ກ"}),
    *({"abc": {"lo": "ກ", "en": "x"}}, {"to": "district"}, {"type": "text", "label": {"lo": "ກ", "en": "x"}}),
    *({"do": "a.b"}, {"note": {"label": {"lo": "ກ", "en": "x"}}}, {"count": 6, "unit": "month"}, {"amount": 5}),
]
SMALL: dict[str, Any] = read_source(Path(__file__).with_name("small.yaml").read_text(), "small.yaml").data
KEYS = sorted({*re.findall(r"([a-z_]+):", TEXT), "unit", "min", "whole", "internal", "value", "branches", "issue"})


def _paths(part: Any, path: tuple[str | int, ...]) -> Any:
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for name, value in inner:
        yield (*path, name)
        yield from _paths(value, (*path, name))


EVERY_KEY = {path[-2:]: path for path in reversed([*_paths(SMALL, ())])}
"""A place in the small service for each key in each kind of part."""


@pytest.mark.parametrize("path", EVERY_KEY.values(), ids=lambda path: ".".join(map(str, path)))
def test_at_every_key_each_value_is_taken_by_both_or_by_none(path: tuple[str | int, ...]) -> None:
    assert accepts(SMALL)
    for value in POOL if isinstance(path[-1], str) else POOL[1:]:
        changed = copy.deepcopy(SMALL)
        container: Any = changed
        for step in path[:-1]:
            container = container[step]
        container[path[-1]] = value
        taken, said = _is_taken(_written(changed))
        assert accepts(changed) == taken, (value, said, marked(changed))


@pytest.mark.parametrize("file", [*SERVICES, Path("boat.yaml")], ids=lambda file: file.parent.name or file.name)
def test_whatever_is_changed_the_schema_and_the_loader_agree(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = TEXT if file.name == "boat.yaml" else file.read_text()
    whole = read_source(text, str(file)).data
    seen: Counter[str] = Counter()

    @settings(max_examples=TRIED, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def agrees(data: st.DataObject) -> None:
        changed = _changed(copy.deepcopy(whole), data)
        written = _written(changed)
        taken, said = _is_taken(written)
        seen["tried"] += 1
        seen["refused" if not taken else "taken"] += 1
        assert accepts(changed) == taken, (said, marked(changed))

    agrees()
    with capsys.disabled():
        name = file.parent.name or file.stem
        click.echo(f"\n{name}: {seen['tried']} mutations, {seen['refused']} refused by both, {seen['taken']} by none")
    assert seen["refused"] > TRIED / 4


def _changed(whole: Any, data: st.DataObject) -> Any:
    """The service with a key dropped, renamed or added, or a value put in another's place."""
    paths = list(_paths(whole, ()))
    path = data.draw(st.sampled_from(paths))
    container = whole
    for step in path[:-1]:
        container = container[step]
    last = path[-1]
    kind = data.draw(st.sampled_from(["drop", "rename", "add", "put", "put", "swap"]))
    if kind == "drop":
        del container[last]
    elif kind in {"rename", "add"} and isinstance(container, dict):
        new = data.draw(st.sampled_from([*KEYS, "Name", "a b", "x" * 41]))
        value = data.draw(st.sampled_from(POOL[1:])) if kind == "add" else container.pop(last)
        container.setdefault(new, value)
    elif kind == "swap":
        other: Any = whole
        for step in data.draw(st.sampled_from(paths)):
            other = other[step]
        container[last] = copy.deepcopy(other)
    else:
        container[last] = data.draw(st.sampled_from(POOL if isinstance(container, dict) else POOL[1:]))
    return whole


def _written(part: Any) -> str:
    """The data as YAML. Nothing is written as nothing: the loader reads a `null` that stands there as a text."""
    if isinstance(part, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_written(value)}" for key, value in part.items()) + "}"
    if isinstance(part, list):
        return "[" + ", ".join(map(_written, part)) + "]"
    return "" if part is None else json.dumps(part, ensure_ascii=False)


def _is_taken(text: str) -> tuple[bool, set[str]]:
    loaded = load_text(text, "service.yaml")
    if loaded.service is None:
        return False, {each.code for each in loaded.findings}
    examination = Examination(loaded.service, loaded.places)
    check_form(examination)
    check_asks(examination)
    check_eligible(examination)
    said = {each.code for each in examination.findings} & BY_TYPE
    return not said, said
