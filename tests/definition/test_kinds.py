"""What a type of field is, is known in one place, and in whole."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import portal
from portal.definition.kinds.kind import Kind
from portal.definition.kinds.table import KINDS, kind_of
from portal.definition.model import FieldType, FormField
from portal.settings import ROOT
from portal.web.forms.build import CONTROLS
from tests.definition.fields import EVERY

FOR_EVERY_TYPE = {"type", "label", "hint", "when", "error"}
HOUSE = Path(portal.__file__).parent
ASKS_A_TYPE = re.compile(r"(\.|\[.)type\b")
TYPES_ARE_NAMED_IN = {"definition/kinds/table.py", "definition/model/form.py", "web/forms/build.py", "demo/answers.py"}
"""What each is; the names themselves, and which of them an officer's own words are; its control; and the making up of
people for the demonstration."""


def test_every_type_has_its_kind() -> None:
    assert set(KINDS) == set(FieldType)


def test_every_type_that_is_answered_has_its_control() -> None:
    assert set(CONTROLS) == {kind for kind in FieldType if KINDS[kind].is_answered}


@pytest.mark.parametrize("kind", KINDS.values(), ids=[str(kind) for kind in KINDS])
def test_a_kind_is_set_by_keys_of_the_file(kind: Kind) -> None:
    assert kind.all_settings <= FormField.model_fields.keys() - FOR_EVERY_TYPE
    assert kind.needs <= kind.all_settings


def test_every_key_of_a_question_means_something_for_some_type() -> None:
    meant = {key for kind in KINDS.values() for key in kind.all_settings}
    assert meant | FOR_EVERY_TYPE == FormField.model_fields.keys()


def test_an_upload_in_a_row_of_a_group_is_found() -> None:
    upload = EVERY["file"]
    group = EVERY["group"].model_copy(update={"fields": {"proof": upload}})
    assert list(kind_of(group).file_ids(group, [{"proof": ["one"]}, {"proof": None}, {"proof": ["two"]}])) == [
        "one",
        "two",
    ]


def test_nothing_else_knows_a_type_by_its_name() -> None:
    naming = {
        str(file.relative_to(HOUSE))
        for file in HOUSE.rglob("*.py")
        if "node_modules" not in file.parts and _names_a_type(file.read_text())
    }
    assert naming == TYPES_ARE_NAMED_IN


def test_no_template_asks_for_a_type() -> None:
    templates = list((ROOT / "templates").rglob("*.html"))
    assert templates
    assert not [str(file) for file in templates if ASKS_A_TYPE.search(file.read_text())]


def _names_a_type(source: str) -> bool:
    return any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "FieldType"
        for node in ast.walk(ast.parse(source))
    )
