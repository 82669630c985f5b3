"""The demonstration phone: the SMS that the console gateway took, as the phones they went to would show them."""

from __future__ import annotations

import re

from flask import Blueprint, render_template, request
from markupsafe import Markup, escape

from portal.lao.phone import PhoneProblem, parse_phone
from portal.people.phones import phone_digest
from portal.store import messages
from portal.web.current import environment

blueprint = Blueprint("demo_phone", __name__)

NEWEST = 30
"""Messages shown: those a phone's screen would hold after some scrolling."""


@blueprint.get("/demo/phone")
def phone() -> str:
    """The newest messages of one phone, or of all phones, the newest first: a code just sent is at the top."""
    typed = request.args.get("number", "")
    number = parse_phone(typed) if typed else None
    with environment().database.reading() as session:
        if isinstance(number, str):
            digest = phone_digest(number, environment().settings.secret_key.get_secret_value())
            found = messages.newest(session, NEWEST, phone_digest=digest)
        else:
            found = messages.newest(session, NEWEST)
    threads: dict[str, list[tuple[Markup, object]]] = {}
    for row in found:
        threads.setdefault(row.number, []).append((_with_links(row.text), row))
    return render_template("demo/phone.html", threads=threads, typed=typed, wrong=isinstance(number, PhoneProblem))


def _with_links(text: str) -> Markup:
    """The text with this portal's own addresses made into links, as phones do."""
    base = environment().settings.base_url.rstrip("/")
    parts = re.split(rf"({re.escape(base)}/\S+)", text)
    return Markup("").join(
        Markup('<a class="govuk-link" href="{0}">{1}<wbr>{2}</a>').format(part[len(base) :], *_halves(part))
        if part.startswith(f"{base}/")
        else escape(part)
        for part in parts
    )


def _halves(address: str) -> tuple[str, str]:
    """An address parted where a line may end best: after its last slash."""
    head, slash, tail = address.rpartition("/")
    return head + slash, tail
