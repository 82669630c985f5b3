"""What becomes of the states in which the applicant has the case."""

from __future__ import annotations

from portal.definition.model import APPLICANT
from tests.digit.making import action, state
from tests.digit.source import ENDS, one, review, step
from tests.digit.walking import walk

ASKING = review(action("SENDBACKTOCITIZEN", "MORE", ["TL_APPROVER"]))


def test_sent_back_and_corrected_a_case_is_where_it_was() -> None:
    found, only, said = one(ASKING, *ENDS, state("MORE", [action("RESUBMIT", "REVIEW", ["CITIZEN", "TL_CEMP"])]))
    back = step(found, "review").actions["sendbacktocitizen"]
    assert (back.to, back.asks) == (APPLICANT, ("fields", "note"))
    assert "more" not in found.workflow
    assert "applicant-goes-elsewhere" not in said
    assert [trace.became for trace in only.traces].count("correction") == 1


def test_what_the_applicant_sends_elsewhere_the_officer_sends_on() -> None:
    found, _, said = one(
        ASKING, *ENDS, state("MORE", [action("RESUBMIT", "SURVEY", ["CITIZEN"])]), review(name="SURVEY")
    )
    onward = step(found, "review").actions["resubmit"]
    assert onward.to == "survey"
    assert onward.label.en == "Resubmit (as the applicant answered)"
    assert "applicant-goes-elsewhere" in said


def test_an_applicants_way_to_a_grant_is_kept() -> None:
    found, only, _ = one(
        ASKING, *ENDS, state("MORE", [action("ACCEPT", "ACCEPTED", ["CITIZEN"])]), state("ACCEPTED", None, end=True)
    )
    assert step(found, "review").actions["accept"].to == "accepted"
    for trace in only.traces:
        walk(found, trace)


def test_where_only_the_applicant_can_end_it_the_officer_can_too() -> None:
    found, only, _ = one(
        state("REVIEW", [action("ASK", "MORE", ["TL_APPROVER"])]),
        state("MORE", [action("GIVE_UP", "REJECTED", ["CITIZEN"])]), ENDS[1],
    )  # fmt: skip
    assert step(found, "review").actions["give_up"].to == "rejected"
    assert {trace.became for trace in only.traces} == {"handing-in", "action"}


def test_a_way_that_the_officer_has_already_is_not_added_again() -> None:
    asking = review(action("ASK", "MORE", ["TL_APPROVER"]), action("TO_SURVEY", "SURVEY", ["TL_APPROVER"]))
    found, only, _ = one(
        asking, *ENDS, state("MORE", [action("RESUBMIT", "SURVEY", ["CITIZEN"])]), review(name="SURVEY")
    )
    assert [name for name, each in step(found, "review").actions.items() if each.to == "survey"] == ["to_survey"]
    assert {trace.became for trace in only.traces} == {"handing-in", "action"}
