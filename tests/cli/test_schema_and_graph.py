"""`portal schema` and `portal graph`: what they print, where they write, and what they say when there is nothing."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from portal.cli import portal
from portal.definition.schema import service_schema
from portal.settings import ROOT

SERVICE = ROOT / "services" / "residence-certificate"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(portal, arguments)


def test_schema_is_printed_or_written_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "service.schema.json"
    assert json.loads(run("schema").output) == service_schema()
    assert run("schema", "--out", str(file)).output == ""
    assert file.read_text() == run("schema").output


@pytest.mark.parametrize("named", ["residence-certificate", str(SERVICE), str(SERVICE / "service.yaml")])
def test_drawing_of_a_service_by_its_name_folder_or_file(named: str) -> None:
    drawn = run("graph", named)
    assert drawn.exit_code == 0
    root = ElementTree.fromstring(drawn.output)  # noqa: S314 - our own
    assert root[0].text == "ໃບຢັ້ງຢືນທີ່ຢູ່"


def test_drawing_in_english_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "workflow.svg"
    assert run("graph", str(SERVICE), "--lang", "en", "--out", str(file)).output == ""
    assert "Village check" in file.read_text()


def test_file_that_cannot_be_read_as_a_service_is_told_of_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "service.yaml"
    file.write_text((SERVICE / "service.yaml").read_text().replace("role:   signer", "rolle: signer"))
    drawn = run("graph", str(file), "--lang", "en")
    assert drawn.exit_code == 1
    line = next(number for number, text in enumerate(file.read_text().split("\n"), 1) if "rolle" in text)
    assert f"{file}:{line}:5: unknown-key: `rolle` means nothing here." in drawn.output
    assert "No drawing" in drawn.output


def test_service_that_is_not_there_is_said_so() -> None:
    assert "there is no service nothing" in run("graph", "nothing").output
