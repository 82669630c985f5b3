"""Words that stand in the session cookie and that only the portal can read: the cookie is signed, not hidden."""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portal.web.current import environment


def seal(words: str) -> str:
    """These words for the cookie; each time others."""
    return _fernet(environment().settings.secret_key.get_secret_value()).encrypt(words.encode()).decode()


def unseal(sealed: object) -> str | None:
    """The words of what `seal` gave; None for anything else, and for what was sealed with another key."""
    if not isinstance(sealed, str):
        return None
    try:
        return _fernet(environment().settings.secret_key.get_secret_value()).decrypt(sealed).decode()
    except InvalidToken:
        return None


@lru_cache(maxsize=8)
def _fernet(secret: str) -> Fernet:
    """A key of its own (HKDF, RFC 5869), so that nothing which the secret signs can be opened, and the other way."""
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"words in the session cookie").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
