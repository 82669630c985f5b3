"""The blueprint that every page of an applicant's own cases belongs to, and the case that such a page is of."""

from __future__ import annotations

from flask import Blueprint
from sqlalchemy.orm import Session

from portal.cases.access import own_case_by_reference
from portal.cases.command import NoSuchCase
from portal.web.visitors import Visitor
from portal.workflow.case import Case
from portal.workflow.reference import normalise_reference

blueprint = Blueprint("track", __name__)


def own_case(session: Session, visitor: Visitor, reference: str) -> Case:
    """The visitor's case of a reference as it is written in an address. Raises NoSuchCase for any other."""
    plain = normalise_reference(reference)
    if plain is None:
        raise NoSuchCase(reference)
    return own_case_by_reference(session, visitor.person, plain)
