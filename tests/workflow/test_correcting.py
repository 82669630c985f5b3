"""A send-back opens the named fields, and what follows from their new answers; nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from portal.definition.model import Certificate, Service
from portal.workflow import commands as asked
from portal.workflow.answers import Correcting
from portal.workflow.case import Status
from portal.workflow.refusals import Refusal, Why
from portal.workflow.simulate import Simulation, digests
from tests.workflow.made_services import ANSWERS, FORM, HOST_ANSWERS, end, officer_step, permit, service, text
from tests.workflow.playing import handed_in, sent_back


def opened(run: Simulation, values: dict[str, Any], today: date = date(2026, 11, 24)) -> tuple[str, ...]:
    return Correcting(run.service, run.case, today).reopened(values).fields


def correct(run: Simulation, values: dict[str, Any], offices: dict[str, str] | None = None) -> Refusal | None:
    decision = run.do(asked.Correct(values, digests(values), run.task_ids(), offices or {}))
    return decision if isinstance(decision, Refusal) else None


def sent_back_by_a_review(*fields: str) -> Simulation:
    """A permit that its village has supported, and that a review at the district sends back."""
    run = handed_in(permit())
    run.act("village", "support")
    run.act("reviews.land", "return", fields=fields, note="ກະລຸນາແກ້ໄຂ")
    assert run.case.status is Status.WITH_APPLICANT
    return run


def test_only_the_named_fields_are_open() -> None:
    run = sent_back("since", "rooms")
    assert opened(run, ANSWERS) == ("since", "rooms")
    assert correct(run, {"since": "2013-01-01", "full_name": "ຄົນອື່ນ"}) == Refusal(
        Why.FIELD_NOT_OPEN, {"full_name": "not-open"}
    )
    assert correct(run, {"since": "2013-01-01"}) is None
    assert run.case.answers["since"] == "2013-01-01"
    assert run.case.answers["full_name"] == ANSWERS["full_name"]
    assert "rooms" not in run.case.answers, "an open field that is left empty becomes unanswered"
    assert run.case.status is Status.WITH_OFFICE
    assert [task.path for task in run.case.tasks.values()] == ["village"]


def test_a_required_field_cannot_be_left_out() -> None:
    run = sent_back("since")
    refusal = correct(run, {})
    assert refusal is not None
    assert (refusal.why, list(refusal.fields)) == (Why.INCOMPLETE, ["since"])


def test_a_question_that_the_correction_brings_up_is_open_and_required() -> None:
    run = sent_back("owner")
    assert opened(run, {"owner": "other"}) == ("owner", "host_name", "consent")
    refusal = correct(run, {"owner": "other"})
    assert refusal is not None
    assert (refusal.why, list(refusal.fields)) == (Why.INCOMPLETE, ["host_name"])
    assert correct(run, {"owner": "other", "host_name": "ຄຳ", "consent": ["file-1"]}) is None
    assert run.case.answers["host_name"] == "ຄຳ"


def test_a_question_that_was_visible_before_is_not_opened_by_another() -> None:
    run = sent_back("owner", answers=HOST_ANSWERS)
    assert correct(run, {"owner": "other", "host_name": "ຄົນອື່ນ"}) == Refusal(
        Why.FIELD_NOT_OPEN, {"host_name": "not-open"}
    )


def test_an_answer_that_the_correction_makes_wrong_is_open_too() -> None:
    """Born after moving in: the applicant could not mend it if only the date of birth were open."""
    run = sent_back("born")
    refusal = correct(run, {"born": "2015-01-01"})
    assert refusal == Refusal(Why.INCOMPLETE, {"since": "check"})
    assert opened(run, {"born": "2015-01-01"}) == ("born", "since")
    assert correct(run, {"born": "2015-01-01", "since": "2016-01-01"}) is None


def test_answers_need_their_digests() -> None:
    run = sent_back("since")
    assert run.do(asked.Correct({"since": "2013-01-01"}, {}, run.task_ids())) == Refusal(Why.BAD_ANSWERS)


def test_another_place_has_other_offices() -> None:
    run = sent_back("village")
    assert correct(run, {"village": "020202"}) == Refusal(Why.NO_OFFICE)
    assert run.correct({"village": "020202"})
    assert [task.area for task in run.case.tasks.values()] == ["village of 020202"]
    assert run.case.offices["district"] == "district of 020202"


def test_another_place_is_confirmed_from_the_first_step_on() -> None:
    """What one village confirmed says nothing of another: a district does not get such a case straight back."""
    run = sent_back_by_a_review("village")
    run.now = datetime(2026, 12, 1, 3, tzinfo=UTC)
    assert correct(run, {"village": "020202"}, {level: f"{level} of 020202" for level in run.case.offices}) is None
    assert [(task.path, task.area) for task in run.case.tasks.values()] == [("village", "village of 020202")]
    # Three working days from the first of December, National Day in between.
    assert run.case.promised == date(2026, 12, 7)


def test_the_same_place_given_again_goes_back_to_the_step_that_asked() -> None:
    run = sent_back_by_a_review("village")
    assert correct(run, {"village": ANSWERS["village"]}) is None
    assert {task.path.partition(".")[0] for task in run.case.tasks.values()} == {"reviews"}


def test_at_the_same_place_a_case_keeps_its_offices_and_what_they_said() -> None:
    """The district of a village may change in the tree of areas meanwhile."""
    run = sent_back_by_a_review("full_name", "village")
    offices, said = run.case.offices, run.case.standing_deeds
    assert [deed.path for deed in said] == ["village", "reviews.land"]
    elsewhere = {level: f"{level} by a new tree" for level in offices}
    assert correct(run, {"full_name": "ສົມຊາຍ", "village": ANSWERS["village"]}, elsewhere) is None
    assert run.case.offices == offices
    assert {task.area for task in run.case.tasks.values()} <= {*offices.values()}
    assert [deed.path for deed in run.case.standing_deeds] == ["village"], "a review is done again"


def test_the_fee_and_the_promise_follow_the_correction() -> None:
    run = sent_back("rooms")
    assert (run.case.fee, run.case.promised) == (23000, date(2026, 11, 27))
    run.now = datetime(2026, 12, 1, 3, tzinfo=UTC)  # five working days later
    run.correct({"rooms": 10})
    # Three days promised, five stood still, National Day in between.
    assert (run.case.fee, run.case.promised) == (30000, date(2026, 12, 7))


def test_a_correction_is_taken_once_and_only_when_asked_for() -> None:
    run = sent_back("since")
    assert correct(run, {"since": "2013-01-01"}) is None
    assert correct(run, {"since": "2014-01-01"}) == Refusal(Why.NOT_WAITING_FOR_APPLICANT)


def test_an_answer_that_the_paper_cannot_print_is_not_taken() -> None:
    text = {"lo": "ໃບ", "en": "Paper"}
    paper = Certificate.model_validate(
        {"number": "{serial}", "title": text, "body": text, "particulars": ["full_name"], "signed_by": "village"}
    )
    run = handed_in(permit().model_copy(update={"certificate": paper}))
    run.act("village", "support")
    run.act("reviews.land", "return", fields=("full_name",), note="ກະລຸນາແກ້ໄຂ")
    refused = Refusal(Why.INCOMPLETE, {"full_name": "not-printed"})
    assert correct(run, {"full_name": "ສົມຊາຍ 🐟"}) == refused
    assert correct(run, {"full_name": "ສົມຊາຍ"}) is None


def test_a_day_since_it_was_handed_in_passes_a_check_that_asks_for_no_later_one_than_today() -> None:
    """A paper that was fetched because it was asked for is dated later than the application."""
    run = sent_back("since")
    handed_in_on = run.now
    run.now += timedelta(days=3)
    tomorrow, yesterday = ((run.now + timedelta(days=off)).date().isoformat() for off in (1, -1))
    assert handed_in_on.date().isoformat() < yesterday
    assert correct(run, {"since": tomorrow}) == Refusal(Why.INCOMPLETE, {"since": "check"})
    assert correct(run, {"since": yesterday}) is None
    run.act("village", "return", fields=("rooms",), note="ກະລຸນາແກ້ໄຂ")
    assert correct(run, {"rooms": run.case.answers["rooms"]}) is None, "nor is it wrong afterwards"


FRESH = service(
    {
        "village": officer_step({"return": {"to": "applicant", "asks": ["fields", "note"]}, "allow": {"to": "issued"}}),
        "issued": end("granted"),
    },
    form=[
        *FORM,
        {
            "page": "paper",
            "title": text("paper"),
            "fields": {
                "dated": {
                    "type": "date",
                    "label": text("dated"),
                    "check": "dated <= today && dated >= today - duration('720h') && dated > since",
                },
                "adult": {"type": "date", "label": text("adult"), "check": "age(adult) >= 18 && adult < today"},
            },
        },
    ],
)
"""A paper has to be a month old at most, and somebody grown up."""


def test_what_was_right_when_it_was_taken_is_not_asked_for_again_because_time_has_passed() -> None:
    run = handed_in(FRESH, {**ANSWERS, "dated": "2026-11-20", "adult": "1990-01-01"})
    for asked_for, value in (("dated", "2027-01-20"), ("full_name", "ສົມຊາຍ ວົງສາ")):
        run.act("village", "return", fields=(asked_for,), note="ກະລຸນາແກ້ໄຂ")
        run.now += timedelta(days=60)
        assert opened(run, {asked_for: value}, run.now.date()) == (asked_for,)
        assert correct(run, {asked_for: value}) is None
    assert run.case.answers["dated"] == "2027-01-20"


def test_what_another_answer_makes_wrong_is_asked_for_however_old_it_is() -> None:
    run = handed_in(FRESH, {**ANSWERS, "dated": "2026-11-20", "adult": "1990-01-01"})
    run.now += timedelta(days=60)
    run.act("village", "return", fields=("since",), note="ກະລຸນາແກ້ໄຂ")
    assert opened(run, {"since": "2026-11-22"}, run.now.date()) == ("since", "dated")
    assert correct(run, {"since": "2026-11-22"}) == Refusal(Why.INCOMPLETE, {"dated": "check"})


def test_an_answer_that_is_left_as_it_was_is_judged_by_its_day_and_a_new_one_by_today() -> None:
    run = handed_in(FRESH, {**ANSWERS, "dated": "2026-11-20", "adult": "1990-01-01"})
    run.now += timedelta(days=60)
    run.act("village", "return", fields=("dated", "rooms"), note="ກະລຸນາແກ້ໄຂ")
    kept = {"dated": "2026-11-20", "rooms": run.case.answers["rooms"]}
    assert correct(run, {**kept, "dated": "2026-11-21"}) == Refusal(Why.INCOMPLETE, {"dated": "check"})
    assert correct(run, kept) is None


def test_an_age_is_that_of_the_day_it_was_handed_in_as_the_paper_prints_it() -> None:
    run = handed_in(FRESH, {**ANSWERS, "dated": "2026-11-20", "adult": "1990-01-01"})
    run.act("village", "return", fields=("adult",), note="ກະລຸນາແກ້ໄຂ")
    run.now += timedelta(days=60)
    assert correct(run, {"adult": "2008-12-20"}) == Refusal(Why.INCOMPLETE, {"adult": "check"})


def dated(fields: dict[str, Any]) -> Service:
    """A service with a page of these questions."""
    page = {"page": "paper", "title": text("paper"), "fields": fields}
    village = officer_step({"return": {"to": "applicant", "asks": ["fields", "note"]}, "allow": {"to": "issued"}})
    return service({"village": village, "issued": end("granted")}, form=[*FORM, page])


def test_a_check_of_the_later_of_two_questions_takes_the_earlier_one_that_was_fetched_since() -> None:
    fields = {
        "got": {"type": "date", "label": text("got")},
        "lasts": {"type": "date", "label": text("lasts"), "check": "lasts > got && got <= today"},
    }
    run = handed_in(dated(fields), {**ANSWERS, "got": "2026-11-20", "lasts": "2028-01-01"})
    run.act("village", "return", fields=("got",), note="ກະລຸນາແກ້ໄຂ")
    run.now += timedelta(days=60)
    assert correct(run, {"got": "2027-01-20"}) is None


def test_a_row_that_nobody_touched_does_not_become_wrong_with_the_others() -> None:
    rows = {
        "name": {"type": "text", "label": text("name")},
        "on": {"type": "date", "label": text("on"), "check": "on <= today && on >= today - duration('720h')"},
    }
    events = {"events": {"type": "group", "label": text("events"), "fields": rows}}
    first = [{"name": "ກ", "on": "2026-11-20"}, {"name": "ຂ", "on": "2026-11-21"}]
    run = handed_in(dated(events), {**ANSWERS, "events": first})
    run.now += timedelta(days=60)
    run.act("village", "return", fields=("events",), note="ກະລຸນາແກ້ໄຂ")
    assert correct(run, {"events": [first[0], {"name": "ຄ", "on": "2027-01-20"}]}) is None


def test_a_check_of_what_is_worked_out_is_ignored_as_the_checker_says() -> None:
    fields = {"twice": {"type": "computed", "label": text("twice"), "value": "2 * 3", "check": "twice < 5"}}
    assert handed_in(dated(fields)).case.status is Status.WITH_OFFICE
