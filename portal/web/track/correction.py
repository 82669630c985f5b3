"""Correcting what was sent back."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases import apply
from portal.cases.attach import lost_of
from portal.cases.command import Done
from portal.definition.model import Service
from portal.store import answers as answer_store
from portal.store import files
from portal.store.answers import CORRECTION
from portal.store.columns import new_id
from portal.web.buttons import ANYWAY, BACK, DO
from portal.web.command_key import key_of_what_is_said
from portal.web.corrections import changes_of
from portal.web.current import environment
from portal.web.forms.areas import AreaFinder
from portal.web.forms.contradictions import contradictions
from portal.web.forms.filling import Filling
from portal.web.forms.judges import correction_judge, plain_judge, readable
from portal.web.forms.typed import Typed, typed_on_page
from portal.web.forms.uploads import keep_uploads
from portal.web.language import current_language
from portal.web.refusals import sentence
from portal.web.too_late import correction_left_out, put_uploads_back
from portal.web.track.blueprint import blueprint, own_case
from portal.web.track.told import told
from portal.web.vacant_steps import vacant_offices
from portal.web.visitors import Visitor, applicant_only
from portal.web.wording import gettext as _
from portal.workflow.answers import Correcting, file_ids, form_of
from portal.workflow.case import Case
from portal.workflow.refusals import Why


@blueprint.get("/my/<reference>/correct")
@applicant_only
def show_correction(reference: str, visitor: Visitor) -> Response | str:
    """The answers that were sent back, to be put right."""
    with environment().database.reading() as session:
        found = own_case(session, visitor, reference)
        if found.correction is None:
            return redirect(url_for("track.case", reference=found.reference), 303)
        typed = answer_store.typed(session, found.id, CORRECTION)
        filling = _correction(session, found, typed)
        filling.show(typed)
        service = environment().services.version(found.definition)
        return render_template(
            "track/correct.html",
            service=service,
            case=found,
            vacant=vacant_offices(session, service, found.correction.resume, found.offices),
            filling=filling,
            contradictions=contradictions(service, found.answers, filling, session, current_language()),
            change_href=lambda name: f"#at--{name}" if name in filling.fields else "",
            further=[
                field.label.in_language(current_language())
                for name, field in filling.fields.items()
                if name not in found.correction.fields
            ],
            told=told(session, found),
            unchanged=typed is not None and "unchanged" in request.args,
            changes=_changes(session, found, filling) if typed is not None and "changes" in request.args else [],
            files=files.listed(session, found.id),
            key=new_id(),
        )


@blueprint.post("/my/<reference>/correct")
@applicant_only
def send_correction(reference: str, visitor: Visitor) -> Response:
    """Hand the corrected answers in; the same form sent twice is one correction, and is answered alike."""
    with environment().database.reading() as session:
        found = own_case(session, visitor, reference)
    typed, key = typed_on_page(request.form), key_of_what_is_said()
    taken = _hand_in(found, {**typed}, key) if found.correction else None
    if isinstance(taken, tuple):
        said = _("Your correction has been sent. It changed this:") if taken else _("Your correction has been sent.")
        flash("\n".join((said, *taken)), "success")
    elif apply.corrected(environment(), visitor.person, found.id, key):
        if "_flashes" not in cookie:  # else what was said when it arrived before is still to be read
            flash(_("Your correction has been sent."), "success")
    elif taken is None:
        with environment().database.reading() as session:
            _say_left_out(session, own_case(session, visitor, reference), typed)
    else:
        return taken
    return redirect(url_for("track.case", reference=found.reference), 303)


def _hand_in(case: Case, typed: Typed, key: str) -> tuple[str, ...] | Response | None:
    """What else the correction changed once it is taken; the way back to the page with what is to be mended or seen
    first; None when the case waits for no correction any more."""
    here = url_for("track.show_correction", reference=case.reference)
    service = environment().services.version(case.definition)
    mended = _keep_uploads(case, service, typed)
    with environment().database.reading() as session:
        filling = _correction(session, case, typed)
        accepted = filling.accept(typed)
    if not accepted:
        away = url_for("track.case", reference=case.reference) if typed.get(DO) == [BACK] else ""
        return _kept(case, filling, away or here + filling.anchor)
    unchanged = not mended and all(filling.values.get(name) == case.answers.get(name) for name in filling.fields)
    if unchanged and typed.get(DO) != [ANYWAY]:
        return _kept(case, filling, url_for("track.show_correction", reference=case.reference, unchanged="yes"))
    with environment().database.reading() as session:
        changes = changes_of(session, service, case, filling.values)
        changed = changes_of(session, service, case, filling.values, sent=True) if changes else []
        seen = typed.get(DO) == [ANYWAY] and changes == _changes_shown(session, case)
    if changes and not seen:
        return _kept(case, filling, url_for("track.show_correction", reference=case.reference, changes="yes"))
    done = apply.correct(environment(), case.applicant, case.id, filling.values, key)
    if isinstance(done, Done):
        return tuple(changed)
    if done.why is Why.NOT_WAITING_FOR_APPLICANT:
        return None
    flash(sentence(done), "important")
    return _kept(case, filling, here)


def _keep_uploads(case: Case, service: Service, typed: dict[str, list[str]]) -> bool:
    """Keep what came with the form; whether bytes of the answers were lost and are there again, as they were sent."""
    sent = {name for name, upload in request.files.items(multi=True) if upload.filename}
    answered = file_ids({name: field for name, field in service.fields.items() if name in sent}, case.answers)
    lost = lost_of(environment(), case.id, answered)
    keep_uploads(environment(), case.applicant, case.id, service.fields, request.files, typed)
    return lost != lost_of(environment(), case.id, lost)


def _kept(case: Case, filling: Filling, onward: str) -> Response:
    apply.keep_typed(environment(), case.applicant, case.id, CORRECTION, filling.typed)
    return redirect(onward, 303)


def _say_left_out(session: Session, case: Case, typed: Typed) -> None:
    """Say that what was typed is left out of a case that waits for no correction, unless it is in it."""
    service = environment().services.version(case.definition)
    boxes = {name.partition("-")[0] for name in (*typed, *request.files)}
    asked = {name: field for name, field in service.fields.items() if name in boxes}
    is_new = not put_uploads_back(session, case, asked, request.files, typed)
    judge = plain_judge(form_of(service, case, environment().today()), asked)
    finder = AreaFinder(session, current_language())
    filling = Filling(asked, case.answers, judge, finder, files.listed(session, case.id))
    if is_new or filling.differs(typed):
        flash(correction_left_out(case), "important")


def _correction(session: Session, case: Case, typed: Typed | None) -> Filling:
    """The fields sent back, and those that what was typed so far opens; without any, that the answers as they stand do.

    What was typed into a field that is open only now may open others, so it is read again until nothing more opens.
    """
    service = environment().services.version(case.definition)
    correcting = Correcting(service, case, environment().today())
    finder = AreaFinder(session, current_language())
    kept = files.listed(session, case.id)
    opened = set(case.correction.fields) if case.correction else set()
    while True:
        asked = {name: field for name, field in service.fields.items() if name in opened}
        filling = Filling(asked, case.answers, correction_judge(correcting, asked), finder, kept, opens_more=True)
        if typed is None:
            values = {name: case.answers[name] for name in asked if name in case.answers}
        else:
            values, _unread = readable(correcting, asked, filling.raw(typed), finder.exists)
        further = set(correcting.reopened(values).fields) - opened
        if not further:
            return filling
        opened |= further


def _changes_shown(session: Session, case: Case) -> list[str]:
    """What the page has said that the correction changes: what it says of what was kept when it was drawn."""
    typed = answer_store.typed(session, case.id, CORRECTION)
    if typed is None:
        return []
    filling = _correction(session, case, typed)
    filling.show(typed)
    return _changes(session, case, filling)


def _changes(session: Session, case: Case, filling: Filling) -> list[str]:
    """What sending the correction would change; nothing while it is not accepted."""
    if filling.faults:
        return []
    return changes_of(session, environment().services.version(case.definition), case, filling.values)
