"""Examples of people who cannot apply: `portal check` proves the question that ends it."""

from __future__ import annotations

from datetime import date

import pytest

from portal.workflow.examples import play_example, run_example
from tests.definition.boat import TEXT, load

TODAY = date(2026, 11, 25)
LAST = "on_a_pond: {eligible: {afloat: yes, water: pond}, expect: {state: ineligible, question: water}}"
GRANTED = "  granted:\n    answers"


def found(new: str, old: str = LAST, name: str = "on_a_pond") -> list[tuple[str, str]]:
    """What goes otherwise than an example says: code, and place in the example."""
    assert old in TEXT
    service = load(TEXT.replace(old, new)).service
    assert service is not None
    problems = run_example(service, name, TODAY)
    for each in problems:
        assert each.message.lo != each.message.en
    return [(each.code, ".".join(map(str, each.where[2:]))) for each in problems]


def test_the_question_that_ends_it_is_proved() -> None:
    assert found(LAST) == []
    assert found(LAST.replace(", question: water", "")) == [], "what `expect` leaves out is not looked at"
    assert found(LAST.replace("question: water", "question: afloat")) == [("question", "expect.question")]


@pytest.mark.parametrize(
    ("eligible", "problems"),
    [
        ("afloat: no, water: pond", [("unasked", "eligible.water"), ("question", "expect.question")]),
        ("afloat: yes, water: river", [("state", "expect.state")]),
        ("afloat: yes", [("state", "expect.state")]),
        ("water: pond", [("unasked", "eligible.water"), ("state", "expect.state")]),
        ("afloat: maybe, water: pond", [("answer", "eligible.afloat")]),
        ("afloat: yes, water: sea", [("answer", "eligible.water")]),
    ],
)
def test_an_example_that_does_not_end_there(eligible: str, problems: list[tuple[str, str]]) -> None:
    assert found(LAST.replace("afloat: yes, water: pond", eligible)) == problems


def test_nobody_who_cannot_apply_fills_the_form_in() -> None:
    assert found(LAST.replace("expect:", "answers: {full_name: Mali}, expect:")) == [("state", "answers")]
    assert found(LAST.replace("expect:", "actions: [village.confirm], expect:")) == [("state", "actions")]


@pytest.mark.parametrize(
    ("eligible", "problems"),
    [
        ("{afloat: yes, water: river}", []),
        ("{afloat: yes, water: pond}", [("state", "expect.state")]),
        ("{afloat: yes}", [("unanswered", "eligible")]),
    ],
)
def test_an_example_that_goes_on_may_answer_all_that_is_asked(eligible: str, problems: list[tuple[str, str]]) -> None:
    assert found(f"  granted:\n    eligible: {eligible}\n    answers", GRANTED, "granted") == problems


def test_no_case_is_played_of_who_cannot_apply() -> None:
    service = load(TEXT).service
    assert service is not None
    assert play_example(service, "on_a_pond", TODAY, lambda level, code: True) is None
