"""Who signed: the office that had the task when it was signed, and never one that sent the case back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from portal.definition.model import Service
from portal.workflow import commands as asked
from portal.workflow.closing import signed
from portal.workflow.refusals import Why
from portal.workflow.simulate import officer_of
from tests.workflow.made_services import ANSWERS, end, officer_step, service, text
from tests.workflow.playing import handed_in, started, why


def issuing(workflow: dict[str, Any], signed_by: str = "district") -> Service:
    return service(
        workflow,
        certificate={
            "number": "{serial}",
            "title": text("paper"),
            "body": text("paper"),
            "particulars": ["full_name"],
            "signed_by": signed_by,
        },
    )


SHORT_WAY = issuing(
    {
        "village": officer_step({"confirm": {"to": "district"}, "issue": {"to": "issued"}}),
        "district": officer_step(
            {"sign": {"to": "issued"}},
            office="district",
            role="signer",
            within="1 working day",
            late={"to": "province"},
        ),
        "issued": end("granted", issue="certificate"),
    }
)
"""Village, district; the village may issue by itself, and the province has what the district leaves lying."""


def test_the_office_of_the_signed_task_signs() -> None:
    run = handed_in(SHORT_WAY)
    run.act("village", "confirm")
    run.act("district", "sign", officer="signer")
    deed = signed(SHORT_WAY, run.case)
    assert deed is not None
    assert (deed.officer, deed.level, deed.area) == ("signer", "district", run.case.offices["district"])


def test_a_task_that_went_up_is_signed_where_it_went() -> None:
    run = handed_in(SHORT_WAY)
    run.act("village", "confirm")
    run.now += timedelta(days=14)
    run.do(asked.Escalate())
    run.act("district", "sign")
    deed = signed(SHORT_WAY, run.case)
    assert deed is not None
    assert (deed.level, deed.area) == ("province", run.case.offices["province"])


def test_what_is_done_after_the_signature_is_no_signature() -> None:
    handed_over = issuing(
        {
            "district": officer_step({"sign": {"to": "village"}}, office="district", role="signer"),
            "village": officer_step({"hand_over": {"to": "issued"}}),
            "issued": end("granted", issue="certificate"),
        }
    )
    run = handed_in(handed_over)
    run.act("district", "sign")
    run.act("village", "hand_over")
    deed = signed(handed_over, run.case)
    assert deed is not None
    assert (deed.officer, deed.area) == (officer_of("district"), run.case.offices["district"])


def test_on_a_way_around_the_signing_step_the_last_decision_signs() -> None:
    run = handed_in(SHORT_WAY)
    run.act("village", "issue")
    assert run.case.issuances
    deed = signed(SHORT_WAY, run.case)
    assert deed is not None
    assert (deed.officer, deed.area) == (officer_of("village"), run.case.offices["village"])


WITH_RETURNS = issuing(
    {
        "village": officer_step({"confirm": {"to": "district"}, "issue": {"to": "issued"}}),
        "district": officer_step(
            {
                "sign": {"to": "archive"},
                "return": {"to": "village"},
                "send_back": {"to": "applicant", "asks": ["fields"]},
                "pass": {"to": "district"},
            },
            office="district",
        ),
        "archive": officer_step({"file": {"to": "issued"}, "return": {"to": "district"}}, office="province"),
        "issued": end("granted", issue="certificate"),
    }
)


def test_an_officer_who_sent_the_case_to_an_earlier_step_did_not_sign() -> None:
    run = handed_in(WITH_RETURNS)
    run.act("village", "confirm")
    run.act("district", "return")
    run.act("village", "issue")
    deed = signed(WITH_RETURNS, run.case)
    assert deed is not None
    assert run.case.issuances
    assert (deed.path, deed.action) == ("village", "issue")


def test_who_signed_before_the_case_came_back_did_not_sign_what_it_became() -> None:
    run = handed_in(WITH_RETURNS)
    run.act("village", "confirm")
    run.act("district", "sign", officer="first")
    run.act("archive", "return")
    run.act("district", "return", officer="second")
    run.act("village", "issue")
    deed = signed(WITH_RETURNS, run.case)
    assert deed is not None
    assert (deed.path, deed.action) == ("village", "issue")


def test_a_signature_after_a_return_counts_though_the_case_goes_where_it_was_before() -> None:
    run = handed_in(WITH_RETURNS)
    run.act("village", "confirm")
    run.act("district", "pass", officer="first")
    run.act("district", "sign", officer="second")
    run.act("archive", "return")
    run.act("district", "sign", officer="third")
    run.act("archive", "file")
    deed = signed(WITH_RETURNS, run.case)
    assert deed is not None
    assert (deed.officer, deed.action) == ("third", "sign")


def test_a_correction_of_the_place_undoes_what_was_done_for_the_other() -> None:
    run = handed_in(WITH_RETURNS)
    run.act("village", "confirm")
    run.act("district", "send_back", fields=("village",))
    run.correct({"village": "010102"})
    run.act("village", "issue")
    deed = signed(WITH_RETURNS, run.case)
    assert deed is not None
    assert (deed.path, deed.action) == ("village", "issue")


def test_a_reviewer_who_sent_the_case_back_did_not_sign_though_the_others_approved() -> None:
    reviews = {
        name: officer_step({"approve": {"to": "done"}, "return": {"to": "applicant", "asks": ["fields"]}})
        for name in ("land", "planning")
    }
    either = issuing(
        {
            "reviews": {"title": text("reviews"), "join": "any", "to": "issued", "branches": reviews},
            "issued": end("granted", issue="certificate"),
        },
        signed_by="reviews.planning",
    )
    run = handed_in(either)
    run.act("reviews.planning", "return", fields=("rooms",))
    run.correct({"rooms": 4})
    run.act("reviews.land", "approve")
    deed = signed(either, run.case)
    assert deed is not None
    assert (deed.path, deed.action) == ("reviews.land", "approve")


DECLINES = issuing(
    {
        "district": officer_step(
            {"decline": {"to": "council"}, "sign": {"to": "issued"}, "certify": {"to": "issued"}}, office="district"
        ),
        "council": officer_step({"grant": {"to": "issued"}, "refuse": {"to": "refused"}}, office="province"),
        "issued": end("granted", issue="certificate"),
        "refused": end("refused"),
    }
)
"""The district signs, by one action or the other, or leaves the decision to the council of the province."""


@pytest.mark.parametrize("action", ["sign", "certify"])
def test_whoever_approves_in_the_named_step_signs_by_whichever_action(action: str) -> None:
    run = handed_in(DECLINES)
    run.act("district", action)
    deed = signed(DECLINES, run.case)
    assert deed is not None
    assert (deed.path, deed.action) == ("district", action)


def test_whoever_declined_did_not_sign_what_others_granted() -> None:
    run = handed_in(DECLINES)
    run.act("district", "decline")
    run.act("council", "grant")
    assert run.case.issuances
    deed = signed(DECLINES, run.case)
    assert deed is not None
    assert (deed.path, deed.action) == ("council", "grant")


def test_a_reviewer_who_objected_did_not_sign_what_others_granted() -> None:
    objecting = {"approve": {"to": "done"}, "object": {"to": "province"}}
    objects = issuing(
        {
            "reviews": {
                "title": text("reviews"),
                "to": "province",
                "branches": {name: officer_step(objecting, office="district") for name in ("land", "planning")},
            },
            "province": officer_step({"sign": {"to": "issued"}}, office="province"),
            "issued": end("granted", issue="certificate"),
        },
        signed_by="reviews.land",
    )
    run = handed_in(objects)
    run.act("reviews.land", "object")
    run.act("province", "sign")
    deed = signed(objects, run.case)
    assert deed is not None
    assert (deed.path, deed.action) == ("province", "sign")
    run = handed_in(objects)
    run.act("reviews.land", "approve")
    run.act("reviews.planning", "object")
    run.act("province", "sign")
    deed = signed(objects, run.case)
    assert deed is not None
    assert (deed.path, deed.action) == ("reviews.land", "approve")


def test_a_certificate_that_nobody_could_sign_is_refused() -> None:
    unsigned = issuing(
        {
            "issued": end("granted", issue="certificate"),
            "district": officer_step({"sign": {"to": "issued"}}, office="district"),
        }
    )
    run = started(unsigned)
    run.fill(ANSWERS)
    assert why(run.submit()) is Why.BROKEN_DEFINITION
