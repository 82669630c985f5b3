"""The form over answers: what is asked, what counts, what is missing, what it costs."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.definition.expressions import ExpressionProblem, evaluate
from portal.definition.fitting import fits
from portal.definition.form import Shown, shown
from portal.definition.reading import read_answers, read_page
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


def form(answers: dict[str, Any]) -> Shown:
    return shown(service(), answers, TODAY)


def names(answers: dict[str, Any]) -> list[str]:
    return [page.page for page in form(answers).pages]


def everywhere(level: str, code: str) -> bool:
    return True


def page(name: str) -> Any:
    return next(each for each in service().form if each.page == name)


def test_page_is_shown_while_its_condition_holds() -> None:
    assert names(ROWING) == ["owner", "boat"]
    assert names(MOTOR) == ["owner", "boat", "engine"]
    assert names({}) == ["owner", "boat"]


def test_question_is_shown_while_its_condition_holds() -> None:
    assert list(form(MOTOR).fields["engine"]) == ["power"]
    assert list(form({**MOTOR, "power": 40}).fields["engine"]) == ["power", "permit"]
    assert "engine" not in form(ROWING).fields


def test_answers_to_hidden_questions_do_not_count() -> None:
    stale = {**ROWING, "power": 40, "permit": "X1", "nonsense": 1}
    assert form(stale).kept == ROWING
    assert not form(stale).holds("power == 40")
    assert form(MOTOR).holds("power == 15")


def test_hidden_answer_hides_what_hangs_on_it() -> None:
    text = TEXT.replace('when: "power > 20"', "when: \"kind == 'motor'\"").replace(
        "kind: {type: choice", "kind: {when: \"card == '1'\", type: choice"
    )
    loaded = load(text)
    assert loaded.service is not None
    assert [each.page for each in shown(loaded.service, MOTOR, TODAY).pages] == ["owner", "boat"]


def test_computed_answers_follow_the_others() -> None:
    assert form(ROWING).answers["total"] == 4
    assert form({**ROWING, "seats": [{"places": 4}, {"places": 3}]}).answers["total"] == 7
    assert form({**ROWING, "total": 99}).answers["total"] == 4


def test_fee_is_worked_out() -> None:
    assert form(ROWING).fee == 4000
    half = load(TEXT.replace("total * 1000", "total * 0.125")).service
    free = load(TEXT.replace('fee: {amount: "total * 1000"}\n', "")).service
    fixed = load(TEXT.replace('"total * 1000"', "20000")).service
    below_zero = load(TEXT.replace('"total * 1000"', '"0 - total"')).service
    broken = load(TEXT.replace('"total * 1000"', '"total / 0"')).service
    assert half is not None
    assert free is not None
    assert fixed is not None
    assert below_zero is not None
    assert broken is not None
    assert shown(half, ROWING, TODAY).fee == 1
    assert shown(free, ROWING, TODAY).fee is None
    assert shown(fixed, {}, TODAY).fee == 20000
    assert shown(below_zero, ROWING, TODAY).fee == 0
    assert shown(broken, ROWING, TODAY).fee is None


def test_missing_answers_keep_an_application_back() -> None:
    assert form(ROWING).missing == {}
    assert form({**MOTOR, "power": None, "born": "2030-01-01"}).missing == {
        "power": "required",
        "born": "check",
    }
    assert form({**ROWING, "seats": []}).missing == {"seats": "group-too-few"}
    assert form({**ROWING, "seats": [{"places": None}]}).missing == {"seats": "group-rows"}


def test_answer_of_the_wrong_kind_counts_as_none() -> None:
    assert form({**ROWING, "born": 5, "kind": "raft"}).missing == {
        "born": "required",
        "kind": "required-choice",
    }


def test_check_waits_for_the_answer_it_needs() -> None:
    text = TEXT.replace("power: {type: number", 'power: {check: "power < 5 || permit.size() > 2", type: number')
    checked = load(text.replace('when: "power > 20", label', "required: false, label")).service
    assert checked is not None
    assert shown(checked, MOTOR, TODAY).missing == {}
    assert shown(checked, {**MOTOR, "permit": "X1"}, TODAY).missing == {"power": "check"}


def test_page_is_checked_with_the_others_answers() -> None:
    problems = form({"full_name": "ມະລິ", "born": "2030-01-01", "card": 7}).problems_on(page("owner"))
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
    standing = form(answers)
    assert form(dict(standing.kept)).kept == standing.kept
    assert standing.kept.items() <= answers.items()
    assert standing.answers.keys() <= standing.asked.keys()
    assert standing.missing.keys() <= standing.questions.keys()
    if not standing.missing:
        assert isinstance(standing.fee, int)


@settings(max_examples=200, deadline=None)
@given(some_answers)
def test_every_member_means_what_the_format_says(answers: dict[str, Any]) -> None:
    """Each is worked out here from the words of the format alone, one question at a time from the start of the form."""
    fields, counted, asked = service().fields, dict[str, Any](), dict[str, list[str]]()
    for one in service().form:
        if one.when is None or evaluate(one.when, fields, counted, TODAY) is True:
            for name, field in one.fields.items():
                if field.when is None or evaluate(field.when, fields, counted, TODAY) is True:
                    asked.setdefault(one.page, []).append(name)
                    if field.value is not None:
                        counted[name] = evaluate(field.value, fields, counted, TODAY)
                    elif fits(field, answers.get(name)) and answers.get(name) not in (None, "", []):
                        counted[name] = answers[name]
    standing = form(answers)
    total = {name for name in ("total",) if isinstance(counted.get(name), ExpressionProblem)}
    assert {name: value for name, value in standing.answers.items() if name not in total} == {
        name: value for name, value in counted.items() if name not in total
    }
    assert all(standing.answers[name] is None for name in total)
    assert [page.page for page in standing.pages] == list(asked)
    assert {page: list(shown_there) for page, shown_there in standing.fields.items()} == asked
    assert list(standing.asked) == [name for there in asked.values() for name in there]
    assert list(standing.questions) == [name for name in standing.asked if fields[name].value is None]
    assert standing.kept == {name: counted[name] for name in counted if fields[name].value is None}
    assert set(standing.misfits) == {name for name in standing.asked if not fits(fields[name], answers.get(name))}
    required = {name for name in standing.questions if fields[name].required and name not in counted}
    assert required <= standing.missing.keys()
    checked = {
        name
        for name in counted
        if (check := fields[name].check) and evaluate(check, fields, standing.answers, TODAY) is False
    }
    assert checked <= standing.missing.keys()
    assert standing.missing == {name: problem.code for name, problem in standing.problems.items()}
    for one in service().form:
        assert standing.problems_on(one) == {
            name: standing.misfits.get(name) or standing.problems[name]
            for name in asked.get(one.page, ())
            if name in standing.misfits or name in standing.problems
        }
    for condition in ("kind == 'motor'", "power > 20", "total > 3"):
        assert standing.holds(condition) == (evaluate(condition, fields, standing.answers, TODAY) is True)


@settings(deadline=None)
@given(some_answers, some_answers)
def test_a_form_stays_as_it_was_made(answers: dict[str, Any], others: dict[str, Any]) -> None:
    given_then = dict(answers)
    standing = form(answers)
    answers.clear()
    answers.update(others)
    assert standing.answers == form(given_then).answers
