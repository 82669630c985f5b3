"""What an officer says with an action: its answers are carried whole, and one that says nothing is none."""

from __future__ import annotations

from portal.definition.model import ExampleAction
from portal.workflow.said import NOTHING_SAID, Said


def test_an_example_says_what_stands_beside_it_and_among_its_answers() -> None:
    step = {"do": "village.return", "note": "ກວດຄືນ", "fields": ["born"], "answers": {"receipt": 7}}
    said = Said.in_example(ExampleAction.model_validate(step))
    assert said.fields == ("born",)
    assert said.given == {"note": "ກວດຄືນ", "receipt": 7}


def test_an_answer_that_says_nothing_is_none() -> None:
    said = Said(answers={"note": " \n", "reason": None, "several": [], "sum": 0, "agreed": False, "name": "ກ"})
    assert said.given == {"sum": 0, "agreed": False, "name": "ກ"}
    assert NOTHING_SAID.given == {}
