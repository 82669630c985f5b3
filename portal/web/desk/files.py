"""Uploaded files on the desk: small on the case page, a photograph on a page of its own, anything else to be saved.

Opening a file is an event that its applicant can read. The small picture is part of the case page and is none: it is
too small for what is written on a paper.
"""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import abort, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.cases import work
from portal.cases.access import seen_case
from portal.definition.subject import subject_name
from portal.store.media import small_copy
from portal.store.tables import FileRow
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.kept_files import is_picture, kept_headers, send_upload
from portal.web.language import current_language
from portal.web.visitors import Visitor, officer_only


@blueprint.get("/desk/cases/<case_id>/files/<file_id>")
@officer_only
def file(case_id: str, file_id: str, visitor: Visitor) -> Response:
    """An uploaded file as it is. Asking for nothing but what would come (HEAD) opens nothing."""
    opening = work.glance_at_file if request.method == "HEAD" else work.open_file
    return send_upload(opening(environment(), visitor.person, case_id, file_id))


@blueprint.get("/desk/cases/<case_id>/files/<file_id>/picture")
@officer_only
def picture(case_id: str, file_id: str, visitor: Visitor) -> str:
    """A photograph as large as the window, with a way back to the case."""
    opening = work.glance_at_file if request.method == "HEAD" else work.open_file
    row = opening(environment(), visitor.person, case_id, file_id)
    if not is_picture(row):
        abort(404)
    with environment().database.reading() as session:
        case = seen_case(session, environment(), visitor.person, case_id)
    service = environment().services.version(case.definition)
    field = service.fields.get(row.field)
    return render_template(
        "desk/picture.html",
        service=service,
        case=case,
        applicant=subject_name(service, case.answers),
        label=field.label.in_language(current_language()) if field else row.name,
        file=row,
    )


@blueprint.get("/desk/cases/<case_id>/files/<file_id>/small")
@officer_only
def thumbnail(case_id: str, file_id: str, visitor: Visitor) -> Response:
    """A photograph so small that it shows what kind of paper it is, not what stands on it."""
    row = work.glance_at_file(environment(), visitor.person, case_id, file_id)
    if not is_picture(row):
        abort(404)
    data = small_copy(environment().files.read(row.content))
    return kept_headers(FlaskResponse(data, mimetype="image/jpeg"))


def file_href(row: FileRow) -> str:
    """Where an officer opens a file."""
    return url_for("desk.picture" if is_picture(row) else "desk.file", case_id=row.case_id, file_id=row.id)


def thumbnail_href(row: FileRow) -> str:
    """The address of a file's small picture; '' for one that is no picture."""
    return url_for("desk.thumbnail", case_id=row.case_id, file_id=row.id) if is_picture(row) else ""
