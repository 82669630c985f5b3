"""What an officer does with a case: take it, give it back, decide."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.cases import work
from portal.cases.access import seen_case
from portal.cases.command import Done
from portal.cases.work import Said
from portal.definition.model import Action, Service
from portal.people.appointments import appointments_of
from portal.store import queue
from portal.store.columns import new_id
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.case import works_of
from portal.web.language import current_language
from portal.web.refusals import sentence
from portal.web.visitors import Visitor, officer_only
from portal.web.wording import gettext as _
from portal.workflow.acting import asks_of
from portal.workflow.answers import questions
from portal.workflow.case import Case
from portal.workflow.refusals import Refusal

LONGEST_REMARK = 300
"""Letters of a note or reason: it goes out by SMS, where each segment costs."""


@dataclass
class Asked:
    """The page that an action asks something on: what was typed, and what is wrong with it."""

    action: Action
    fields: list[str] = field(default_factory=list)
    note: str = ""
    reason: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def read(self) -> None:
        """Take what was typed, and say what is missing."""
        self.fields = request.form.getlist("fields")
        self.note = request.form.get("note", "").strip()
        self.reason = request.form.get("reason", "").strip()
        asks = asks_of(self.action)
        if "fields" in asks and not self.fields:
            self.errors["fields"] = _("Choose at least one answer that has to be corrected.")
        if "note" in asks and not self.note:
            self.errors["note"] = _("Write what has to be done. The reader sees these words.")
        if "reason" in asks and not self.reason:
            self.errors["reason"] = _("Write the reason. The applicant reads these words.")
        for name in ("note", "reason"):
            if len(getattr(self, name)) > LONGEST_REMARK:
                self.errors[name] = _(
                    "Use %(most)s letters or fewer: these words are sent by SMS.", most=LONGEST_REMARK
                )

    def said(self) -> Said:
        """What the action is taken with."""
        asks = asks_of(self.action)
        return Said(
            fields=tuple(self.fields) if "fields" in asks else (),
            note=self.note if "note" in asks else None,
            reason=self.reason if "reason" in asks else None,
        )


@blueprint.get("/desk/cases/<case_id>/tasks/<task_id>/<action>")
@officer_only
def ask(case_id: str, task_id: str, action: str, visitor: Visitor) -> Response | str:
    """Ask what the action needs to be taken with."""
    case, service = _seen(visitor, case_id)
    declared = _declared(service, case, task_id, action)
    if declared is None:
        return _no_longer(case_id)
    return _asking_page(service, case, task_id, action, Asked(declared))


@blueprint.post("/desk/cases/<case_id>/tasks/<task_id>/<action>")
@officer_only
def act(case_id: str, task_id: str, action: str, visitor: Visitor) -> Response | str:
    """Take the action, and go on to what waits next."""
    case, service = _seen(visitor, case_id)
    declared = _declared(service, case, task_id, action)
    key = request.form.get("_key") or new_id()
    if declared is None:
        # Perhaps this very form was sent twice: then it is done, and nothing else is to be said.
        done = work.act(environment(), visitor.person, case_id, task_id, action, Said(), key)
        return _onward(visitor, case_id, _("Done.")) if isinstance(done, Done) else _no_longer(case_id)
    asked = Asked(declared)
    asked.read()
    if asked.errors:
        return _asking_page(service, case, task_id, action, asked)
    done = work.act(environment(), visitor.person, case_id, task_id, action, asked.said(), key)
    if isinstance(done, Refusal):
        asked.errors["action"] = sentence(done)
        if asks_of(declared):
            return _asking_page(service, case, task_id, action, asked)
        flash(sentence(done), "important")
        return redirect(url_for("desk.case", case_id=case_id), 303)
    return _onward(visitor, case_id, f"{case.reference}: {declared.label.in_language(current_language())}")


@blueprint.post("/desk/cases/<case_id>/tasks/<task_id>/claim")
@officer_only
def claim(case_id: str, task_id: str, visitor: Visitor) -> Response:
    """Take the task for a while."""
    key = request.form.get("_key") or new_id()
    return _back(case_id, work.claim(environment(), visitor.person, case_id, task_id, key))


@blueprint.post("/desk/cases/<case_id>/tasks/<task_id>/release")
@officer_only
def release(case_id: str, task_id: str, visitor: Visitor) -> Response:
    """Give the task back."""
    key = request.form.get("_key") or new_id()
    return _back(case_id, work.release(environment(), visitor.person, case_id, task_id, key))


def _seen(visitor: Visitor, case_id: str) -> tuple[Case, Service]:
    with environment().database.reading() as session:
        case = seen_case(session, environment(), visitor.person, case_id)
        return case, environment().services.version(case.definition)


def _declared(service: Service, case: Case, task_id: str, action: str) -> Action | None:
    task = case.tasks.get(task_id)
    step = service.officer_step(task.path) if task else None
    return step.actions.get(action) if step else None


def _asking_page(service: Service, case: Case, task_id: str, action: str, asked: Asked) -> str:
    open_questions = questions(service, case.answers, environment().today())
    return render_template(
        "desk/ask.html",
        service=service,
        case=case,
        task_id=task_id,
        action=action,
        asked=asked,
        asks=asks_of(asked.action),
        to_applicant=asked.action.to == "applicant",
        questions=open_questions,
        most=LONGEST_REMARK,
        key=request.form.get("_key") or new_id(),
    )


def _onward(visitor: Visitor, case_id: str, said: str) -> Response:
    """To the case that waits next, or to the empty queue."""
    flash(said, "success")
    with environment().database.reading() as session:
        case = seen_case(session, environment(), visitor.person, case_id)
        service = environment().services.version(case.definition)
        if works_of(session, service, case, visitor):
            return redirect(url_for("desk.case", case_id=case_id), 303)
        held = appointments_of(session, visitor.person, environment().today())
        following = queue.first_task(session, held, but=case_id)
    if following is None:
        return redirect(url_for("desk.queue"), 303)
    return redirect(url_for("desk.case", case_id=following.case_id), 303)


def _back(case_id: str, done: Done | Refusal) -> Response:
    if isinstance(done, Refusal):
        flash(sentence(done), "important")
    return redirect(url_for("desk.case", case_id=case_id), 303)


def _no_longer(case_id: str) -> Response:
    flash(_("Someone has already dealt with this step. The page now shows where the case stands."), "important")
    return redirect(url_for("desk.case", case_id=case_id), 303)
