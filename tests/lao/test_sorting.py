"""Lao names stand in the order of a Lao dictionary."""

import random

from hypothesis import given
from hypothesis import strategies as st

from portal.lao.sorting import sort_key
from portal.lao.text import canonical

# Sorted by ICU 78 (Intl.Collator("lo")).
ICU_ORDER = (
    "ກ ກວາ ກອງ ກັນ ກາ ກ່າ ກ້າ ກາຍ ການ ກຳ ກຳນົດ ກິ ກີ ກຶ ກື ກຸ ກູ ກົນ ກຽວ ເກ ແກ ໂກ ໃກ ໄກ ຈາ ສາ ຊາ ຍາ ນ້ຳ ນ້ຳໃຈ ລາ ວາ ຫຍ້າ ຫວ ຫົວ ອາ ຮາ"
)


def test_words_stand_in_the_order_of_icu() -> None:
    words = ICU_ORDER.split()
    assert sorted(random.Random(7).sample(words, len(words)), key=sort_key) == words


def test_figures_and_latin_stand_before_lao() -> None:
    assert sorted(["ກ", "b", "໒", "A", "1"], key=sort_key) == ["1", "໒", "A", "b", "ກ"]


def test_both_spellings_of_a_word_stand_together() -> None:
    assert sorted(["ຫວາຍ", "ຫຼານ", "ຫລາບ", "ຫລານ"], key=sort_key) == ["ຫລານ", "ຫຼານ", "ຫລາບ", "ຫວາຍ"]
    assert sorted(["ໝາກ", "ຫມວກ", "ໝໍ", "ຫນາວ"], key=sort_key) == ["ຫນາວ", "ໝໍ", "ຫມວກ", "ໝາກ"]
    assert sorted(["ນາ", "ນໍ້າ", "ນ້ຳ", "ນິ"], key=sort_key) == ["ນາ", "ນໍ້າ", "ນ້ຳ", "ນິ"]


@given(st.text())
def test_the_key_is_of_the_word_and_can_be_stored(text: str) -> None:
    assert sort_key(canonical(text)) == sort_key(text)
    assert "\x00" not in sort_key(text)
    sort_key(text).encode("utf-8")
