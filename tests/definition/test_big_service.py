"""A service as large as one may get is checked while its author waits, and the search for answers is right."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.big_service import FIELDS, STEPS, big_service
from portal.definition.answer_search import FormSearch, conjuncts
from portal.definition.check import check
from portal.definition.dependencies import Dependencies
from portal.definition.findings import Finding
from portal.definition.form import shown
from portal.definition.load import load_text
from portal.definition.model import Service
from portal.definition.samples import SAMPLE_DAY
from tests.workflow.made_services import text

BAR = 2.0
"""Seconds in which 200 questions and 60 steps are to be checked."""
PATIENCE = 4
"""Times the bar: the machine of the tests may be slow, but no search that grows with combinations keeps to this."""


def test_the_big_service_is_clean_and_checked_in_time() -> None:
    found, seconds = _checked(big_service())
    loaded = load_text(big_service(), "big.yaml").service
    assert loaded is not None
    assert (len(loaded.fields), len(loaded.workflow)) == (FIELDS, STEPS)
    assert found == []
    assert seconds < BAR * PATIENCE


def test_a_page_that_nobody_can_reach_at_the_end_of_the_big_service_is_found_in_time() -> None:
    spoilt = big_service().replace("kind_38 != 'c' && many_38 > 39", "many_38 > 39 && kind_37 == 'c'")
    found, seconds = _checked(spoilt)
    assert [(each.code, "`page_39`" in each.message.en) for each in found] == [("doubtful-condition", True)]
    assert seconds < BAR * PATIENCE


def test_a_search_that_gives_up_says_so_and_takes_a_bounded_time() -> None:
    hopeless = " + ".join(f"many_{number}" for number in range(40)) + " > 900000"
    last = "      about_39: {type: text, label: {lo: ຄຳຖາມ about_39, en: Question about_39}, when: "
    before = big_service()
    assert last in before
    start = before.index(last) + len(last)
    found, seconds = _checked(before[:start] + f'"{hopeless}"}}' + before[before.index("\n", start) :])
    assert [each.code for each in found] == ["doubtful-condition"]
    assert "more combinations" in found[0].message.en
    assert "ຍັງບໍ່ໄດ້ລອງ" in found[0].message.lo
    assert seconds < BAR * PATIENCE


def test_a_condition_is_taken_apart_only_where_all_of_it_must_hold() -> None:
    assert conjuncts("a == 1 && (b || c) && [1, 2].exists(x, x > 1 && d)") == [
        *("a == 1", "(b || c)", "[1, 2].exists(x, x > 1 && d)"),
    ]
    for whole in ("a && b || c", "a && b ? c : d", "'a && b' == c"):
        assert conjuncts(whole) == [whole]


_PARTS = st.sampled_from(
    ["a == 'x'", "b == 'y'", "c == 'x'", "a != 'y'", "b == null", "c == null", "c != b", "(a == 'x' || b == 'x')"]
)
_CONDITIONS = st.lists(_PARTS, min_size=1, max_size=3).map(" && ".join) | st.lists(_PARTS, min_size=2, max_size=3).map(
    " || ".join
)
_CONDITIONS_OF_C = st.sampled_from(["b == 'x'", "a == 'x' && b == 'y'", "b == null", "a == 'y' || b == 'y'"])

_CHECKS = st.sampled_from(["a == 'y'", "b == 'x' || c == 'y'", "c != 'x'", "a != b"])


@settings(max_examples=150, deadline=None)
@given(
    st.none() | st.sampled_from(["a == 'x'", "a == 'y'", "a == null"]),
    st.none() | _CONDITIONS_OF_C,
    st.dictionaries(st.sampled_from("abc"), _CHECKS, max_size=2),
    _CONDITIONS,
)
def test_the_search_finds_what_trying_everything_finds(
    of_b: str | None, of_c: str | None, checks: dict[str, str], wanted: str
) -> None:
    service = _three_choices(of_b, of_c, checks)
    every = ({"a": a, "b": b, "c": c} for a in "xy" for b in "xy" for c in "xy")
    forms = [shown(service, answers, SAMPLE_DAY) for answers in every]
    near = set(Dependencies(service).near([wanted]))
    exists = any(form.holds(wanted) and not form.missing.keys() & near for form in forms)
    outcome = FormSearch(service).look_for([wanted])
    assert outcome == ("found" if exists else "none")


def test_a_question_that_only_a_check_names_is_tried_too() -> None:
    service = _three_choices(None, None, {"b": "b == 'x' || c == 'y'"})
    assert FormSearch(service).look_for(["b == 'y'"]) == "found"
    assert Dependencies(service).questions(["b == 'y'"]) == ["b", "c"]


def _three_choices(of_b: str | None, of_c: str | None, checks: dict[str, str]) -> Service:
    options = {"x": text("x"), "y": text("y")}
    fields = {
        name: {"type": "choice", "label": text(name), "options": options, "when": when, "check": checks.get(name)}
        for name, when in {"a": None, "b": of_b, "c": of_c}.items()
    }
    return Service.model_validate(
        {
            "service": "made",
            "version": "1.0.0",
            "place": "a",
            "promise": "1 working day",
            **{key: text(key) for key in ("title", "summary", "agency")},
            "form": [{"page": "only", "title": text("only"), "fields": fields}],
            "workflow": {name: {"end": name, "title": text(name)} for name in ("granted", "refused")},
        }
    )


def _checked(written: str) -> tuple[list[Finding], float]:
    """What the checker says of a text, and the seconds of CPU time that it took, with loading."""
    began = time.process_time()
    found = check(load_text(written, "big.yaml"))
    return found, time.process_time() - began
