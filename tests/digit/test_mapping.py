"""What becomes of the parts of a workflow: the rules of docs/import-digit.md, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from portal.definition.model import APPLICANT, EndStep, Level, Service
from tests.digit.making import DAY, action, state
from tests.digit.source import ENDS, imported, one, review, service, step
from tests.digit.walking import walk

ASKING = review(action("SENDBACKTOCITIZEN", "MORE", ["TL_APPROVER"]))


def outcome(found: Service, name: str) -> str:
    """How a case ends at a step."""
    end = found.workflow[name]
    assert isinstance(end, EndStep)
    return end.end.value


def test_the_start_is_the_applicants_handing_in() -> None:
    found, only, _ = one(
        state("DRAFT", [action("APPLY", "REVIEW", ["CITIZEN", "TL_CEMP"]), action("SAVE", "DRAFT", ["CITIZEN"])]),
        review(), *ENDS,
    )  # fmt: skip
    assert found.first_step == "review"
    assert [trace.became for trace in only.traces if trace.became != "action"] == ["handing-in"] * 3


def test_where_the_start_leads_two_ways_an_officer_chooses() -> None:
    source = service(review(), review(name="SURVEY"), *ENDS)
    source["states"][0]["actions"].append(action("APPLY_BIG", "SURVEY", ["CITIZEN"]))
    (only,) = imported(source).services
    assert "  intake:\n" in only.text
    assert "apply: {to: review," in only.text
    assert "apply_big: {to: survey," in only.text


def test_a_start_of_officers_is_the_first_step() -> None:
    source = service(review(), *ENDS)
    source["states"] = source["states"][1:]
    source["states"][0]["isStartState"] = True
    (only,) = imported(source).services
    assert all(trace.became != "handing-in" for trace in only.traces)


@pytest.mark.parametrize(
    ("roles", "theirs"),
    [
        ([["CITIZEN"]], True),
        ([["CITIZEN", "BPA_ARCHITECT"]], True),
        ([["TL_CEMP"], ["CITIZEN"]], True),
        ([["TL_CEMP"]], False),
        ([["CITIZEN"], ["TL_APPROVER"]], False),
        ([["TL_APPROVER"]], False),
        ([["CITIZEN"], []], False),
    ],
)
def test_a_state_is_the_applicants_when_citizens_act_in_it(roles: list[list[str]], theirs: bool) -> None:
    moves = [action(f"ANSWER_{number}", "REVIEW", each) for number, each in enumerate(roles)]
    found, _, _ = one(ASKING, *ENDS, state("MORE", moves))
    assert (step(found, "review").actions["sendbacktocitizen"].to == APPLICANT) == theirs


def test_a_payment_is_recorded_at_the_counter_with_its_receipt() -> None:
    due = state("DUE", [action("PAY", "APPROVED", ["CITIZEN", "TL_APPROVER", "SYSTEM_PAYMENT", "TL_CEMP"])])
    found, _, said = one(due, *ENDS)
    assert step(found, "due").role == "tl_cemp"
    assert step(found, "due").actions["pay"].asked_names == ["receipt_number"]
    assert "payment-by-officer" in said
    assert "due" in found.messages


def test_what_is_not_paid_asks_no_receipt() -> None:
    roles = ["CITIZEN", "TL_CEMP", "TL_APPROVER"]
    due = state("DUE", [action("PAY", "APPROVED", roles), action("SKIP_PAYMENT", "REJECTED", roles)])
    back = state("DUE", [action("REFUND_PAYMENT", "APPROVED", ["TL_APPROVER", "TL_CEMP"])])
    assert step(one(due, *ENDS)[0], "due").actions["skip_payment"].asked_names == ["reason"]
    assert step(one(back, *ENDS)[0], "due").role == "tl_approver"


def test_a_payment_by_citizens_alone_is_a_cashiers() -> None:
    found, _, _ = one(state("DUE", [action("PAY", "APPROVED", ["CITIZEN"])]), *ENDS)
    assert step(found, "due").role == "cashier"


def test_a_role_is_of_those_who_may_take_most() -> None:
    moves = [
        action("APPROVE", "APPROVED", ["A", "B"]),
        action("REJECT", "REJECTED", ["B"]),
        action("ASK", "REVIEW", ["C"]),
    ]
    found, _, said = one(state("REVIEW", moves), *ENDS)
    assert step(found, "review").role == "b"
    assert {"roles-joined", "role-gains-action"} <= said


def test_officers_are_at_the_district_unless_it_is_said() -> None:
    assert step(one(review(), *ENDS)[0], "review").office is Level.DISTRICT
    found, _, said = one(review(), *ENDS, offices={"tl_approver": Level.PROVINCE})
    assert step(found, "review").office is Level.PROVINCE
    assert "office-assumed" not in said


@pytest.mark.parametrize(
    ("name", "status", "ends"),
    [
        ("APPROVED", None, "granted"),
        ("CONNECTION_ACTIVATED", None, "granted"),
        ("RESOLVED", None, "granted"),
        ("CLOSEDAFTERREJECTION", None, "refused"),
        ("CLOSEDAFTERRESOLUTION", None, "granted"),
        ("NOT_APPROVED", None, "refused"),
        ("REVOCATED", "PERMIT REVOCATION", "refused"),
        ("EXPIRED", None, "refused"),
        ("WITHDRAWN", None, "withdrawn"),
        ("CLOSED", "INACTIVE", "refused"),
        ("CLOSED", "ACTIVE", "granted"),
        ("REJECTED", "ACTIVE", "refused"),
    ],
)
def test_an_end_is_what_its_words_say(name: str, status: str | None, ends: str) -> None:
    last = {**state(name, None, end=True), "applicationStatus": status}
    found, _, said = one(state("REVIEW", [action("END", name, ["X"])]), last)
    assert outcome(found, "withdrawn_state" if name == "WITHDRAWN" else name.lower()) == ends
    assert "unclear-end" not in said


@pytest.mark.parametrize(("by", "ends"), [("FINISH", "granted"), ("REJECT", "refused")])
def test_an_end_without_such_words_is_what_leads_there(by: str, ends: str) -> None:
    found, _, said = one(state("REVIEW", [action(by, "OVER", ["X"])]), state("OVER", None, end=True))
    assert outcome(found, "over") == ends
    assert "unclear-end" in said


def test_what_is_decided_and_can_be_undone_can_be_closed() -> None:
    approved = state("APPROVED", [action("CANCEL", "REJECTED", ["TL_APPROVER"])])
    found, _, said = one(review(), approved, ENDS[1])
    assert step(found, "approved").actions["close"].to == "approved_closed"
    assert outcome(found, "approved_closed") == "granted"
    assert "granted-without-end" in said


def test_a_terminate_state_that_goes_on_is_a_step_that_can_be_closed() -> None:
    found, _, said = one(review(), ENDS[0], state("REJECTED", [action("REOPEN", "REVIEW", ["CSR"])], end=True))
    assert {name: action.to for name, action in step(found, "rejected").actions.items()} == {
        "reopen": "review",
        "close": "rejected_closed",
    }
    assert "terminate-with-actions" in said


@pytest.mark.parametrize(
    ("milliseconds", "days"),
    [(1, 1), (DAY // 2, 1), (DAY, 1), (2 * DAY, 2), (3 * DAY, 3), (5 * DAY, 4), (7 * DAY, 5), (60 * DAY, 43)],
)
def test_time_by_the_clock_becomes_working_days(milliseconds: int, days: int) -> None:
    found, _, _ = one(review(sla=milliseconds), *ENDS)
    assert step(found, "review").within == days


def test_no_more_is_promised_than_the_steps_can_keep() -> None:
    found = imported(service(review(sla=3 * DAY), *ENDS, sla=DAY))
    assert "promise: 3 working days" in found.services[0].text
    assert "slas-exceed-service" in {each.code for each in found.findings}


def test_a_time_that_cannot_be_is_left_out() -> None:
    found, _, _ = one(review(sla=-DAY), *ENDS)
    assert step(found, "review").within is None


def test_states_are_also_named_by_their_uuid() -> None:
    """As DIGIT's own API answers."""
    by_uuid: list[dict[str, Any]] = [
        {**state("REVIEW", [action("APPROVE", "u-2", ["TL_APPROVER"])]), "uuid": "u-1"},
        {**state("APPROVED", None, end=True), "uuid": "u-2"},
    ]
    by_uuid[0]["actions"][0]["currentState"] = "u-1"
    source = service(*by_uuid)
    source["states"][0]["actions"][0]["nextState"] = "u-1"
    found = imported(source)
    assert {each.severity for each in found.findings} == {"note"}
    assert "approve: {to: approved," in found.services[0].text


def test_names_never_meet_nor_mean_something_else() -> None:
    names = ["draft", "Draft", "DRAFT!", "applicant", "done", "true", "123", "ກວດ", "late"]
    states = [
        state(name, [action("NEXT", after, ["X"])]) for name, after in zip(names, [*names[1:], "APPROVED"], strict=True)
    ]
    found, only, _ = one(*states, ENDS[0])
    assert len(found.workflow) == len(names) + 1
    assert not {"draft", "applicant", "done", "true", "late"} & found.workflow.keys()
    for trace in only.traces:
        walk(found, trace)


def test_no_two_actions_of_a_step_read_alike() -> None:
    moves = [
        action("REVOKE", "REJECTED", ["X"]),
        action("REVOCATE", "APPROVED", ["X"]),
        action("Revoke!", "APPROVED", ["X"]),
    ]
    labels = [each.label.en for each in step(one(state("REVIEW", moves), *ENDS)[0], "review").actions.values()]
    assert labels == ["Revoke", "Revoke: Approved", "Revoke: Approved (3)"]


def test_what_is_still_awaited_is_not_decided() -> None:
    waiting = state("APPROVED_AWAITING_PRINT", [action("CANCEL", "REJECTED", ["X"])])
    found, _, said = one(state("REVIEW", [action("GO", "APPROVED_AWAITING_PRINT", ["X"])]), waiting, ENDS[1])
    assert list(step(found, "approved_awaiting_print").actions) == ["cancel"]
    assert "no-granted-end" in said
