"""Every key of a service file does something: one that nobody reads would be a promise of nothing.

Keys are told apart by their names only: one that has the name of another that is read (`to`, `lo`) is not found.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import portal
from portal.definition import model
from portal.definition.model import Part
from portal.definition.yaml_faults import LISTS, LISTS_OF_EXAMPLES
from portal.settings import ROOT

HOUSE = Path(portal.__file__).parent
ONE_MEANING_ONLY = {"currency"}
"""Every amount is in kip; the key says so to who reads the file."""


def _read() -> set[str]:
    """The names of all attributes that the portal or its templates read, and of the keys it asks for by name."""
    found: set[str] = set()
    for file in HOUSE.rglob("*.py"):
        if "node_modules" in file.parts or file.parent.name == "model":
            continue
        found |= {node.attr for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Attribute)}
    for template in (ROOT / "templates").rglob("*.html"):
        found |= set(re.findall(r"\.([a-z_]+)", template.read_text()))
    return found


@pytest.mark.parametrize(
    "part", [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Part)]
)
def test_every_key_is_read(part: type[Part]) -> None:
    assert not part.model_fields.keys() - _read() - ONE_MEANING_ONLY


def test_keys_that_hold_lists_are_known_where_a_dash_is_judged() -> None:
    parts = {each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Part)}
    of_examples: set[type[Part]] = {model.ExampleAction, model.Example, model.Expect}

    def lists(of: set[type[Part]]) -> set[str]:
        fields = ((name, field) for part in of for name, field in part.model_fields.items())
        return {name for name, field in fields if "tuple[" in str(field.annotation)}

    assert lists(parts - of_examples) | {"sms"} == LISTS
    assert lists(of_examples) - {"sms"} == LISTS_OF_EXAMPLES
