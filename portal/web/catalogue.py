"""The front door: which services there are, and what each asks and gives."""

from __future__ import annotations

from flask import Blueprint, render_template

from portal.cases.apply import NoSuchService
from portal.web.current import environment
from portal.web.security_headers import public_page

blueprint = Blueprint("catalogue", __name__)


@blueprint.get("/")
@public_page
def services() -> str:
    """Every service on offer."""
    offers = environment().services.offers()
    return render_template("catalogue/services.html", services=[offer.service for offer in offers.values()])


@blueprint.get("/services/<name>")
@public_page
def service(name: str) -> str:
    """One service: who can apply, what is needed, what it costs, how long it takes, who decides."""
    offer = environment().services.offers().get(name)
    if offer is None:
        raise NoSuchService(name)
    return render_template("catalogue/service.html", service=offer.service)
