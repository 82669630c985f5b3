"""The code printed on a certificate, by which anyone finds out whether it is genuine."""

from __future__ import annotations

from typing import Final

from portal.lao.code_letters import ALPHABET, letters_typed

LENGTH: Final = 12
"""Sixty bits: nobody finds a certificate by trying codes."""
GROUP: Final = 4


def grouped(code: str) -> str:
    """Return the code as people read and type it: 'ABCD-EFGH-JKLM'."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normal_code(typed: str) -> str | None:
    """Return the code that was meant, or None when no code looks like this.

    It may be typed in any way that `letters_typed` reads.
    """
    letters = letters_typed(typed)
    return "".join(letters) if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else None
