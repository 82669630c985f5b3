"""Whatever a person's name may hold, the papers can print: no empty boxes on a certificate."""

from __future__ import annotations

from datetime import date

import pytest

from portal.definition.model import FieldType, FormField, Text
from portal.definition.problems import Problem
from portal.definition.values import read
from portal.papers.faces import Face, fonts

NAME = FormField(type=FieldType.PERSON_NAME, label=Text(lo="ຊື່", en="Name"))


def accepted(typed: str) -> str | None:
    value = read(NAME, typed, date(2026, 11, 25), lambda _level, _code: False)
    return None if isinstance(value, Problem) else str(value)


@pytest.mark.parametrize("face", list(Face))
@pytest.mark.parametrize("bold", [False, True])
def test_every_sign_of_a_name_has_a_glyph(face: Face, bold: bool) -> None:
    stack = fonts(face, bold)
    names = (accepted(f"ກa{chr(code)}") for code in range(0x20, 0x3000))
    lacking = {sign for name in names if name for sign in name if not any(font.has(sign) for font in stack)}
    assert lacking == set()


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "ສົມຊາຍ ວົງສາ", "Zoë O'Brien-Łukasz", "ນາງ ຄຳແພງ (ນ້ອຍ)"])
def test_common_names_are_taken(name: str) -> None:
    assert accepted(name)


@pytest.mark.parametrize(
    "name", ["王小明", "Иван", "สมชาย", "ກ" + "\u0301" * 5 + "ົ", "a" + "\u0301\u0302\u0303\u0304\u0305"]
)
def test_other_scripts_and_piles_of_marks_are_asked_for_again(name: str) -> None:
    assert accepted(name) is None
