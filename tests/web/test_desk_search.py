"""Finding a case that has moved on, and the lists of what is sent back and what was decided."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from portal.cases import apply
from portal.store import answers
from portal.store.columns import new_id
from portal.store.queue import PAGE
from portal.store.tables import CaseNameRow
from tests.web.desk_visits import Answer, Desk
from tests.world import World

VILLAGE = "010101"
OTHER_VILLAGE = "010102"
DISTRICT = "0101"
SERVICE = "residence-certificate"
ROWS = ".portal-queue tbody tr"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def app(world: World) -> Flask:
    return create_app(environment=world.environment)


@pytest.fixture
def desk(world: World, app: Flask) -> Desk:
    """The clerk of a village."""
    return Desk(app, world.officer("clerk", VILLAGE))


def rows(answer: Answer) -> list[str]:
    """The lines of the table, as they are read."""
    return [" ".join(row.get_text(" ").split()) for row in answer.page.select(ROWS)]


def _reference(world: World, case_id: str) -> str:
    return str(world.case(case_id).reference)


def _sent_back(world: World, **changes: str) -> str:
    case_id = world.submitted(SERVICE, example="corrected", village=VILLAGE, **changes)
    world.act(case_id, "village.return", fields=["since"], note="ກວດວັນທີຄືນ")
    return case_id


def test_a_case_is_found_in_whatever_state_open_ones_first(world: World, desk: Desk) -> None:
    name = "ສົມຊາຍ ວົງສາ"
    refused = world.played(SERVICE, "refused", village=VILLAGE, full_name=name)
    world.clock.move(hours=1)
    issued = world.played(SERVICE, "granted", village=VILLAGE, full_name=name)
    world.clock.move(hours=1)
    withdrawn = world.submitted(SERVICE, village=VILLAGE, full_name=name)
    apply.withdraw(world.environment, world.case(withdrawn).applicant, withdrawn, new_id())
    world.clock.move(hours=1)
    elsewhere = world.submitted(SERVICE, village=VILLAGE, full_name=name)
    world.act(elsewhere, "village.confirm")
    world.clock.move(hours=1)
    here = world.submitted(SERVICE, village=VILLAGE, full_name=name)
    world.clock.move(hours=1)
    returned = _sent_back(world, full_name=name)
    found = desk.find("ວົງ ສົມຊາຍ")
    assert found.cases == [returned, here, elsewhere, withdrawn, issued, refused]
    states = (
        "Sent back to the applicant",
        "Waiting at Ban Nongping",
        "Waiting at Chanthaboury",
        "Withdrawn by the applicant",
        "Certificate issued",
        "Refused",
    )
    for row, state in zip(rows(found), states, strict=True):
        assert state.split(" Ban ")[0].split(" Chan")[0] in row, (row, state)
        assert "23 November 2026" in row
    waiting = [row for row in rows(found) if "Waiting at" in row]
    assert "district" in waiting[1].lower()
    assert "district" not in waiting[0].lower()


@pytest.mark.parametrize("typed", ["020 5555 1234", "+856 20 5555 1234", "1234", "໕໕໕໕ ໑໒໓໔"])
def test_a_closed_case_is_found_by_its_phone_number(world: World, desk: Desk, typed: str) -> None:
    wanted = world.played(SERVICE, "refused", village=VILLAGE, phone="020 5555 1234")
    world.played(SERVICE, "refused", village=VILLAGE, phone="030 555 9876")
    assert desk.find(typed).cases == [wanted]


def test_a_half_typed_reference_finds_its_case(world: World, desk: Desk) -> None:
    case_id = _sent_back(world)
    world.submitted(SERVICE, village=VILLAGE)
    assert desk.find(_reference(world, case_id)[:6].lower()).cases == [case_id]


@pytest.mark.parametrize("place", range(8))
def test_one_wrong_letter_of_a_reference_is_forgiven(world: World, desk: Desk, place: int) -> None:
    case_id = world.played(SERVICE, "refused", village=VILLAGE)
    letters = _reference(world, case_id).replace("-", "")
    for other in "O", "5" if letters[place] != "5" else "6":
        wrong = letters[:place] + other + letters[place + 1 :]
        found = desk.find(wrong)
        assert found.cases == [case_id], wrong
        assert "Did you mean this one?" in found.text


def test_a_wrong_reference_of_another_office_gives_nothing_away(world: World, desk: Desk) -> None:
    letters = _reference(world, world.submitted(SERVICE, village=OTHER_VILLAGE))
    wrong = ("3" if letters[0] != "3" else "4") + letters[1:]
    found = desk.find(wrong)
    assert found.cases == []
    assert "a letter or digit of it must be wrong" in found.text
    assert "no case of your offices has it" in desk.find(letters).text


def test_a_correction_changes_by_what_a_case_is_found_and_an_erasure_ends_it(world: World, desk: Desk) -> None:
    case_id = world.submitted(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ")
    world.act(case_id, "village.return", fields=["full_name"], note="ຂຽນຊື່ໃຫ້ຖືກ")
    world.correct(case_id, full_name="ບົວຄຳ ພົມມະຈັນ")
    assert desk.find("ສົມຊາຍ").cases == []
    assert desk.find("ບົວຄຳ").cases == [case_id]
    with world.environment.database.writing() as session:
        answers.erase(session, case_id)
        assert session.get(CaseNameRow, case_id) is None
    assert desk.find("ບົວຄຳ").cases == []


def test_a_draft_is_found_by_nobody(world: World, desk: Desk) -> None:
    world.draft(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ")
    assert desk.find("ສົມຊາຍ").cases == []


def test_more_than_a_page_goes_on_to_the_last(world: World, desk: Desk) -> None:
    made = {world.submitted(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ") for _ in range(PAGE + 4)}
    first = desk.find("ສົມຊາຍ")
    link = first.page.select_one("a[rel=next]")
    assert link is not None
    second = desk.get(str(link["href"]))
    assert (len(first.cases), len(second.cases)) == (PAGE, 4)
    assert {*first.cases, *second.cases} == made
    assert second.page.select_one("a[rel=next]") is None
    assert second.page.find("a", string="Back to the beginning", href="/desk/search") is not None


@pytest.mark.parametrize(
    "place", ["nonsense", "o_2026-11-24", "e_2026-11-24_x", "o_2026-11-24T00:00:00_%00", "_", "o__"]
)
def test_a_made_up_place_in_a_list_shows_its_beginning(world: World, desk: Desk, place: str) -> None:
    case_id = _sent_back(world)
    for path in ("/desk/sent-back", "/desk/decided"):
        assert desk.get(f"{path}?after={place}").cases == [case_id]


def test_what_is_sought_stands_in_no_cookie_and_goes_with_the_session(world: World, desk: Desk) -> None:
    for typed in ("ສົມຊາຍ", "020 5555 1234"):
        desk.find(typed)
        cookie = desk.client.get_cookie("session")
        assert cookie is not None
        kept = _unpacked(cookie.value)
        assert typed not in kept
        assert "sought" not in kept
    assert desk.get("/desk/search").page.select_one("input[name=q]")["value"] == "020 5555 1234"  # type: ignore[index]
    again = Desk(desk.app, desk.officer)
    assert again.get("/desk/search").page.select_one("input[name=q]")["value"] == ""  # type: ignore[index]


def _unpacked(cookie: str) -> str:
    """A cookie as anyone can read it: Flask's session is compressed JSON."""
    payload = cookie.lstrip(".").split(".")[0]
    raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)) if cookie.startswith((".", "ey")) else b""
    return cookie + (zlib.decompress(raw) if cookie.startswith(".") else raw).decode("unicode-escape", "replace")


def test_the_desk_says_how_much_is_late_mine_sent_back_and_decided(world: World, desk: Desk) -> None:
    late = world.submitted(SERVICE, village=VILLAGE)
    world.clock.move(days=3)
    returned = _sent_back(world)
    issued = world.played(SERVICE, "granted", village=VILLAGE)
    refused = world.played(SERVICE, "refused", village=VILLAGE)
    shown = {
        link.get_text(" ", strip=True): str(link["href"]) for link in desk.get("/desk").page.select("nav.portal-tabs a")
    }
    assert list(shown) == ["All that waits", "Late 1", "Taken by me 0", "With the applicant 1", "Decided this month 3"]
    opened = [desk.get(path).cases for path in shown.values()]
    assert opened[:4] == [[late], [late], [], [returned]]
    assert set(opened[4]) == {returned, issued, refused}
    decided = rows(desk.get("/desk/decided"))
    assert any("Certificate issued" in row and "Confirm" in row for row in decided), "the village's own decision"


def test_what_was_decided_last_month_is_not_of_this_one(world: World, desk: Desk) -> None:
    world.played(SERVICE, "refused", village=VILLAGE)
    assert len(desk.get("/desk/decided").cases) == 1
    world.clock.move(days=10)
    assert desk.get("/desk/decided").cases == []
    assert "Nothing decided yet this month" in desk.get("/desk/decided").text
