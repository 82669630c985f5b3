"""References are read out, typed and mistyped: what is one wrong letter away is never another case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.code_letters import ALPHABET
from portal.workflow.reference import (
    LENGTH,
    RANDOM_BITS,
    near_references,
    new_reference,
    normalise_reference,
    resembles_reference,
)

bits = st.integers(0, 2**RANDOM_BITS - 1)
places = st.integers(0, LENGTH - 1)


def plain(reference: str) -> str:
    return reference.replace("-", "")


@given(bits)
def test_shown_in_two_groups_of_the_alphabet(random_bits: int) -> None:
    first, _, second = new_reference(random_bits).partition("-")
    assert (len(first), len(second)) == (4, 4)
    assert set(first + second) <= set(ALPHABET)


@pytest.mark.parametrize(
    ("random_bits", "reference"),
    [(0, "2222-2222"), (1, "3222-222N"), (0x123456789, "BWTC-NK6R"), (2**35 - 1, "ZZZZ-ZZZE")],
)
def test_the_rule_never_changes(random_bits: int, reference: str) -> None:
    """People hold references on paper for years."""
    assert new_reference(random_bits) == reference


def test_nothing_in_the_alphabet_is_taken_for_another() -> None:
    assert len(set(ALPHABET)) == 32
    assert not set(ALPHABET) & set("0O1I")


@given(bits, bits)
def test_every_bit_counts(one: int, other: int) -> None:
    assert (new_reference(one) == new_reference(other)) == (one == other)


@given(bits, places, st.sampled_from(ALPHABET))
def test_one_wrong_character_is_found(random_bits: int, place: int, wrong: str) -> None:
    right = plain(new_reference(random_bits))
    typed = right[:place] + wrong + right[place + 1 :]
    assert (normalise_reference(typed) is None) == (typed != right)


@pytest.mark.parametrize("place", range(LENGTH - 1))
def test_every_swap_of_neighbours_is_found(place: int) -> None:
    """All pairs of characters at each place, the check character too: the rule is linear, so the rest may be fixed."""
    for value in range(32 * 32):
        right = plain(new_reference(value << 5 * min(place, LENGTH - 3)))
        typed = right[:place] + right[place + 1] + right[place] + right[place + 2 :]
        assert (normalise_reference(typed) is None) == (typed != right)


@given(bits, places, places)
def test_any_swap_is_found(random_bits: int, one: int, other: int) -> None:
    typed = list(plain(new_reference(random_bits)))
    right = list(typed)
    typed[one], typed[other] = typed[other], typed[one]
    assert (normalise_reference("".join(typed)) is None) == (typed != right)


@given(bits, st.sampled_from(["lower", "spaces", "no hyphen", "lao digits", "full width", "dash"]))
def test_typed_in_another_way_is_the_same(random_bits: int, way: str) -> None:
    reference = new_reference(random_bits)
    lao = str.maketrans("23456789", "໒໓໔໕໖໗໘໙")
    full_width = {ord(letter): ord(letter) + 0xFEE0 for letter in ALPHABET}
    typed = {
        "lower": reference.lower(),
        "spaces": "  " + " ".join(reference) + "\u200b\n",
        "no hyphen": plain(reference),
        "lao digits": reference.translate(lao),
        "full width": reference.translate(full_width),
        "dash": reference.replace("-", "\u2013"),
    }[way]
    assert normalise_reference(typed) == reference


@given(st.text())
def test_any_text_is_a_reference_or_none(text: str) -> None:
    found = normalise_reference(text)
    assert found is None or normalise_reference(found) == found


@pytest.mark.parametrize("text", ["", "-", "ABCD", "0000-0000", "OOOO-IIII", "2222-22222", "ກຂຄງ-ຈຊຍດ"])
def test_what_is_none(text: str) -> None:
    assert normalise_reference(text) is None


@given(bits, places, st.sampled_from(f"{ALPHABET}O01I"))
def test_a_reference_with_one_wrong_sign_is_near_the_right_one(random_bits: int, place: int, sign: str) -> None:
    right = new_reference(random_bits)
    letters = right.replace("-", "")
    wrong = letters[:place] + sign + letters[place + 1 :]
    near = near_references(wrong)
    assert (right in near) == (sign != letters[place])
    assert all(normalise_reference(one) == one for one in near)
    assert len(near) <= LENGTH * (LENGTH + 1) // 2


@given(bits, places, places)
def test_a_reference_with_two_signs_exchanged_is_near_the_right_one(random_bits: int, one: int, other: int) -> None:
    right = new_reference(random_bits)
    letters = list(right.replace("-", ""))
    letters[one], letters[other] = letters[other], letters[one]
    wrong = "".join(letters)
    assert (right in near_references(wrong)) == (wrong != right.replace("-", ""))


@pytest.mark.parametrize("typed", ["", "ABC", "ບົວຄຳ", "020 5555 1234", "O0O0O0O0", "ABCDEFGHJ"])
def test_what_is_too_unlike_a_reference_is_near_none(typed: str) -> None:
    assert near_references(typed) == []


@pytest.mark.parametrize(
    ("typed", "resembles"),
    [
        ("7KQ2-MZ4P", True),
        ("abcd-efgh", True),
        ("0KQ2MZ4P", True),
        ("SOMCHAIX", False),
        ("20551234", False),
        ("ວົງ", False),
    ],
)
def test_only_what_is_written_like_a_reference_is_told_to_be_a_wrong_one(typed: str, resembles: bool) -> None:
    assert resembles_reference(typed) == resembles
