"""What a refused command says to the person who gave it: what happened, and what to do next."""

from __future__ import annotations

from portal.web.wording import gettext as _
from portal.workflow.refusals import Refusal, Why


def sentence(refusal: Refusal) -> str:
    """The refusal in the visitor's language."""
    match refusal.why:
        case Why.UNKNOWN_TASK | Why.ENDED:
            return _("Someone has already dealt with this step. The page now shows where the case stands.")
        case Why.CLAIMED_BY_OTHER:
            return _("A colleague has taken this case. Wait until they give it back, or ask them.")
        case Why.NOT_CLAIMED:
            return _("This case is not yours any more: the time you had taken it for is over.")
        case Why.FOUR_EYES:
            return _("You have already decided an earlier step of this case, so a colleague must take this one.")
        case Why.MISSING_REMARK:
            return _("Answer what is asked here first.")
        case Why.MISSING_FIELDS:
            return _("Choose at least one answer that has to be corrected.")
        case Why.ACTION_NOT_OPEN | Why.UNKNOWN_ACTION:
            return _("This cannot be done with this case. Choose one of the actions shown.")
        case Why.NO_OFFICE:
            return _("This place has no office for this service yet. Ask at your village or district office.")
        case Why.INCOMPLETE:
            return _("Some answers are missing or wrong. Go through this page again, then send it.")
        case Why.ANSWERS_CHANGED:
            return _("Answers were changed meanwhile. Look through them again, then send.")
        case Why.NOT_A_DRAFT:
            return _("This application has already been sent.")
        case Why.NOT_WAITING_FOR_APPLICANT:
            return _("This application is not waiting for a correction any more.")
        case Why.PAGE_NOT_OPEN | Why.UNKNOWN_PAGE:
            return _("This page does not belong to your answers any more.")
        case Why.TOO_MANY_DRAFTS:
            return _("You have many drafts already. Send or delete some of them first.")
        case Why.TOO_MANY_RUNNING:
            return _(
                "You have sent many applications for this service that are not decided yet. Wait until one is decided,"
                " or ask at your village office. What you typed stays saved."
            )
        case Why.FIELD_NOT_OPEN | Why.UNKNOWN_FIELD | Why.BAD_ANSWERS | Why.UNKNOWN_FILE:
            return _("Some of what was sent does not belong on this page. Check your answers and send them again.")
        case _:
            return _("This cannot be done now. The page shows where the case stands.")
