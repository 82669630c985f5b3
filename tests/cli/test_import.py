"""`portal import digit` from the outside."""

from __future__ import annotations

import json
import os
import re
import stat
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import portal
from tests.digit.faults import GOOD
from tests.digit.making import action, state
from tests.digit.source import ENDS, review, service

CORPUS = Path(__file__).parents[1] / "digit" / "corpus"
LICENCE = CORPUS / "tl-services__PostmanScriptWorkflowTradeLicense.json"


def run(file: Path, into: Path, *options: str) -> Result:
    return CliRunner().invoke(portal, ["import", "digit", str(file), "--into", str(into), *options])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "workflows.json"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_a_service_folder_is_made_that_checks_clean(tmp_path: Path) -> None:
    result = run(LICENCE, tmp_path / "new" / "services")
    written = tmp_path / "new" / "services" / "new-tl" / "service.yaml"
    assert result.exit_code == 0, result.output
    assert f"Written: {written}" in result.output
    assert "1 service, 0 errors, 3 warnings, 4 notes" in result.output
    checked = CliRunner().invoke(portal, ["check", "--strict", str(tmp_path / "new" / "services")])
    assert (checked.exit_code, checked.output) == (0, "1 service, 0 errors, 0 warnings\n")


def test_all_twelve_stand_in_one_folder(tmp_path: Path) -> None:
    for file in sorted(CORPUS.glob("*.json")):
        assert run(file, tmp_path).exit_code == 0
    checked = CliRunner().invoke(portal, ["check", str(tmp_path)])
    assert checked.output == "12 services, 0 errors, 0 warnings\n"


def test_a_finding_has_its_place_in_the_source(tmp_path: Path) -> None:
    said = run(LICENCE, tmp_path).output
    assert f"{LICENCE}:36:27: warning several-starts: `INITIATED` is marked as a start state too" in said
    assert "ກໍໝາຍວ່າເປັນສະຖານະເລີ່ມຕົ້ນ" in run(LICENCE, tmp_path, "--force", "--language", "lo").output


def test_services_go_to_the_folder_of_services_here(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(portal, ["import", "digit", good.name]).exit_code == 0
    assert (tmp_path / "services" / "new-tl" / "service.yaml").is_file()


def test_a_service_file_is_for_everybody_to_read(good: Path, tmp_path: Path) -> None:
    run(good, tmp_path)
    assert stat.S_IMODE((tmp_path / "new-tl" / "service.yaml").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "new-tl").stat().st_mode) == 0o755


def test_nothing_is_written_over_unless_it_is_asked_for(good: Path, tmp_path: Path) -> None:
    assert run(good, tmp_path).exit_code == 0
    own = tmp_path / "new-tl" / "service.yaml"
    own.write_text("mine", encoding="utf-8")
    again = run(good, tmp_path)
    assert again.exit_code == 1
    assert "error folder-exists" in again.output
    assert own.read_text(encoding="utf-8") == "mine"
    assert run(good, tmp_path, "--force").exit_code == 0
    assert own.read_text(encoding="utf-8").startswith("# From DIGIT's BusinessService NewTL")
    assert [each.name for each in own.parent.iterdir()] == ["service.yaml"]


def test_a_link_in_the_place_of_a_service_file_is_not_followed(good: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mine", encoding="utf-8")
    (tmp_path / "new-tl").mkdir()
    (tmp_path / "new-tl" / "service.yaml").symlink_to(secret)
    assert run(good, tmp_path).exit_code == 1
    assert run(good, tmp_path, "--force").exit_code == 0
    assert secret.read_text(encoding="utf-8") == "mine"
    (tmp_path / "new-tl" / "service.yaml").unlink()
    (tmp_path / "new-tl" / "service.yaml").symlink_to(tmp_path / "nowhere")
    assert run(good, tmp_path).exit_code == 1
    assert not (tmp_path / "nowhere").exists()


def test_roles_are_put_at_a_level(good: Path, tmp_path: Path) -> None:
    assert run(good, tmp_path, "--office", "TL_APPROVER=province").exit_code == 0
    assert "office: province" in (tmp_path / "new-tl" / "service.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("office", ["TL_APPROVER", "TL_APPROVER=county", "=district", "APPROVER=district"])
def test_an_office_that_cannot_be_is_said(good: Path, tmp_path: Path, office: str) -> None:
    result = run(good, tmp_path / "services", "--office", office)
    assert result.exit_code == 2
    assert "--office" in result.output
    assert not (tmp_path / "services").exists()


def test_json_holds_services_and_findings_in_both_languages(tmp_path: Path) -> None:
    result = run(LICENCE, tmp_path, "--json")
    said = json.loads(result.output)
    assert said["services"] == [
        {"service": "new-tl", "source": "NewTL", "file": str(tmp_path / "new-tl" / "service.yaml")}
    ]
    starts = next(each for each in said["findings"] if each["code"] == "several-starts")
    assert (starts["line"], starts["column"], starts["severity"]) == (36, 27, "warning")
    assert set(starts["message"]) == set(starts["hint"]) == {"lo", "en"}


def test_a_fault_of_the_source_fails_though_the_rest_is_written(tmp_path: Path) -> None:
    source = tmp_path / "x.json"
    source.write_text(json.dumps(service(review(action("PASS", "NOWHERE", ["X"])), *ENDS)), encoding="utf-8")
    result = run(source, tmp_path)
    assert result.exit_code == 1
    assert "error unknown-next-state" in result.output
    assert (tmp_path / "new-tl" / "service.yaml").is_file()


def test_malformed_json_is_one_clear_finding(tmp_path: Path) -> None:
    source = tmp_path / "x.json"
    source.write_text('{\n  "BusinessServices": [\n    {"businessService": "X",}\n  ]\n}', encoding="utf-8")
    result = run(source, tmp_path / "services")
    assert result.exit_code == 1
    assert f"{source}:3:29: error json-expected: This is not valid JSON: a key in" in result.output
    assert "0 services, 1 error, 0 warnings, 0 notes" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "services").exists()
    assert json.loads(run(source, tmp_path, "--json").output)["services"] == []


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = {name: run(tmp_path / name, tmp_path) for name in ("none.json", "pipe", ".")}
    assert [re.findall("error ([a-z-]+)", each.output) for each in said.values()] == [
        ["no-file"],
        ["not-a-file"],
        ["not-a-file"],
    ]
    assert {each.exit_code for each in said.values()} == {1}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"BusinessServices":[' + b'{"a":1},' * 6_000_000 + b"]}", "file-too-large"),
        (b"[" * 2_000_000, "json-too-deep"),
        (b"[" + b"1," * 1_000_000, "json-too-many-parts"),
        (b'"' + b'\\"' * 1_000_000, "json-text-open"),
        (b'"' + b"\\" * 2_000_000, "json-text-open"),
        (b"{" * 1_000_000 + b"}" * 1_000_000, "json-expected"),
        (b"\xff" * 2_000_000, "not-utf-8"),
        (b"[" + b"9" * 2_000_000, "json-text-too-long"),
        (b" " * 2_000_000, "empty-file"),
    ],
    ids=["fifty-megabytes", "deep", "many", "quotes", "backslashes", "braces", "latin", "digits", "blanks"],
)
def test_a_hostile_file_is_put_down_soon(tmp_path: Path, content: bytes, code: str) -> None:
    source = tmp_path / "x.json"
    source.write_bytes(content)
    started = time.process_time()
    result = run(source, tmp_path)
    assert time.process_time() - started < 5
    assert re.findall("error ([a-z0-9-]+)", result.output) == [code]


def test_the_largest_service_is_imported_soon(tmp_path: Path) -> None:
    def onward(number: int, way: int) -> str:
        return f"S{number + 1}" if way == 0 else f"E{way}"

    states = [
        state(f"S{number}", [action(f"A{way}", onward(number, way), [f"R{number}"]) for way in range(3)])
        for number in range(180)
    ]
    ends = [state(f"E{way}", None, end=True) for way in (1, 2)]
    source = tmp_path / "x.json"
    source.write_text(json.dumps(service(*states, state("S180", None, end=True), *ends)), encoding="utf-8")
    started = time.process_time()
    assert run(source, tmp_path).exit_code == 0
    assert time.process_time() - started < 20


def test_a_folder_that_cannot_be_written_is_said_in_a_line(good: Path, tmp_path: Path) -> None:
    (tmp_path / "services").write_text("a file", encoding="utf-8")
    result = run(good, tmp_path / "services" / "deep")
    assert result.exit_code == 1
    assert re.search(r"^Error: .*/service.yaml could not be written: ", result.output, re.MULTILINE)
