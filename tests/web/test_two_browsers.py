"""One application in two browsers: what is sent was shown, and what comes too late is said to be left out."""

from __future__ import annotations

import io
from zlib import crc32

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from portal.cases import apply
from portal.cases.command import Done
from portal.store.columns import new_id
from portal.workflow.case import Status
from tests.web.test_citizen_ways import Citizen
from tests.web.test_photos_chosen_again import photo
from tests.world import World

SERVICE = "residence-certificate"
YOU = {
    "full_name": "ສົມຊາຍ ວົງສາ",
    "gender": "male",
    "born-day": "12",
    "born-month": "3",
    "born-year": "1985",
    "phone": "020 5555 1234",
    "_do": "continue",
}
NOT_IN_IT = "ບໍ່ໄດ້ສົ່ງໄປ"


@pytest.fixture
def citizen(world: World, app: Flask, request: pytest.FixtureRequest) -> Citizen:
    return Citizen(world, app, f"+85620556{crc32(request.node.name.encode()) % 90_000 + 10_000}")


def _form(citizen: Citizen, path: str) -> dict[str, str]:
    """What the form of a page sends that nobody types."""
    shown = citizen.open(path).select("main form input[type=hidden]")
    return {str(one["name"]): str(one.get("value") or "") for one in shown}


def _post(citizen: Citizen, path: str, data: dict[str, object]) -> BeautifulSoup:
    answer = citizen.client.post(path, data=data, follow_redirects=True)
    assert answer.status_code == 200, answer.status_code
    citizen.path = answer.request.path
    return BeautifulSoup(answer.text, "html.parser")


def _notice(page: BeautifulSoup) -> str:
    return " ".join(one.get_text() for one in page.select(".govuk-notification-banner")).replace("\N{WORD JOINER}", "")


def _submit(world: World, citizen: Citizen, case_id: str) -> None:
    assert isinstance(apply.submit(world.environment, citizen.person, case_id, new_id()), Done)


def test_what_was_changed_meanwhile_is_shown_before_it_is_sent(world: World, citizen: Citizen) -> None:
    case_id = world.draft(SERVICE, citizen.person)
    here = f"/applications/{case_id}"
    first = _form(citizen, f"{here}/check")
    citizen.send(f"{here}/pages/you", {**YOU, "full_name": "ບົວພາ ສີຫາລາດ"})
    page = _post(citizen, f"{here}/submit", {**first})
    assert citizen.path == f"{here}/check"
    assert "ຄຳຕອບມີການປ່ຽນແປງແລ້ວ" in _notice(page)
    assert "ບົວພາ" in page.get_text().replace("\N{WORD JOINER}", "")
    assert world.case(case_id).status is Status.DRAFT
    second = _form(citizen, f"{here}/check")
    for _ in range(2):
        _post(citizen, f"{here}/submit", {**second})
        assert citizen.path.endswith("/received"), "a second tap is the same command"
    assert world.case(case_id).answers["full_name"] == "ບົວພາ ສີຫາລາດ"


def test_what_was_typed_and_is_no_answer_yet_is_not_passed_over(world: World, citizen: Citizen) -> None:
    case_id = world.draft(SERVICE, citizen.person)
    here = f"/applications/{case_id}"
    first = _form(citizen, f"{here}/check")
    citizen.send(f"{here}/pages/you", {**YOU, "full_name": ""})
    _post(citizen, f"{here}/submit", {**first})
    assert citizen.path == f"{here}/pages/you"
    assert world.case(case_id).status is Status.DRAFT


def test_saving_the_same_answers_again_does_not_hinder(world: World, citizen: Citizen) -> None:
    case_id = world.draft(SERVICE, citizen.person)
    here = f"/applications/{case_id}"
    first = _form(citizen, f"{here}/check")
    citizen.send(f"{here}/pages/you", {**YOU})
    _post(citizen, f"{here}/submit", {**first})
    assert citizen.path.endswith("/received")


def test_a_page_that_comes_after_the_application_was_sent_says_so(world: World, citizen: Citizen) -> None:
    case_id = world.draft(SERVICE, citizen.person)
    path = f"/applications/{case_id}/pages/you"
    form = _form(citizen, path)
    _submit(world, citizen, case_id)
    page = _post(citizen, path, {**form, **YOU, "full_name": "ຊື່ ໃໝ່"})
    assert citizen.path == f"/my/{world.case(case_id).reference}"
    assert NOT_IN_IT in _notice(page)


def test_a_page_that_only_arrives_twice_says_nothing(world: World, citizen: Citizen) -> None:
    case_id = world.draft(SERVICE, citizen.person)
    path = f"/applications/{case_id}/pages/you"
    same, older = ({**_form(citizen, path), **YOU, "full_name": name} for name in ("ບົວພາ ສີຫາລາດ", "ຄຳແພງ ສີຫາລາດ"))
    for form in (older, same):
        _post(citizen, path, {**form})
    _submit(world, citizen, case_id)
    assert not _notice(_post(citizen, path, {**same, "phone": "02055551234"})), "written otherwise, and the same"
    assert not _notice(_post(citizen, path, {**older})), "taken when it first arrived"
    assert NOT_IN_IT in _notice(_post(citizen, path, {**older, "_key": new_id()}))


def test_a_file_that_comes_too_late_is_spoken_of_and_one_that_came_is_not(world: World, citizen: Citizen) -> None:
    case_id = world.draft(SERVICE, citizen.person, example="corrected")
    path = f"/applications/{case_id}/pages/householder"
    form = {**_form(citizen, path), "host_name": str(world.case(case_id).answers["host_name"]), "_do": "continue"}
    first = {name: value for name, value in form.items() if name != "consent"}  # as before it was uploaded
    came, other = photo(1), photo(2)
    _post(citizen, path, {**first, "consent": (io.BytesIO(came), "image.jpg")})
    _submit(world, citizen, case_id)
    for data, name, said in ((came, "image.jpg", False), (other, "another.jpg", True), (other, "image.jpg", True)):
        page = _post(citizen, path, {**first, "_key": new_id(), "consent": (io.BytesIO(data), name)})
        assert (NOT_IN_IT in _notice(page)) is said, name


def test_a_second_photo_of_the_same_name_in_a_correction_that_comes_too_late_is_spoken_of(
    world: World, citizen: Citizen
) -> None:
    case_id = world.submitted("construction-permit", citizen.person)
    world.act(case_id, "village.support")
    world.act(case_id, "reviews.land.return", fields=("title_photo",), note="ຮູບ")
    path = f"/my/{world.case(case_id).reference}/correct"
    form = {name: value for name, value in _form(citizen, path).items() if name != "title_photo"}
    sent = {**form, "_do": "continue"}
    came, other = ((io.BytesIO(photo(number)), "image.jpg") for number in (1, 2))
    _post(citizen, path, {**sent, "title_photo": [came]})
    assert world.case(case_id).correction is None
    came = io.BytesIO(photo(1)), "image.jpg"
    page = _post(citizen, path, {**sent, "_key": new_id(), "title_photo": [came, other]})
    assert NOT_IN_IT in _notice(page)


def test_a_page_of_a_deleted_draft_says_that_it_is_deleted(world: World, citizen: Citizen) -> None:
    case_id = world.draft(SERVICE, citizen.person)
    path = f"/applications/{case_id}/pages/you"
    form = _form(citizen, path)
    assert isinstance(apply.delete_draft(world.environment, citizen.person, case_id, new_id()), Done)
    assert "ລຶບໄປແລ້ວ" in _notice(_post(citizen, path, {**form, **YOU}))
    assert citizen.path == "/my"


def test_a_correction_that_comes_second_is_not_said_to_be_sent(world: World, citizen: Citizen) -> None:
    case_id = world.submitted(SERVICE, citizen.person)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    path = f"/my/{world.case(case_id).reference}/correct"
    form = {**_form(citizen, path), "full_name": "ບົວພາ ສີຫາລາດ", "_do": "continue"}
    assert "ສົ່ງ" in _notice(_post(citizen, path, {**form}))
    assert NOT_IN_IT not in _notice(_post(citizen, path, {**form})), "it only arrived twice"
    page = _post(citizen, path, {**form, "full_name": "ຊື່ ອື່ນ"})
    assert NOT_IN_IT in _notice(page)
    assert citizen.path == path.removesuffix("/correct")
    assert world.case(case_id).answers["full_name"] == "ບົວພາ ສີຫາລາດ"


def test_a_correction_that_loses_by_a_moment_is_not_said_to_be_sent(
    world: World, citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = world.submitted(SERVICE, citizen.person)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    path = f"/my/{world.case(case_id).reference}/correct"
    form = {**_form(citizen, path), "full_name": "ຊື່ ອື່ນ", "_do": "continue"}
    plain = apply.correct

    def overtaken(*given: object) -> object:
        monkeypatch.setattr("portal.cases.apply.correct", plain)
        world.correct(case_id, full_name="ບົວພາ ສີຫາລາດ")
        return plain(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("portal.cases.apply.correct", overtaken)
    assert NOT_IN_IT in _notice(_post(citizen, path, {**form}))
    assert world.case(case_id).answers["full_name"] == "ບົວພາ ສີຫາລາດ"
