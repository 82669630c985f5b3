"""Lines break between words of Lao, and never where the script forbids it."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.breaking import break_points, graphemes, shortened
from portal.lao.text import LEADING_VOWELS

_LETTERS = [chr(c) for c in range(0x0E80, 0x0EE0) if unicodedata.category(chr(c)) != "Cn"]
lao_text = st.text(st.sampled_from([*_LETTERS, " ", "a", "1", "😀", "."]))


def pieces(text: str) -> list[str]:
    ends = [0, *break_points(text), len(text)]
    return [text[start:end] for start, end in pairwise(ends)]


def test_a_sentence_breaks_at_its_words() -> None:
    assert pieces("ຂ້າພະເຈົ້າຂໍຢັ້ງຢືນວ່າທ່ານອາໄສຢູ່ບ້ານໂພນທັນ") == [
        "ຂ້າພະເຈົ້າ", "ຂໍຢັ້ງຢືນ", "ວ່າ", "ທ່ານ", "ອາໄສ", "ຢູ່", "ບ້ານ", "ໂພນ", "ທັນ",
    ]  # fmt: skip


def test_positions_are_those_of_the_text_after_an_astral_character() -> None:
    assert pieces("😀😀ບ້ານໂພນ ABC") == ["😀", "😀", "ບ້ານ", "ໂພນ ", "ABC"]


@pytest.mark.parametrize("word", ["ຫຼາຍໆ", "ຕ່າງໆ", "ນໍ້າໃຈ", "(ລາວ)", "ກມ.", "12/2026", ""])
def test_these_never_break(word: str) -> None:
    assert pieces(word) == [word]


@given(lao_text)
def test_no_break_parts_a_letter_from_its_signs(text: str) -> None:
    for point in break_points(text):
        assert 0 < point < len(text)
        assert text[point - 1] not in LEADING_VOWELS
        assert text[point] not in "ະາຳຽໆຯ"
        assert unicodedata.category(text[point]) != "Mn"


def test_a_consonant_and_its_marks_are_one_grapheme() -> None:
    assert graphemes("ທີ່ຢູ່") == ["ທີ່", "ຢູ່"]


@given(st.text(alphabet=st.sampled_from("ກຂນ້ຳົື່ເ ab"), max_size=60), st.integers(min_value=4, max_value=40))
def test_a_shortened_text_fits_and_is_a_beginning_of_whole_signs(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    if short != text:
        kept = short.removesuffix("...")
        assert text.startswith(kept)
        assert "".join(graphemes(text)[: len(graphemes(kept))]).rstrip() == kept


@pytest.mark.parametrize(
    ("most", "short"),
    [(20, "ຖ່າຍຮູບໃບຕາດິນ..."), (15, "ຖ່າຍຮູບໃບ..."), (40, "ຖ່າຍຮູບໃບຕາດິນ ແລະ ສົ່ງໃໝ່")],
)
def test_a_shortened_text_ends_with_a_whole_word(most: int, short: str) -> None:
    assert shortened("ຖ່າຍຮູບໃບຕາດິນ ແລະ ສົ່ງໃໝ່", most) == short
