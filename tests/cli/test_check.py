"""`portal check` from the outside."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import portal
from portal.definition.model import Text
from portal.people.appointments import appoint
from portal.people.officers import Officer, create_officer
from portal.people.passwords import HashedPassword
from portal.settings import Settings
from portal.store.database import Database
from portal.store.schema import upgrade
from portal.store.tables import AreaRow
from tests.definition.boat import TEXT, spoil


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "boat-licence").mkdir()
    return tmp_path


def run(folder: Path, text: str, *options: str) -> Result:
    (folder / "boat-licence" / "service.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(portal, ["check", str(folder), *options])


def test_clean_service(folder: Path) -> None:
    result = run(folder, TEXT)
    assert result.exit_code == 0
    assert result.output == "1 service, 0 errors, 0 warnings\n"


def test_error_is_said_with_its_place_and_a_hint(folder: Path) -> None:
    spoilt = spoil(("place: village", "place: ¦vilage"))
    result = run(folder, spoilt.text)
    file = folder / "boat-licence" / "service.yaml"
    assert result.exit_code == 1
    assert f"{file}:{spoilt.place.line}:{spoilt.place.column}: error unknown-name: " in result.output
    assert "Did you mean `village`?" in result.output


def test_findings_in_lao(folder: Path) -> None:
    result = run(folder, TEXT.replace("place: village", "place: vilage"), "--language", "lo")
    assert "ໝາຍເຖິງ `village` ບໍ?" in result.output


def test_warning_fails_only_when_strict(folder: Path) -> None:
    text = TEXT.replace("promise: 9", "promise: 6")
    assert run(folder, text).exit_code == 0
    assert "0 errors, 1 warning\n" in run(folder, text).output
    assert run(folder, text, "--strict").exit_code == 1


def test_json_holds_both_languages(folder: Path) -> None:
    result = run(folder, TEXT.replace("place: village", "place: vilage"), "--json")
    (found,) = json.loads(result.output)
    assert result.exit_code == 1
    assert (found["line"], found["column"], found["code"], found["severity"]) == (6, 8, "unknown-name", "error")
    assert set(found["message"]) == set(found["hint"]) == {"lo", "en"}
    assert json.loads(run(folder, TEXT, "--json").output) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fee: 4000", "fee: ¦4001"),
        ("sms: [submitted, granted]", "sms: ¦[submitted]"),
        ("village: 010101", "village: ¦999999"),
        ("village.confirm, reviews.hull.pass", "village.confirm, ¦province.sign"),
    ],
)
def test_example_that_does_not_hold_is_an_error_where_it_stands(folder: Path, old: str, new: str) -> None:
    spoilt = spoil((old, new))
    result = run(folder, spoilt.text)
    assert result.exit_code == 1
    assert f"service.yaml:{spoilt.place.line}:{spoilt.place.column}: error example-fails: " in result.output


def test_an_example_that_its_day_may_have_made_fail_says_which_day_it_was_played_on(folder: Path) -> None:
    young = TEXT.replace("born: 1985-03-12", "born: 2026-06-20")
    early = run(folder, young)
    assert "example-fails" in early.output
    assert "15 June 2026" in early.output
    assert "ວັນທີ 15 ມິຖຸນາ 2026" in run(folder, young, "--language", "lo").output
    assert "example-fails" not in run(folder, young, "--today", "2026-06-21").output


def test_file_or_folder_of_one_service(folder: Path) -> None:
    run(folder, TEXT)
    for path in (folder / "boat-licence", folder / "boat-licence" / "service.yaml"):
        assert CliRunner().invoke(portal, ["check", str(path)]).exit_code == 0


def test_folder_without_services_is_an_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(portal, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert "no service.yaml" in result.output


def test_folder_bears_the_name_of_its_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("boat-licence", "copied"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "service.yaml").write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(portal, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path}/copied/service.yaml:1:10: error name-not-folder: " in result.output
    assert result.output.count("error name-not-folder") == 1
    monkeypatch.chdir(tmp_path / "copied")
    assert "name-not-folder" in CliRunner().invoke(portal, ["check", "service.yaml"]).output
    monkeypatch.chdir(tmp_path / "boat-licence")
    assert CliRunner().invoke(portal, ["check", "."]).exit_code == 0


def test_services_of_one_folder_are_looked_at_together(folder: Path) -> None:
    (folder / "ferry-licence").mkdir()
    ferry = TEXT.replace("service: boat-licence", "service: ferry-licence")
    (folder / "ferry-licence" / "service.yaml").write_text(ferry, encoding="utf-8")
    assert run(folder, TEXT).output.count("warning number-shared") == 2
    alone = CliRunner().invoke(portal, ["check", str(folder / "boat-licence")])
    assert alone.output.count("warning number-shared") == 1
    assert "1 service, 0 errors, 1 warning\n" in alone.output


def test_roles_that_no_officer_holds(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_SECRET_KEY", "k" * 40)
    assert "There is no database of the portal at" in run(folder, TEXT, "--officers").output
    database = Database(Settings().effective_database_url)
    upgrade(database)
    assert run(folder, TEXT, "--officers").output == "1 service, 0 errors, 0 warnings\n"
    with database.writing() as session:
        session.add(AreaRow(code="01", level="province", name_lo="ວຽງຈັນ", search_lo="ວຽງຈັນ"))
        session.add(AreaRow(code="0101", level="district", name_lo="ຈັນທະບູລີ", search_lo="ຈັນທະບູລີ"))
        made = create_officer(
            session,
            username="noy",
            password=HashedPassword("-"),
            name=Text(lo="ນ້ອຍ", en="Noy"),
            language="lo",
            now=datetime.now(UTC),
        )
        assert isinstance(made, Officer)
        for role, area in (("signer", "01"), ("surveyor", "0101"), ("safety", "0101"), ("clerk", "0101")):
            appoint(session, officer_id=made.id, role=role, area=area, starts=date(2026, 1, 1))
    database.dispose()
    spoilt = spoil(("role: clerk", "role: ¦clerk"))
    result = run(folder, TEXT, "--officers")
    place = f"{folder}/boat-licence/service.yaml:{spoilt.place.line}:{spoilt.place.column}"
    assert (
        f"{place}: warning role-without-officer: No officer has the role `clerk` at any village office."
        in result.output
    )
    assert result.output.count("role-without-officer") == 1


def test_paper_is_a_specimen_of_what_the_first_granted_example_gets(folder: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    result = run_one(folder, TEXT, "--paper", str(paper))
    assert result.exit_code == 0
    words = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    assert "ສົມຊາຍ" in words
    assert "Boat licence" in words
    assert "0001" in words
    assert "ຕົວຢ່າງ" in words


def test_no_paper_while_something_is_wrong_or_nothing_is_granted(folder: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.pdf"
    assert (
        "mend the errors first" in run_one(folder, TEXT.replace("fee: 4000", "fee: 4001"), "--paper", str(paper)).output
    )
    start, end = TEXT.index("  granted:\n    answers"), TEXT.index("  corrected:\n    answers")
    refused = run_one(folder, TEXT[:start] + TEXT[end:], "--paper", str(paper))
    assert refused.exit_code == 1
    assert "no example of this service ends with a certificate" in refused.output
    assert not paper.exists()


def run_one(folder: Path, text: str, *options: str) -> Result:
    (folder / "boat-licence" / "service.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(portal, ["check", str(folder / "boat-licence"), *options])
