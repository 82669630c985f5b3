"""What an officer does with a case: take it, give it back, decide."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases import work
from portal.cases.access import seen_with_history, was_theirs
from portal.cases.command import Done, NoSuchCase
from portal.definition.model import Action, Service
from portal.definition.subject import subject_name
from portal.people.appointments import appointments_of
from portal.store import cases as case_store
from portal.store.cases import History
from portal.web.buttons import CONTINUE, DO
from portal.web.command_key import command_key
from portal.web.current import environment
from portal.web.desk.asked import Asked
from portal.web.desk.begun import begun
from portal.web.desk.blueprint import blueprint
from portal.web.desk.case import Work, works_of
from portal.web.desk.ended import ended_page, to_ended_page
from portal.web.desk.files import file_href, thumbnail_href
from portal.web.desk.following import MAIN, has_work
from portal.web.desk.history import history_of, written
from portal.web.desk.overtaken import overtaken
from portal.web.desk.rounds import changes_of, last_return, lines_of
from portal.web.forms.summary import summary_of
from portal.web.forms.typed import Typed, typed_on_page
from portal.web.language import current_language
from portal.web.refusals import sentence
from portal.web.visitors import Visitor, officer_only
from portal.web.wording import gettext as _
from portal.workflow.answers import form_of
from portal.workflow.case import Case
from portal.workflow.refusals import Refusal, Why
from portal.workflow.standing import standing
from portal.workflow.versions import paths_of_tasks


@dataclass(frozen=True)
class _Deed:
    """An action of a task, which is open for the officer to work (`work`) or was closed before they sent it."""

    case: Case
    history: History
    service: Service
    task_id: str
    path: str
    name: str
    action: Action
    work: Work | None

    @property
    def step(self) -> str:
        """The step it belongs to, as its officers call it."""
        title = self.service.step_title(self.path)
        return title.in_language(current_language()) if title else self.path

    @property
    def label(self) -> str:
        """What its button says."""
        return self.action.label.in_language(current_language())


@blueprint.get("/desk/cases/<case_id>/tasks/<task_id>/<action>")
@officer_only
def ask(case_id: str, task_id: str, action: str, visitor: Visitor) -> Response | str:
    """Ask what the action needs to be taken with; what was typed there before and not sent stands there again."""
    try:
        deed = _deed(visitor, case_id, task_id, action)
    except NoSuchCase:
        if (page := ended_page(visitor, case_id, task_id, action)) is None:
            raise
        return page
    if deed.work is not None and not deed.action.asks_anything:
        return _unrecorded(deed)
    with environment().database.reading() as session:
        asked = Asked(session, deed.service, deed.case, deed.path, deed.action)
        asked.show(begun(session, case_id, deed.history, task_id, action, visitor.person))
        if deed.work is None:
            return _overtaken(session, deed, asked, visitor)
        hindrance = _hindrance(deed.work, action)
        if hindrance and asked.is_empty:
            return _refused(case_id, hindrance)
        if hindrance:
            asked.errors = {"action": sentence(hindrance)}
        return _asking_page(session, deed, asked)


@blueprint.post("/desk/cases/<case_id>/tasks/<task_id>/<action>")
@officer_only
def act(case_id: str, task_id: str, action: str, visitor: Visitor) -> Response:
    """Take the action, and show the case as it stands now. What cannot be taken is kept and shown again."""
    typed = typed_on_page(request.form)
    try:
        return _taken(visitor, _deed(visitor, case_id, task_id, action), typed)
    except NoSuchCase:
        if (page := to_ended_page(visitor, case_id, task_id, action, typed)) is None:
            raise
        return page


@blueprint.post("/desk/cases/<case_id>/claims/<task_id>")
@officer_only
def claim(case_id: str, task_id: str, visitor: Visitor) -> Response:
    """Take the task for a while."""
    done = work.claim(environment(), visitor.person, case_id, task_id, command_key())
    return _moved(case_id, task_id, done, visitor, _("You have taken this case."))


@blueprint.post("/desk/cases/<case_id>/claims/<task_id>/release")
@officer_only
def release(case_id: str, task_id: str, visitor: Visitor) -> Response:
    """Give the task back."""
    done = work.release(environment(), visitor.person, case_id, task_id, command_key())
    return _moved(case_id, task_id, done, visitor, _("You have given this case back."))


def _deed(visitor: Visitor, case_id: str, task_id: str, action: str) -> _Deed:
    """The action named by an address. Raises NoSuchCase for a task that always was another office's, or never was."""
    with environment().database.reading() as session:
        case, history = seen_with_history(session, environment(), visitor.person, case_id)
        service = environment().services.version(case.definition)
        opened = paths_of_tasks(event for _row, event in history)
        works = {one.task.id: one for one in works_of(session, service, case, history, visitor)}
        held = appointments_of(session, visitor.person, environment().today())
        hidden = task_id in case.tasks and task_id not in works and not was_theirs(history, held, case, task_id)
    step = service.officer_step(opened.get(task_id, ""))
    declared = step.actions.get(action) if step else None
    if declared is None or hidden:
        raise NoSuchCase(case_id)
    return _Deed(case, history, service, task_id, opened.get(task_id, ""), action, declared, works.get(task_id))


def _taken(visitor: Visitor, deed: _Deed, typed: Typed) -> Response:
    with environment().database.reading() as session:
        asked = Asked(session, deed.service, deed.case, deed.path, deed.action)
        accepted = asked.accept(typed)
    if typed.get(DO, [CONTINUE]) != [CONTINUE] or (deed.work is not None and not accepted):
        return _kept(deed, visitor, asked)
    done = work.act(environment(), visitor.person, deed.case.id, deed.task_id, deed.name, asked.said(), command_key())
    if isinstance(done, Done):
        return _decided(deed, visitor)
    if deed.work is None or done.why is Why.UNKNOWN_TASK:
        return _too_late(deed.case.id, deed.task_id, visitor) if asked.is_empty else _kept(deed, visitor, asked)
    if not asked.asks:
        return _refused(deed.case.id, done)
    # A claim is looked at again when the page is shown.
    return _kept(deed, visitor, asked, None if done.why is Why.CLAIMED_BY_OTHER else done.why)


def _hindrance(work: Work, action: str) -> Refusal | None:
    """Why the officer cannot take this action now, as far as that can be said before they have."""
    if work.claimed_by and not work.mine:
        return Refusal(Why.CLAIMED_BY_OTHER)
    return None if any(offered.name == action for offered in work.actions) else Refusal(Why.ACTION_NOT_OPEN)


def _kept(deed: _Deed, visitor: Visitor, asked: Asked, refused: Why | None = None) -> Response:
    """To the page that asks, with what was typed: there it stays, whatever is reloaded and in whichever language."""
    typed = asked.refused(refused) if refused else asked.typed
    work.keep_typed(environment(), visitor.person, deed.case.id, deed.task_id, deed.name, typed)
    here = url_for("desk.ask", case_id=deed.case.id, task_id=deed.task_id, action=deed.name)
    return redirect(here + asked.filling.anchor, 303)


def _asking_page(session: Session, deed: _Deed, asked: Asked) -> str:
    g.desk_reads = deed.case.id
    today = environment().today()
    form = form_of(deed.service, deed.case, today)
    sections = summary_of(form, deed.case, session, current_language())
    changes = changes_of(session, deed.service, deed.case, deed.history, sections)
    return render_template(
        "desk/ask.html",
        service=deed.service,
        case=deed.case,
        applicant=subject_name(deed.service, deed.case.answers),
        standing=standing(deed.case.status, deed.case.outcome, deed.case.promised, today),
        step=deed.step,
        asked=asked,
        questions=form.questions,
        sections=sections,
        given=lines_of(sections),
        returned=last_return(session, environment().services.version, deed.case, deed.history),
        changed={one.name: one for one in changes},
        written=written(history_of(session, environment().services.version, deed.case, deed.history)),
        file_href=file_href,
        thumbnail_href=thumbnail_href,
        key=command_key(),
    )


def _decided(deed: _Deed, visitor: Visitor) -> Response:
    """To the case just decided, with nothing to press: a slow second click must not decide what nobody has read."""
    said = {"reference": deed.case.reference, "step": deed.step, "action": deed.label}
    with environment().database.reading() as session:
        more = has_work(session, visitor, deed.case.id)
    if more:
        flash(_("%(reference)s, %(step)s: “%(action)s” is done. This case has more for you to do.", **said), "success")
    else:
        flash(_("%(reference)s, %(step)s: “%(action)s” is done.", **said), "success")
    return redirect(url_for("desk.case", case_id=deed.case.id, decided=deed.task_id, _anchor=MAIN), 303)


def _unrecorded(deed: _Deed) -> Response:
    """To the case from the address of an action that asks nothing: its button posts there, and only a press that met
    no session comes back as a page to open."""
    flash(
        _(
            "“%(action)s” was not recorded, because you were not signed in any more. Press it again if it still holds.",
            action=deed.label,
        ),
        "important",
    )
    return redirect(url_for("desk.case", case_id=deed.case.id, _anchor=MAIN), 303)


def _overtaken(session: Session, deed: _Deed, asked: Asked, visitor: Visitor) -> Response | str:
    """Someone else was quicker, or the task went up. What was written is shown once more, since it was not sent."""
    if asked.is_empty:
        return _too_late(deed.case.id, deed.task_id, visitor)
    case, history = _as_it_stands(session, deed.case.id)
    first = overtaken(session, deed.service, case, history, deed.task_id, visitor.person)
    return render_template(
        "desk/overtaken.html",
        first=first,
        service=deed.service,
        case=deed.case,
        applicant=subject_name(deed.service, deed.case.answers),
        asked=asked,
        lines=asked.lines(),
        fields=[field for name, field in deed.service.fields.items() if name in asked.fields],
    )


def _moved(case_id: str, task_id: str, done: Done | Refusal, visitor: Visitor, said: str) -> Response:
    """To the case, after its task was taken or given back, which is `said` there."""
    if isinstance(done, Refusal):
        return _too_late(case_id, task_id, visitor) if done.why is Why.UNKNOWN_TASK else _refused(case_id, done)
    flash(said, "success")
    return redirect(url_for("desk.case", case_id=case_id, _anchor=MAIN), 303)


def _too_late(case_id: str, task_id: str, visitor: Visitor) -> Response:
    """To the case, with what came first."""
    with environment().database.reading() as session:
        case, history = _as_it_stands(session, case_id)
        service = environment().services.version(case.definition)
        flash(overtaken(session, service, case, history, task_id, visitor.person).sentence, "important")
    return redirect(url_for("desk.case", case_id=case_id), 303)


def _as_it_stands(session: Session, case_id: str) -> tuple[Case, History]:
    loaded = case_store.load_with_history(session, case_id)
    if loaded is None:
        raise NoSuchCase(case_id)
    return loaded


def _refused(case_id: str, refusal: Refusal) -> Response:
    """To the case, with why not."""
    flash(sentence(refusal), "important")
    return redirect(url_for("desk.case", case_id=case_id), 303)
