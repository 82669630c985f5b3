"""Placeholders: filled by name, and reaching nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.definition.area_names import Area, Naming
from portal.definition.model import Level
from portal.definition.placeholders import (
    CERTIFICATE_NAMES,
    MESSAGE_NAMES,
    RESERVED_NAMES,
    MessageWords,
    answer_names,
    answer_values,
    filled,
)
from portal.definition.template import UnfilledPlaceholderError, fill, names_in, stray_brace, without
from tests.definition.boat import service

DISTRICT = Area("0101", Level.DISTRICT, None, "ຈັນທະບູລີ", "Chanthabuly")
VILLAGE = Area("010101", Level.VILLAGE, "0101", "ໜອງປິງ", "Nongping", above=(DISTRICT,))


def test_names_are_filled() -> None:
    values = {"year": "2026", "office.code": "0101", "serial": "42"}
    assert fill("{year}/{office.code}/{serial:05}", values) == "2026/0101/00042"
    assert fill("{{{year}}}", values) == "{2026}"


def test_value_is_not_a_template() -> None:
    assert fill("{note}", {"note": "{ref}", "ref": "secret"}) == "{ref}"


def test_missing_value_is_not_passed_over() -> None:
    with pytest.raises(UnfilledPlaceholderError):
        fill("{ref}", {})


@pytest.mark.parametrize("template", ["{a.__class__}", "{a[0]}", "{a!r}", "{0}", "{}", "{a:>10}", "{a", "a}", "{A}"])
def test_other_formats_reach_nothing(template: str) -> None:
    assert stray_brace(template) is not None
    assert names_in(template) == []


@given(st.text(alphabet="{}ab.:05 ກ", max_size=30))
def test_template_with_sound_braces_is_filled_whole(template: str) -> None:
    names = names_in(template)
    if stray_brace(template) is None:
        filled = fill(template, dict.fromkeys(names, "x"))
        assert filled.count("{") == template.count("{{")


def test_answers_fill_their_names() -> None:
    answers = {"full_name": "ສົມຊາຍ", "born": "1985-03-12", "village": "010101", "kind": "row", "total": 4}
    values = answer_values(service(), answers, "lo", Naming({"010101": VILLAGE}.get))
    assert values.keys() == answer_names(service())
    assert values["full_name"] == "ສົມຊາຍ"
    assert values["born"] == "12 ມີນາ 1985"
    assert (values["village"], values["village.full"]) == ("ບ້ານ ໜອງປິງ", "ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ")
    assert (values["kind"], values["total"], values["permit"]) == ("ເຮືອພາຍ", "4", "")


def test_own_words_are_what_stands_outside_placeholders() -> None:
    assert without("{ref}: ບ້ານ {village.full} {serial:05}") == ": ບ້ານ  "


def test_a_name_of_a_field_is_never_one_that_is_filled_otherwise() -> None:
    assert MESSAGE_NAMES | CERTIFICATE_NAMES <= RESERVED_NAMES
    words = MessageWords(**{name: f"<{name}>" for name in MESSAGE_NAMES})
    template = " ".join(f"{{{name}}}" for name in sorted(MESSAGE_NAMES))
    assert filled(template, {}, words) == " ".join(f"<{name}>" for name in sorted(MESSAGE_NAMES))
