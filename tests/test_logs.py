"""Log lines tell what happened to which id, and never what people wrote."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
import structlog
from sqlalchemy import select

from portal.definition.model import FieldType
from portal.logs import set_up_logs
from portal.settings import ROOT
from portal.store.database import Database
from portal.store.tables import AnswerRow, CaseRow, FileRow, MessageRow, OfficerRow, PhoneRow, ServiceVersionRow

NAME = "ບົວຄຳ ພົມມະຈັນ"
PHONE = "+8562055551234"

MAKE_A_DEMO = """
import sys
from pathlib import Path
from portal.logs import set_up_logs
from tests.demo.making import make_demo
from tests.world import two_pilots

set_up_logs("json")
make_demo(Path(sys.argv[1]), 0, two_pilots())
"""


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def written(capsys: pytest.CaptureFixture[str], style: Literal["json", "console"] = "json") -> str:
    """What one line of each kind writes to stderr."""
    set_up_logs(style)
    structlog.get_logger("portal.messaging").info("sms_sent", message="0190-id", tries=2)
    logging.getLogger("somebody.else").warning("cannot read %s of %d bytes", NAME, 12)
    logging.getLogger("somebody.else").warning("cannot read %(what)s", {"what": PHONE})
    try:
        raise LookupError(NAME, PHONE)
    except LookupError:
        logging.getLogger("somebody.else").exception("failed")
        structlog.get_logger("portal.web").exception("failed_here")
    return capsys.readouterr().err


def test_json_lines_can_be_read_by_machines(capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[dict[str, Any]] = [json.loads(line) for line in written(capsys).splitlines()]
    assert [line["event"] for line in lines] == [
        "sms_sent",
        "cannot read … of 12 bytes",
        "cannot read …",
        "failed",
        "failed_here",
    ]
    first = lines[0]
    assert (first["message"], first["tries"], first["level"]) == ("0190-id", 2, "info")
    assert first["logger"] == "portal.messaging"
    assert first["timestamp"].endswith("Z")


def test_a_fault_is_told_by_its_kind_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    for line in [json.loads(line) for line in written(capsys).splitlines()][-2:]:
        assert line["fault"] == "LookupError"
        assert line["places"][0].startswith("test_logs.py:")


@pytest.mark.parametrize("style", ["json", "console"])
def test_words_of_others_are_left_out(capsys: pytest.CaptureFixture[str], style: Literal["json", "console"]) -> None:
    text = written(capsys, style)
    assert "sms_sent" in text
    assert NAME not in text
    assert PHONE not in text


def test_other_libraries_are_heard_from_warnings_up(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    logging.getLogger("twilio.http_client").info("Body: everything")
    structlog.get_logger("portal.web").debug("too_much")
    assert capsys.readouterr().err == ""


def test_setting_up_again_does_not_double_lines(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("json")
    set_up_logs("json")
    structlog.get_logger("portal.web").info("once")
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.xdist_group("demo-data")
def test_no_phone_name_or_answer_of_a_whole_demo_is_logged(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-c", MAKE_A_DEMO, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert made.returncode == 0, made.stderr
    lines = made.stderr.splitlines()
    assert len(lines) > 50
    assert {"sms_sent", "certificate_made"} <= {json.loads(line)["event"] for line in lines}
    secrets = personal_data(tmp_path)
    assert len(secrets) > 100
    assert [secret for secret in secrets if secret in made.stderr] == []


def personal_data(folder: Path) -> set[str]:
    """Everything that people wrote or that says who they are."""
    database = Database(f"sqlite:///{folder / 'portal.db'}")
    with database.reading() as session:
        found = {text for row in session.scalars(select(OfficerRow)) for text in row.name.values()}
        found |= {number.removeprefix("+856") for number in session.scalars(select(PhoneRow.number))}
        found |= set(session.scalars(select(MessageRow.text))) | set(session.scalars(select(FileRow.name)))
        definitions = dict(iter(session.execute(select(ServiceVersionRow.hash, ServiceVersionRow.definition))))
        for row, version in session.execute(
            select(AnswerRow, CaseRow.definition).join(CaseRow, CaseRow.id == AnswerRow.case_id)
        ):
            types = {
                name: field["type"]
                for page in json.loads(definitions[version])["form"]
                for name, field in page["fields"].items()
            }
            if types.get(row.name, FieldType.TEXT) in _WORDS and isinstance(row.value, str):
                found.add(row.value)
    database.dispose()
    return {text for text in found if len(text) > 3}


_WORDS = {FieldType.PERSON_NAME, FieldType.TEXT, FieldType.LONG_TEXT, FieldType.EMAIL, FieldType.ID_NUMBER}
"""Types whose answers are people's own words (a choice's or an area's code may well stand in an id)."""
