"""Which answers a failed check compares."""

from __future__ import annotations

from portal.definition.contradictions import contradicted
from portal.definition.model import Service
from portal.definition.problems import Problem
from tests.definition.boat import TEXT, load

POWER = "power: {type: number, label: {lo: ກຳລັງ, en: Power}, unit: {lo: ແຮງມ້າ, en: hp}"
PLACES = "label: {lo: ບ່ອນນັ່ງ, en: Seats}, min: 1, max: 40"
CHECK = Problem("check")


def _with(old: str, added: str) -> Service:
    assert TEXT.count(old) == 1
    loaded = load(TEXT.replace(old, f'{old}, check: "{added}"')).service
    assert loaded is not None
    return loaded


def test_both_answers_of_a_check_are_named_in_the_order_of_the_form() -> None:
    service = _with(POWER, "power < 20 || kind == 'motor'")
    assert contradicted(service, "power", CHECK) == ["kind", "power"]


def test_behind_a_computed_line_stand_the_answers_it_is_worked_out_from() -> None:
    assert contradicted(_with(POWER, "power < total"), "power", CHECK) == ["seats", "power"]


def test_a_check_in_a_row_stands_for_its_group() -> None:
    service = _with(PLACES, "places < size(full_name)")
    fault = Problem("group-rows", rows=({"places": CHECK},))
    assert contradicted(service, "seats", fault) == ["full_name", "seats"]
    assert contradicted(service, "seats", Problem("group-rows", rows=({"places": Problem("required")},))) == []


def test_one_answer_alone_contradicts_none() -> None:
    service = _with(POWER, "power < 20")
    assert contradicted(service, "power", CHECK) == []
    assert contradicted(service, "born", CHECK) == [], "today is no answer"
    assert contradicted(service, "power", Problem("required")) == []
