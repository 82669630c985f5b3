"""What a paper prints is asked for in letters that papers print; everything else may be in any."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from portal.definition.asked import printed_of
from portal.definition.form import check_fields, shown
from portal.definition.model import Question, Service
from portal.definition.problems import Problem, say
from portal.definition.reading import read_page
from tests.definition.boat import TEXT, load

DAY = date(2026, 11, 25)
THAI = "ทอง"
ANSWERS: dict[str, Any] = {
    "full_name": "ສົມຊາຍ",
    "born": "1985-03-12",
    "card": "123456",
    "village": "010101",
    "kind": "motor",
    "seats": [{"places": 4, "colour": "ແດງ"}],
    "power": 30,
    "permit": "A1",
}
OLD = "particulars: [full_name, kind, total]"
PLACES = "fields: {places:"


def boat(particulars: str = "permit", body: str = "", total: str = "sum(seats.map(s, s.places))") -> Service:
    text = TEXT.replace(OLD, f"particulars: [{particulars}]")
    text = text.replace("ອະນຸຍາດໃຫ້ {full_name}", f"ອະນຸຍາດໃຫ້ {body}").replace("Permits {full_name}", f"Permits {body}")
    text = text.replace(PLACES, f"{PLACES[:-7]}colour: {{type: text, label: {{lo: ສີ, en: Colour}}}}, places:")
    text = text.replace("sum(seats.map(s, s.places))", total).replace('amount: "total * 1000"', "amount: 4000")
    service = load(text).service
    assert service is not None
    return service


def problems(service: Service, **changed: Any) -> dict[str, Problem]:
    return dict(shown(service, {**ANSWERS, **changed}, DAY).problems)


@pytest.mark.parametrize(("particulars", "body"), [("permit", ""), ("kind", "{permit}")])
def test_a_printed_answer_in_other_letters_is_refused_and_the_sign_named(particulars: str, body: str) -> None:
    service = boat(particulars, body)
    problem = problems(service, permit=f"ນາງ {THAI}")["permit"]
    assert (problem.code, problem.params) == ("not-printed", {"sign": "ท"})
    said = say(problem, service.fields["permit"])
    assert "«ท»" in said.lo
    assert "ເລກໃບຂັບຂີ່" in said.lo
    assert (
        said.en == "Driver's licence is printed on the official paper, which cannot show “ท”. Use Lao or Latin letters"
    )


def test_an_answer_that_is_not_printed_may_be_in_any_letters() -> None:
    assert problems(boat("kind"), permit=THAI) == {}


def test_a_page_says_so_beside_the_box() -> None:
    service = boat()
    page = service.form[2]
    raw = {"power": "30", "permit": "🐟"}
    assert read_page(service, page, raw, ANSWERS, DAY, lambda *_: True).problems["permit"].code == "not-printed"


def test_rows_of_a_printed_group_are_judged() -> None:
    rows = [{"places": 4, "colour": "ແດງ"}, {"places": 1, "colour": THAI}]
    problem = problems(boat("seats"), seats=rows)["seats"]
    assert [dict(row) for row in problem.rows] == [{}, {"colour": Problem("not-printed", {"sign": "ท"})}]
    assert problems(boat("kind"), seats=rows) == {}


def test_what_a_computed_text_is_put_together_from_is_judged_at_its_own_box() -> None:
    service = boat("total", total="kind + ': ' + card")
    assert problems(service, card=f"{THAI}1") == {"card": Problem("not-printed", {"sign": "ท"})}
    assert problems(boat("kind", total="kind + ': ' + card"), card=f"{THAI}1") == {}


def asking(service: Service, path: str, name: str, *asks: Any) -> frozenset[str]:
    """What of its own questions and remarks an action that also asks these may have printed."""
    action = service.officer_steps[path].actions[name]
    return printed_of(service, path, action.model_copy(update={"asks": (*asks,)}))


def own(**changes: Any) -> dict[str, Question]:
    return {"seen": Question.model_validate({"type": "text", "label": {"lo": "ທີ່ເຫັນ", "en": "Seen"}, **changes})}


@pytest.mark.parametrize(
    ("path", "action", "found"),
    [
        ("village", "confirm", {"seen"}),
        ("village", "return", set()),
        ("reviews.safety", "pass", {"seen"}),
        ("province", "sign", {"seen", "note"}),
        ("village", "reject", set()),
    ],
)
def test_what_an_officer_is_asked_is_printed_if_it_may_stand_when_a_paper_is_made(
    path: str, action: str, found: set[str]
) -> None:
    service = boat("seen", "{note}")
    assert asking(service, path, action, own(), "note") == found
    assert asking(service, path, action, own(internal=True)) == set()
    assert asking(boat("kind"), path, action, own(), "note") == set()


def test_what_is_said_on_the_way_back_to_its_own_step_lapses() -> None:
    service = boat("seen")
    sign = service.officer_steps["province"].actions["sign"]
    back = sign.model_copy(update={"to": "village", "asks": (own(),)})
    assert printed_of(service, "province", back) == set(), "every paper needs the province again"
    assert printed_of(service, "village", back.model_copy(update={"to": "reviews"})) == {"seen"}


def test_only_what_may_be_printed_of_what_an_officer_says_is_judged() -> None:
    form = shown(boat("seen"), ANSWERS, DAY)
    assert list(check_fields(own(), {"seen": THAI}, ["seen"], form, DAY)) == ["seen"]
    assert list(check_fields(own(), {"seen": THAI}, [], form, DAY)) == []
