"""Anyone checks a certificate: by its QR, or by typing the code printed beside it."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.certificates.verification import Unknown, verify
from portal.papers.verification_code import grouped, normal_code
from portal.web.current import environment
from portal.web.limits import limiter

blueprint = Blueprint("verify", __name__)

_UNKNOWN_CODES: Final = "300 per hour"


@blueprint.get("/v")
def ask() -> Response | str:
    """Ask for the code on the paper."""
    typed = request.args.get("code", "")[:60]
    plain = normal_code(typed) if typed else None
    if plain is not None:
        return redirect(url_for("verify.show", code=plain), 303)
    return render_template("verify/ask.html", typed=typed, wrong=bool(typed))


@blueprint.get("/v/<code>")
def show(code: str) -> tuple[str, int]:
    """Say whether the certificate of this code is genuine, and what it says.

    Only codes of no certificate count: nobody comes upon one of 60 bits by trying, and who tries keeps no neighbour on
    the same address from checking a paper.
    """
    with environment().database.reading() as session:
        found = verify(session, code, environment().today())
    if isinstance(found, Unknown):
        with limiter.limit(_UNKNOWN_CODES):
            pass
        plain = normal_code(code)
        return render_template("verify/unknown.html", typed=grouped(plain) if plain else code[:60]), 404
    return render_template("verify/show.html", found=found, code=grouped(found.code)), 200
