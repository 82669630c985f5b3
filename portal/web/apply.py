"""Applying: a page of questions at a time, each saved; check your answers; send."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.cases import apply
from portal.cases.access import own_case
from portal.cases.command import NoSuchCase
from portal.definition.model import FormField, Page
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import files
from portal.store.columns import new_id
from portal.store.tables import FileRow
from portal.web import earlier, eligible_answers
from portal.web.buttons import BACK, CONTINUE, DO, STOP, UNUSE
from portal.web.command_key import command_key
from portal.web.current import environment
from portal.web.drafts import Draft, tellings
from portal.web.first_offices import offices_above
from portal.web.forms.contradictions import contradictions
from portal.web.forms.summary import summary_of
from portal.web.forms.typed import Typed, says_something, typed_on_page
from portal.web.forms.uploads import keep_uploads, upload_limits
from portal.web.kept_files import send_upload
from portal.web.language import current_language
from portal.web.refusals import sentence
from portal.web.too_late import left_out, put_uploads_back
from portal.web.vacant_steps import vacant_ahead, vacant_in
from portal.web.visitors import Visitor, applicant_only
from portal.web.wording import gettext as _
from portal.workflow.case import Case, Status
from portal.workflow.refusals import Refusal, Why

blueprint = Blueprint("apply", __name__)


@blueprint.app_template_global("upload_limits")
def _upload_limits(field: FormField) -> str:
    return upload_limits(field, environment().settings.upload_megabytes)


@blueprint.get("/apply/<service>")
@applicant_only
def begin(service: str, visitor: Visitor) -> str:
    """Before the first page: go on with a draft, or start."""
    offer = environment().services.offers().get(service)
    if offer is None:
        raise apply.NoSuchService(service)
    with environment().database.reading() as session:
        drafts = [
            row
            for row in case_store.of_applicant(session, visitor.person)
            if row.service == service and row.status == Status.DRAFT
        ]
        told = tellings(session, drafts)
    return render_template("apply/begin.html", service=offer.service, drafts=drafts, told=told, key=new_id())


@blueprint.post("/apply/<service>")
@applicant_only
def start(service: str, visitor: Visitor) -> Response:
    """Start an application; the same form sent twice starts one."""
    done = apply.start(environment(), visitor.person, service, command_key(), eligible_answers.of(service))
    if isinstance(done, Refusal):
        flash(sentence(done), "important")
        return redirect(url_for("apply.begin", service=service), 303)
    eligible_answers.forget()
    return redirect(earlier.first_stop(done.case_id, visitor.person), 303)


@blueprint.get("/applications/<case_id>")
@applicant_only
def resume(case_id: str, visitor: Visitor) -> Response:
    """Where this application goes on."""
    return _onward(visitor, case_id)


@blueprint.get("/applications/<case_id>/pages/<page>")
@applicant_only
def show_page(case_id: str, page: str, visitor: Visitor) -> Response | str:
    """A page of questions, with what was typed or answered before."""
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
        draft = Draft.of(case)
        found = draft.page(page)
        if case.status is not Status.DRAFT or found is None:
            return _go_on(case)
        typed = answer_store.typed(session, case_id, page)
        filling = draft.filling(found, session)
        used = draft.used(found, session)
        filling.show(typed, {**draft.offered(found, session), **used}, draft.faults(found))
        return render_template(
            "apply/page.html",
            service=draft.service,
            case=case,
            page=found,
            place=draft.place_of(found),
            pages=len(draft.form.pages),
            filling=filling,
            contradictions=contradictions(draft.service, draft.form.answers, filling, session, current_language()),
            change_href=draft.change_href,
            used_from=earlier.sources_of(case, used, session),
            files=filling.files,
            key=new_id(),
        )


@blueprint.post("/applications/<case_id>/pages/<page>")
@applicant_only
def save_page(case_id: str, page: str, visitor: Visitor) -> Response:
    """Keep what was typed; when it can be accepted, go on, else come back to this page with what to mend."""
    here = url_for("apply.show_page", case_id=case_id, page=page)
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
    draft = Draft.of(case)
    found = draft.page(page)
    typed = typed_on_page(request.form)
    if case.status is not Status.DRAFT:
        return _too_late(visitor, draft, found, typed)
    if found is None:
        if says_something(typed):
            flash(sentence(Refusal(Why.PAGE_NOT_OPEN)), "important")
        return _onward(visitor, case_id)
    keep_uploads(environment(), visitor.person, case_id, found.fields, request.files, typed)
    if typed.get(DO) == [UNUSE]:
        return earlier.use_none(draft, page, typed)
    with environment().database.reading() as session:
        before = answer_store.typed(session, case_id, page)
        filling = draft.filling(found, session)
        offered = {**draft.offered(found, session), **draft.used(found, session)}
        accepted = filling.accept(typed)
    if not accepted:
        if typed.get(DO) != [BACK] or before is not None or filling.changes(typed, offered):
            apply.keep_typed(environment(), visitor.person, case_id, page, filling.typed)
        if typed.get(DO) == [BACK]:
            return redirect(_page_before(draft, found), 303)
        if typed.get(DO) == [STOP]:
            flash(_("What you typed is saved. Go on whenever you like."), "success")
            return redirect(url_for("track.mine"), 303)
        if filling.opened:
            label = found.fields[filling.opened].label.in_language(current_language())
            flash(_("Your answer asks for one more: %(question)s", question=label), "important")
        return redirect(here + filling.anchor, 303)
    key = command_key()
    done = apply.save_page(environment(), visitor.person, case_id, page, filling.values, key)
    if isinstance(done, Refusal):
        apply.keep_typed(environment(), visitor.person, case_id, page, filling.typed)
        flash(_words(visitor, case_id, done), "important")
        if done.why is Why.UNKNOWN_FILE:
            return redirect(here, 303)
    return _onward(visitor, case_id)


@blueprint.get("/applications/<case_id>/check")
@applicant_only
def check(case_id: str, visitor: Visitor) -> Response | str:
    """All answers before sending, each with a way to change it."""
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
        draft = Draft.of(case)
        typed_on = answer_store.pages_typed(session, case_id)
        if case.status is not Status.DRAFT or draft.unfinished(typed_on) is not None:
            return _go_on(case, typed_on)
        offices = offices_above(session, draft.service, draft.form.answers)
        return render_template(
            "apply/check.html",
            service=draft.service,
            case=case,
            sections=summary_of(draft.form, case, session, current_language()),
            fee=draft.form.fee,
            first_offices=draft.first_offices(session),
            vacant=vacant_in(session, draft.service, draft.service.first_step, offices),
            ahead=vacant_ahead(session, draft.form, draft.service.first_step, offices),
            promised=draft.promised(),
            seen=apply.state_of_draft(session, case),
            file_href=own_file_href,
            change_href=lambda _page, field: draft.change_href(field),
            back=url_for("apply.show_page", case_id=case.id, page=draft.form.pages[-1].page),
            key=new_id(),
        )


@blueprint.post("/applications/<case_id>/submit")
@applicant_only
def submit(case_id: str, visitor: Visitor) -> Response:
    """Hand the application in as its applicant was shown it; sent twice, it is handed in once."""
    done = apply.submit(environment(), visitor.person, case_id, command_key(), request.form.get("_seen", ""))
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
    if isinstance(done, Refusal):
        deleted = done.why is Why.NOT_A_DRAFT and case.reference is None
        flash(_("The draft has been deleted.") if deleted else sentence(done), "important")
        return _onward(visitor, case_id)
    return redirect(url_for("track.received", reference=case.reference), 303)


@blueprint.get("/applications/<case_id>/delete")
@applicant_only
def ask_delete(case_id: str, visitor: Visitor) -> Response | str:
    """Ask before a draft is thrown away."""
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
    if case.status is not Status.DRAFT:
        return _go_on(case)
    return render_template("apply/delete.html", service=Draft.of(case).service, case=case, key=new_id())


@blueprint.post("/applications/<case_id>/delete")
@applicant_only
def delete(case_id: str, visitor: Visitor) -> Response:
    """Throw a draft away."""
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
    if case.status is not Status.DRAFT:
        return _go_on(case)
    done = apply.delete_draft(environment(), visitor.person, case_id, command_key())
    if isinstance(done, Refusal):
        flash(sentence(done), "important")
        return _onward(visitor, case_id)
    flash(_("The draft has been deleted."), "success")
    return redirect(url_for("track.mine"), 303)


@blueprint.get("/applications/<case_id>/files/<file_id>")
@applicant_only
def own_file(case_id: str, file_id: str, visitor: Visitor) -> Response:
    """A file the applicant uploaded."""
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
        row = files.of_case(session, case.id, file_id)
    if row is None:
        raise NoSuchCase(case_id)
    return send_upload(row)


def own_file_href(row: FileRow) -> str:
    """Where an applicant opens a file they uploaded."""
    return url_for("apply.own_file", case_id=row.case_id, file_id=row.id)


def _too_late(visitor: Visitor, draft: Draft, page: Page | None, typed: Typed) -> Response:
    """Onward from a page of what is no draft any more; what was typed is said to be left out, unless it is in it."""
    case = draft.case
    if page is None:
        is_new = says_something(typed)
    else:
        with environment().database.reading() as session:
            is_new = not put_uploads_back(session, case, page.fields, request.files, typed)
            filling = draft.filling(page, session)
            is_new = is_new or filling.differs(typed)
            accepted = filling.accept({**typed, DO: [CONTINUE]})
        if is_new and accepted:  # it may be a form that arrived before, and was answered anew since
            done = apply.save_page(environment(), visitor.person, case.id, page.page, filling.values, command_key())
            is_new = isinstance(done, Refusal)
    if is_new:
        flash(left_out(case), "important")
    return _go_on(case)


def _words(visitor: Visitor, case_id: str, refusal: Refusal) -> str:
    """What a page of answers says that was refused."""
    if refusal.why is not Why.NOT_A_DRAFT:
        return sentence(refusal)
    with environment().database.reading() as session:
        return left_out(own_case(session, visitor.person, case_id))


def _page_before(draft: Draft, page: Page) -> str:
    before = draft.before(page)
    if before is None:
        return earlier.before_first_page(draft.case)
    return url_for("apply.show_page", case_id=draft.case.id, page=before.page)


def _onward(visitor: Visitor, case_id: str) -> Response:
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
        typed_on = answer_store.pages_typed(session, case_id)
    return _go_on(case, typed_on)


def _go_on(case: Case, typed_on: Collection[str] = ()) -> Response:
    """To the first page that is not answered, or on which something was typed that is not accepted yet."""
    if case.status is not Status.DRAFT:
        target = url_for("track.case", reference=case.reference) if case.reference else url_for("track.mine")
        return redirect(target, 303)
    unsaved = Draft.of(case).unfinished(typed_on)
    if unsaved is None:
        return redirect(url_for("apply.check", case_id=case.id), 303)
    return redirect(url_for("apply.show_page", case_id=case.id, page=unsaved.page), 303)
