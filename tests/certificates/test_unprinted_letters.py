"""What is not printed may hold any letters: the paper is made all the same, and the checker can try it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import portal
from tests.cases.shelves import changed
from tests.world import World

RESIDENCE = "residence-certificate"
OPTION = "own: {lo: ຂອງຕົນເອງ ຫຼື ຄອບຄົວ, en: My own or my family's}"
PHONE = "      phone:     {type: lao-phone"
WORKPLACE = "      workplace: {type: text, required: false, label: {lo: ບ່ອນເຮັດວຽກ, en: Where you work}}\n"


def made(shelf: Path, folder: Path, **answers: str) -> int:
    world = World(folder, services=shelf)
    case_id = world.submitted(RESIDENCE, village="010101", **answers)
    world.act(case_id, "village.confirm")
    world.act(case_id, "district.sign")
    world.work()
    numbers = [one.number for one in world.case(case_id).issuances if one.number]
    world.close()
    return len(numbers)


@pytest.mark.parametrize("answer", ["ตลาดเช้า", "🐟", "北京"])
def test_a_paper_is_made_whatever_letters_an_unprinted_answer_has(tmp_path: Path, answer: str) -> None:
    assert made(changed(tmp_path, RESIDENCE, (PHONE, WORKPLACE + PHONE)), tmp_path, workplace=answer) == 1


@pytest.mark.parametrize("sign", ["✓", "→"])
def test_a_paper_is_made_whatever_letters_an_unprinted_option_has(tmp_path: Path, sign: str) -> None:
    shelf = changed(tmp_path, RESIDENCE, (OPTION, f"own: {{lo: ຂອງຕົນ {sign}, en: Own {sign}}}"))
    result = CliRunner().invoke(portal, ["check", str(shelf)])
    assert (result.exit_code, result.exception) == (0, None), result.output
    assert made(shelf, tmp_path) == 1
