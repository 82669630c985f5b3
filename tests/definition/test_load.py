"""Reading a service file: what is kept, what is refused, and that no content can crash or stall the loader."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from portal.definition.load import content_hash, load_service, load_text, service_from_json, service_to_json
from portal.definition.model import Service
from portal.definition.source import read_source
from tests.definition.boat import TEXT, findings, load, service


def test_values_stay_as_they_are_written_where_text_is_wanted() -> None:
    loaded = load(TEXT.replace("en: Boat licence}", "en: 2024}", 1).replace("en: Owner", "en: true"))
    assert loaded.service is not None
    assert loaded.service.title.en == "2024"
    assert loaded.service.form[0].title.en == "true"
    answers = loaded.service.examples["granted"].answers
    assert answers["born"] == "1985-03-12"
    assert answers["village"] == "010101"


def test_numbers_and_truth_in_answers_are_values() -> None:
    loaded = load(TEXT.replace("power: 15}", "power: 15.5, card2: true, none: null}"))
    assert loaded.service is not None
    answers = loaded.service.examples["corrected"].answers
    assert (answers["power"], answers["card2"], answers["none"]) == (15.5, True, None)


def test_service_survives_the_store() -> None:
    assert service_from_json(service_to_json(service())) == service()


def test_hash_is_of_the_meaning() -> None:
    commented = load("# a remark\n" + TEXT.replace("place: village\n", "place:   'village'\n"))
    assert commented.content_hash == content_hash(service()) == load(TEXT).content_hash


PILOTS = sorted(Path("services").glob("*/service.yaml"))


@pytest.mark.parametrize("file", PILOTS, ids=lambda file: file.parent.name)
def test_version_keeps_its_name_when_the_model_learns_a_key(file: Path) -> None:
    class Grown(Service):
        learnt: bool = False
        learnt_too: dict[str, str] = Field(default_factory=dict)

    now = load_service(file)
    assert now.service is not None
    grown = Grown.model_validate_json(service_to_json(now.service))
    assert content_hash(grown) == now.content_hash
    assert content_hash(grown.model_copy(update={"learnt": True})) != now.content_hash


def test_default_that_is_written_out_changes_no_name() -> None:
    asked = next(name for name, field in service().fields.items() if field.required is True)
    written = TEXT.replace(f"{asked}: {{", f"{asked}: {{required: true, ", 1)
    assert written != TEXT
    assert load(written).content_hash == content_hash(service())


def test_order_of_steps_and_options_is_part_of_the_meaning() -> None:
    swapped = TEXT.replace(
        "row: {lo: ເຮືອພາຍ, en: Rowing}, motor: {lo: ເຮືອຈັກ, en: Motor}",
        "motor: {lo: ເຮືອຈັກ, en: Motor}, row: {lo: ເຮືອພາຍ, en: Rowing}",
    )
    assert swapped != TEXT
    assert load(swapped).content_hash != load(TEXT).content_hash


def test_folder_stands_for_its_file(tmp_path: Path) -> None:
    (tmp_path / "service.yaml").write_text(TEXT, encoding="utf-8-sig")
    assert load_service(tmp_path).service == service()
    assert load_service(tmp_path / "service.yaml").service == service()


def test_unknown_key_is_answered_with_the_one_that_was_meant() -> None:
    (found,) = findings(TEXT.replace("promise:", "promis:", 1))[1:]
    assert "`promise`" in found.hint.en
    assert found.hint.en in str(found.hint)


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
HOSTILE = {
    "bomb": BOMB,
    "deep flow": "[" * 100_000,
    "deep block": "".join(f"{' ' * depth}a:\n" for depth in range(400)),
    "long scalar": f"a: '{'x' * 200_000}'",
    "long key": f"{'k' * 200_000}: 1",
    "huge number": "version: " + "9" * 3000,
    "huge exponent": "fee: {amount: 1e999999999}",
    "object": "a: !!python/object/apply:os.system ['true']",
    "many keys": "\n".join(f"k{number}: 1" for number in range(20_000)),
    "many faults": "form:\n" + "  - {}\n" * 20_000,
    "nul": "service: \x00",
    "lone surrogate": "service: \ud800",
    "too large": "#" * 10_000_000,
    "directive": "%YAML 99.99\n---\na: 1",
    "bad escape": 'a: "\\xZZ"',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_file_is_refused_soon(text: str) -> None:
    start = time.process_time()
    loaded = load_text(text, "hostile.yaml")
    assert loaded.service is None
    assert 1 <= len(loaded.findings) <= 101
    assert sum(len(each.message.en) for each in loaded.findings) < 60_000
    assert time.process_time() - start < 8


@given(st.text(max_size=400))
def test_any_text_loads_or_is_refused(text: str) -> None:
    loaded = load_text(text, "any.yaml")
    assert (loaded.service is None) == bool(loaded.findings)


@st.composite
def spoilt_texts(draw: st.DrawFn) -> str:
    """The clean file with lines dropped, doubled, exchanged or shifted, or signs put in or taken out."""
    lines = TEXT.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        here, there = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        match draw(st.sampled_from(["drop", "double", "exchange", "indent", "insert", "cut"])):
            case "drop":
                lines[here] = ""
            case "double":
                lines.insert(here, lines[here])
            case "exchange":
                lines[here], lines[there] = lines[there], lines[here]
            case "indent":
                lines[here] = "  " + lines[here]
            case "insert":
                at = draw(st.integers(0, len(lines[here])))
                sign = draw(st.sampled_from([*"{}[]:,'\"#&*!|>-? \t%@`0", "ກ", "null", "true", "1e9", "''"]))
                lines[here] = lines[here][:at] + sign + lines[here][at:]
            case "cut":
                at = draw(st.integers(0, len(lines[here])))
                lines[here] = lines[here][:at] + lines[here][at + 1 :]
    return "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(spoilt_texts())
def test_spoilt_file_gives_findings_inside_the_file_and_never_crashes(text: str) -> None:
    loaded = load(text)
    found = findings(text)
    assert loaded.service is not None or found
    lines = text.split("\n")
    for each in found:
        assert 1 <= each.line <= len(lines) + 1
        assert each.column >= 1


NOTHING: tuple[object, ...] = (None, "", 0, -1, 1.5, True, [], {}, "x", ["x"], {"x": "y"}, "applicant", "done")


def _parts(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(inner for key, value in children for inner in _parts(value, (*path, key)))]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_spoilt_meaning_never_crashes_the_checker(data: st.DataObject) -> None:
    """Any part replaced by another value of the file, or by nothing much: what still loads is checked."""
    tree = read_source(TEXT, "boat.yaml").data
    paths = _parts(tree)[1:]
    for _ in range(data.draw(st.integers(1, 3))):
        target = data.draw(st.sampled_from(paths))
        donor = data.draw(st.sampled_from(paths))
        value = data.draw(st.sampled_from(NOTHING)) if data.draw(st.booleans()) else _at(tree, donor)
        _put(tree, target, json.loads(json.dumps(value)))
    text = json.dumps(tree, ensure_ascii=False, indent=1)
    assert load(text).service is not None or findings(text)
    findings(text)


def _at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _put(data: Any, path: tuple[str | int, ...], value: object) -> None:
    """Set the part at `path`, unless an earlier change took the part above it away."""
    parent = _at(data, path[:-1])
    with contextlib.suppress(IndexError, TypeError):
        parent[path[-1]] = value


def test_large_service_is_checked_in_two_seconds() -> None:
    """Two hundred questions and sixty steps; the bar of the design."""
    options = "options: {a: {lo: ກ, en: a}, b: {lo: ຂ, en: b}}"
    question = "      q{0}: {{type: choice, label: {{lo: ຖາມ, en: Ask}}, {1}{2}}}\n"
    pages = "".join(
        f"  - page: p{page}\n    title: {{lo: ໜ້າ, en: Page}}\n    fields:\n"
        + "".join(
            question.format(page * 10 + each, options, f", when: \"q{page * 10} == 'a'\"" if each else "")
            for each in range(10)
        )
        for page in range(20)
    )
    label = "label: {lo: ໄປ, en: Go}"
    steps = "".join(
        f"  s{each}: {{title: {{lo: ຂັ້ນ, en: Step}}, office: district, role: clerk, actions: "
        f"{{go: {{to: {f's{each + 1}' if each < 59 else 'reviews'}, {label}}}}}}}\n"
        for each in range(60)
    )
    text = TEXT.replace("  - page: boat\n", pages + "  - page: boat\n").replace("  reviews:\n", steps + "  reviews:\n")
    text = text.replace("confirm: {to: reviews", "confirm: {to: s0")
    start = time.process_time()
    assert findings(text) == []
    assert time.process_time() - start < 2
