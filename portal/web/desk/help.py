"""What an officer has to know to begin, one link away from each page of the desk."""

from __future__ import annotations

from flask import render_template

from portal.store import looks
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.visitors import Visitor, officer_only


@blueprint.get("/desk/help")
@officer_only
def help_page(visitor: Visitor) -> str:
    """What an officer has to know to begin."""
    return render_template(
        "desk/help.html",
        minutes=environment().settings.claim_minutes,
        looked_at=int(looks.LOOKED_AT.total_seconds() // 60),
    )
