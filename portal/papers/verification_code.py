"""The code printed on a certificate, by which anyone finds out whether it is genuine."""

from __future__ import annotations

from typing import Final

from portal.lao.code_letters import ALPHABET
from portal.lao.text import canonical, latin_digits

LENGTH: Final = 12
"""Sixty bits: nobody finds a certificate by trying codes."""
GROUP: Final = 4


def grouped(code: str) -> str:
    """Return the code as people read and type it: 'ABCD-EFGH-JKLM'."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normal_code(typed: str) -> str | None:
    """Return the code that was meant, or None when no code looks like this.

    Small letters, spaces, dashes of any kind and Lao digits are taken for what they stand for.
    """
    plain = latin_digits(canonical(typed)).upper()
    code = "".join(sign for sign in plain if sign not in _SEPARATORS)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


_SEPARATORS: Final = frozenset(" -\u2010\u2011\u2012\u2013\u2014\u2212._/")
