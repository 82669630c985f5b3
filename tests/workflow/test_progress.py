"""The way of a case as citizens and officers see it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portal.workflow import commands as asked
from portal.workflow.progress import ProgressStep, progress
from portal.workflow.simulate import Simulation
from tests.workflow.made_services import RESIDENCE, end, officer_step, permit, service
from tests.workflow.playing import TUESDAY, handed_in, started

TODAY = date(2026, 11, 24)


def seen(run: Simulation, today: date = TODAY) -> list[ProgressStep]:
    return progress(run.version, run.case, run.events, today)


def states(steps: list[ProgressStep]) -> list[tuple[str, str]]:
    return [(step.path, step.state) for step in steps]


def test_a_draft_has_everything_before_it() -> None:
    run = started()
    assert states(seen(run)) == [
        ("submitted", "current"),
        ("village", "waiting"),
        ("district", "waiting"),
        ("issued", "waiting"),
    ]


def test_where_it_is_who_has_it_and_when_it_is_due() -> None:
    run = handed_in()
    steps = seen(run)
    assert states(steps) == [
        ("submitted", "done"),
        ("village", "current"),
        ("district", "waiting"),
        ("issued", "waiting"),
    ]
    village = steps[1]
    assert (village.level, village.area) == ("village", "village of 010101")
    assert (village.entered_at, village.left_at, village.due) == (TUESDAY, None, date(2026, 11, 25))
    assert steps[2].level == "district"
    assert not village.late
    assert seen(run, date(2026, 11, 26))[1].late


def test_each_stay_stands_for_itself() -> None:
    run = handed_in()
    run.act("village", "return", fields=("since",), note="ກວດຄືນ")
    assert states(seen(run))[1:4] == [("village", "done"), ("applicant", "current"), ("village", "waiting")]
    run.correct({"since": "2013-01-01"})
    run.act("village", "confirm")
    run.act("district", "sign")
    run.do(asked.RecordCertificate("issued", 1, "certificate-1", "2026/0101/00001"))
    steps = seen(run)
    assert states(steps) == [
        (path, "done") for path in ("submitted", "village", "applicant", "village", "district", "issued")
    ]
    assert [step.outcome for step in steps] == [None, "return", None, "confirm", "sign", "granted"]
    assert steps[3].outcome_label == RESIDENCE.workflow["village"].actions["confirm"].label  # type: ignore[union-attr]


def test_an_end_is_not_done_before_its_paper_is_there() -> None:
    run = handed_in()
    run.act("village", "confirm")
    run.act("district", "sign")
    assert states(seen(run))[-1] == ("issued", "preparing")
    assert seen(run)[-1].left_at is None
    run.now = datetime(2026, 11, 25, 3, tzinfo=UTC)
    run.do(asked.RecordCertificate("issued", 1, "certificate-1", "2026/0101/00001"))
    assert states(seen(run))[-1] == ("issued", "done")
    assert seen(run)[-1].left_at == run.now


def test_a_late_step_stays_late_in_the_story() -> None:
    run = handed_in()
    run.now = datetime(2026, 11, 26, 3, tzinfo=UTC)
    run.do(asked.Escalate())
    village = seen(run)[1]
    assert (village.level, village.escalated, village.late) == ("district", True, True)
    run.act("village", "confirm")
    assert [step.late for step in seen(run, date(2026, 11, 26))] == [False, True, False, False]


def test_work_in_time_does_not_become_late_afterwards() -> None:
    run = handed_in()
    run.act("village", "confirm")
    assert not seen(run, date(2027, 1, 1))[1].late


def test_branches_stand_within_their_step() -> None:
    run = handed_in(permit("any"))
    assert [branch.path for branch in seen(run)[2].branches] == ["reviews.land", "reviews.planning", "reviews.fire"]
    run.act("village", "support")
    reviews = seen(run)[2]
    assert (reviews.path, reviews.state) == ("reviews", "current")
    assert {branch.state for branch in reviews.branches} == {"current"}
    run.act("reviews.planning", "approve")
    reviews = seen(run)[2]
    assert reviews.state == "done"
    assert [(branch.path, branch.state, branch.outcome) for branch in reviews.branches] == [
        ("reviews.land", "skipped", None),
        ("reviews.planning", "done", "approve"),
        ("reviews.fire", "skipped", None),
    ]


def test_a_withdrawn_case_has_nothing_to_come() -> None:
    run = handed_in()
    run.do(asked.Withdraw())
    assert states(seen(run)) == [("submitted", "done"), ("village", "skipped"), ("withdrawn", "done")]


def test_what_is_to_come_follows_the_actions_that_are_open() -> None:
    made = service(
        {
            "village": officer_step(
                {
                    "refuse": {"to": "no"},
                    "large": {"to": "province", "when": "rooms > 10"},
                    "again": {"to": "village"},
                    "small": {"to": "yes"},
                }
            ),
            "province": officer_step({"sign": {"to": "yes"}}, office="province"),
            "yes": end("granted"),
            "no": end("refused"),
        }
    )
    run = handed_in(made)
    assert states(seen(run))[2:] == [("yes", "waiting")]


def test_what_is_to_come_follows_a_branch_that_leads_on_by_itself() -> None:
    """Done, the objections end the case; only the action of a branch leads to what was applied for."""
    either = service(
        {
            "objections": {
                "title": {"lo": "objections", "en": "objections"},
                "join": "any",
                "to": "rejected",
                "branches": {
                    "land": officer_step({"object": {"to": "done"}}),
                    "plan": officer_step({"object": {"to": "done"}, "fine": {"to": "district"}}),
                },
            },
            "district": officer_step({"sign": {"to": "issued"}}, office="district"),
            "issued": end("granted"),
            "rejected": end("refused"),
        }
    )
    assert states(seen(handed_in(either)))[1:] == [
        ("objections", "current"),
        ("district", "waiting"),
        ("issued", "waiting"),
    ]


def test_what_is_to_come_goes_past_reviews_that_can_be_done_over_these_answers() -> None:
    """A branch that no open action finishes keeps a case from going on by itself."""
    both = service(
        {
            "reviews": {
                "title": {"lo": "reviews", "en": "reviews"},
                "join": "all",
                "to": "issued",
                "branches": {
                    "land": officer_step({"approve": {"to": "done"}}),
                    "plan": officer_step(
                        {"approve": {"to": "done", "when": "owner == 'other'"}, "pass_on": {"to": "district"}}
                    ),
                },
            },
            "district": officer_step({"sign": {"to": "issued"}}, office="district"),
            "issued": end("granted"),
        }
    )
    assert states(seen(handed_in(both)))[2:] == [("district", "waiting"), ("issued", "waiting")]
