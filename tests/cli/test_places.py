"""`portal places` from the command line, over a database of its own."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import portal
from portal.cli.places import REASONS, places
from portal.store.area_file import FlawReason


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", "a secret of at least thirty-two letters")
    monkeypatch.setenv("PORTAL_DATABASE_URL", f"sqlite:///{tmp_path / 'portal.db'}")
    assert CliRunner().invoke(portal, ["migrate"]).exit_code == 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "areas.tsv"
    made.write_text(
        "code\tlevel\tparent\tname_lo\tname_en\n01\tprovince\t\tວຽງຈັນ\tVientiane\n0101\tdistrict\t02\tໄຊ\t{Xay}\n",
        encoding="utf-8",
    )
    return made


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(places, arguments)


@pytest.mark.usefixtures("settings")
def test_what_is_loaded_search_finds() -> None:
    loaded = _run("load")
    assert loaded.exit_code == 0, loaded.output
    assert "18 provinces, 148 districts, 8940 villages" in loaded.output
    assert "24 rows flawed: unlisted-parent" in loaded.output
    assert _run("load").output == loaded.output
    found = _run("search", "ໜອງປິງ", "--language", "lo")
    assert found.output == "010101\tບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ\n"
    assert _run("search", "Bokeo", "--level", "province").output == "05\tBokeo Province\n"


def test_whoever_only_writes_a_service_needs_no_portal_to_find_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PORTAL_")]:
        monkeypatch.delenv(name)
    found = _run("search", "ໜອງປິງ", "--language", "lo")
    assert found.output == "010101\tບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ\n"


def test_report_names_the_line(file: Path) -> None:
    told = _run("report", str(file))
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        f"{file}:3: odd-characters: 0101: the name holds characters that do not belong: {{Xay}}",
        f"{file}:3: unlisted-parent: 0101: the area above is not listed: 02",
    ]


def test_report_as_json_has_both_languages(file: Path) -> None:
    flaws = json.loads(_run("report", str(file), "--json").output)
    assert [(flaw["line"], flaw["code"], flaw["reason"]) for flaw in flaws] == [
        (3, "0101", "odd-characters"),
        (3, "0101", "unlisted-parent"),
    ]
    assert flaws[1]["lo"] == "ບໍ່ມີເຂດຂັ້ນເທິງໃນລາຍຊື່: 02"


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("command", ["load", "report"])
def test_another_file_is_refused_in_a_sentence(tmp_path: Path, command: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n", encoding="utf-8")
    refused = _run(command, str(other))
    assert refused.exit_code == 1
    assert "does not begin with the heading" in refused.output


def test_every_flaw_has_its_sentence() -> None:
    assert REASONS.keys() == set(FlawReason)
