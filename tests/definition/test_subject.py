"""Whom an application is for is one rule: the first person's name that is answered."""

from __future__ import annotations

import ast
from pathlib import Path

import portal
from portal.definition.model import Service
from portal.definition.subject import own_phone, person_questions, subject_name, subject_phone, subject_question
from tests.definition.boat import TEXT, load

FIRST = "      full_name: {type: person-name"


def with_a_child() -> Service:
    """A licence for a child, if there is one, else for the owner; the name of a crew stands in a group."""
    made = load(
        TEXT.replace(FIRST, "      child: {type: person-name, required: false, label: {lo: ລູກ, en: Child}}\n" + FIRST)
    ).service
    assert made is not None
    return made


def test_the_first_name_that_is_answered() -> None:
    service = with_a_child()
    assert person_questions(service) == ["child", "full_name"]
    assert subject_name(service, {"child": "ນາງ ດາວ", "full_name": "ທ້າວ ສົມ"}) == "ນາງ ດາວ"
    assert subject_name(service, {"full_name": "ທ້າວ ສົມ"}) == "ທ້າວ ສົມ"
    assert subject_name(service, {"child": "", "full_name": "ທ້າວ ສົມ"}) == "ທ້າວ ສົມ"
    assert subject_name(service, {"child": None, "full_name": "ທ້າວ ສົມ"}) == "ທ້າວ ສົມ"


def test_what_is_no_name_is_no_answer() -> None:
    assert subject_question(with_a_child(), {"child": ["x"], "full_name": "ທ້າວ ສົມ"}) == "full_name"
    assert subject_name(with_a_child(), {"child": 5}) == ""


def test_a_service_may_ask_for_no_phone() -> None:
    assert own_phone(with_a_child()) is None
    assert subject_phone(with_a_child(), {"full_name": "ທ້າວ ສົມ"}) is None


def test_the_applicants_own_number_comes_before_any_other() -> None:
    asked = "      {}: {{type: lao-phone, required: false, label: {{lo: ເບີ, en: Number}}}}\n"
    service = load(TEXT.replace(FIRST, asked.format("own") + asked.format("other") + FIRST)).service
    assert service is not None
    assert own_phone(service) == "own"
    assert subject_phone(service, {"own": "+8562055551234", "other": "+8562055559999"}) == "+8562055551234"
    assert subject_phone(service, {"own": None, "other": "+8562055559999"}) == "+8562055559999"


def test_nothing_else_looks_for_a_person_among_the_answers() -> None:
    asking = {
        str(file.relative_to(Path(portal.__file__).parent))
        for file in Path(portal.__file__).parent.rglob("*.py")
        if "node_modules" not in file.parts and "names_person" in _attributes(file.read_text())
    }
    assert asking == ASK_WHETHER_IT_IS_A_NAME


ASK_WHETHER_IT_IS_A_NAME = {"definition/subject.py", "papers/unbroken.py", "web/forms/summary.py"}
"""The rule itself; and what keeps every name, of whomever, from being broken at the end of a line."""


def _attributes(source: str) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
