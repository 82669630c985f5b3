"""Questions before the form: how far somebody has come, what ends it, and what of it a form is filled in with."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.definition.eligibility import as_form, standing
from portal.definition.expressions import evaluate
from portal.definition.fitting import fits
from portal.definition.form import shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import MOST_ELIGIBLE, FieldType, FormField, Service, Text
from portal.definition.offering import alike, offerable
from portal.definition.samples import ordinary
from tests.definition.boat import TEXT, findings, load
from tests.definition.fields import EVERY

TODAY = date(2026, 11, 25)
MORE = """eligible:
  born: {type: date, label: {lo: ວັນເກີດ, en: Born}, check: "age(born) >= 18", instead: {lo: ລໍຖ້າ, en: Wait}}
  seats: {type: number, label: {lo: ບ່ອນ, en: Seat}, check: "seats < 12 / (year(born) - 1990)", instead: {lo: ບໍ່, en: No}}
  afloat:"""
WITH_NUMBERS = TEXT.replace("eligible:\n  afloat:", MORE)
DAYS = st.dates(date(1900, 1, 1), date(2030, 1, 1)).map(date.isoformat)
GIVEN = st.fixed_dictionaries(
    {},
    optional={
        "born": DAYS | st.sampled_from(["soon", None, 7]),
        "seats": st.integers(-30, 30) | st.floats(0, 30) | st.just("many"),
        "afloat": st.booleans() | st.just("yes"),
        "water": st.sampled_from(["river", "pond", "sea", ""]),
        "unknown": st.text(max_size=3),
    },
)


def made(text: str) -> Service:
    found = load(text).service
    assert found is not None, load(text).findings
    return found


SERVICE, BOAT = made(WITH_NUMBERS), made(TEXT)


def test_the_questions_are_asked_in_their_order() -> None:
    assert standing(SERVICE, {}, TODAY).asks == "born"
    assert standing(SERVICE, {"seats": 2}, TODAY).asks == "born", "what comes later does not count yet"
    assert standing(SERVICE, {"born": "1985-03-12"}, TODAY).asks == "seats"


def test_an_answer_that_does_not_pass_ends_it_there() -> None:
    here = standing(SERVICE, {"born": "2010-03-12", "seats": 2, "afloat": True}, TODAY)
    assert (here.ends, here.asks, dict(here.answers)) == ("born", None, {"born": "2010-03-12"})
    assert not here.may_apply


def test_the_day_decides() -> None:
    young = {"born": "2008-11-26"}
    assert standing(SERVICE, young, TODAY).ends == "born"
    assert standing(SERVICE, young, date(2026, 11, 26)).ends is None


def test_who_passes_all_may_apply() -> None:
    all_of_it = {"born": "1985-03-12", "seats": -3, "afloat": True, "water": "river"}
    assert standing(SERVICE, all_of_it, TODAY).may_apply


def test_a_check_without_a_result_turns_nobody_away() -> None:
    assert evaluate(SERVICE.eligible["seats"].check, SERVICE.eligible, {"born": "1990-01-01"}, TODAY) is not False
    assert standing(SERVICE, {"born": "1990-01-01", "seats": 99}, TODAY).asks in {"afloat", None}


@given(GIVEN)
def test_where_somebody_stands_is_one_of_three_things(answers: dict[str, Any]) -> None:
    here = standing(SERVICE, answers, TODAY)
    assert [here.asks is not None, here.ends is not None, here.may_apply].count(True) == 1
    names = list(SERVICE.eligible)
    assert list(here.answers) == names[: len(here.answers)], "answered from the first on, without a gap"
    for name, value in here.answers.items():
        assert fits(SERVICE.eligible[name], value)
        passes = evaluate(SERVICE.eligible[name].check, SERVICE.eligible, here.answers, TODAY) is not False
        assert passes is (name != here.ends)
    if here.asks is not None:
        assert here.asks == names[len(here.answers)]
    else:
        assert here.ends == names[len(here.answers) - 1] if here.ends else len(here.answers) == len(names)


@given(GIVEN, GIVEN)
def test_answers_behind_the_end_change_nothing(answers: dict[str, Any], others: dict[str, Any]) -> None:
    here = standing(SERVICE, answers, TODAY)
    later = [name for name in SERVICE.eligible if name not in here.answers and name != here.asks]
    changed = {**answers, **{name: value for name, value in others.items() if name in later}}
    assert standing(SERVICE, changed, TODAY) == here


@given(GIVEN)
def test_the_questions_are_read_as_a_form_without_their_checks(answers: dict[str, Any]) -> None:
    form = shown(as_form(SERVICE), answers, TODAY)
    assert [page.page for page in form.pages] == list(SERVICE.eligible)
    assert "check" not in form.missing.values()
    assert set(as_form(SERVICE).fields) == set(SERVICE.eligible)
    assert set(SERVICE.fields) == set(BOAT.fields), "the service keeps its own form"


@pytest.mark.parametrize("type", FieldType)
def test_only_what_can_be_judged_and_names_nobody_is_asked(type: FieldType) -> None:
    judged = {"yes-no", "choice", "choices", "gender", "number", "money", "date", "village", "district", "province"}
    assert kind_of(EVERY[type.value]).asked_beforehand is (type.value in judged)


def test_at_most_eight_questions() -> None:
    one = "  q{0}: {{type: yes-no, label: {{lo: ຖາມ, en: Ask}}, check: q{0}, instead: {{lo: ບໍ່, en: No}}}}\n"
    room = MOST_ELIGIBLE - len(made(TEXT).eligible)
    for number, codes in ((room, set()), (room + 1, {"too-long"})):
        more = "".join(one.format(each) for each in range(number))
        answers = "".join(f"q{each}: yes, " for each in range(number))
        text = TEXT.replace("\neligible:\n", f"\neligible:\n{more}").replace(
            "{afloat: yes,", f"{{{answers}afloat: yes,"
        )
        assert {each.code for each in findings(text)} == codes


def test_a_question_that_fails_only_together_with_another_is_fine() -> None:
    together = TEXT.replace("check: \"water != 'pond'\"", "check: \"water != 'pond' || !afloat\"")
    assert findings(together) == []


# What a form is filled in with


FIELDS = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(list(EVERY.values())), max_size=4)
VALUES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([ordinary(field) for field in EVERY.values()]),
    st.none(),
    st.text(max_size=4),
    st.integers(),
    st.just([]),
)


@given(FIELDS, FIELDS, st.dictionaries(st.sampled_from("abcd"), VALUES))
def test_only_what_answers_the_same_question_is_offered(
    asked: dict[str, FormField], before: dict[str, FormField], answers: dict[str, Any]
) -> None:
    found = offerable(asked, before, answers)
    assert found.keys() <= alike(asked, before)
    for name, value in found.items():
        assert value == answers[name]
        assert asked[name].type is before[name].type
        assert fits(asked[name], value)
        assert kind_of(asked[name]).is_answered
        assert not kind_of(asked[name]).holds_files


def test_an_option_that_is_gone_is_not_offered() -> None:
    before = made(TEXT).fields
    now = {**before, "kind": before["kind"].model_copy(update={"options": {"motor": Text(lo="ຈັກ", en="Motor")}})}
    assert offerable(now, before, {"kind": "row"}) == {}
    assert offerable(now, before, {"kind": "motor"}) == {"kind": "motor"}


def test_rows_are_offered_where_they_ask_the_same() -> None:
    before = made(TEXT).fields
    rows = {"seats": [{"places": 4}]}
    assert offerable(before, before, rows) == rows
    other = before["seats"].model_copy(update={"fields": {"beds": before["seats"].fields["places"]}})  # type: ignore[index]
    assert offerable({"seats": other}, before, rows) == {}
