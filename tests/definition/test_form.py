"""The form over answers: what is asked, what counts, what is missing, what it costs."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.definition.form import (
    check_page,
    computed_answers,
    fee,
    holds,
    missing,
    prune,
    read_answers,
    read_page,
    shown,
    visible_fields,
    visible_pages,
)
from portal.definition.samples import answers_of
from tests.definition.boat import TEXT, load, service

TODAY = date(2026, 11, 25)
ROWING: dict[str, Any] = {
    "full_name": "ສົມຊາຍ ວົງສາ",
    "born": "1985-03-12",
    "card": "123456",
    "village": "010101",
    "kind": "row",
    "seats": [{"places": 4}],
}
MOTOR = {**ROWING, "kind": "motor", "power": 15}


def names(answers: dict[str, Any]) -> list[str]:
    return [page.page for page in visible_pages(service(), answers, TODAY)]


def everywhere(level: str, code: str) -> bool:
    return True


def page(name: str) -> Any:
    return next(each for each in service().form if each.page == name)


def test_page_is_shown_while_its_condition_holds() -> None:
    assert names(ROWING) == ["owner", "boat"]
    assert names(MOTOR) == ["owner", "boat", "engine"]
    assert names({}) == ["owner", "boat"]


def test_question_is_shown_while_its_condition_holds() -> None:
    assert list(visible_fields(service(), page("engine"), MOTOR, TODAY)) == ["power"]
    assert list(visible_fields(service(), page("engine"), {**MOTOR, "power": 40}, TODAY)) == ["power", "permit"]
    assert visible_fields(service(), page("engine"), ROWING, TODAY) == {}


def test_answers_to_hidden_questions_do_not_count() -> None:
    stale = {**ROWING, "power": 40, "permit": "X1", "nonsense": 1}
    assert prune(service(), stale, TODAY) == ROWING
    assert not holds(service(), "power == 40", stale, TODAY)
    assert holds(service(), "power == 15", MOTOR, TODAY)


def test_hidden_answer_hides_what_hangs_on_it() -> None:
    text = TEXT.replace('when: "power > 20"', "when: \"kind == 'motor'\"").replace(
        "kind: {type: choice", "kind: {when: \"card == '1'\", type: choice"
    )
    loaded = load(text)
    assert loaded.service is not None
    assert [each.page for each in visible_pages(loaded.service, MOTOR, TODAY)] == ["owner", "boat"]


def test_computed_answers_follow_the_others() -> None:
    assert computed_answers(service(), ROWING, TODAY) == {"total": 4}
    assert computed_answers(service(), {**ROWING, "seats": [{"places": 4}, {"places": 3}]}, TODAY) == {"total": 7}
    assert computed_answers(service(), {**ROWING, "total": 99}, TODAY) == {"total": 4}


def test_fee_is_worked_out() -> None:
    assert fee(service(), ROWING, TODAY) == 4000
    half = load(TEXT.replace("total * 1000", "total * 0.125")).service
    free = load(TEXT.replace('fee: {amount: "total * 1000"}\n', "")).service
    fixed = load(TEXT.replace('"total * 1000"', "20000")).service
    broken = load(TEXT.replace('"total * 1000"', '"0 - total"')).service
    assert half is not None
    assert free is not None
    assert fixed is not None
    assert broken is not None
    assert fee(half, ROWING, TODAY) == 1
    assert fee(free, ROWING, TODAY) is None
    assert fee(fixed, {}, TODAY) == 20000
    assert fee(broken, ROWING, TODAY) is None


def test_missing_answers_keep_an_application_back() -> None:
    assert missing(service(), ROWING, TODAY) == {}
    assert missing(service(), {**MOTOR, "power": None, "born": "2030-01-01"}, TODAY) == {
        "power": "required",
        "born": "check",
    }
    assert missing(service(), {**ROWING, "seats": []}, TODAY) == {"seats": "group-too-few"}
    assert missing(service(), {**ROWING, "seats": [{"places": None}]}, TODAY) == {"seats": "group-rows"}


def test_answer_of_the_wrong_kind_counts_as_none() -> None:
    assert missing(service(), {**ROWING, "born": 5, "kind": "raft"}, TODAY) == {
        "born": "required",
        "kind": "required-choice",
    }


def test_check_waits_for_the_answer_it_needs() -> None:
    text = TEXT.replace("power: {type: number", 'power: {check: "power < 5 || permit.size() > 2", type: number')
    checked = load(text.replace('when: "power > 20", label', "required: false, label")).service
    assert checked is not None
    assert missing(checked, MOTOR, TODAY) == {}
    assert missing(checked, {**MOTOR, "permit": "X1"}, TODAY) == {"power": "check"}


def test_page_is_checked_with_the_others_answers() -> None:
    problems = check_page(service(), page("owner"), {"full_name": "ມະລິ", "born": "2030-01-01", "card": 7}, {}, TODAY)
    assert {name: problem.code for name, problem in problems.items()} == {
        "born": "check",
        "card": "not-understood",
        "village": "required-area",
    }


def test_page_is_read_with_everything_wrong_at_once() -> None:
    raw = {"full_name": "", "born": {"day": "31", "month": "2", "year": "2000"}, "card": "12", "village": "010101"}
    reading = read_page(service(), page("owner"), raw, {}, TODAY, everywhere)
    assert reading.values == {"village": "010101"}
    assert {name: problem.code for name, problem in reading.problems.items()} == {
        "full_name": "required",
        "born": "date-not-in-calendar",
        "card": "pattern",
    }


def test_question_that_turns_out_hidden_is_not_kept() -> None:
    reading = read_page(service(), page("engine"), {"power": "10", "permit": "X1"}, MOTOR, TODAY, everywhere)
    assert (reading.values, reading.problems) == ({"power": 10}, {})


def test_question_that_turns_out_asked_is_required() -> None:
    reading = read_page(service(), page("engine"), {"power": "40"}, MOTOR, TODAY, everywhere)
    assert {name: problem.code for name, problem in reading.problems.items()} == {"permit": "required"}


def test_emptied_question_clears_the_earlier_answer() -> None:
    optional = load(TEXT.replace("card: {type: id-number", "card: {required: false, type: id-number")).service
    assert optional is not None
    raw = {"full_name": "ມະລິ", "born": "2000-01-01", "card": "", "village": "010101"}
    reading = read_page(optional, optional.form[0], raw, {"card": "123456"}, TODAY, everywhere)
    assert reading.values["card"] is None
    assert reading.problems == {}


def test_check_in_a_row_sees_the_row_and_the_rest() -> None:
    text = TEXT.replace("min: 1, max: 40}", "min: 1, max: 40, check: \"kind == 'motor' || places < 10\"}")
    checked = load(text).service
    assert checked is not None
    boat = next(each for each in checked.form if each.page == "boat")
    raw = {"kind": "row", "seats": [{"places": "4"}, {"places": "12"}]}
    problems = read_page(checked, boat, raw, {}, TODAY, everywhere).problems
    assert [list(row) for row in problems["seats"].rows] == [[], ["places"]]
    assert read_page(checked, boat, {**raw, "kind": "motor"}, {}, TODAY, everywhere).problems == {}


def test_whole_application_is_read_as_typed() -> None:
    raw = {**MOTOR, "village": "໐໑໐໑໐໑", "power": "15", "permit": "not asked"}
    answers, problems = read_answers(service(), raw, TODAY, everywhere)
    assert (answers, problems) == (MOTOR, {})


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["row", "motor"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("places"), inner),
    max_leaves=6,
)
some_answers = st.fixed_dictionaries(
    {}, optional={name: st.just(value) | anything for name, value in answers_of(service().fields).items()}
)


@settings(max_examples=200, deadline=None)
@given(some_answers)
def test_any_answers_can_be_walked(answers: dict[str, Any]) -> None:
    kept = prune(service(), answers, TODAY)
    assert prune(service(), kept, TODAY) == kept
    assert kept.items() <= answers.items()
    standing = shown(service(), answers, TODAY)
    asked = {name for fields in standing.fields.values() for name in fields}
    assert missing(service(), answers, TODAY).keys() <= asked
    assert standing.answers.keys() <= asked
    if not missing(service(), answers, TODAY):
        assert isinstance(fee(service(), answers, TODAY), int)
