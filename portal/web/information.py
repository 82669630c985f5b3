"""The pages that say what the portal is: about, privacy, help, cookies."""

from __future__ import annotations

from flask import Blueprint, render_template

from portal.web.security_headers import public_page

blueprint = Blueprint("information", __name__)


@blueprint.get("/about")
@public_page
def about() -> str:
    """Say what the pilot is."""
    return render_template("public/about.html")


@blueprint.get("/privacy")
@public_page
def privacy() -> str:
    """Say what data are kept, who sees them and how to have them corrected."""
    return render_template("public/privacy.html")


@blueprint.get("/help")
@public_page
def help_page() -> str:
    """Say how to get help at the village office."""
    return render_template("public/help.html")


@blueprint.get("/cookies")
@public_page
def cookies() -> str:
    """Say which cookies there are."""
    return render_template("public/cookies.html")
