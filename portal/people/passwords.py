"""Passwords: hashed with argon2id (RFC 9106's second recommended option, argon2-cffi's default)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
"""Characters. OWASP ASVS 5.0 (6.2.1) asks for 8 at least and recommends 15."""
LONGEST: Final = 128
"""Characters; ASVS 6.2.9 asks to allow at least 64, and hashing must not be fed a book."""

_HASHER: Final = PasswordHasher()


class PasswordProblem(Enum):
    """Why a password cannot be taken."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    GUESSABLE = "guessable"
    """The username is in it, or it is one character repeated."""


@dataclass(frozen=True)
class HashedPassword:
    """A password that may be kept. `encoded` is argon2's own text, with parameters and salt."""

    encoded: str = field(repr=False)


def hash_password(password: str, username: str) -> HashedPassword | PasswordProblem:
    """Hash a new password of `username`, about a twentieth of a second's work; or say why it cannot be taken."""
    password = _normal(password)
    if len(password) < SHORTEST:
        return PasswordProblem.TOO_SHORT
    if len(password) > LONGEST:
        return PasswordProblem.TOO_LONG
    if username.casefold() in password.casefold() or len(set(password)) == 1:
        return PasswordProblem.GUESSABLE
    return HashedPassword(_HASHER.hash(password))


def is_right(hashed: HashedPassword | None, password: str) -> bool:
    """Whether the password is right; as slow for None, which is never right, as for a hash."""
    encoded = _nobodys_hash() if hashed is None else hashed.encoded
    try:
        right = _HASHER.verify(encoded, _normal(password[: LONGEST * 2])[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return right and hashed is not None


def needs_rehash(hashed: HashedPassword) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(hashed.encoded)


def _normal(password: str) -> str:
    """One form for letters that keyboards compose differently (NIST SP 800-63B asks for NFKC or NFKD)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("nobody has this password")
