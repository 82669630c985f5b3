"""Signing in as citizens meet it: wrong numbers and codes, another language, another's link, a session that ran out."""

from __future__ import annotations

import io
import re

import pytest
from bs4 import Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.cases import apply
from portal.cases.command import Done
from portal.store import cases as case_store
from portal.store import messages
from portal.store.columns import new_id
from portal.store.tables import OfficerRow, ParkedInputRow
from portal.workflow.case import Status
from tests.visits import client_of, page_of, token_of
from tests.world import PASSWORD, World

OWNER, OTHER = "+8562055557101", "+8562055557102"
TYPED = {"full_name": "ບົວຄຳ 7 <ໄຊ>", "gender": "female", "born-day": "30", "born-month": "", "born-year": "1999"}


def _error(answer: TestResponse) -> str:
    found = page_of(answer).select_one(".govuk-error-message")
    return found.get_text().replace("\N{NO-BREAK SPACE}", " ") if found else ""


def _boxes(answer: TestResponse) -> dict[str, str]:
    return {str(box["name"]): str(box.get("value", "")) for box in page_of(answer).select("main input[type=text]")}


def _ask_for_code(client: FlaskClient, number: str, path: str = "/sign-in") -> TestResponse:
    opened = client.get(path, follow_redirects=True)
    return client.post("/sign-in", data={"_csrf": token_of(opened), "phone": number}, follow_redirects=True)


def _sign_in(world: World, client: FlaskClient, number: str, path: str = "/sign-in") -> TestResponse:
    """From a page that asks for the number, to where signing in leads; with the code of the SMS."""
    world.clock.move(minutes=1)
    asked = _ask_for_code(client, number, path)
    with world.environment.database.reading() as session:
        said = next(row.text for row in messages.newest(session, 50) if row.number == number)
    code = re.search(r"\b\d{6}\b", said)
    assert code is not None
    return client.post("/sign-in/code", data={"_csrf": token_of(asked), "code": code[0]})


def test_a_wrong_number_is_still_explained_in_the_other_language(app: Flask) -> None:
    client = app.test_client()
    lao = _ask_for_code(client, "021 212345")
    english = client.get("/language/en?next=/sign-in", follow_redirects=True)
    assert _error(lao)
    assert "cannot receive SMS" in _error(english)
    assert page_of(english).select_one("input[name=phone]")["value"] == "021 212345"  # type: ignore[index]


def test_a_number_of_the_wrong_length_is_told_how_many_digits_it_needs(app: Flask) -> None:
    client = app.test_client()
    lao = _ask_for_code(client, "020 555")
    assert "020 ແລ້ວຕາມດ້ວຍຕົວເລກ 8 ຕົວ, ຍັງຂາດ 5 ຕົວ" in _error(lao)
    english = client.get("/language/en?next=/sign-in", follow_redirects=True)
    assert "It must be 020 and 8 digits; missing: 5." in _error(english)
    longer = _ask_for_code(client, "030 555 12345")
    assert "It must be 030 and 7 digits; too many: 1." in _error(longer)


def test_a_wrong_code_is_still_explained_in_the_other_language(app: Flask) -> None:
    client = app.test_client()
    asked = _ask_for_code(client, "020 5555 7109")
    wrong = client.post("/sign-in/code", data={"_csrf": token_of(asked), "code": "12 34 56"}, follow_redirects=True)
    english = client.get("/language/en?next=/sign-in/code", follow_redirects=True)
    assert _error(wrong)
    assert "This is not the code" in _error(english)
    assert _boxes(english)["code"] == "12 34 56"


@pytest.mark.parametrize("typed", ["", "12 34", "໑໒໓"])
def test_a_code_that_is_not_whole_asks_for_its_digits(app: Flask, typed: str) -> None:
    client = app.test_client()
    asked = _ask_for_code(client, f"020 5555 72{len(typed):02}")
    short = client.post("/sign-in/code", data={"_csrf": token_of(asked), "code": typed}, follow_redirects=True)
    assert "ພິມລະຫັດ 6 ຕົວ" in _error(short)


def test_a_number_without_its_beginning_is_told_so(app: Flask) -> None:
    assert "ຂາດ 020" in _error(_ask_for_code(app.test_client(), "7777 1234"))


def test_asking_again_at_once_is_still_explained_in_the_other_language(app: Flask) -> None:
    client = app.test_client()
    _ask_for_code(client, "020 5555 7108")
    _ask_for_code(client, "020 5555 7108")
    english = client.get("/language/en?next=/sign-in/code", follow_redirects=True)
    assert "A code was sent a moment ago." in english.text


def test_what_was_typed_to_sign_in_cannot_be_read_in_the_cookie(app: Flask) -> None:
    client = app.test_client()
    asked = _ask_for_code(client, "020 5555 7106")
    client.post("/sign-in/code", data={"_csrf": token_of(asked), "code": "777 888"})
    desk = app.test_client()
    token = token_of(desk.get("/desk/sign-in"))
    desk.post("/desk/sign-in", data={"_csrf": token, "username": "somebody.s", "password": "x"})
    for browser, typed in (client, ("55557106", "5555 7106", "777 888")), (desk, ("somebody.s",)):
        with browser.session_transaction() as session:
            assert not [words for words in typed if words in str(dict(session))]
    assert "5555\N{NO-BREAK SPACE}7106" in client.get("/sign-in/code").text
    assert _boxes(client.get("/sign-in/code"))["code"] == "777 888"


def test_the_username_of_an_officer_is_not_shown_as_a_phone_number(app: Flask) -> None:
    client = app.test_client()
    token = token_of(client.get("/desk/sign-in"))
    client.post("/desk/sign-in", data={"_csrf": token, "username": "nobody", "password": "x"})
    page = client.get("/sign-in")
    assert "nobody" not in page.text
    assert not _error(page)


def test_who_is_signed_in_reads_with_which_number_and_goes_on(world: World, app: Flask) -> None:
    client = client_of(app, "applicant", world.applicant(OWNER), "en")
    page = client.get("/sign-in?next=/apply/residence-certificate")
    assert "020 •••• 7101" in page.text
    assert "5555" not in page.text, "phones are shared: the whole number is nobody else's to read"
    onward = page_of(page).select_one("main a.govuk-button")
    assert isinstance(onward, Tag)
    assert onward["href"] == "/apply/residence-certificate"


def test_another_number_can_be_used_and_leads_back(world: World, app: Flask) -> None:
    case_id = world.submitted("residence-certificate", world.applicant(OWNER))
    path = f"/my/{world.case(case_id).reference}"
    client = client_of(app, "applicant", world.applicant(OTHER), "en")
    foreign = client.get(path)
    assert foreign.status_code == 404
    assert "020 •••• 7102" in foreign.text
    form = {str(one["name"]): str(one["value"]) for one in page_of(foreign).select("main form input")}
    changed = client.post("/sign-out", data=form)
    assert client.get("/my").status_code == 303, "nobody is signed in any more"
    assert changed.headers["Location"].startswith("/sign-in?next=")
    assert _sign_in(world, client, OWNER, changed.headers["Location"]).headers["Location"] == path
    assert client.get(path).status_code == 200


def test_whoever_comes_by_a_link_in_a_message_reads_with_which_number(world: World, app: Flask) -> None:
    real = world.case(world.submitted("residence-certificate")).reference
    pages = []
    for reference in (real, "ABCD-EFGH"):
        text = app.test_client().get(f"/t/{reference}", follow_redirects=True).text
        pages.append(re.sub(r'name="_csrf"[^>]*>', "", text).replace(str(reference), ""))
    assert pages[0] == pages[1], "nobody can tell which references there are"
    said = "ຖ້າທ່ານເປີດລິ້ງຈາກຂໍ້ຄວາມ"
    assert said in pages[0]
    assert said not in app.test_client().get("/sign-in").text


@pytest.mark.parametrize("path", ["/my/{}", "/my/{}/correct", "/my/{}/received", "/applications/{}/check"])
def test_a_link_of_another_number_reads_like_a_link_to_nothing(world: World, app: Flask, path: str) -> None:
    case_id = world.submitted("residence-certificate", world.applicant(OWNER))
    client = client_of(app, "applicant", world.applicant(OTHER))
    is_id = path.startswith("/applications")
    client.get("/my")
    names = [case_id, new_id()] if is_id else [str(world.case(case_id).reference), "ABCD-EFGH"]
    pages = []
    for name in names:
        answer = client.get(path.format(name))
        assert answer.status_code == 404
        pages.append((re.sub(r'name="_csrf" value="[^"]+"', "", answer.text).replace(name, ""), answer.headers))
    assert pages[0][0] == pages[1][0]
    assert {name for name, _value in pages[0][1]} == {name for name, _value in pages[1][1]}


def _typed_when_the_session_was_over(client: FlaskClient, path: str, **sent: object) -> TestResponse:
    """Open a page, lose the session as a browser does, and send the page."""
    token = token_of(client.get(path))
    client.delete_cookie("session")
    data = {"_csrf": token, **TYPED, "_do": "continue", **sent}
    return client.post(path, data=data, headers={"Origin": "http://localhost"})


def test_what_was_typed_is_there_after_signing_in_again(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    path = f"/applications/{world.draft('residence-certificate', owner)}/pages/you"
    client = client_of(app, "applicant", owner, "en")
    lost = _typed_when_the_session_was_over(client, path, consent=(io.BytesIO(b"x"), "a.jpg"))
    assert lost.headers["Location"].startswith("/sign-in?next=")
    assert "What you typed is kept" in client.get(lost.headers["Location"]).text
    back = _sign_in(world, client, OWNER)
    assert back.headers["Location"] == path
    page = client.get(path)
    assert _boxes(page)["full_name"] == TYPED["full_name"]
    assert page_of(page).select_one("input[name=gender][value=female]").has_attr("checked")  # type: ignore[union-attr]
    assert _boxes(page)["born-year"] == "1999"
    assert "Choose your files once more." in page.text


def test_a_correction_is_there_after_signing_in_again(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    case_id = world.submitted("residence-certificate", owner)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    path = f"/my/{world.case(case_id).reference}/correct"
    client = client_of(app, "applicant", owner, "en")
    _typed_when_the_session_was_over(client, path)
    assert _sign_in(world, client, OWNER).headers["Location"] == path
    assert _boxes(client.get(path))["full_name"] == TYPED["full_name"]


def test_nobody_else_gets_what_was_typed(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    case_id = world.draft("residence-certificate", owner)
    path = f"/applications/{case_id}/pages/you"
    client = client_of(app, "applicant", owner, "en")
    lost = _typed_when_the_session_was_over(client, path)
    stranger = _sign_in(world, client, OTHER, lost.headers["Location"])
    assert client.get(stranger.headers["Location"]).status_code == 404
    assert TYPED["full_name"].split()[0] not in client.get("/my").text
    elsewhere = app.test_client()
    _sign_in(world, elsewhere, OWNER)
    assert _boxes(elsewhere.get(path))["full_name"] != TYPED["full_name"], "another browser has not the ticket"
    token = token_of(client.get("/sign-in"))
    client.post("/sign-out", data={"_csrf": token, "change": "yes", "next": path})
    assert _sign_in(world, client, OWNER).headers["Location"] == path, "its owner still gets it, in that browser"


def test_what_was_typed_is_kept_for_an_hour(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    path = f"/applications/{world.draft('residence-certificate', owner)}/pages/you"
    client = client_of(app, "applicant", owner, "en")
    _typed_when_the_session_was_over(client, path)
    assert "What you typed is kept for an hour" in client.get("/sign-in").text
    world.clock.move(minutes=61)
    _sign_in(world, client, OTHER)
    assert "The hour is over" not in client.get("/my").text, "somebody else typed nothing"
    token = token_of(client.get("/sign-in"))
    client.post("/sign-out", data={"_csrf": token, "change": "yes", "next": path})
    _sign_in(world, client, OWNER)
    assert "The hour is over" in client.get(path).text
    assert _boxes(client.get(path))["full_name"] != TYPED["full_name"]
    assert "The hour is over" not in client.get(path).text, "it is said once"


def test_what_was_typed_for_an_application_sent_meanwhile_is_said_to_be_left_out(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    case_id = world.draft("residence-certificate", owner)
    client = client_of(app, "applicant", owner, "en")
    _typed_when_the_session_was_over(client, f"/applications/{case_id}/pages/you")
    assert isinstance(apply.submit(world.environment, owner, case_id, new_id()), Done)
    _sign_in(world, client, OWNER)
    assert "This application has already been sent. What you typed just now is not in it." in client.get("/my").text


def test_a_correction_typed_and_made_elsewhere_meanwhile_is_said_to_be_left_out(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    case_id = world.submitted("residence-certificate", owner)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    client = client_of(app, "applicant", owner, "en")
    _typed_when_the_session_was_over(client, f"/my/{world.case(case_id).reference}/correct")
    world.correct(case_id, full_name="ບົວພາ ສີຫາລາດ")
    _sign_in(world, client, OWNER)
    assert "A correction has already been sent. What you typed just now is not in it." in client.get("/my").text


def test_what_is_typed_after_signing_out_into_an_application_that_takes_nothing_is_said_to_be_lost(
    world: World, app: Flask
) -> None:
    owner = world.applicant(OWNER)
    sent, deleted = (world.draft("residence-certificate", owner) for _ in range(2))
    for case_id, why in ((sent, "has already been sent"), (deleted, "has been deleted")):
        client = client_of(app, "applicant", owner, "en")
        path = f"/applications/{case_id}/pages/you"
        token = token_of(client.get(path))
        end = apply.submit if case_id == sent else apply.withdraw
        assert isinstance(end(world.environment, owner, case_id, new_id()), Done)
        client.delete_cookie("session")
        data = {"_csrf": token, **TYPED, "_do": "continue"}
        lost = client.post(path, data=data, headers={"Origin": "http://localhost"})
        assert lost.status_code == 409
        assert why in lost.text
        assert "What you saved is still here" not in lost.text
        stranger = app.test_client().post(path, data=data, headers={"Origin": "http://localhost"})
        assert why not in stranger.text, "only where its applicant has signed in"


def test_an_officer_signed_out_in_another_tab_is_told_that_and_not_of_the_time(world: World, app: Flask) -> None:
    case_id = world.submitted("residence-certificate", village="010101")
    client = client_of(app, "officer", world.officer("clerk", "010101"), "en")
    token = token_of(client.get("/desk"))
    client.delete_cookie("session")
    path = f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/confirm"
    lost = client.post(path, data={"_csrf": token}, headers={"Origin": "http://localhost"})
    assert lost.headers["Location"].startswith("/desk/sign-in?next=")
    page = client.get(lost.headers["Location"])
    assert "Your decision was not recorded, because you are not signed in any more." in page.text
    assert not world.case(case_id).deeds


@pytest.mark.parametrize("leaving", [{}, {"change": "yes", "next": "/my"}])
def test_whoever_leaves_in_whatever_way_leaves_what_waits_for_another(
    world: World, app: Flask, leaving: dict[str, str]
) -> None:
    owner = world.applicant(OWNER)
    path = f"/applications/{world.draft('residence-certificate', owner)}/pages/you"
    client = client_of(app, "applicant", owner, "en")
    _typed_when_the_session_was_over(client, path)
    _sign_in(world, client, OTHER)
    client.post("/sign-out", data={"_csrf": token_of(client.get("/sign-in")), **leaving})
    world.clock.move(minutes=2)
    assert _sign_in(world, client, OWNER).headers["Location"] == path


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/"}])
def test_no_other_site_can_put_words_on_a_page(world: World, app: Flask, headers: dict[str, str]) -> None:
    path = f"/applications/{world.draft('residence-certificate', world.applicant(OWNER))}/pages/you"
    before = _parked(world)
    assert app.test_client().post(path, data=TYPED, headers=headers).status_code == 400
    assert _parked(world) == before


def test_nobody_can_park_forms_for_cases_of_others(world: World, app: Flask) -> None:
    theirs = world.draft("residence-certificate", world.applicant(OTHER))
    sent_back = world.submitted("residence-certificate", world.applicant(OTHER))
    world.act(sent_back, "village.return", fields=("full_name",), note="ຊື່")
    before = _parked(world)
    statuses = set()
    for where in (
        f"/applications/{theirs}/pages/you",
        f"/applications/{new_id()}/pages/you",
        f"/my/{world.case(sent_back).reference}/correct",
        "/my/ABCD-EFGH/correct",
    ):
        once_signed_in = client_of(app, "applicant", world.applicant(OWNER))
        once_signed_in.delete_cookie("session")
        for client in (app.test_client(), once_signed_in):
            statuses.add(client.post(where, data=TYPED, headers={"Origin": "http://localhost"}).status_code)
    assert statuses == {400}, "a case that is and one that is not: answered alike"
    assert _parked(world) == before


def test_what_was_parked_is_not_pushed_out_by_others(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    case_id = world.submitted("residence-certificate", owner)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    path = f"/my/{world.case(case_id).reference}/correct"
    client = client_of(app, "applicant", owner, "en")
    _typed_when_the_session_was_over(client, path)
    for _ in range(4):
        app.test_client().post(path, data={"full_name": "x"}, headers={"Origin": "http://localhost"})
    assert _sign_in(world, client, OWNER).headers["Location"] == path
    assert _boxes(client.get(path))["full_name"] == TYPED["full_name"]


@pytest.mark.parametrize(
    ("page", "sent"),
    [("you", {f"box{place}": "ກ" * 9_000 for place in range(5)}), ("p" * 60, {}), ("nowhere", {})],
    ids=["too long", "a long name", "no page"],
)
def test_what_is_not_kept_is_not_said_to_be(world: World, app: Flask, page: str, sent: dict[str, str]) -> None:
    owner = world.applicant(OWNER)
    case_id = world.draft("residence-certificate", owner)
    client = client_of(app, "applicant", owner, "en")
    before = _parked(world)
    token = token_of(client.get(f"/applications/{case_id}/pages/you"))
    client.delete_cookie("session")
    data = {"_csrf": token, **TYPED, **sent}
    lost = client.post(f"/applications/{case_id}/pages/{page}", data=data, headers={"Origin": "http://localhost"})
    assert lost.status_code == 400
    assert "What you typed is kept" not in client.get("/sign-in").text
    assert _parked(world) == before


def test_a_form_that_is_not_kept_leaves_the_one_that_is(world: World, app: Flask) -> None:
    owner = world.applicant(OWNER)
    path = f"/applications/{world.draft('residence-certificate', owner)}/pages/you"
    client = client_of(app, "applicant", owner, "en")
    _typed_when_the_session_was_over(client, path)
    client.post(path, data={f"box{place}": "ກ" * 9_000 for place in range(5)}, headers={"Origin": "http://localhost"})
    assert "What you typed is kept" in client.get("/sign-in").text
    assert _sign_in(world, client, OWNER).headers["Location"] == path


def test_what_an_officer_wrote_is_there_after_signing_in_again(world: World, app: Flask) -> None:
    case_id = world.submitted("residence-certificate", world.applicant(OWNER), village="010101")
    officer = world.officer("clerk", "010101")
    path = f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/reject"
    reason = "ບໍ່ໄດ້ຢູ່ບ້ານນີ້ <ແທ້>"

    def write(client: FlaskClient) -> TestResponse:
        token = token_of(client.get(path))
        client.delete_cookie("session")
        data = {"_csrf": token, "reason": reason}
        return client.post(path, data=data, headers={"Origin": "http://localhost"})

    def enter(client: FlaskClient, officer: str) -> TestResponse:
        token = token_of(client.get("/desk/sign-in"))
        with world.environment.database.reading() as session:
            username = session.get_one(OfficerRow, officer).username
        return client.post("/desk/sign-in", data={"_csrf": token, "username": username, "password": PASSWORD})

    client = client_of(app, "officer", officer, "en")
    lost = write(client)
    assert lost.headers["Location"].startswith("/desk/sign-in?next=")
    assert "What you wrote is kept" in client.get(lost.headers["Location"]).text
    assert enter(client, officer).headers["Location"] == path
    page = client.get(path)
    box = page_of(page).select_one("textarea[name=reason]")
    assert box is not None
    assert box.get_text().strip() == reason
    assert "What you typed is here again." in page.text

    write(client)
    world.clock.move(minutes=61)
    enter(client, officer)
    assert "The hour is over" in client.get("/desk").text
    write(client)
    assert enter(client, world.officer("clerk", "010102")).headers["Location"] != path
    assert reason.split()[0] not in client.get("/desk").text
    stranger = app.test_client()
    assert stranger.post(path, data={"reason": "x"}, headers={"Origin": "http://localhost"}).status_code == 400


def test_the_number_can_be_kept_out_of_no_browser_it_has_signed_in(world: World, app: Flask) -> None:
    number = "+8562055557177"
    client = app.test_client()
    _sign_in(world, client, number)
    client.post("/sign-out", data={"_csrf": token_of(client.get("/sign-in", follow_redirects=True))})
    world.clock.move(minutes=2)
    for _ in range(8):
        stranger = app.test_client()
        stranger.set_cookie("lang", "en")
        refused = _ask_for_code(stranger, number)
    assert "Too many codes were sent to this phone." in refused.text
    assert _sign_in(world, client, number).headers["Location"] == "/my"


def _parked(world: World) -> int:
    with world.environment.database.reading() as session:
        return session.scalar(select(func.count()).select_from(ParkedInputRow)) or 0


def test_a_number_that_signed_nobody_in_is_not_shown_to_whoever_has_the_phone_next(world: World, app: Flask) -> None:
    client = app.test_client()
    _ask_for_code(client, "020 5555 7166")
    world.clock.move(minutes=10)
    assert "7166" in client.get("/sign-in").text
    world.clock.move(minutes=10)
    assert "7166" not in client.get("/sign-in").text
    assert client.get("/sign-in/code").headers["Location"] == "/sign-in"


def test_who_presses_start_and_signs_in_meets_the_first_question_at_once(world: World, app: Flask) -> None:
    number, begin = "+8562055557301", "/apply/residence-certificate"
    client = app.test_client()
    before = len(_drafts(world, number))
    entered = _sign_in(world, client, number, begin)
    first = client.get(entered.location, follow_redirects=True)
    assert first.request.path.endswith("/pages/you")
    assert len(_drafts(world, number)) == before + 1
    again = client.post("/sign-in/code", data={"_csrf": token_of(first), "code": "123456"})
    assert again.status_code == 303, "a second tap"
    assert len(_drafts(world, number)) == before + 1, "starts no second application"
    client.get("/sign-in/code", follow_redirects=True)
    client.get(begin)
    assert len(_drafts(world, number)) == before + 1, "nor does going back"


def test_who_has_begun_already_is_asked_whether_to_go_on(world: World, app: Flask) -> None:
    number = "+8562055557302"
    world.draft("residence-certificate", world.applicant(number))
    entered = _sign_in(world, app.test_client(), number, "/apply/residence-certificate")
    assert entered.location.endswith("/apply/residence-certificate")
    assert len(_drafts(world, number)) == 1


def _drafts(world: World, number: str) -> list[str]:
    with world.environment.database.reading() as session:
        mine = case_store.of_applicant(session, world.applicant(number))
        return [row.id for row in mine if row.status == Status.DRAFT]
