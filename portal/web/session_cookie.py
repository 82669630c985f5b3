"""The session's cookie: bound to this host, and ending by a length of time, not by a moment of somebody's clock."""

from __future__ import annotations

from typing import Any, Final

from flask import Flask
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from portal.cases.parking import CLOCKS_DIFFER

_NAME: Final = "session"
_HOST_BOUND: Final = f"__Host-{_NAME}"
"""Browsers take a cookie of this prefix (RFC 6265bis) over HTTPS only, for the whole of this host and no other: a
neighbour on the same domain cannot plant one."""


def install_session_cookie(app: Flask, *, secure: bool) -> None:
    """Give `app` its session cookie; `secure` when it is served over HTTPS."""
    app.config.update(
        SESSION_COOKIE_NAME=_HOST_BOUND if secure else _NAME,
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
    )
    app.session_interface = _BySeconds()


class OfClocksThatDiffer(TimestampSigner):
    """A cookie dated a little ahead holds: the clock was set right meanwhile, and nobody is to be signed out, or no
    longer known, for that."""

    ahead = CLOCKS_DIFFER

    def unsign(self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        value, signed = super().unsign(signed_value, max_age=None, return_timestamp=True)
        age = self.get_timestamp() - int(signed.timestamp())
        if max_age is not None and not -self.ahead.total_seconds() <= age <= max_age:
            raise SignatureExpired(f"Signature age {age}", payload=value, date_signed=signed)
        return (value, signed) if return_timestamp else value


class _BySeconds(SecureCookieSessionInterface):
    """Flask's own says only Expires: a phone whose clock is ahead would throw that away at once, and so would everybody
    when the server's is behind. Max-Age, which goes first, counts from when the cookie came."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        signing = super().get_signing_serializer(app)
        if signing is not None:
            signing.signer = OfClocksThatDiffer
        return signing

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not session or not session.permanent or not self.should_set_cookie(app, session):
            super().save_session(app, session, response)  # type: ignore[arg-type]
            return
        signer = self.get_signing_serializer(app)
        assert signer is not None, "the portal does not start without a key"  # noqa: S101
        response.set_cookie(
            self.get_cookie_name(app),
            signer.dumps(dict(session)),
            max_age=app.permanent_session_lifetime,
            path=self.get_cookie_path(app),
            secure=self.get_cookie_secure(app),
            httponly=self.get_cookie_httponly(app),
            samesite=self.get_cookie_samesite(app),
        )
        response.vary.add("Cookie")
