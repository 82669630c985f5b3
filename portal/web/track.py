"""An applicant's own cases: where each stands, correcting what was sent back, and the certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases import apply
from portal.cases.access import own_case_by_reference
from portal.cases.command import NoSuchCase
from portal.definition.model import APPLICANT, Service, Text
from portal.people import officers
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import certificates, files, messages
from portal.store.answers import CORRECTION
from portal.store.columns import new_id
from portal.store.tables import FileRow, MessageRow
from portal.web.apply import own_file_href
from portal.web.case_steps import holding, steps_of
from portal.web.command_key import command_key
from portal.web.corrections import changes_of, wanted
from portal.web.current import environment
from portal.web.drafts import tellings
from portal.web.forms.areas import AreaFinder
from portal.web.forms.filling import BACK, DO, Filling, typed_on_page
from portal.web.forms.judges import correction_judge
from portal.web.forms.summary import summary_of
from portal.web.forms.uploads import keep_uploads
from portal.web.kept_files import send_certificate
from portal.web.language import current_language
from portal.web.refusals import sentence
from portal.web.visitors import Visitor, applicant_only
from portal.web.wording import gettext as _
from portal.workflow.answers import open_fields
from portal.workflow.case import Case, Status
from portal.workflow.events import FileOpened
from portal.workflow.reference import normalise_reference
from portal.workflow.refusals import Refusal, Why
from portal.workflow.standing import standing
from portal.workflow.telling import told_at

blueprint = Blueprint("track", __name__)

ANYWAY: Final = "anyway"
"""What the button carries with which a correction is sent though nothing was changed."""


@blueprint.get("/my")
@applicant_only
def mine(visitor: Visitor) -> str:
    """Everything this person has applied for, and their drafts."""
    with environment().database.reading() as session:
        rows = case_store.of_applicant(session, visitor.person)
        told = tellings(session, rows)
    services = {row.definition: environment().services.version(row.definition) for row in rows}
    today = environment().today()
    standings = {row.id: standing(row.status, row.outcome, row.promised_on, today) for row in rows}
    return render_template("track/mine.html", rows=rows, services=services, standings=standings, told=told)


@blueprint.get("/t/<reference>")
def short(reference: str) -> Response:
    """The short address in an SMS."""
    return redirect(url_for("track.case", reference=reference), 302)


@blueprint.get("/my/<reference>")
@applicant_only
def case(reference: str, visitor: Visitor) -> str:
    """Where the case stands: the steps so far, who has it, the promised day, what to do."""
    with environment().database.reading() as session:
        found = _own(session, visitor, reference)
        service = environment().services.version(found.definition)
        steps = steps_of(session, service, found)
        return render_template(
            "track/case.html",
            service=service,
            case=found,
            standing=standing(found.status, found.outcome, found.promised, environment().today()),
            steps=steps,
            holding=holding(steps),
            correction_note=_correction_note(session, found),
            wanted=wanted(session, service, found),
            reason=_reason(session, found),
            sections=summary_of(service, found, session, current_language(), environment().today()),
            opened=_files_opened(session, found),
            certificates=certificates.of_case(session, found.id),
            undelivered=_undelivered(session, found),
            file_href=own_file_href,
        )


@blueprint.get("/my/<reference>/received")
@applicant_only
def received(reference: str, visitor: Visitor) -> str:
    """Just handed in: the reference, the promised day, what happens next."""
    with environment().database.reading() as session:
        found = _own(session, visitor, reference)
        service = environment().services.version(found.definition)
        steps = steps_of(session, service, found)
    return render_template("track/received.html", service=service, case=found, holding=holding(steps))


@blueprint.get("/my/<reference>/correct")
@applicant_only
def show_correction(reference: str, visitor: Visitor) -> Response | str:
    """The answers that were sent back, to be put right."""
    with environment().database.reading() as session:
        found = _own(session, visitor, reference)
        if found.correction is None:
            return redirect(url_for("track.case", reference=found.reference), 303)
        typed = answer_store.typed(session, found.id, CORRECTION)
        filling = _correction(session, found, typed)
        filling.show(typed)
        return render_template(
            "track/correct.html",
            service=environment().services.version(found.definition),
            case=found,
            filling=filling,
            note=_correction_note(session, found),
            unchanged=typed is not None and "unchanged" in request.args,
            changes=_changes(session, found, filling) if typed is not None and "changes" in request.args else [],
            files=files.listed(session, found.id),
            key=new_id(),
        )


@blueprint.post("/my/<reference>/correct")
@applicant_only
def send_correction(reference: str, visitor: Visitor) -> Response:
    """Hand the corrected answers in."""
    with environment().database.reading() as session:
        found = _own(session, visitor, reference)
    back = url_for("track.case", reference=found.reference)
    if found.correction is None:
        return redirect(back, 303)
    here = url_for("track.show_correction", reference=found.reference)
    typed = typed_on_page(request.form)
    service = environment().services.version(found.definition)
    keep_uploads(environment(), visitor.person, found.id, service.fields, request.files, typed)
    with environment().database.reading() as session:
        filling = _correction(session, found, typed)
        accepted = filling.accept(typed)
    if not accepted:
        apply.keep_typed(environment(), visitor.person, found.id, CORRECTION, filling.typed)
        return redirect(back if typed.get(DO) == [BACK] else here + filling.anchor, 303)
    if typed.get(DO) != [ANYWAY] and all(
        filling.values.get(name) == found.answers.get(name) for name in filling.fields
    ):
        apply.keep_typed(environment(), visitor.person, found.id, CORRECTION, filling.typed)
        return redirect(url_for("track.show_correction", reference=found.reference, unchanged="yes"), 303)
    with environment().database.reading() as session:
        changes = changes_of(session, service, found, filling.values)
        seen = typed.get(DO) == [ANYWAY] and changes == _changes_shown(session, found)
    if changes and not seen:
        apply.keep_typed(environment(), visitor.person, found.id, CORRECTION, filling.typed)
        return redirect(url_for("track.show_correction", reference=found.reference, changes="yes"), 303)
    key = command_key()
    done = apply.correct(environment(), visitor.person, found.id, filling.values, key)
    if isinstance(done, Refusal) and done.why is not Why.NOT_WAITING_FOR_APPLICANT:
        apply.keep_typed(environment(), visitor.person, found.id, CORRECTION, filling.typed)
        flash(sentence(done), "important")
        return redirect(here, 303)
    flash(" ".join(filter(None, (_("Your correction has been sent."), "; ".join(changes)))), "success")
    return redirect(back, 303)


@blueprint.get("/my/<reference>/withdraw")
@applicant_only
def ask_withdraw(reference: str, visitor: Visitor) -> Response | str:
    """Ask before a running application is taken back."""
    with environment().database.reading() as session:
        found = _own(session, visitor, reference)
    if found.status is Status.ENDED:
        return redirect(url_for("track.case", reference=found.reference), 303)
    service = environment().services.version(found.definition)
    return render_template("track/withdraw.html", service=service, case=found, key=new_id())


@blueprint.post("/my/<reference>/withdraw")
@applicant_only
def withdraw(reference: str, visitor: Visitor) -> Response:
    """Take a running application back."""
    with environment().database.reading() as session:
        found = _own(session, visitor, reference)
    done = apply.withdraw(environment(), visitor.person, found.id, command_key())
    if isinstance(done, Refusal):
        flash(sentence(done), "important")
    else:
        flash(_("Your application has been withdrawn."), "success")
    return redirect(url_for("track.case", reference=found.reference), 303)


@blueprint.get("/my/<reference>/certificates/<certificate_id>.pdf")
@applicant_only
def certificate(reference: str, certificate_id: str, visitor: Visitor) -> Response:
    """A certificate, as a PDF to keep."""
    with environment().database.reading() as session:
        found = _own(session, visitor, reference)
        row = certificates.made_of_case(session, found.id, certificate_id)
    if row is None:
        abort(404)
    return send_certificate(row, f"{found.service}-{found.reference}.pdf")


def _own(session: Session, visitor: Visitor, reference: str) -> Case:
    plain = normalise_reference(reference)
    if plain is None:
        raise NoSuchCase(reference)
    return own_case_by_reference(session, visitor.person, plain)


def _correction(session: Session, case: Case, typed: dict[str, list[str]] | None) -> Filling:
    """The fields sent back, and those that what was typed so far opens."""
    service = environment().services.version(case.definition)
    today = environment().today()
    finder = AreaFinder(session, current_language())
    kept = files.listed(session, case.id)
    names = open_fields(service, case, _values_so_far(service, case, typed, finder, kept), today)
    asked = {name: service.fields[name] for name in names}
    judge = correction_judge(service, case, asked, today)
    return Filling(asked, case.answers, judge, finder, kept)


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


def _values_so_far(
    service: Service,
    case: Case,
    typed: dict[str, list[str]] | None,
    finder: AreaFinder,
    kept: Mapping[str, FileRow],
) -> dict[str, object]:
    """What can be read already of the typed correction; without any, the answers as they stand."""
    named = case.correction.fields if case.correction else ()
    asked = {name: service.fields[name] for name in named}
    if typed is None:
        return {name: case.answers[name] for name in named if name in case.answers}
    judge = correction_judge(service, case, asked, environment().today())
    filling = Filling(asked, case.answers, judge, finder, kept)
    filling.accept({**typed, "_do": ["continue"]})
    return filling.values


def _correction_note(session: Session, case: Case) -> str:
    """What the officer wrote when they sent the case back, while it waits for the applicant."""
    return _told(session, case).get("note", "") if case.correction else ""


def _undelivered(session: Session, case: Case) -> list[MessageRow]:
    """The messages that did not arrive and still hold: what had to be corrected is old news once it is."""
    lost = messages.undelivered(session, case.id)
    return [row for row in lost if row.key != APPLICANT or case.correction]


def _reason(session: Session, case: Case) -> str:
    """What the officer wrote when they ended the case."""
    return _told(session, case).get("reason", "") if case.status is Status.ENDED else ""


def _told(session: Session, case: Case) -> Mapping[str, str]:
    """What an officer wrote to the applicant last."""
    at = told_at((row.sequence, event) for row, event in case_store.history(session, case.id))
    return answer_store.remarks(session, case.id).get(at, {}) if at is not None else {}


@dataclass(frozen=True)
class Opening:
    """An officer's look at an uploaded file, as its applicant reads it."""

    officer: Text
    at: datetime


def _files_opened(session: Session, case: Case) -> list[Opening]:
    opened = [event for _row, event in case_store.history(session, case.id) if isinstance(event, FileOpened)]
    return [Opening(officers.name_of(session, event.officer), event.at) for event in opened]
