"""Uploads and certificates leave nothing behind on a shared phone, and run nothing."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
import structlog
from flask import Flask

from portal.cases import apply
from portal.cases.attach import attach
from portal.demo.papers import specimen
from portal.store import certificates, files
from portal.store.columns import new_id
from portal.workflow.case import Status
from portal.workflow.events import FileOpened
from tests.damaged_files import DAMAGED, SHORTER
from tests.visits import client_of
from tests.web.test_citizen_ways import Citizen
from tests.world import World


@pytest.fixture(scope="module")
def kept(world: World, app: Flask) -> dict[str, tuple[str, str, str]]:
    """Addresses of files that the portal keeps: kind and id of who may open them, and where."""
    person = world.applicant("+8562055550077")
    case_id = world.played("construction-permit", "granted", person)
    world.work()
    case = world.case(case_id)
    photo, plans = case.answers["title_photo"][0], case.answers["plans"][0]
    clerk = world.officer("clerk", case.offices["village"])
    return {
        "own photo": ("applicant", person, f"/applications/{case_id}/files/{photo}"),
        "own plans": ("applicant", person, f"/applications/{case_id}/files/{plans}"),
        "certificate": ("applicant", person, _certificate(world, case_id)),
        "photo on the desk": ("officer", clerk, f"/desk/cases/{case_id}/files/{photo}"),
        "plans on the desk": ("officer", clerk, f"/desk/cases/{case_id}/files/{plans}"),
    }


@pytest.mark.parametrize("what", ["own photo", "own plans", "certificate", "photo on the desk", "plans on the desk"])
def test_no_browser_keeps_it_and_it_can_run_nothing(
    app: Flask, kept: dict[str, tuple[str, str, str]], what: str
) -> None:
    kind, who, address = kept[what]
    answer = client_of(app, kind, who).get(address)  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    ending = ".jpg" if "photo" in what else ".pdf"
    assert answer.headers["Content-Disposition"].endswith(ending), "the ending is that of what it is"
    shown = answer.headers.get("Content-Disposition", "").startswith("inline")
    assert shown == ("photo" in what), "only a picture, which was drawn anew, opens in the page"


@pytest.mark.parametrize(
    "name", ["plans.hta", "plans\u202efdp.exe", "ແບບ.pdf.lnk", "a\r\nb.js", "..\\..\\x.cmd", ".bat"]
)
@pytest.mark.parametrize("field", ["plans", "title_photo"])
def test_the_name_that_is_saved_is_the_portals_own(world: World, app: Flask, field: str, name: str) -> None:
    person = world.applicant("+8562055550078")
    case_id = world.draft("construction-permit", person)
    kinds = world.service("construction-permit").fields[field].accept
    kept = attach(world.environment, person, case_id, field, name, specimen(kinds, name, 0)[1])
    assert isinstance(kept, str)
    answer = client_of(app, "applicant", person).get(f"/applications/{case_id}/files/{kept}")
    said = answer.headers["Content-Disposition"].partition("filename=")[2]
    assert re.fullmatch(field + r"-[0-9a-f]{8}\.(pdf|jpg)", said), answer.headers["Content-Disposition"]
    apply.withdraw(world.environment, person, case_id, new_id())


def _certificate(world: World, case_id: str) -> str:
    return f"/my/{world.case(case_id).reference}/certificates/{world.case(case_id).issuances[0].certificate}.pdf"


def _file(world: World, content: str) -> Path:
    return world.environment.settings.data_dir / "files" / content[:2] / content


@pytest.mark.parametrize("lost", DAMAGED)
def test_a_certificate_whose_file_was_lost_or_changed_is_drawn_again(world: World, app: Flask, lost: str) -> None:
    person = world.applicant("+8562055550078")
    case_id = world.played("residence-certificate", "granted", person)
    world.work()
    address = _certificate(world, case_id)
    client = client_of(app, "applicant", person)
    before = client.get(address).data
    with world.environment.database.reading() as session:
        (row,) = certificates.of_case(session, case_id)
    assert row.content is not None
    DAMAGED[lost](_file(world, row.content))
    assert client.get(address).data == before
    assert world.environment.files.read(row.content) == before


@pytest.mark.parametrize("lost", SHORTER)
def test_a_lost_upload_is_said_to_be_missing_and_nobody_opened_it(world: World, app: Flask, lost: str) -> None:
    person = world.applicant("+8562055550079")
    case_id = world.submitted("construction-permit", person)
    case = world.case(case_id)
    photo = case.answers["title_photo"][0]
    with world.environment.database.reading() as session:
        row = files.of_case(session, case_id, photo)
    assert row is not None
    SHORTER[lost](_file(world, row.content))
    officer = client_of(app, "officer", world.officer("clerk", case.offices["village"]))
    for client, address in (
        (officer, f"/desk/cases/{case_id}/files/{photo}"),
        (client_of(app, "applicant", person), f"/applications/{case_id}/files/{photo}"),
    ):
        with structlog.testing.capture_logs() as lines:
            answer = client.get(address)
        assert answer.status_code == 404
        assert "ບໍ່ພົບໄຟລ໌ນີ້" in answer.text
        (said,) = [line for line in lines if line["event"] == "file missing"]
        assert (said["of"], said["file"]) == ({"case_id": case_id, "file_id": photo}, row.content)
    assert not [event for event in world.events(case_id) if isinstance(event, FileOpened)]


def test_a_photo_that_was_changed_has_no_small_picture(world: World, app: Flask) -> None:
    person = world.applicant("+8562055550080")
    case_id = world.submitted("construction-permit", person)
    case = world.case(case_id)
    photo = case.answers["title_photo"][0]
    with world.environment.database.reading() as session:
        row = files.of_case(session, case_id, photo)
    assert row is not None
    DAMAGED["replaced by zeros"](_file(world, row.content))
    officer = client_of(app, "officer", world.officer("clerk", case.offices["village"]))
    assert officer.get(f"/desk/cases/{case_id}/files/{photo}/small").status_code == 404


@pytest.mark.parametrize("lost", [None, *DAMAGED])
def test_a_correction_that_brings_a_lost_file_back_is_a_change(world: World, app: Flask, lost: str | None) -> None:
    citizen = Citizen(world, app, "+8562055550081")
    case_id = world.submitted("construction-permit", citizen.person)
    world.act(case_id, "village.return", fields=("plans",), note="ເປີດໄຟລ໌ບໍ່ໄດ້")
    (plans,) = world.case(case_id).answers["plans"]
    with world.environment.database.reading() as session:
        row = files.of_case(session, case_id, plans)
    assert row is not None
    if lost:
        DAMAGED[lost](_file(world, row.content))
    _name, data = specimen(world.service("construction-permit").fields["plans"].accept, row.name, 0)
    path = f"/my/{world.case(case_id).reference}/correct"
    page = citizen.send(path, {"plans": [plans, (BytesIO(data), "plans.pdf")]})
    assert world.environment.files.is_intact(row.content, row.size)
    if lost:
        assert world.case(case_id).status is Status.WITH_OFFICE
    else:
        assert page.find("button", attrs={"value": "anyway"}), "what was there already changes nothing"
    apply.withdraw(world.environment, citizen.person, case_id, new_id())
