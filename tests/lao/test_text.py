"""One spelling for what looks the same; one key for what a reader takes for the same word."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.lao.text import TONE_MARKS, canonical, canonical_lines, fold, latin_digits

_LAO_BLOCK = [chr(c) for c in range(0x0E80, 0x0EE0) if unicodedata.category(chr(c)) != "Cn"]
# Mostly Lao, with what breaks rules: other scripts' marks, invisible characters, spaces, astral letters.
_TROUBLE = " \u200b\u200d\u202e\u0301\u0323\u0e38aÉß-.😀"
lao_text = st.text(st.one_of(st.sampled_from(_LAO_BLOCK), st.sampled_from(_TROUBLE)))
any_text = st.one_of(lao_text, st.text())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ນໍ້າ", "ນ້ຳ"),  # niggahita, tone, AA
        ("ນ້ໍາ", "ນ້ຳ"),  # tone, niggahita, AA
        ("ນຳ້", "ນ້ຳ"),  # tone typed last
        ("ນໍາ້", "ນ້ຳ"),
        ("ຄໍາ", "ຄຳ"),
        ("ກ່ິນ", "ກິ່ນ"),  # tone before the vowel above
        ("ຊ້ື", "ຊື້"),
        ("ຜູ້", "ຜູ້"),  # tone before the vowel below
        ("ຫຼ້ິນ", "ຫຼິ້ນ"),
        ("ຫ້ຼິນ", "ຫຼິ້ນ"),  # semivowel sign comes first
        ("ສີີ", "ສີ"),  # the same mark twice, invisible on screen
        ("ເເຂວງ", "ແຂວງ"),  # two E typed for EI
        ("ບ້ານ\u200bໂພນ\u200bທັນ", "ບ້ານໂພນທັນ"),
        ("\ufeff  ສົມຊາຍ \t\n ວົງສາ\u202e ", "ສົມຊາຍ ວົງສາ"),
        ("Vientiane\u00a0 Capital", "Vientiane Capital"),
        ("e\u0301", "é"),
        ("໒໐", "໒໐"),
        ("", ""),
    ],
)
def test_text_that_looks_the_same_is_stored_the_same(typed: str, kept: str) -> None:
    assert canonical(typed) == kept


@given(any_text)
@example("ກ່ິ\u0e38")
def test_canonical_changes_nothing_the_second_time(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(any_text)
def test_canonical_keeps_the_consonants_and_digits_in_their_order(text: str) -> None:
    def letters(value: str) -> str:
        composed = unicodedata.normalize("NFC", "".join(c for c in value if unicodedata.category(c) != "Cf"))
        return "".join(c for c in composed if "\u0e81" <= c <= "\u0eae" or "\u0ed0" <= c <= "\u0edf" or c.isdecimal())

    assert letters(canonical(text)) == letters(text)


@given(any_text)
def test_canonical_leaves_nothing_invisible(text: str) -> None:
    kept = canonical(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in kept)
    assert kept == " ".join(kept.split())


@given(any_text)
def test_every_spelling_of_a_word_has_one_key(text: str) -> None:
    assert fold(canonical(text)) == fold(text)
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_a_key_has_no_tone_space_or_capital(text: str) -> None:
    key = fold(text)
    assert not set(key) & set(TONE_MARKS)
    assert all(unicodedata.category(c)[0] in "LMN" for c in key)


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("ຫຼວງພະບາງ", "ຫລວງພະບາງ"),
        ("ໜອງບົກ", "ຫນອງບົກ"),
        ("ໃໝ່", "ໃຫມ່"),
        ("ນ້ຳງື່ມ", "ນໍາງືມ"),
        ("ບ້ານ ໂພນທັນ", "ບານໂພນ​ທັນ"),
        ("ໂພນ-ທັນ (ເໜືອ)", "ໂພນທັນເຫນືອ"),
        ("ຮ່ອມ ໒", "ຮອມ2"),
        ("Vang Vieng", "vangvieng"),
        ("ຫຼັກ 5", "ຫລັກ໕"),
        ("ເມຶອງນ້ອຍ", "ເມືອງນ້ອຍ"),
        ("ໂຄກໃຫ່ຍ", "ໂຄກໃຫຍ່"),
    ],
)
def test_searching_forgives_spelling(written: str, sought: str) -> None:
    assert fold(written) == fold(sought)


@pytest.mark.parametrize(("one", "other"), [("ບ້ານນາ", "ບ້ານໜາ"), ("ກັນ", "ກົນ"), ("ໃກ", "ໄກ"), ("ກຳ", "ກາ")])
def test_searching_keeps_different_words_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_lines_are_kept_where_text_has_paragraphs() -> None:
    assert canonical_lines("\n ນໍ້າ  ໃຈ\r\n\r\nສອງ\u2028ສາມ \n\n") == "ນ້ຳ ໃຈ\n\nສອງ\nສາມ"


def test_lao_digits_become_latin_and_nothing_else_changes() -> None:
    assert latin_digits("ເລກທີ ໐໑໒໓໔໕໖໗໘໙/ab 7") == "ເລກທີ 0123456789/ab 7"
