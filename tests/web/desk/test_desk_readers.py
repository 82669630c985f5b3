"""Who writes an answer of a service's own words reads first who else will, and cannot write what no paper prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.cases.shelves import changed
from tests.web.desk_visits import Answer, Desk
from tests.world import World

RESIDENCE = "residence-certificate"
VILLAGE = "010101"
CONFIRM = "confirm: {to: district,  label: {lo: ຢັ້ງຢືນ, en: Confirm}"
REJECT = "label: {lo: ປະຕິເສດ, en: Reject}, asks: [reason]}\n  district:"
SIGN = "sign:    {to: issued,    label: {lo: ເຊັນ, en: Sign}, not_by: village"
ROWS = "particulars: [full_name,"


def question(name: str, label: str, more: str = "") -> str:
    return f"{name}: {{type: text, required: false, label: {{lo: ຄຳຖາມ, en: {label}}}{more}}}"


FINDING = question("finding", "Finding")
DOUBTS = question("doubts", "Doubts", ", internal: true, hint: {lo: ຖ້າມີ, en: If there are any}")
SEEN = question("seen", "Seen")
HELP = question("helped", "Where to go")
OFFICERS = "Only officers read what you write here, not the applicant."
PAPER = "If a paper is issued, what you write here is printed on it, for everybody who sees it."
APPLICANT = "The applicant reads what you write here."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    changes = (
        (CONFIRM, f"{CONFIRM}, asks: [{FINDING}, {DOUBTS}, {SEEN}]"),
        (REJECT, REJECT.replace("[reason]", f"[reason, {HELP}, {FINDING}]")),
        (SIGN, f"{SIGN}, asks: [{HELP}]"),
        (ROWS, f"{ROWS} finding,"),
    )
    made = World(tmp_path, services=changed(tmp_path, RESIDENCE, *changes))
    yield made
    made.close()


@pytest.fixture
def case_id(world: World) -> str:
    return world.submitted(RESIDENCE, village=VILLAGE)


def asking(world: World, app: Flask, case_id: str, action: str) -> tuple[Desk, Answer]:
    desk = Desk(app, world.officer("clerk", VILLAGE))
    return desk, desk.get(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/{action}")


def hint(answer: Answer, name: str) -> str | None:
    found = answer.page.select_one(f"#{name}-hint")
    return found.get_text(" ", strip=True) if found else None


def above(answer: Answer) -> str | None:
    found = answer.page.select_one("#read-by")
    return found.get_text(" ", strip=True) if found else None


def test_each_question_says_who_reads_its_answer_where_that_differs(world: World, app: Flask, case_id: str) -> None:
    _, answer = asking(world, app, case_id, "confirm")
    assert above(answer) is None
    wanted = [PAPER, f"If there are any. {OFFICERS}", OFFICERS]
    assert [hint(answer, name) for name in ("finding", "doubts", "seen")] == wanted


def test_what_is_said_with_an_end_the_applicant_reads(world: World, app: Flask, case_id: str) -> None:
    _, answer = asking(world, app, case_id, "reject")
    assert above(answer) is None, "the reason has a hint of its own"
    assert hint(answer, "helped") == APPLICANT


def test_it_is_said_once_where_it_is_true_of_all(world: World, app: Flask, case_id: str) -> None:
    desk, answer = asking(world, app, case_id, "confirm")
    desk.press(answer, "Confirm")
    signer = Desk(app, world.officer("signer", "0101"))
    answer = signer.get(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'district').id}/sign")
    assert above(answer) == APPLICANT
    assert hint(answer, "helped") is None


def test_an_action_that_asks_nothing_of_its_own_says_nothing_more(world: World, app: Flask, case_id: str) -> None:
    _, answer = asking(world, app, case_id, "return")
    assert above(answer) is None


def test_what_no_paper_prints_is_not_taken_where_it_is_printed(world: World, app: Flask, case_id: str) -> None:
    desk, answer = asking(world, app, case_id, "confirm")
    answer = desk.press(answer, "Confirm", finding="ห้ามจับ", doubts="ห้าม", seen="ทอง")
    refused = "Finding is printed on the official paper, which cannot show “ห้”. Use Lao or Latin letters"
    assert answer.errors == [refused]
    assert [task.path for task in world.case(case_id).tasks.values()] == ["village"]
    desk.press(answer, "Confirm", finding="ຫ້າມຈັບ", doubts="ห้าม", seen="ทอง")
    assert [task.path for task in world.case(case_id).tasks.values()] == ["district"]


def test_of_what_is_said_where_no_paper_comes_of_it_any_letters_are_taken(
    world: World, app: Flask, case_id: str
) -> None:
    desk, answer = asking(world, app, case_id, "reject")
    assert hint(answer, "finding") == APPLICANT
    answer = desk.press(answer, "Reject", reason="ບໍ່ຢູ່", finding="3 → 4 👍")
    assert answer.errors == []
    assert world.case(case_id).step == "rejected"
