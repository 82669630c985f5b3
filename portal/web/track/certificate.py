"""The papers of a case, for its applicant."""

from __future__ import annotations

from flask import abort
from werkzeug.wrappers import Response

from portal.store import certificates
from portal.web.current import environment
from portal.web.kept_files import send_certificate
from portal.web.track.blueprint import blueprint, own_case
from portal.web.visitors import Visitor, applicant_only


@blueprint.get("/my/<reference>/certificates/<certificate_id>.pdf")
@applicant_only
def certificate(reference: str, certificate_id: str, visitor: Visitor) -> Response:
    """A certificate, as a PDF to keep."""
    with environment().database.reading() as session:
        found = own_case(session, visitor, reference)
        row = certificates.made_of_case(session, found.id, certificate_id)
    if row is None:
        abort(404)
    return send_certificate(row, f"{found.service}-{found.reference}.pdf")
