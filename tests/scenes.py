"""Every page of the portal in the states it is met in: whose it is, its address, and what was done to get there."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from flask import Flask, abort
from playwright.sync_api import Locator, Page
from sqlalchemy import update

from portal import create_app
from portal.cases import apply, offering, work
from portal.cases.command import Done
from portal.cases.escalate import escalate_overdue
from portal.definition.model import Text
from portal.demo.names import made_up
from portal.store import certificates
from portal.store.columns import new_id
from portal.store.tables import MessageRow
from tests.world import MORNING, World

RESIDENCE: Final = "residence-certificate"
PERMIT: Final = "construction-permit"
VILLAGE, EMPTY_VILLAGE, DISTRICT = "010101", "010103", "0101"
LONG_NAME: Final = "ນາງ ແກ້ວມະນີຈັນທະວົງສຸວັນນະພູມມາ ພົມມະຈັນສີສຸລາດວົງສາຄຳແພງໄຊຍະວົງ"
LONG_WORDS: Final = "ປຶ້ມສຳມະໂນຄົວ ແລະ ໃບຕາດິນ ຍັງບໍ່ຕົງກັນ. " * 6
TODAYS_CASES: Final = 34

Doing = Callable[[Page], None]


@dataclass(frozen=True)
class Scene:
    """A page: who looks at it, where it is, and what they do there before it is as meant."""

    name: str
    path: str
    who: str = "nobody"
    then: Doing | None = None
    status: int = 200


class Scenes:
    """A world full of cases, and every page of it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.people: dict[str, tuple[Any, str]] = {}
        self.cases: dict[str, str] = {}
        self.app = _app(world)
        self._make_people()
        self._make_cases()
        self.all: Final = (*self._public(), *self._applicants(), *self._officers())

    def _make_people(self) -> None:
        world = self.world
        world.clock.now = MORNING - timedelta(days=230)
        officers = {
            "clerk": world.officer("clerk", VILLAGE, name=Text(lo="ນາງ ຄຳແພງ ພົມມະວົງ", en="Khampheng Phommavong")),
            "colleague": world.officer(
                "clerk", VILLAGE, name=Text(lo="ທ້າວ ບຸນມີ ສີຫາລາດ", en="Bounmy Sihalath"), another=True
            ),
            "idle": world.officer("clerk", EMPTY_VILLAGE, name=Text(lo="ທ້າວ ພູວົງ ໄຊຍະວົງ", en="Phouvong Xaiyavong")),
            "chief": world.officer("clerk", DISTRICT, name=Text(lo="ທ້າວ ຄຳໃບ ສຸວັນນະ", en="Khambai Souvanna")),
            "signer": world.officer("signer", DISTRICT, name=Text(lo="ທ້າວ ສີສະຫວາດ ວົງສາ", en="Sisavath Vongsa")),
            "planner": world.officer("planner", DISTRICT, name=Text(lo="ນາງ ດາວັນ ແກ້ວມະນີວົງ", en="Davanh Keomanivong")),
            "former": world.officer("clerk", VILLAGE, another=True, ends=world.environment.today()),
        }
        for role in ("land_officer", "signer"):
            world.appoint(officers["planner"], role, DISTRICT)
        applicants = {"owner": "+8562055551234", "newcomer": "+8562055559999", "family": "+8563055551234"}
        self.people = {
            **{name: ("officer", officer) for name, officer in officers.items()},
            **{name: ("applicant", world.applicant(number)) for name, number in applicants.items()},
        }

    def _make_cases(self) -> None:
        world, made = self.world, self.cases
        owner, family = self.people["owner"][1], self.people["family"][1]
        clerk = self.people["clerk"][1]
        made["expired"] = world.played(RESIDENCE, "granted", owner)
        world.work()
        world.clock.now = MORNING - timedelta(days=20)
        made["passed on"] = world.submitted(RESIDENCE, owner, village=VILLAGE)
        world.clock.now = MORNING - timedelta(days=14)
        escalate_overdue(world.environment)
        world.clock.now = MORNING - timedelta(days=13)
        made["refused"] = world.played(RESIDENCE, "refused", owner, full_name="ສົມຊາຍ ວົງສາ", village=VILLAGE)
        made["late"] = world.submitted(PERMIT, owner, village=VILLAGE)
        world.act(made["late"], "village.support", officer=clerk)
        world.clock.now = MORNING - timedelta(days=6)
        made["overdue"] = world.submitted(RESIDENCE, family, full_name="ມາລີ ສີຫາລາດ", gender="female", village=VILLAGE)
        world.clock.now = MORNING - timedelta(hours=20)
        self._fill_queue()
        made["open"] = world.submitted(RESIDENCE, owner, example="corrected", full_name="ສົມຊາຍ ວົງສາ", village=VILLAGE)
        made["withdrawn"] = world.submitted(RESIDENCE, owner)
        apply.withdraw(world.environment, owner, made["withdrawn"], new_id())
        made["sent"] = world.submitted(RESIDENCE, owner, example="corrected", full_name="ສົມຊາຍ ວົງສາ", village=VILLAGE)
        made["returned"] = world.submitted(RESIDENCE, owner, village=VILLAGE)
        world.act(
            made["returned"],
            "village.return",
            officer=clerk,
            fields=["since", "village", "owner"],
            note="ວັນທີຍ້າຍເຂົ້າບໍ່ກົງກັບປຶ້ມສຳມະໂນຄົວ",
        )
        self._make_returned()
        made["permit returned"] = world.submitted(PERMIT, owner, village=VILLAGE)
        world.act(
            made["permit returned"], "village.return", officer=clerk, fields=["parts", "plans"], note=LONG_WORDS.strip()
        )
        made["long"] = world.submitted(
            PERMIT,
            owner,
            village=VILLAGE,
            full_name=LONG_NAME,
            title_no="ສສ-" + "0123456789" * 3,
            purpose="other",
            other_purpose="ສາລາລວມວັດທະນະທຳຊຸມຊົນທີ່ມີຫ້ອງສະໝຸດ ແລະ ຫ້ອງກະຈາຍສຽງ",
            parts=[{"use": "living", "floors": 2, "area": 120}] * 6,
        )
        made["granted"] = world.played(RESIDENCE, "corrected", owner)
        world.work()
        made["being made"] = world.played(RESIDENCE, "granted", owner)
        world.clock.now = MORNING
        self._take_some()
        self._write_too_late()
        made["draft"] = world.draft(RESIDENCE, owner)
        for name, service in (("begun", RESIDENCE), ("permit begun", PERMIT)):
            begun = apply.start(world.environment, owner, service, new_id())
            assert isinstance(begun, Done)
            made[name] = begun.case_id
        offering.use_earlier(world.environment, owner, made["permit begun"], made["granted"])
        made["permit draft"] = world.draft(PERMIT, owner, parts=[{"use": "living", "floors": 2, "area": 120}] * 3)

    def _make_returned(self) -> None:
        """A permit that came back changed, with an SMS that did not reach its applicant."""
        world, clerk = self.world, self.people["clerk"][1]
        self.cases["came back"] = case_id = world.submitted(PERMIT, self.people["owner"][1], village=VILLAGE)
        photograph = world.case(case_id).answers["title_photo"][0]
        work.open_file(world.environment, clerk, case_id, photograph)
        fields = ["title_no", "parts", "plans", "full_name"]
        world.act(case_id, "village.return", officer=clerk, fields=fields, note="ແຜນຜັງ ແລະ ເນື້ອທີ່ບໍ່ກົງກັນ")
        world.clock.move(hours=1)
        parts = [{"use": "living", "floors": 2, "area": 120}, {"use": "store", "floors": 1, "area": 40}]
        world.correct(case_id, title_no="01-654321", parts=parts, plans=["plans-2.pdf"])
        with world.environment.database.writing() as session:
            session.execute(update(MessageRow).where(MessageRow.case_id == case_id).values(status="failed"))

    def _fill_queue(self) -> None:
        """Enough for two pages, some with a colleague and some with the clerk."""
        world, chance = self.world, random.Random("queue")
        people = [world.applicant(f"+85620555{number:05}") for number in range(7)]
        for number in range(TODAYS_CASES):
            world.clock.move(minutes=20)
            who = made_up(chance)
            name = who.name.lo if number % 6 else who.name.en
            case_id = world.submitted(
                RESIDENCE, people[number % len(people)], village=VILLAGE, full_name=name, gender=who.gender
            )
            if number == 2:
                self.cases["long queue"] = world.submitted(RESIDENCE, people[0], village=VILLAGE, full_name=LONG_NAME)
            if number % 11 == 5:
                world.act(case_id, "village.confirm", officer=self.people["clerk"][1])
            if number in {1, 3, 9, 20}:
                self.cases[f"queue {number}"] = case_id

    def _take_some(self) -> None:
        takers = {"sent": "clerk", "queue 1": "colleague", "queue 9": "clerk", "queue 20": "colleague"}
        for case, taker in takers.items():
            task = self.world.task(self.cases[case], "village").id
            taken = work.claim(self.world.environment, self.people[taker][1], self.cases[case], task, new_id())
            assert isinstance(taken, Done)

    def _write_too_late(self) -> None:
        """The clerk writes to send a case back that a colleague has confirmed."""
        case_id, clerk = self.cases["queue 3"], self.people["clerk"][1]
        self.too_late = f"/desk/cases/{case_id}/tasks/{self.world.task(case_id, 'village').id}/return"
        self.world.act(case_id, "village.confirm", officer=self.people["colleague"][1])
        typed = {"fields": ["since", "village"], "note": [LONG_WORDS], "_do": ["continue"]}
        work.keep_typed(self.world.environment, clerk, case_id, self.too_late.split("/")[-2], "return", typed)

    # Pages

    def _public(self) -> tuple[Scene, ...]:
        return (
            Scene("front", "/"),
            Scene("service", f"/services/{RESIDENCE}"),
            Scene("service with a fee to work out", f"/services/{PERMIT}"),
            Scene("question before the form", f"/services/{PERMIT}/eligible/land_right"),
            Scene(
                "question before the form, nothing chosen", f"/services/{PERMIT}/eligible/land_right", then=_press_on
            ),
            Scene("who cannot apply", f"/services/{PERMIT}/eligible/land_right", then=_answering("other")),
            Scene("who can apply", f"/services/{PERMIT}/eligible/land_right", then=_answering("own", "house")),
            *(Scene(name, f"/{name}") for name in ("about", "help", "privacy", "cookies")),
            Scene("sign in", "/sign-in"),
            Scene("sign in, wrong number", "/sign-in", then=_typing("phone", "021 212345")),
            Scene("sign in, code", "/sign-in", then=_typing("phone", "020 7777 1234")),
            Scene(
                "sign in, wrong code",
                "/sign-in",
                then=_both(_typing("phone", "020 7777 1235"), _typing("code", "000000")),
            ),
            Scene("officers' sign-in", "/desk/sign-in"),
            Scene("officers' sign-in, wrong", "/desk/sign-in", then=_typing("username", "nongping")),
            Scene("verify", "/v"),
            Scene("verify, wrong code", "/v", then=_typing("code", "ABC")),
            Scene("verify, genuine", f"/v/{self.code('granted')}"),
            Scene("verify, expired", f"/v/{self.code('expired')}"),
            Scene("verify, unknown", "/v/ABCDEFGHJKLM", status=404),
            Scene("demonstration phone", "/demo/phone"),
            Scene("demonstration phone, one", "/demo/phone?number=02055551234"),
            Scene("demonstration phone, wrong number", "/demo/phone?number=12"),
            Scene("demonstration phone, nothing", "/demo/phone?number=02055550000"),
            Scene("not found", "/nowhere", status=404),
            Scene("failed", "/failing", status=500),
            *(
                Scene(f"problem {status}", f"/problem/{status}", status=status)
                for status in (400, 401, 403, 413, 429, 503)
            ),
            Scene("not allowed", "/sign-out", status=405),
        )

    def _applicants(self) -> tuple[Scene, ...]:
        def own(name: str, path: str, then: Doing | None = None) -> Scene:
            return Scene(name, path, "owner", then)

        tracked = (
            "sent",
            "late",
            "returned",
            "permit returned",
            "refused",
            "withdrawn",
            "granted",
            "being made",
            "long",
        )
        begun, permit = self.cases["begun"], self.cases["permit begun"]
        return (
            Scene("my applications, none", "/my", "newcomer"),
            own("my applications", "/my"),
            own("sign in, already signed in", f"/sign-in?next=/apply/{PERMIT}"),
            Scene("application of another number", "/my/ABCD-EFGH", "owner", status=404),
            own("begin", f"/apply/{PERMIT}"),
            Scene("begin, nothing yet", f"/apply/{RESIDENCE}", "newcomer"),
            own("earlier answers", f"/applications/{begun}/earlier"),
            own("page, earlier answers used", f"/applications/{self.cases['permit begun']}/pages/you"),
            own("page", f"/applications/{begun}/pages/you"),
            own("page, errors", f"/applications/{begun}/pages/you", _mistakes),
            own("page, village", f"/applications/{begun}/pages/home"),
            own("page, villages found", f"/applications/{begun}/pages/home", _look_for_village),
            own("page, many villages found", f"/applications/{begun}/pages/home", _look_for("ໂພນໄຊ")),
            own("page, many villages narrowed", f"/applications/{begun}/pages/home", _both(_look_for("ນາ"), _narrow)),
            own("page, one village to confirm", f"/applications/{begun}/pages/home", _name_and_go_on),
            own("page, province chosen", f"/applications/{begun}/pages/home", _choose_province),
            own("page, groups", f"/applications/{self.cases['permit draft']}/pages/building"),
            own("page, groups with errors", f"/applications/{permit}/pages/building", _press_on),
            own("page, uploads", f"/applications/{self.cases['permit draft']}/pages/land"),
            own("page, uploads with errors", f"/applications/{permit}/pages/land", _press_on),
            own("check", f"/applications/{self.cases['draft']}/check"),
            own("check, groups", f"/applications/{self.cases['permit draft']}/check"),
            own("delete a draft", f"/applications/{self.cases['draft']}/delete"),
            own("received", f"/my/{self.reference('sent')}/received"),
            *(own(f"case {state}", f"/my/{self.reference(state)}", _open_folds) for state in tracked),
            own("case, folds closed", f"/my/{self.reference('sent')}"),
            own("correct", f"/my/{self.reference('returned')}/correct"),
            own("correct, nothing changed", f"/my/{self.reference('returned')}/correct", _send_unchanged),
            own("correct, errors", f"/my/{self.reference('returned')}/correct", _no_day),
            own("correct, groups", f"/my/{self.reference('permit returned')}/correct"),
            own("withdraw", f"/my/{self.reference('sent')}/withdraw"),
            Scene("withdrawn twice", f"/my/{self.reference('withdrawn')}/withdraw", "owner", status=303),
        )

    def _officers(self) -> tuple[Scene, ...]:
        desk, taken = (f"/desk/cases/{self.cases[case]}" for case in ("open", "sent"))
        task = self.world.task(self.cases["open"], "village").id
        return (
            Scene("queue", "/desk", "clerk"),
            Scene("queue, second page", "/desk", "clerk", _next_page),
            Scene("queue, filtered", "/desk?only=mine", "clerk", _open_folds),
            Scene("queue, nothing of the kind", f"/desk?service={RESIDENCE}&only=mine", "idle"),
            Scene("queue, empty", "/desk", "idle"),
            Scene("queue, no office", "/desk", "former"),
            Scene("queue, two roles", "/desk", "planner"),
            Scene("queue, passed up", "/desk", "chief"),
            Scene("search", "/desk", "clerk", _typing("q", "ວົງ")),
            Scene("search, nothing", "/desk", "clerk", _typing("q", "ບໍ່ມີ")),
            Scene("search, wrong letter", "/desk", "clerk", _typing("q", _mistyped(self.reference("refused")))),
            Scene("search, no such reference", "/desk", "idle", _typing("q", _mistyped(self.reference("sent")))),
            Scene("search, at another office", "/desk", "idle", _typing("q", self.reference("sent"))),
            Scene("sent back", "/desk/sent-back", "clerk"),
            Scene("sent back, none", "/desk/sent-back", "idle"),
            Scene("decided", "/desk/decided", "clerk"),
            Scene("decided, none", "/desk/decided", "idle"),
            Scene("help for officers", "/desk/help", "clerk"),
            Scene("workflow", f"/desk/services/{RESIDENCE}", "clerk"),
            Scene("workflow, parallel", f"/desk/services/{PERMIT}?case={self.cases['late']}", "planner"),
            Scene("workflow, where a case ended", f"/desk/services/{RESIDENCE}?case={self.cases['refused']}", "clerk"),
            Scene("workflow, no office", f"/desk/services/{RESIDENCE}", "former", status=404),
            Scene("case on the desk", desk, "clerk"),
            Scene("case on the desk, taken", taken, "clerk"),
            Scene("case on the desk, taken by another", taken, "colleague"),
            Scene("case on the desk, overdue", f"/desk/cases/{self.cases['overdue']}", "clerk"),
            Scene("case on the desk, parallel", f"/desk/cases/{self.cases['late']}", "planner"),
            Scene("case on the desk, long", f"/desk/cases/{self.cases['long']}", "clerk"),
            Scene("case on the desk, sent back", f"/desk/cases/{self.cases['permit returned']}", "clerk"),
            Scene("case on the desk, refused", f"/desk/cases/{self.cases['refused']}", "clerk"),
            Scene("case on the desk, came back", f"/desk/cases/{self.cases['came back']}", "clerk", _open_folds),
            Scene("case on the desk, passed on", f"/desk/cases/{self.cases['passed on']}", "chief"),
            Scene("case on the desk, decided", f"/desk/cases/{self.cases['queue 3']}?decided=1", "colleague"),
            Scene("case on the desk, granted", f"/desk/cases/{self.cases['granted']}", "signer", _open_folds),
            Scene("picture", self._photograph("came back"), "clerk"),
            Scene("written too late", self.too_late, "clerk"),
            Scene("ask, came back", self._asking("came back", "return"), "clerk"),
            Scene("ask", f"{desk}/tasks/{task}/return", "clerk"),
            Scene("ask, errors", f"{desk}/tasks/{task}/return", "clerk", _press_on),
            Scene("ask, reason", f"{desk}/tasks/{task}/reject", "clerk", _press_on),
            Scene("case of another office", desk, "idle", status=404),
        )

    def _asking(self, case: str, action: str) -> str:
        """Where an action of the village's task of a case asks something."""
        return f"/desk/cases/{self.cases[case]}/tasks/{self.world.task(self.cases[case], 'village').id}/{action}"

    def _photograph(self, case: str) -> str:
        """The page of the photograph in a case."""
        photograph = self.world.case(self.cases[case]).answers["title_photo"][0]
        return f"/desk/cases/{self.cases[case]}/files/{photograph}/picture"

    def code(self, case: str) -> str:
        """The code beside the QR of a case's certificate."""
        with self.world.environment.database.reading() as session:
            (found,) = certificates.of_case(session, self.cases[case])
        return found.code

    def reference(self, case: str) -> str:
        """The reference of a case."""
        return str(self.world.case(self.cases[case]).reference)


def _app(world: World) -> Flask:
    app = create_app(environment=world.environment)

    def fail() -> str:
        raise RuntimeError("ສົມຊາຍ 020 5555 1234")

    app.add_url_rule("/failing", view_func=fail)
    app.add_url_rule("/problem/<int:status>", "problem", lambda status: abort(status))
    return app


def _mistyped(reference: str) -> str:
    """A reference with its first sign taken for another."""
    return ("3" if reference[0] != "3" else "4") + reference[1:]


def _press(page: Page, button: Locator) -> None:
    """Press what leads to a page, and wait for that page."""
    with page.expect_navigation():
        button.click()


def _typing(name: str, words: str) -> Doing:
    """Type into one box and press the button of its form."""

    def do(page: Page) -> None:
        page.locator(f"[name={name}]").fill(words)
        _press(page, page.locator(f"form:has([name={name}])").get_by_role("button").first)

    return do


def _both(first: Doing, second: Doing) -> Doing:
    def do(page: Page) -> None:
        first(page)
        second(page)

    return do


def _press_on(page: Page) -> None:
    """Press the button that goes on, with nothing typed."""
    _press(page, page.locator("main form button.govuk-button").last)


def _answering(*options: str) -> Doing:
    """Answer the questions before the form, one after the other."""

    def do(page: Page) -> None:
        for option in options:
            page.locator(f"main input[value={option}]").check()
            _press_on(page)

    return do


def _look_for(words: str) -> Doing:
    """Look a village up by name."""

    def do(page: Page) -> None:
        page.locator("[name=village-search]").fill(words)
        _press(page, page.locator(".portal-search button"))

    return do


def _narrow(page: Page) -> None:
    """Of many villages, those of one province."""
    page.locator("[name=village-within]").select_option("06")
    _press(page, page.locator("select[name=village-within]").locator("xpath=following::button[1]"))


def _name_and_go_on(page: Page) -> None:
    """Name a village and go on without looking it up."""
    page.locator("[name=village-search]").fill("ໂພນໄຊ ໄຊເສດຖາ")
    _press(page, page.locator("main form button.govuk-button[value=continue]"))


def _send_unchanged(page: Page) -> None:
    _press(page, page.locator("main form button.govuk-button[value=continue]"))


def _mistakes(page: Page) -> None:
    for name, words in (("full_name", "ສົມຊາຍ ວົງສາ"), ("born-day", "31"), ("born-month", "2"), ("born-year", "1985")):
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=phone]").fill("021 212345")
    _press_on(page)


def _no_day(page: Page) -> None:
    page.locator("[name=since-day]").fill("")
    _press_on(page)


def _look_for_village(page: Page) -> None:
    page.locator("[name=village-search]").fill("ໂພນສະຫວັນ")
    _press(page, page.locator("button[value^='find:village']").first)


def _choose_province(page: Page) -> None:
    if not page.locator("[name=village-province]").is_visible():
        page.locator("summary").click()
    page.locator("[name=village-province]").select_option("01")
    _press(page, page.locator("button[value='find:village']").last)


def _next_page(page: Page) -> None:
    _press(page, page.locator("a[rel=next]"))


def _open_folds(page: Page) -> None:
    closed = page.locator("details:not([open]) > summary")
    for _ in range(closed.count()):
        closed.first.click()
