"""References and verification codes are typed in many ways, and both are read alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.code_letters import ALPHABET, letters_typed
from portal.papers.verification_code import LENGTH, grouped, normal_code
from portal.workflow.reference import RANDOM_BITS, new_reference, normalise_reference

_LAO = str.maketrans("23456789", "໒໓໔໕໖໗໘໙")
_FULL_WIDTH = {ord(letter): ord(letter) + 0xFEE0 for letter in ALPHABET}
WAYS: dict[str, Callable[[str], str]] = {
    "as shown": lambda code: code,
    "small": str.lower,
    "apart": lambda code: "  " + "\N{NO-BREAK SPACE}".join(code) + "\n",
    "together": lambda code: code.replace("-", ""),
    "lao digits": lambda code: code.translate(_LAO),
    "full width": lambda code: code.translate(_FULL_WIDTH).replace("-", "\N{FULLWIDTH HYPHEN-MINUS}"),
    "dashes": lambda code: code.replace("-", "\N{EN DASH}"),
    "points": lambda code: code.replace("-", "."),
    "strokes": lambda code: code.replace("-", "/"),
    "hidden signs": lambda code: "\N{ZERO WIDTH SPACE}" + code.replace("-", "\N{SOFT HYPHEN}-"),
}


@pytest.mark.parametrize("way", WAYS)
@given(st.integers(0, 2**RANDOM_BITS - 1), st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_both_kinds_of_code_are_read_however_they_are_typed(way: str, bits: int, code: str) -> None:
    reference = new_reference(bits)
    assert normalise_reference(WAYS[way](reference)) == reference
    assert normal_code(WAYS[way](grouped(code))) == code


@given(st.text())
def test_what_is_read_is_read_as_itself(text: str) -> None:
    letters = letters_typed(text)
    if set(letters) <= set(ALPHABET):
        assert letters_typed("".join(letters)) == letters
