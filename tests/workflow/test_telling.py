"""What officers write is for the applicant when it sends the case back or ends it, and else stays between offices."""

from __future__ import annotations

from portal.definition.asked import questions_of
from portal.definition.model import Service
from portal.workflow import commands as asked
from portal.workflow.events import ActionTaken
from portal.workflow.simulate import Simulation
from portal.workflow.telling import on_paper, told_at
from tests.workflow.made_services import RESIDENCE, end, officer_step, permit, service, text
from tests.workflow.playing import handed_in

INSIDE = "ຖາມນາຍບ້ານກ່ອນ"


def told(run: Simulation) -> str | None:
    """The action whose remarks the applicant reads."""
    at = told_at(run.version, list(enumerate(run.events, start=1)))
    if at is None:
        return None
    event = run.events[at - 1]
    assert isinstance(event, ActionTaken)
    return f"{event.path}.{event.action}"


def test_a_note_from_office_to_office_is_not_told() -> None:
    run = handed_in()
    run.act("village", "confirm")
    assert told(run) is None
    run.act("district", "return", note=INSIDE)
    assert told(run) is None


def test_the_action_that_sent_back_is_told_and_no_later_note() -> None:
    run = handed_in()
    run.act("village", "return", fields=("since",), note="ກວດຄືນ")
    assert told(run) == "village.return"
    run.correct({"since": "2013-01-01"})
    run.act("village", "confirm")
    run.act("district", "return", note=INSIDE)
    assert told(run) == "village.return"
    run.act("village", "reject", reason="ບໍ່ໄດ້ຢູ່")
    assert told(run) == "village.reject"


def test_sending_back_from_a_branch_is_told() -> None:
    run = handed_in(permit())
    run.act("village", "support")
    run.act("reviews.land", "approve")
    run.act("reviews.fire", "return", fields=("since",), note="ກວດຄືນ")
    assert told(run) == "reviews.fire.return"


def test_a_withdrawal_tells_nothing_of_the_officers() -> None:
    run = handed_in(permit())
    run.act("village", "support")
    run.act("reviews.land", "approve")
    run.do(asked.Withdraw())
    assert told(run) is None


def test_an_inner_note_is_in_no_message() -> None:
    messages = {"village": {"lo": "{note}", "en": "{note}"}, "applicant": {"lo": "{note}", "en": "{note}"}}
    run = handed_in(RESIDENCE.model_validate({**RESIDENCE.model_dump(), "messages": messages}))
    run.act("village", "confirm")
    run.act("district", "return", note=INSIDE)
    assert [notice.key for notice in run.notices] == ["village", "village"]
    assert INSIDE not in {value for notice in run.notices for value in notice.said.values.values()}
    run.act("village", "return", fields=("since",), note="ກວດຄືນ")
    assert run.notices[-1].said.values["note"] == "ກວດຄືນ"


def two_reviews(join: str) -> Service:
    """Two reviews, each with a note, by which a case is granted."""
    review = {"approve": {"to": "done", "asks": ["note"]}}
    branches = {name: officer_step(review, office="district") for name in ("land", "planning")}
    reviews = {"title": text("reviews"), "join": join, "to": "issued", "branches": branches}
    messages = {"issued": {"lo": "{note}", "en": "{note}"}}
    return service({"reviews": reviews, "issued": end("granted")}, messages=messages)


def test_what_one_of_several_reviews_says_is_for_offices_as_its_writer_was_told() -> None:
    """Whoever writes it cannot know whether theirs will be the last."""
    both = two_reviews("all")
    note = questions_of(both, "reviews.planning", "approve")["note"]
    assert note.hint is not None
    assert "colleagues" in note.hint.en
    run = handed_in(both)
    run.act("reviews.land", "approve", note=INSIDE)
    run.act("reviews.planning", "approve", note=INSIDE)
    assert run.case.outcome == "granted"
    assert told(run) is None
    assert [dict(notice.said.values) for notice in run.notices] == [{}]
    assert on_paper(both, run.case, run.spoken).values == {}


def test_what_the_one_review_says_that_is_enough_is_for_the_applicant_as_its_writer_was_told() -> None:
    either = two_reviews("any")
    note = questions_of(either, "reviews.planning", "approve")["note"]
    assert note.hint is not None
    assert "applicant" in note.hint.en
    run = handed_in(either)
    run.act("reviews.planning", "approve", note="ໃຊ້ໄດ້ປີດຽວ")
    assert told(run) == "reviews.planning.approve"
    assert run.notices[-1].said.values == {"note": "ໃຊ້ໄດ້ປີດຽວ"}
    assert on_paper(either, run.case, run.spoken).values == {"note": "ໃຊ້ໄດ້ປີດຽວ"}


WITH_LIMITS = service(
    {
        "village": officer_step(
            {
                "confirm": {
                    "to": "district",
                    "asks": [
                        {"limit": {"type": "text", "required": False, "label": text("limit")}},
                        {"note": {"label": text("note"), "required": False}},
                    ],
                }
            }
        ),
        "district": officer_step(
            {
                "return": {"to": "village", "asks": ["note"]},
                "sign": {"to": "issued", "asks": [{"note": {"label": text("note"), "required": False}}]},
            },
            office="district",
        ),
        "issued": end("granted", issue="certificate"),
    },
)


def test_what_was_gone_back_on_and_notes_between_offices_stand_on_no_paper() -> None:
    run = handed_in(WITH_LIMITS)
    run.act("village", "confirm", limit="ສອງຫ້ອງ", note=INSIDE)
    run.act("district", "return", note=INSIDE)
    run.act("village", "confirm", note=INSIDE)
    run.act("district", "sign")
    assert run.case.outcome == "granted"
    assert on_paper(run.service, run.case, run.spoken).values == {}


def test_what_was_found_on_the_way_and_what_the_decision_adds_stand_on_the_paper() -> None:
    run = handed_in(WITH_LIMITS)
    run.act("village", "confirm", limit="ສອງຫ້ອງ", note=INSIDE)
    run.act("district", "sign", note="ໃຊ້ໄດ້ປີດຽວ")
    assert on_paper(run.service, run.case, run.spoken).values == {"limit": "ສອງຫ້ອງ", "note": "ໃຊ້ໄດ້ປີດຽວ"}


def asking(name: str, **more: object) -> list[dict[str, object]]:
    return [{name: {"type": "text", "label": text(name), **more}}]


WITH_OPINION = service(
    {
        "district": officer_step(
            {
                "consult": {"to": "expert", "asks": asking("why", required=False)},
                "sign": {"to": "issued", "asks": asking("why", internal=True, required=False)},
                "return": {"to": "applicant", "asks": ["fields", "note"]},
            },
            office="district",
        ),
        "expert": officer_step({"answer": {"to": "district", "asks": asking("finding")}}, office="province"),
        "issued": end("granted", issue="certificate"),
    },
)
"""The district may ask an expert of the province, and has the case again after that."""


def test_an_opinion_holds_after_the_case_has_come_back_from_whoever_gave_it() -> None:
    run = handed_in(WITH_OPINION)
    run.act("district", "consult")
    run.act("expert", "answer", finding="ບໍ່ມີນ້ຳຖ້ວມ")
    run.act("district", "sign")
    assert on_paper(run.service, run.case, run.spoken).values == {"finding": "ບໍ່ມີນ້ຳຖ້ວມ"}


def test_the_newest_opinion_of_the_same_office_holds() -> None:
    run = handed_in(WITH_OPINION)
    for finding in ("ຕ້ອງໄປເບິ່ງ", "ສ້າງໄດ້"):
        run.act("district", "consult")
        run.act("expert", "answer", finding=finding)
    run.act("district", "sign")
    assert on_paper(run.service, run.case, run.spoken).values == {"finding": "ສ້າງໄດ້"}


def test_a_correction_keeps_an_opinion_and_another_place_does_not() -> None:
    for changes, kept in (({"since": "2013-01-01"}, {"finding": "ສ້າງໄດ້"}), ({"village": "020202"}, {})):
        run = handed_in(WITH_OPINION)
        run.act("district", "consult")
        run.act("expert", "answer", finding="ສ້າງໄດ້")
        run.act("district", "return", fields=tuple(changes), note="ແກ້ໄຂ")
        run.correct(changes)
        run.act("district", "sign")
        assert run.case.outcome == "granted"
        assert on_paper(run.service, run.case, run.spoken).values == kept


def test_what_only_officers_read_does_not_hide_what_was_said_to_everybody() -> None:
    inner = service(
        {
            "village": officer_step({"confirm": {"to": "district", "asks": asking("limit")}}),
            "district": officer_step(
                {"sign": {"to": "issued", "asks": asking("limit", internal=True)}}, office="district"
            ),
            "issued": end("granted", issue="certificate"),
        },
    )
    run = handed_in(inner)
    run.act("village", "confirm", limit="ຫ້າມເປີດຮ້ານ")
    run.act("district", "sign", limit="ບັນທຶກພາຍໃນ")
    assert on_paper(inner, run.case, run.spoken).values == {"limit": "ຫ້າມເປີດຮ້ານ"}
