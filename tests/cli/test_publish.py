"""`portal publish`: what a new version means for open cases is seen first, and none of them is stranded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portal import create_app, create_environment
from portal.cli.publish import publish_command
from tests.cases.shelves import changed
from tests.visits import client_of, words_of
from tests.web.desk_visits import Desk
from tests.world import World

SERVICE = "residence-certificate"
VERSION = ("version: 1.0.0", "version: 1.1.0")
WORDS = ("{lo: ບ້ານກວດສອບ, en: Village check}", "{lo: ນາຍບ້ານກວດ, en: Headman's check}")
RENAMED = (
    ("\n  village:\n    title:", "\n  check:\n    title:"),
    ("not_by: village", "not_by: check"),
    ("to: village,", "to: check,"),
    ("[village.", "[check."),
    ("do: village.", "do: check."),
    ("      - village.", "      - check."),
)


class Office:
    """A portal that runs, its folder of services, and whoever publishes there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.services = changed(folder, SERVICE)
        self.file = self.services / SERVICE / "service.yaml"
        self.world = World(folder, services=self.services)

    def write(self, *changes: tuple[str, str]) -> None:
        """Change the file, as an author does, without the running portal looking at it."""
        text = self.file.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        self.file.write_text(text, encoding="utf-8")

    def publish(self, *options: str) -> Result:
        return CliRunner().invoke(publish_command, [SERVICE, *options])

    def impact(self, *options: str) -> dict[str, Any]:
        said = json.loads(self.publish("--json", *options).output.splitlines()[-1])
        assert isinstance(said, dict)
        return said

    def look(self) -> None:
        """The running portal looks for what was published."""
        self.world.environment.services.look()

    def on_offer(self) -> str:
        return self.world.service(SERVICE).version


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A portal that offers what commands publish, the first version to begin with."""
    yield from _office(tmp_path, monkeypatch, "by-command")


@pytest.fixture
def developers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A portal that offers what is saved."""
    yield from _office(tmp_path, monkeypatch, "when-saved")


def _office(folder: Path, monkeypatch: pytest.MonkeyPatch, publish: str) -> Iterator[Office]:
    monkeypatch.setenv("PORTAL_PUBLISH", publish)
    made = Office(folder)
    settings = made.world.environment.settings
    monkeypatch.setenv("PORTAL_DATA_DIR", str(folder))
    monkeypatch.setenv("PORTAL_SERVICES_DIR", str(made.services))
    monkeypatch.setenv("PORTAL_SECRET_KEY", settings.secret_key.get_secret_value())
    if publish == "by-command":
        assert not made.world.environment.services.offers(), "a file alone offers nothing"
        assert made.publish().exit_code == 0
        made.look()
    yield made
    made.world.close()


def renaming(*more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The step `village` has another name in the new version, and what leads there says so."""
    return (VERSION, *RENAMED, *more)


def moves(becomes: str) -> tuple[str, str]:
    return "\nmessages:", f"\nmoves:\n  1.0.0: {becomes}\n\nmessages:"


def test_a_version_that_touches_no_step_of_a_case_is_published_and_cases_finish_under_theirs(office: Office) -> None:
    case_id = office.world.submitted(SERVICE)
    office.write(VERSION, WORDS)
    said = office.publish()
    assert said.exit_code == 0, said.output
    assert "1 in village" in said.output
    assert "finished under 1.0.0" in said.output
    office.look()
    assert office.on_offer() == "1.1.0"
    office.world.act(case_id, "village.confirm")
    office.world.act(case_id, "district.sign")
    assert office.world.case(case_id).outcome == "granted"
    another = office.world.submitted(SERVICE)
    assert office.world.case(another).definition != office.world.case(case_id).definition


def test_a_step_that_is_gone_is_refused_until_the_file_says_what_becomes_of_its_cases(office: Office) -> None:
    office.world.submitted(SERVICE)
    office.world.draft(SERVICE, office.world.applicant("+8562055550001"))
    office.write(*renaming())
    refused = office.publish()
    assert refused.exit_code == 1
    assert "! village is gone" in refused.output
    assert "1.0.0: stay" in refused.output
    office.look()
    assert office.on_offer() == "1.0.0"
    (older,) = office.impact("--dry-run")["older"]
    assert (older["fate"], older["standing"]) == ("undecided", {"": 1, "village": 1})

    office.write(moves("stay"))
    assert office.publish().exit_code == 0
    office.look()
    assert office.on_offer() == "1.1.0"


def test_mapped_cases_go_on_with_the_new_version_from_wherever_they_stand(office: Office) -> None:
    world = office.world
    fresh, signing = world.submitted(SERVICE), world.submitted(SERVICE)
    returned = world.submitted(SERVICE)
    draft = world.draft(SERVICE, world.applicant("+8562055550002"))
    world.act(signing, "village.confirm")
    world.act(returned, "village.return", fields=["since"], note="ກວດວັນທີ")
    before = {each: world.case(each) for each in (fresh, signing, returned, draft)}
    office.write(*renaming(moves("{village: check}"), WORDS))
    said = office.publish()
    assert said.exit_code == 0, said.output
    assert "3 of 3 cases go on with it" in said.output
    office.look()

    case = world.case(fresh)
    assert (case.step, [task.path for task in case.tasks.values()]) == ("check", ["check"])
    assert case.tasks.keys() == before[fresh].tasks.keys(), "the office has it still, with its day"
    assert world.case(draft).definition == before[draft].definition, "a draft is finished as it was begun"
    task = next(iter(case.tasks.values()))
    clerk = world.officer(task.role, task.area)
    desk = Desk(create_app(environment=world.environment), clerk)
    page = words_of(desk.get(f"/desk/cases/{fresh}").page)
    assert "Headman's check" in page
    assert "The service was changed" in page
    asking = desk.get(f"/desk/cases/{fresh}/tasks/{task.id}/return")
    assert asking.status == 200, "its buttons lead somewhere"
    decided = client_of(create_app(environment=world.environment), "officer", world.officer("clerk", "010101"))
    assert "ຢັ້ງຢືນ" in decided.get("/desk/decided").get_data(as_text=True)

    world.correct(returned, since="2013-01-01")
    assert world.case(returned).step == "check"
    for case_id in (fresh, returned):
        world.act(case_id, "check.confirm")
    for case_id in (fresh, returned, signing):
        world.act(case_id, "district.sign")
        assert world.case(case_id).outcome == "granted"
    applicant = client_of(create_app(environment=world.environment), "applicant", case.applicant)
    told = applicant.get(f"/my/{world.case(signing).reference}?lang=en").get_data(as_text=True)
    assert "ບ້ານກວດສອບ" in told.replace("\N{WORD JOINER}", ""), "what was done is told in the words of then"


def test_going_back_from_a_version_with_other_steps_leaves_its_cases_to_it(office: Office) -> None:
    office.write(*renaming(moves("{}")))
    assert office.publish("--leave-behind").exit_code == 0
    office.look()
    case_id = office.world.submitted(SERVICE)
    said = office.publish("--back-to", "1.0.0")
    assert said.exit_code == 0, said.output
    office.look()
    assert office.on_offer() == "1.0.0"
    office.world.act(case_id, "check.confirm")


def test_publishing_again_brings_along_those_that_were_left(office: Office) -> None:
    case_id = office.world.submitted(SERVICE)
    office.write(*renaming(moves("{village: check}")))
    assert office.publish().exit_code == 0
    assert office.publish().exit_code == 0, "nothing is done twice"
    events = [event.kind for event in office.world.events(case_id)]
    assert events.count("moved") == 1


def test_a_case_that_the_new_form_would_not_take_is_named_and_stays(office: Office) -> None:
    case_id = office.world.submitted(SERVICE)
    reference = office.world.case(case_id).reference
    office.write(
        *renaming(
            moves("{village: check}"),
            ("      phone:", "      card:  {type: text, label: {lo: ເລກບັດ, en: Card number}}\n      phone:"),
            ("phone: 020", 'card: "1", phone: 020'),
            ("phone: 030", 'card: "1", phone: 030'),
        )
    )
    refused = office.publish()
    assert refused.exit_code == 1, refused.output
    assert f"{reference} in village: incomplete: card (required)" in refused.output
    assert office.impact("--dry-run")["older"][0]["stranded"][0]["reference"] == reference
    left = office.publish("--leave-behind")
    assert left.exit_code == 0, left.output
    assert office.world.case(case_id).step == "village"
    office.world.act(case_id, "village.confirm")
    assert office.world.case(case_id).step == "district"


def test_going_back_puts_the_version_before_on_offer_until_the_file_is_changed(developers: Office) -> None:
    developers.write(VERSION, WORDS)
    developers.look()
    developers.look()
    assert developers.on_offer() == "1.1.0"
    said = developers.publish("--back-to", "1.0.0")
    assert said.exit_code == 0, said.output
    developers.look()
    assert developers.on_offer() == "1.0.0", "without a restart"
    again = create_environment(developers.world.environment.settings)
    assert again.services.offers()[SERVICE].service.version == "1.0.0", "nor does a restart undo it"
    again.database.dispose()
    listed = json.loads(developers.publish("--list", "--json").output)
    assert [row["version"] for row in listed] == ["1.0.0", "1.1.0", "1.0.0"]
    developers.write(("version: 1.1.0", "version: 1.2.0"))
    developers.look()
    developers.look()
    assert developers.on_offer() == "1.2.0"


def test_a_version_that_never_was_cannot_be_gone_back_to(office: Office) -> None:
    refused = office.publish("--back-to", "9.9.9")
    assert refused.exit_code == 2
    assert "there are: 1.0.0" in refused.output


def test_a_file_with_errors_is_not_published(office: Office) -> None:
    office.write(VERSION, ("place:    village", "place:    vilage"))
    refused = office.publish()
    assert refused.exit_code == 1
    assert "unknown-name" in refused.output
    assert office.on_offer() == "1.0.0"
