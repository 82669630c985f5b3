"""The form of a case stays as it was on the day it was handed in, whatever birthdays pass meanwhile."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from portal.definition.model import Service
from portal.workflow.acting import open_actions
from portal.workflow.answers import Correcting, form_day, form_of
from portal.workflow.deadlines import Moment
from portal.workflow.refusals import Refusal
from portal.workflow.simulate import Simulation
from tests.workflow.made_services import ANSWERS, FORM, end, officer_step, service, text
from tests.workflow.playing import TUESDAY, handed_in, started

GUARDIAN: dict[str, Any] = {
    "page": "guardian",
    "title": text("guardian"),
    "when": "age(born) < 18",
    "fields": {"guardian": {"type": "person-name", "label": text("guardian")}},
}
MINORS: Service = service(
    {
        "village": officer_step(
            {
                "allow": {"to": "issued", "when": "age(born) < 18"},
                "return": {"to": "applicant", "asks": ["fields", "note"]},
            }
        ),
        "issued": end("granted"),
    },
    form=[*FORM, GUARDIAN],
    fee={"amount": "age(born) < 18 ? 5000 : 20000"},
)
YOUNG: dict[str, Any] = {**ANSWERS, "born": "2008-11-27", "since": "2012-01-01", "guardian": "ຄຳ ແສງ"}
"""Seventeen on the day it is handed in; eighteen two days later."""


@pytest.fixture
def grown_up() -> Simulation:
    run = handed_in(MINORS, YOUNG)
    run.now += timedelta(days=5)
    return run


def moment(run: Simulation) -> Moment:
    return Moment.of(run.now)


def test_a_draft_is_of_today_and_a_case_of_the_day_it_was_handed_in(grown_up: Simulation) -> None:
    today = moment(grown_up).today
    assert form_day(started(MINORS).case, today) == today
    assert form_day(grown_up.case, today) == date(2026, 11, 24)


def test_actions_and_questions_outlast_the_birthday(grown_up: Simulation) -> None:
    task = next(iter(grown_up.case.tasks.values()))
    assert set(open_actions(MINORS, grown_up.case, task, "officer", moment(grown_up))) == {"allow", "return"}
    decision = grown_up.act("village", "return", fields=("guardian",), note="ກວດຄືນ")
    assert not isinstance(decision, Refusal), decision
    assert Correcting(MINORS, grown_up.case, moment(grown_up).today).reopened({}).fields == ("guardian",)


def test_a_correction_is_judged_and_kept_as_the_application_was(grown_up: Simulation) -> None:
    grown_up.act("village", "return", fields=("guardian",), note="ກວດຄືນ")
    decision = grown_up.correct({"guardian": "ບົວ ແສງ"})
    assert not isinstance(decision, Refusal), decision
    assert grown_up.case.answers["guardian"] == "ບົວ ແສງ"
    assert grown_up.case.fee == 5000
    assert not isinstance(grown_up.act("village", "allow"), Refusal)


def test_what_is_handed_in_answers_only_what_is_asked() -> None:
    """Answers that a later one hid are gone once it is handed in, first or again."""
    run = handed_in(MINORS, YOUNG)
    assert "guardian" in run.case.answers
    run.act("village", "return", fields=("born",), note="ກວດຄືນ")
    run.correct({"born": "1985-03-12"})
    assert "guardian" not in run.case.answers
    assert run.case.fee == 20000
    assert set(run.case.answers) <= set(form_of(MINORS, run.case, TUESDAY.date()).questions)
