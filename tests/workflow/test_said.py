"""What an officer says with an action holds every remark there is, and no more than was asked for."""

from __future__ import annotations

import pytest

from portal.definition.model import REMARKS, Ask, ExampleAction, Remark
from portal.workflow.said import NOTHING_SAID, Said


def _saying(remark: Remark, text: str) -> Said:
    return Said(note=text) if remark == "note" else Said(reason=text)


@pytest.mark.parametrize("remark", REMARKS)
def test_each_remark_is_carried(remark: Remark) -> None:
    said = Said.in_example(ExampleAction.model_validate({"do": "village.return", remark: "ກວດຄືນ", "fields": ["born"]}))
    assert said.remarks == {remark: "ກວດຄືນ"}
    assert said.fields == ("born",)
    assert said.only((remark,)) == _saying(remark, "ກວດຄືນ")
    assert said.only(("fields",)) == Said(("born",))


@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_that_says_nothing_is_blank(remark: Remark) -> None:
    asks: tuple[Ask, ...] = ("fields", remark)
    assert NOTHING_SAID.blank(asks) == [remark]
    assert _saying(remark, " \n").blank(asks) == [remark]
    assert _saying(remark, "ກ").blank(asks) == []
    assert NOTHING_SAID.blank(()) == []
