"""Ways that citizens went and lost something on: corrections, lists of villages, drafts, cut connections."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.cases import apply
from portal.cases.command import Done
from portal.cases.escalate import escalate_overdue
from portal.lao.dates import format_date
from portal.store.columns import new_id
from portal.store.tables import AnswerRow, FileRow, InputRow
from tests.visits import client_of
from tests.world import World


class Citizen:
    """An applicant with a browser without a screen."""

    def __init__(self, world: World, app: Flask, number: str) -> None:
        self.person = world.applicant(number)
        self.client: FlaskClient = client_of(app, "applicant", self.person)

    def open(self, path: str) -> BeautifulSoup:
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code)
        self.path = answer.request.path
        return BeautifulSoup(answer.text, "html.parser")

    def send(self, path: str, typed: dict[str, object], do: str = "continue") -> BeautifulSoup:
        hidden = {
            str(one["name"]): str(one.get("value") or "")
            for one in self.open(path).select("main form input[type=hidden]")
            if one.get("name") in {"_csrf", "_key"}
        }
        answer = self.client.post(path, data={**hidden, "_do": do, **typed}, follow_redirects=True)
        assert answer.status_code == 200, answer.status_code
        self.path = answer.request.path
        return BeautifulSoup(answer.text, "html.parser")


def test_a_correction_that_opens_another_question_asks_it(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510001")
    case_id = world.submitted("residence-certificate", citizen.person)
    world.act(case_id, "village.return", fields=("owner",), note="ເຮືອນຂອງໃຜ")
    path = f"/my/{world.case(case_id).reference}/correct"
    page = citizen.send(path, {"owner": "other"})
    assert citizen.path == path
    assert page.find("input", attrs={"name": "host_name"}), "the question that the answer opens is asked"
    chosen = page.find("input", attrs={"name": "owner", "value": "other"})
    assert isinstance(chosen, Tag)
    assert chosen.has_attr("checked"), "what was answered is kept"


def test_a_correction_that_makes_another_answer_wrong_opens_that_one(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510002")
    case_id = world.submitted("residence-certificate", citizen.person)
    world.act(case_id, "village.return", fields=("born",), note="ວັນເກີດ")
    path = f"/my/{world.case(case_id).reference}/correct"
    page = citizen.send(path, {"born-day": "1", "born-month": "1", "born-year": "2020"})
    assert page.find("input", attrs={"name": "since-year"}), "living there since before being born must be mended too"
    typed = page.find("input", attrs={"name": "born-year"})
    assert isinstance(typed, Tag)
    assert typed["value"] == "2020"


def test_a_question_that_no_longer_applies_is_not_asked_in_a_correction(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510003")
    case_id = world.submitted("residence-certificate", citizen.person, example="corrected")
    world.act(case_id, "village.return", fields=("owner", "consent"), note="ກວດຄືນ")
    path = f"/my/{world.case(case_id).reference}/correct"
    citizen.send(path, {"owner": "own"})
    assert citizen.path == path.removesuffix("/correct"), "sent, without the consent of a householder there is not"


HOME = {"since-day": "1", "since-month": "1", "since-year": "2012", "owner": "own"}


LISTS = {"village-list": "here", "village-province": "01", "village-district": "0102", "village-search": ""}


def village_of(world: World, case_id: str) -> object:
    return world.case(case_id).answers.get("village")


def test_the_village_chosen_last_counts(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510004")
    case_id = world.draft("residence-certificate", citizen.person)
    path = f"/applications/{case_id}/pages/home"
    before = village_of(world, case_id)
    walk = {**LISTS, "village-listed-of-here": "010201"}
    citizen.send(path, {**HOME, "village-of-here": str(before), "village-was": str(before), **walk})
    assert village_of(world, case_id) == "010201", "taken from the lists, though another was marked before"
    again = {"village-of-here": "010103", "village-was": "010201", "village-waslisted": "010201", **walk}
    citizen.send(path, {**HOME, **again})
    assert village_of(world, case_id) == "010103", "marked among the matches, though the lists still show another"


def test_another_district_asks_for_another_village(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510005")
    case_id = world.draft("residence-certificate", citizen.person)
    path = f"/applications/{case_id}/pages/home"
    walk = {**LISTS, "village-listed-of-here": "010101"}
    page = citizen.send(path, {**HOME, **walk})
    assert citizen.path == path
    assert page.select_one("#at--village .govuk-error-message")
    assert page.select_one("select[name^=village-listed] option[value='010201']"), "the villages of the new district"


def test_stopping_keeps_what_was_typed_and_resuming_leads_there(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510006")
    case_id = world.draft("residence-certificate", citizen.person)
    citizen.send(f"/applications/{case_id}/pages/you", {"full_name": "ຊື່ທີ່ປ່ຽນ"}, do="stop")
    assert citizen.path == "/my"
    page = citizen.open(f"/applications/{case_id}")
    assert citizen.path.endswith("/pages/you")
    typed = page.find("input", attrs={"name": "full_name"})
    assert isinstance(typed, Tag)
    assert typed["value"] == "ຊື່ທີ່ປ່ຽນ"
    citizen.open(f"/applications/{case_id}/check")
    assert citizen.path.endswith("/pages/you"), "an unfinished change is not passed over"


def test_back_above_the_form_keeps_what_was_typed(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540021")
    case_id = world.draft("residence-certificate", citizen.person)
    page = citizen.open(f"/applications/{case_id}/pages/home")
    back = page.select_one("button.govuk-back-link")
    assert back is not None
    assert (back["form"], back["value"]) == ("answers-form", "back")
    citizen.send(f"/applications/{case_id}/pages/home", {**HOME, "village-search": "ໂພນ"}, do="back")
    assert citizen.path.endswith("/pages/you"), "the page before"
    typed = citizen.open(f"/applications/{case_id}/pages/home").find("input", attrs={"name": "village-search"})
    assert isinstance(typed, Tag)
    assert typed["value"] == "ໂພນ"
    citizen.send(f"/applications/{case_id}/pages/you", {"full_name": "ນາງ ບົວພາ"}, do="back")
    assert citizen.path == "/services/residence-certificate"


def test_back_in_a_correction_keeps_what_was_typed(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540022")
    case_id = world.submitted("residence-certificate", citizen.person)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    path = f"/my/{world.case(case_id).reference}/correct"
    citizen.send(path, {"full_name": "ນາງ ບົວພາ"}, do="back")
    assert citizen.path == path.removesuffix("/correct")
    typed = citizen.open(path).find("input", attrs={"name": "full_name"})
    assert isinstance(typed, Tag)
    assert typed["value"] == "ນາງ ບົວພາ"


def test_a_deleted_draft_is_gone(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510007")
    case_id = world.draft("residence-certificate", citizen.person, example="corrected")
    citizen.send(f"/applications/{case_id}/delete", {})
    page = citizen.open("/my")
    assert page.select(".portal-cases li") == []
    with world.environment.database.reading() as session:
        for table in (AnswerRow, InputRow, FileRow):
            left = session.scalar(select(func.count()).where(table.case_id == case_id))
            assert left == 0, table.__name__


def test_a_form_cut_short_changes_nothing(world: World, app: Flask) -> None:
    """gunicorn hands what arrived before the connection broke on as if it were all, and says so to Werkzeug."""
    citizen = Citizen(world, app, "+8562055510008")
    case_id = world.draft("residence-certificate", citizen.person)
    token = citizen.open(f"/applications/{case_id}/delete").select_one("main form input[name=_csrf]")
    assert token is not None
    body = f"_csrf={token['value']}&_key=abc&more=" + "x" * 200
    for arrived, status in ((body[:-100], 400), (body, 303)):
        answer = citizen.client.open(
            f"/applications/{case_id}/delete",
            method="POST",
            input_stream=io.BytesIO(arrived.encode()),
            content_type="application/x-www-form-urlencoded",
            environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(body))},
        )
        assert answer.status_code == status
        assert world.case(case_id).status == ("draft" if status == 400 else "ended")


def test_the_phone_signed_in_with_is_offered_once(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510009")
    begun = apply.start(world.environment, citizen.person, "residence-certificate", new_id())
    assert isinstance(begun, Done)
    path = f"/applications/{begun.case_id}/pages/you"
    assert _value(citizen.open(path), "phone") == "020 5551 0009"
    assert "phone" not in world.case(begun.case_id).answers, "it is only an offer"
    citizen.send(path, {"full_name": "ກ", "phone": ""})
    assert _value(citizen.open(path), "phone") == "", "what was taken away is not put back"


def test_an_answered_phone_is_shown_as_people_write_it(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510010")
    case_id = world.draft("residence-certificate", citizen.person, example="corrected")
    assert _value(citizen.open(f"/applications/{case_id}/pages/you"), "phone") == "030 555 1234"


def test_drafts_are_told_apart(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510011")
    world.draft("residence-certificate", citizen.person, full_name="ສົມຊາຍ ວົງສາ")
    typed = apply.start(world.environment, citizen.person, "residence-certificate", new_id())
    bare = apply.start(world.environment, citizen.person, "residence-certificate", new_id())
    assert isinstance(typed, Done)
    assert isinstance(bare, Done)
    citizen.client.set_cookie("lang", "en")
    citizen.send(f"/applications/{typed.case_id}/pages/you", {"full_name": "ມາລີ ສີຫາລາດ"}, do="stop")
    for path in ("/my", "/apply/residence-certificate"):
        lines = {" ".join(one.get_text().split()) for one in citizen.open(path).select(".portal-cases li")}
        assert len(lines) == 3
        for told in (
            ("ສົມຊາຍ ວົງສາ", "Everything is answered"),
            ("ມາລີ ສີຫາລາດ", "page 1 of"),
            ("no name yet", "page 1 of"),
        ):
            assert any(all(part in line for part in told) for line in lines), (path, told, lines)


def test_a_correction_without_a_change_is_asked_about(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510012")
    case_id = world.submitted("residence-certificate", citizen.person)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    path = f"/my/{world.case(case_id).reference}/correct"
    name = _value(citizen.open(path), "full_name")
    page = citizen.send(path, {"full_name": name})
    assert citizen.path == path
    assert world.case(case_id).correction is not None
    assert page.select_one("button[name=_do][value=anyway]"), "it can be meant so"
    citizen.send(path, {"full_name": name}, do="anyway")
    assert world.case(case_id).correction is None


def test_a_changed_correction_is_not_asked_about(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510013")
    case_id = world.submitted("residence-certificate", citizen.person)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    citizen.send(f"/my/{world.case(case_id).reference}/correct", {"full_name": "ຊື່ ໃໝ່"})
    assert world.case(case_id).correction is None


@pytest.mark.parametrize("page", ["/my/{}/received", "/my/{}"])
def test_it_is_said_who_has_the_application_and_until_when(world: World, app: Flask, page: str) -> None:
    citizen = Citizen(world, app, f"+85620555100{len(page)}")
    citizen.client.set_cookie("lang", "en")
    case_id = world.submitted("residence-certificate", citizen.person, village="010101")
    words = " ".join(citizen.open(page.format(world.case(case_id).reference)).select_one("main").get_text().split())  # type: ignore[union-attr]
    said = words.partition("It is now with ")[2]
    assert said.startswith("Ban Nongping"), words
    assert "This step is due by 24" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "You need not do anything now" in words


def test_what_can_be_uploaded_is_said_and_what_was_stands_under_its_label(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510014")
    citizen.client.set_cookie("lang", "en")
    case_id = world.draft("residence-certificate", citizen.person, example="corrected")
    place = citizen.open(f"/applications/{case_id}/pages/householder").select_one("#at--consent")
    assert place is not None
    assert "10\N{NO-BREAK SPACE}MB" in place.get_text()
    assert "PDF" in place.get_text()
    kept, label, box = (place.select_one(what) for what in (".portal-kept", "label", "input[type=file]"))
    assert kept is not None
    assert label is not None
    assert box is not None
    order = [tag for tag in place.find_all(True) if tag in (kept, label, box)]
    assert order == [label, kept, box]


def _value(page: BeautifulSoup, name: str) -> str:
    box = page.find("input", attrs={"name": name})
    assert isinstance(box, Tag)
    return str(box.get("value", ""))


def test_a_decimal_number_stands_in_its_box_as_the_language_writes_it(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510014")
    case_id = world.submitted("construction-permit", citizen.person)
    world.act(case_id, "village.return", fields=("parts",), note="ເນື້ອທີ່")
    path = f"/my/{world.case(case_id).reference}/correct"
    for language, written in (("lo", "30,5"), ("en", "30.5")):
        citizen.client.set_cookie("lang", language)
        boxes = [str(box.get("value")) for box in citizen.open(path).select("main input[type=text]")]
        assert written in boxes, boxes


def test_a_step_that_went_up_says_why(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510015")
    case_id = world.submitted("residence-certificate", citizen.person, village="010101")
    path = f"/my/{world.case(case_id).reference}"
    assert "ຕັ້ງແຕ່ວັນທີ" in citizen.open(path).select_one("[aria-current=step]").get_text()  # type: ignore[union-attr]
    assert "ຍ້ອນຊ້າກວ່າກຳນົດ" not in citizen.open(path).get_text()
    world.clock.move(days=10)
    escalate_overdue(world.environment)
    citizen.client = client_of(app, "applicant", citizen.person)  # the first session is over
    assert "ສົ່ງຕໍ່ໃຫ້ເມືອງ ຍ້ອນຊ້າກວ່າກຳນົດ" in citizen.open(path).get_text()


def test_what_was_withdrawn_does_not_end_as_what_was_refused(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510016")
    withdrawn = world.submitted("residence-certificate", citizen.person)
    assert isinstance(apply.withdraw(world.environment, citizen.person, withdrawn, new_id()), Done)
    page = citizen.open(f"/my/{world.case(withdrawn).reference}")
    assert page.select("main a[href='/services/residence-certificate']"), "to apply again"
    refused = world.played("residence-certificate", "refused", citizen.person)
    for case_id, stopped in ((withdrawn, 0), (refused, 1)):
        steps = citizen.open(f"/my/{world.case(case_id).reference}")
        assert len(steps.select(".portal-progress__step--stopped")) == stopped


def test_the_list_says_who_has_each_application_and_by_when(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510019")
    world.officer("clerk", "010101")
    case_id = world.submitted("residence-certificate", citizen.person, village="010101")
    (task,) = world.case(case_id).tasks.values()
    assert task.due is not None

    def told() -> str:
        plain = citizen.open("/my").select(".portal-cases")[0].get_text().replace("\N{NO-BREAK SPACE}", " ")
        return plain.replace("\N{WORD JOINER}", "")

    assert "ຢູ່ທີ່ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ" in told()
    assert f"ບໍ່ເກີນວັນທີ {format_date(task.due, 'lo')}" in told()
    world.draft("residence-certificate", citizen.person)
    world.act(case_id, "village.confirm")
    assert "ຢູ່ທີ່ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ" in told()
    (task,) = world.case(case_id).tasks.values()
    assert task.due is not None
    assert format_date(task.due, "lo") not in told(), "nobody is there to keep it"


def test_a_paper_that_is_not_made_yet_is_not_said_to_be_issued(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510017")
    case_id = world.played("residence-certificate", "granted", citizen.person)
    path = f"/my/{world.case(case_id).reference}"
    for page in (path, "/my"):
        assert citizen.open(page).select_one("main .govuk-tag").get_text() == "ກຳລັງກະກຽມໃບ"  # type: ignore[union-attr]
    last = citizen.open(path).select(".portal-progress__step")[-1]
    assert "portal-progress__step--done" not in last["class"]
    assert "ກຳລັງກະກຽມໃບ" in last.get_text()
    world.work()
    for page in (path, "/my"):
        assert citizen.open(page).select_one("main .govuk-tag").get_text() == "ອອກໃບແລ້ວ"  # type: ignore[union-attr]
    assert "portal-progress__step--done" in citizen.open(path).select(".portal-progress__step")[-1]["class"]


def test_an_office_where_nobody_is_appointed_is_named_before_sending(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510018")
    check = f"/applications/{world.draft('residence-certificate', citizen.person, village='010301')}/check"
    words = "ຍັງບໍ່ມີເຈົ້າໜ້າທີ່ຮັບຄຳຮ້ອງແບບນີ້"
    for role, area, service in (
        ("signer", "010301", None),
        ("clerk", "010302", None),
        ("clerk", "010301", "construction-permit"),
    ):
        page = citizen.open(check)
        assert words in page.get_text()
        assert page.select("form[action$='/submit'] button"), "it can be sent all the same"
        world.officer(role, area, service=service)
    assert words in citizen.open(check).get_text(), "none of them works on what comes to this office"
    world.officer("clerk", "010301")
    assert words not in citizen.open(check).get_text()
