"""An answer that another, or the day, has made wrong is asked for where it is; nothing offers to send it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from flask import Flask

from portal.cases import apply
from portal.cases.command import Done
from portal.store.columns import new_id
from portal.workflow.case import Status
from tests.visits import client_of
from tests.web.test_citizen_ways import HOME, Citizen
from tests.world import World

SERVICE = "residence-certificate"
YOU = {"full_name": "ສົມຊາຍ ວົງສາ", "gender": "male", "born-day": "12", "born-month": "3", "phone": "020 5555 1234"}


def _error(page: BeautifulSoup, field: str) -> str:
    found = page.select_one(f"#at--{field} .govuk-error-message")
    return "" if found is None else found.get_text().replace("\N{WORD JOINER}", "")


def test_a_changed_answer_leads_to_the_one_it_makes_wrong(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560001")
    case_id = world.draft(SERVICE, citizen.person, since="2020-01-01")
    here = f"/applications/{case_id}"
    page = citizen.send(f"{here}/pages/you", {**YOU, "born-year": "2021"})
    assert citizen.path == f"{here}/pages/home"
    assert "ບໍ່ກ່ອນວັນເກີດ" in _error(page, "since"), "in the service's own words"
    assert page.select_one(".govuk-error-summary a[href='#since-day']")
    year = page.select_one("#at--since input[name='since-year']")
    assert year is not None
    assert year["value"] == "2020", "what was answered stands in its boxes"
    assert not _error(page, "owner"), "nothing else is wrong"
    for path in (here, f"{here}/check"):
        citizen.open(path)
        assert citizen.path == f"{here}/pages/home", path
    (told,) = citizen.open("/my").select(".portal-cases li")
    assert "ໜ້າທີ 2" in told.get_text().replace("\N{NO-BREAK SPACE}", " "), "the list does not say that it can be sent"
    citizen.send(f"{here}/pages/home", {**HOME, "since-year": "2022", "village-search": "", **_village(world, case_id)})
    assert citizen.path == f"{here}/check"


def _side_by_side(page: BeautifulSoup) -> dict[str, tuple[str, str]]:
    """The answers that are said to contradict each other, by label: what is answered, and where it is changed."""
    found = {}
    for row in page.select("main .govuk-inset-text .govuk-summary-list__row"):
        label, value = (
            " ".join(part.get_text().replace("\N{WORD JOINER}", "").split()) for part in row.select("dt, dd")[:2]
        )
        link = row.select_one("a")
        found[label] = value, str(link["href"]) if link else ""
    return found


def test_answers_that_contradict_each_other_are_shown_side_by_side(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560006")
    case_id = world.draft(SERVICE, citizen.person, since="2020-01-01")
    here = f"/applications/{case_id}"
    labels = [world.service(SERVICE).fields[name].label.lo for name in ("born", "since")]
    page = citizen.send(f"{here}/pages/you", {**YOU, "born-year": "2021"})
    shown = _side_by_side(page)
    assert list(shown) == labels, "in the order of the form"
    assert [value.rpartition("/")[2].rpartition(" ")[2] for value, _href in shown.values()] == ["2021", "2020"]
    links = [href for _value, href in shown.values()]
    assert links == [f"{here}/pages/you#at--born", f"{here}/pages/home#at--since"]
    assert citizen.open(links[0].partition("#")[0]).select_one("#at--born input[name=born-year]")
    typed = {**HOME, "since-year": "2019", "village-search": "", **_village(world, case_id)}
    page = citizen.send(f"{here}/pages/home", typed)
    assert "2019" in _side_by_side(page)[labels[1]][0], "as it was typed last"
    page = citizen.send(f"{here}/pages/you", {**YOU, "born-year": "1985"})
    assert citizen.path == f"{here}/pages/home"
    assert not _side_by_side(page)


def test_a_check_of_one_answer_alone_shows_no_other(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560007")
    case_id = world.draft(SERVICE, citizen.person)
    page = citizen.send(f"/applications/{case_id}/pages/you", {**YOU, "born-year": "1870"})
    assert _error(page, "born")
    assert not _side_by_side(page)


def test_a_correction_shows_what_it_contradicts_though_that_is_not_open(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560008")
    case_id = world.submitted(SERVICE, citizen.person, born="1985-03-12", since="2020-02-03")
    world.act(case_id, "village.return", fields=("since",), note="ວັນທີ")
    path = f"/my/{world.case(case_id).reference}/correct"
    page = _press(citizen, path, citizen.open(path), {"since-day": "3", "since-month": "2", "since-year": "1980"})
    (born, _closed), (since, change) = _side_by_side(page).values()
    assert "1985" in born
    assert not _closed, "it cannot be changed here"
    assert "ຖ້າຂໍ້ທີ່ແກ້ໄຂຢູ່ນີ້ບໍ່ໄດ້ຫາກຜິດ" in page.select("main")[0].get_text().replace("\N{WORD JOINER}", "")
    assert "1980" in since
    assert change == "#at--since"


def test_the_way_back_to_the_answer_that_was_mistyped_is_open(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560002")
    case_id = world.draft(SERVICE, citizen.person)
    here = f"/applications/{case_id}"
    citizen.send(f"{here}/pages/you", {**YOU, "born-year": "2021"})
    citizen.send(f"{here}/pages/home", {**HOME, "village-search": "", **_village(world, case_id)}, do="back")
    assert citizen.path == f"{here}/pages/you"
    citizen.send(f"{here}/pages/you", {**YOU, "born-year": "1985"})
    assert citizen.path == f"{here}/check", "both agree again, and no page is left in the way"


def test_a_check_that_stops_holding_as_days_pass_is_shown_where_it_is(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560003")
    case_id = world.draft(SERVICE, citizen.person, born="1896-11-30")
    here = f"/applications/{case_id}"
    shown = citizen.open(f"{here}/check")
    assert citizen.path == f"{here}/check"
    hidden = {str(one["name"]): str(one["value"]) for one in shown.select("main form input[type=hidden]")}
    world.clock.move(days=10)
    citizen.client = client_of(app, "applicant", citizen.person)  # the first session is over
    hidden["_csrf"] = str(citizen.open("/my").select("input[name=_csrf]")[0]["value"])
    answer = citizen.client.post(f"{here}/submit", data=hidden, follow_redirects=True)
    assert answer.request.path == f"{here}/pages/you", "a check page that was left open sends nothing, and leads there"
    page = BeautifulSoup(answer.text, "html.parser")
    assert "130" in _error(page, "born")
    assert page.select(".govuk-notification-banner"), "and it is said why it was not sent"
    assert world.case(case_id).status is Status.DRAFT


def test_a_question_that_another_answer_opens_later_is_asked_before_sending(world: World, app: Flask) -> None:
    """A page that was saved before its question applied."""
    citizen = Citizen(world, app, "+8562055560004")
    case_id = world.draft("construction-permit", citizen.person)
    service = world.service("construction-permit")
    page = next(page for page in service.form if any(field.required for field in page.fields.values()))
    kept = {name: value for name, value in world.case(case_id).answers.items() if name in page.fields}
    gone = next(name for name, field in page.fields.items() if field.required and name in kept)
    del kept[gone]
    saved = apply.save_page(world.environment, citizen.person, case_id, page.page, kept, new_id())
    assert isinstance(saved, Done)
    shown = citizen.open(f"/applications/{case_id}/check")
    assert citizen.path == f"/applications/{case_id}/pages/{page.page}"
    assert _error(shown, gone)


def test_a_correction_shows_the_answer_that_it_makes_wrong_as_it_was_given(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560005")
    case_id = world.submitted(SERVICE, citizen.person, since="2020-02-03")
    world.act(case_id, "village.return", fields=("born",), note="ວັນເກີດ")
    path = f"/my/{world.case(case_id).reference}/correct"
    only = "ສະເພາະ"
    page = citizen.open(path)
    assert only in page.get_text()
    born = {"born-day": "12", "born-month": "3", "born-year": "2021"}
    page = _press(citizen, path, page, born)
    assert citizen.path == path
    boxes = {str(box["name"]): str(box.get("value", "")) for box in page.select("#at--since input")}
    assert boxes == {"since-day": "3", "since-month": "2", "since-year": "2020"}
    assert "ບໍ່ກ່ອນວັນເກີດ" in _error(page, "since"), "in the service's own words"
    assert only not in page.get_text(), "more is open than what the office named"
    label = world.service(SERVICE).fields["since"].label.lo
    listed = [one.get_text().replace("\N{WORD JOINER}", "") for one in page.select("main li")]
    assert label in listed
    cleared = {"since-day": "", "since-month": "", "since-year": ""}
    page = _press(citizen, path, page, {**born, **cleared})
    assert {str(box.get("value", "")) for box in page.select("#at--since input")} == {""}, "what is cleared stays so"
    since = {"since-day": "3", "since-month": "2", "since-year": "2022"}
    _press(citizen, path, page, {**born, **since})
    assert world.case(case_id).answers["since"] == "2022-02-03"


def _press(citizen: Citizen, path: str, page: BeautifulSoup, typed: dict[str, str]) -> BeautifulSoup:
    """Send the form of a page as a browser does, with all that nobody types."""
    hidden = {
        str(one["name"]): str(one.get("value") or "")
        for one in page.select("main form#answers-form input[type=hidden]")
    }
    answer = citizen.client.post(path, data={**hidden, **typed, "_do": "continue"}, follow_redirects=True)
    citizen.path = answer.request.path
    return BeautifulSoup(answer.text, "html.parser")


def _village(world: World, case_id: str) -> dict[str, object]:
    return {"village-list": "here", "village-of-here": str(world.case(case_id).answers["village"])}
