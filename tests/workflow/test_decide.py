"""What each command does and when it is refused, on a service of two offices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from portal.workflow import commands as asked
from portal.workflow import events as happened
from portal.workflow.acting import open_actions
from portal.workflow.case import Case, Issuance, Status
from portal.workflow.commands import Command
from portal.workflow.deadlines import Moment
from portal.workflow.decide import decide
from portal.workflow.events import CertificateIssued
from portal.workflow.evolve import BrokenHistoryError, evolve
from portal.workflow.refusals import Refusal, Why
from portal.workflow.said import Said
from portal.workflow.simulate import Simulation, digests
from tests.workflow.made_services import ANSWERS, HOST_ANSWERS, RESIDENCE, end, officer_step, permit, service
from tests.workflow.playing import TUESDAY, handed_in, kinds, sent_back, started, why


def test_nothing_happens_before_the_start_and_it_happens_once() -> None:
    start = asked.Start("made", "hash", "applicant")
    assert why(decide(RESIDENCE, Case("c"), asked.Withdraw(), TUESDAY)) is Why.NOT_STARTED
    assert why(decide(RESIDENCE, Case("c"), asked.Start("other", "hash", "a"), TUESDAY)) is Why.WRONG_SERVICE
    assert kinds(decide(RESIDENCE, Case("c"), start, TUESDAY)) == ["started"]
    assert why(started().do(start)) is Why.ALREADY_STARTED


def test_a_case_is_not_decided_by_another_service() -> None:
    other = RESIDENCE.model_copy(update={"service": "other"})
    assert why(decide(other, handed_in().case, asked.Withdraw(), TUESDAY)) is Why.WRONG_SERVICE


def save(page: str, values: dict[str, Any]) -> Command:
    return asked.SavePage(page, values, digests(values))


def test_a_page_takes_its_own_questions_only() -> None:
    run = started()
    assert why(run.do(save("nowhere", {}))) is Why.UNKNOWN_PAGE
    assert why(run.do(save("you", {"village": "010101"}))) is Why.UNKNOWN_FIELD
    assert why(run.do(save("home", {"thanks": "a statement is not a question"}))) is Why.UNKNOWN_FIELD
    assert why(run.do(asked.SavePage("you", {"full_name": "ສົມ"}, {}))) is Why.BAD_ANSWERS
    assert kinds(run.do(save("you", {"full_name": "ສົມ"}))) == ["page-saved"]


def test_a_page_is_open_while_the_answers_show_it() -> None:
    run = started()
    assert why(run.do(save("host", {"host_name": "ຄຳ"}))) is Why.PAGE_NOT_OPEN
    run.do(save("home", {"owner": "other"}))
    assert kinds(run.do(save("host", {"host_name": "ຄຳ"}))) == ["page-saved"]


def test_saving_a_page_again_clears_what_was_left_empty() -> None:
    run = started()
    run.do(save("you", {"full_name": "ສົມ", "nickname": "ນ້ອຍ"}))
    run.do(save("you", {"full_name": "ສົມ", "nickname": None}))
    assert run.case.answers == {"full_name": "ສົມ"}


def test_handing_in_needs_every_answer_and_every_page() -> None:
    run = started()
    refusal = run.submit()
    assert isinstance(refusal, Refusal)
    assert refusal.why is Why.INCOMPLETE
    assert refusal.pages == ("you", "home")
    assert {"full_name", "born", "village"} <= refusal.fields.keys()
    run.fill({**ANSWERS, "born": "2090-01-01"})
    late = run.submit()
    assert isinstance(late, Refusal)
    assert late.fields["born"] == "check"
    assert late.pages == ()


def test_a_page_that_an_answer_brings_up_later_has_to_be_saved_too() -> None:
    run = started()
    run.fill(ANSWERS)
    run.do(save("home", {name: HOST_ANSWERS[name] for name in ("village", "since", "owner")}))
    refusal = run.submit()
    assert isinstance(refusal, Refusal)
    assert (refusal.why, refusal.pages) == (Why.INCOMPLETE, ("host",))


def test_a_page_of_optional_questions_has_to_be_seen_too() -> None:
    run = started()
    run.do(save("you", {"full_name": "ສົມ", "born": "1985-03-12"}))
    optional = {name: field.model_copy(update={"required": False}) for name, field in RESIDENCE.form[1].fields.items()}
    home = RESIDENCE.form[1].model_copy(update={"fields": optional})
    run.service = RESIDENCE.model_copy(update={"form": (RESIDENCE.form[0], home)})
    assert run.submit() == Refusal(Why.INCOMPLETE, {}, ("home",))


def test_handing_in_promises_a_day_and_opens_the_first_task() -> None:
    run = handed_in()
    assert kinds(tuple(run.events[-3:])) == ["submitted", "step-entered", "task-opened"]
    assert run.case.promised == date(2026, 11, 27)
    assert run.case.fee == 23000
    assert [(task.path, task.due) for task in run.case.tasks.values()] == [("village", date(2026, 11, 25))]
    assert why(run.submit()) is Why.NOT_A_DRAFT
    assert why(run.do(save("you", {}))) is Why.NOT_A_DRAFT


@pytest.mark.parametrize(
    ("now", "promised"),
    [
        (datetime(2026, 11, 28, 3, tzinfo=UTC), date(2026, 12, 4)),  # Saturday; National Day on Wednesday
        (datetime(2026, 11, 29, 18, tzinfo=UTC), date(2026, 12, 4)),  # Monday already in Vientiane
        (datetime(2026, 4, 14, 3, tzinfo=UTC), date(2026, 4, 22)),  # Lao New Year
    ],
)
def test_the_promise_counts_from_the_next_working_day(now: datetime, promised: date) -> None:
    run = handed_in(now=now)
    assert run.case.promised == promised


@pytest.mark.parametrize("missing", ["village", "district"])
def test_a_place_without_an_office_of_each_level_is_refused(missing: str) -> None:
    run = started()
    run.fill(ANSWERS)
    offices = {level: "01" for level in ("village", "district") if level != missing}
    assert why(run.submit(offices)) is Why.NO_OFFICE
    assert run.case.status is Status.DRAFT


def test_an_office_that_late_tasks_go_to_is_needed_too() -> None:
    late = service(
        {
            "village": officer_step({"go": {"to": "yes"}}, within="1 working day", late={"to": "province"}),
            "yes": end("granted"),
        }
    )
    run = started(late)
    run.fill(ANSWERS)
    assert why(run.submit({"village": "01"})) is Why.NO_OFFICE


def test_the_whole_way_to_a_certificate() -> None:
    run = handed_in()
    assert kinds(run.act("village", "confirm")) == ["action-taken", "task-closed", "step-entered", "task-opened"]
    record = asked.RecordCertificate("issued", 1, "certificate-1", "2026/0101/00001")
    assert why(run.do(record)) is Why.NO_CERTIFICATE_DUE
    assert kinds(run.act("district", "sign")) == ["action-taken", "task-closed", "ended"]
    assert (run.case.status, run.case.step, run.case.outcome) == (Status.ENDED, "issued", "granted")
    assert kinds(run.do(record)) == ["certificate-issued"]
    assert run.case.issuances == (Issuance("issued", 1, "certificate-1", "2026/0101/00001"),)
    assert why(run.do(record)) is Why.NO_CERTIFICATE_DUE


def test_a_refused_case_has_no_certificate_and_nothing_more_to_do() -> None:
    run = handed_in()
    task = next(iter(run.case.tasks))
    run.act("village", "reject", reason="ບໍ່ໄດ້ຢູ່ບ້ານນີ້")
    assert why(run.do(asked.RecordCertificate("rejected", 1, "c", "1"))) is Why.NO_CERTIFICATE_DUE
    for command in (asked.Withdraw(), asked.Escalate(), asked.Claim(task, "o", TUESDAY), asked.Act(task, "a", "o", ())):
        assert why(run.do(command)) is Why.ENDED


def test_actions_need_what_they_ask_for() -> None:
    run = handed_in()
    assert why(run.act("village", "fly")) is Why.UNKNOWN_ACTION
    assert why(run.act("district", "sign")) is Why.UNKNOWN_TASK
    assert run.act("village", "reject") == Refusal(Why.MISSING_REMARK, {"reason": "required"})
    assert why(run.act("village", "reject", reason=" \n")) is Why.MISSING_REMARK
    assert why(run.act("village", "return", note="ແກ້")) is Why.MISSING_FIELDS
    assert run.act("village", "return", note="ແກ້", fields=("born", "host_name")) == Refusal(
        Why.UNKNOWN_FIELD, {"host_name": "unknown"}
    )
    assert why(run.act("village", "return", note="ແກ້", fields=("thanks",))) is Why.UNKNOWN_FIELD
    assert why(run.act("village", "confirm", fields=("born",))) is Why.UNKNOWN_FIELD
    task = next(iter(run.case.tasks))
    unsealed = asked.Act(task, "reject", "officer", run.task_ids(), Said(answers={"reason": "ເຫດຜົນ"}))
    assert why(run.do(unsealed)) is Why.BAD_ANSWERS


def test_remarks_leave_only_their_digests_in_events() -> None:
    run = handed_in()
    run.act("village", "reject", reason="ບໍ່ໄດ້ຢູ່ບ້ານນີ້")
    taken = next(event for event in run.events if isinstance(event, happened.ActionTaken))
    assert taken.remarks == digests({"reason": "ບໍ່ໄດ້ຢູ່ບ້ານນີ້"})


def test_sending_back_always_asks_for_fields() -> None:
    """Even where the file forgets to: a send-back with nothing open would leave the applicant without a way on."""
    actions = {"return": {"to": "applicant"}, "go": {"to": "yes"}}
    forgetful = service({"village": officer_step(actions), "yes": end("granted")})
    run = handed_in(forgetful)
    assert why(run.act("village", "return")) is Why.MISSING_FIELDS
    assert kinds(run.act("village", "return", fields=("born",)))[-1] == "sent-back"


@pytest.mark.parametrize(("rooms", "open_now"), [(3, True), (2, False), (None, False)])
def test_a_conditional_action_is_open_while_it_holds(rooms: int | None, open_now: bool) -> None:
    made = service({"village": officer_step({"go": {"to": "yes", "when": "rooms > 2"}}), "yes": end("granted")})
    run = handed_in(made, {**ANSWERS, "rooms": rooms})
    task = next(iter(run.case.tasks.values()))
    assert bool(open_actions(made, run.case, task, "officer", Moment.of(TUESDAY))) == open_now
    assert (why(run.act("village", "go")) is None) == open_now


@pytest.mark.parametrize("stage", ["draft", "with-office", "with-applicant"])
def test_an_applicant_may_withdraw_until_the_end(stage: str) -> None:
    stages: dict[str, Callable[[], Simulation]] = {
        "draft": started,
        "with-office": handed_in,
        "with-applicant": lambda: sent_back("born"),
    }
    run = stages[stage]()
    assert run.case.status == stage
    run.do(asked.Withdraw())
    assert (run.case.step, run.case.outcome, run.case.tasks) == ("withdrawn", "withdrawn", {})
    assert why(run.do(asked.Withdraw())) is Why.ENDED


def test_opening_a_file_of_the_case_is_noted() -> None:
    draft = started()
    draft.fill(HOST_ANSWERS)
    assert why(draft.do(asked.OpenFile("anong", "file-1"))) is Why.UNKNOWN_FILE
    draft.submit()
    assert kinds(draft.do(asked.OpenFile("anong", "file-1"))) == ["file-opened"]
    assert why(draft.do(asked.OpenFile("anong", "file-2"))) is Why.UNKNOWN_FILE
    draft.do(asked.Withdraw())
    assert kinds(draft.do(asked.OpenFile("anong", "file-1"))) == ["file-opened"]


def test_too_few_task_ids_are_refused_not_reused() -> None:
    run = handed_in(permit())
    task = next(iter(run.case.tasks))
    for ids in ((), ("a", "b"), ("a", "a", "b"), (task, "a", "b")):
        assert why(run.do(asked.Act(task, "support", "officer", ids))) is Why.NO_TASK_IDS
    assert kinds(run.do(asked.Act(task, "support", "officer", ("a", "b", "c"))))[-1] == "task-opened"


def test_a_step_that_does_not_exist_is_a_refusal() -> None:
    broken = service({"village": officer_step({"go": {"to": "nowhere"}, "end": {"to": "done"}}), "yes": end("granted")})
    run = handed_in(broken)
    assert why(run.act("village", "go")) is Why.BROKEN_DEFINITION
    assert why(run.act("village", "end")) is Why.BROKEN_DEFINITION


def test_a_command_of_an_unknown_kind_is_no_withdrawal() -> None:
    class Fly:
        pass

    with pytest.raises(AssertionError):
        decide(RESIDENCE, handed_in().case, cast("Command", Fly()), TUESDAY)


def test_papers_of_one_step_keep_their_numbers_in_whatever_order_they_are_made() -> None:
    case = Case("case", issuances=(Issuance("issued", 1), Issuance("issued", 2)), sequence=1)
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    for issue in (2, 1):
        case = evolve(case, CertificateIssued(at, "issued", issue, f"certificate-{issue}", f"number-{issue}"))
    assert case.issuances == (
        Issuance("issued", 1, "certificate-1", "number-1"),
        Issuance("issued", 2, "certificate-2", "number-2"),
    )
    with pytest.raises(BrokenHistoryError):
        evolve(case, CertificateIssued(at, "issued", 2, "certificate-3", "number-3"))
