"""Which messages a case makes due, and what they may say."""

from __future__ import annotations

from datetime import UTC, date, datetime

from portal.workflow import commands as asked
from portal.workflow.simulate import Simulation
from tests.workflow.made_services import RESIDENCE
from tests.workflow.playing import handed_in, started


def keys(run: Simulation) -> list[str]:
    return [notice.key for notice in run.notices]


def test_the_messages_of_the_usual_way() -> None:
    """A step without a message of its own (village) says nothing; an end that issues speaks when the paper is there."""
    run = handed_in()
    run.act("village", "confirm")
    run.act("district", "sign")
    assert keys(run) == ["submitted", "district"]
    run.do(asked.RecordCertificate("issued", 1, "certificate-1", "2026/0101/00001"))
    assert keys(run) == ["submitted", "district", "issued"]


def test_what_a_message_may_say() -> None:
    run = handed_in()
    assert run.notices[0].values == {"ref": run.case.reference, "due": date(2026, 11, 27)}
    run.act("village", "return", fields=("since",), note="ກວດຄືນ")
    assert (run.notices[1].key, run.notices[1].said.values["note"]) == ("applicant", "ກວດຄືນ")
    run.correct({"since": "2013-01-01"})
    run.act("village", "reject", reason="ບໍ່ໄດ້ຢູ່")
    assert (run.notices[2].key, run.notices[2].said.values["reason"]) == ("rejected", "ບໍ່ໄດ້ຢູ່")


def test_being_late_and_being_withdrawn() -> None:
    run = handed_in()
    run.now = datetime(2026, 11, 26, 3, tzinfo=UTC)
    run.do(asked.Escalate())
    run.do(asked.Withdraw())
    assert keys(run) == ["submitted", "late", "withdrawn"]


def test_a_draft_that_is_thrown_away_sends_nothing() -> None:
    run = started()
    run.do(asked.Withdraw())
    assert run.notices == []


def test_a_service_says_only_what_it_declares() -> None:
    run = handed_in(RESIDENCE.model_copy(update={"messages": {}}))
    assert run.notices == []


def test_the_message_of_a_paper_names_that_paper() -> None:
    run = handed_in()
    run.act("village", "confirm")
    run.act("district", "sign")
    run.do(asked.RecordCertificate("issued", 1, "certificate-1", "2026/0101/00001"))
    assert [(notice.key, notice.certificate) for notice in run.notices] == [
        ("submitted", None),
        ("district", None),
        ("issued", "certificate-1"),
    ]
