"""Words of courtesy before a name."""

from __future__ import annotations

import pytest

from portal.lao.courtesy import without_courtesy


@pytest.mark.parametrize(
    "typed",
    [
        "ທ້າວ ບົວຄຳ",
        "ທາວ ບົວຄຳ",
        "ທ້າວບົວຄຳ",
        "ນາງ ບົວຄຳ",
        "ນາງສາວ ບົວຄຳ",
        "ນາງສາວບົວຄຳ",
        "ທ່ານ ນາງ ບົວຄຳ",
        "ເຈົ້າ ບົວຄຳ",
        "Mr ບົວຄຳ",
        "mrs. ບົວຄຳ",
        "Ms ບົວຄຳ",
        "ບົວຄຳ",
    ],
)
def test_the_name_is_left(typed: str) -> None:
    assert without_courtesy(typed) == "ບົວຄຳ"


@pytest.mark.parametrize("name", ["ບົວຄຳ ນາງແກ້ວ", "Mromg", "ນາງກ"])
def test_a_name_that_only_looks_alike_stays(name: str) -> None:
    assert without_courtesy(name) == name


def test_courtesy_alone_leaves_nothing() -> None:
    assert without_courtesy("ທ້າວ") == ""
