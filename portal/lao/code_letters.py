"""The signs of what is read off paper or out on the telephone: references, verification codes, incident numbers."""

import unicodedata
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Thirty-two signs; 0, O, 1 and I, which are taken for one another, are not among them."""

_SEPARATORS: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212_./")


def letters_typed(text: str) -> list[str]:
    """The letters of a code as they were typed, each as it is written in codes where it is one of theirs.

    Small letters, full-width ones, and Lao or other digits are taken for what they stand for; white space, dashes of
    any kind, points, strokes and signs that draw nothing are left out. A letter of another alphabet is not guessed: it
    stays.
    """
    plain = unicodedata.normalize("NFKC", text)
    return [_letter(sign) for sign in plain if not (sign.isspace() or sign in _SEPARATORS or _draws_nothing(sign))]


def _draws_nothing(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf"}


def _letter(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign.upper() if digit is None else str(digit)
