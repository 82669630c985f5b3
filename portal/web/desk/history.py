"""What happened to a case, in words: who, when, what they did, and what they wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.definition.model import WITHDRAWN, Service
from portal.people.officers import name_of
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import messages
from portal.store.area_wording import AreaNames
from portal.web.language import current_language
from portal.web.wording import gettext as _
from portal.workflow import events as happened
from portal.workflow.case import Case


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened. `who` is empty when it happened by itself; `remarks` are an officer's own words."""

    at: datetime
    what: str
    who: str = ""
    remarks: tuple[str, ...] = ()


def history_of(session: Session, service: Service, case: Case) -> list[HistoryLine]:
    """The history of a case, the newest first. Opening and closing of tasks is left out: the actions say it."""
    remarks = answer_store.remarks(session, case.id)
    words = _Words(session, service)
    lines = []
    for row, event in case_store.history(session, case.id):
        what, officer = words.of(event)
        if what:
            who = name_of(session, officer).in_language(current_language()) if officer else ""
            said = tuple(remarks.get(row.sequence, {}).values())
            lines.append(HistoryLine(event.at, what, who, said))
    return lines[::-1]


@dataclass(frozen=True)
class MessageLine:
    """An SMS to the applicant. `call` is the number to call instead, for one that could not be delivered."""

    at: datetime
    text: str
    language: str
    state: str
    call: str = ""


def messages_of(session: Session, case: Case) -> list[MessageLine]:
    """The SMS about a case and what became of each, the newest first."""
    states = {"queued": _("Waiting to be sent"), "sending": _("Being sent"), "sent": _("Sent")}
    return [
        MessageLine(
            at=row.sent_at or row.created_at,
            text=row.text,
            language=row.language,
            state=states.get(row.status, _("Not delivered")),
            call=row.number if row.status in messages.UNDELIVERED else "",
        )
        for row in reversed(messages.of_case(session, case.id))
    ]


class _Words:
    """The wording of each kind of event."""

    def __init__(self, session: Session, service: Service) -> None:
        self._service = service
        self._names = AreaNames(session)

    def of(self, event: happened.Event) -> tuple[str, str]:
        """What happened, and the officer who did it, if one did; nothing for what need not be told."""
        match event:
            case happened.Submitted():
                return _("The applicant sent the application"), ""
            case happened.ActionTaken(path=path, action=action, officer=officer):
                return f"{self._step(path)}: {self._action(path, action)}", officer
            case happened.SentBack(fields=fields):
                return _("To correct: %(fields)s", fields=self._fields(fields)), ""
            case happened.Corrected(digests=digests):
                return _("The applicant corrected: %(fields)s", fields=self._fields(tuple(digests))), ""
            case happened.TaskClaimed(officer=officer):
                return _("Taken"), officer
            case happened.TaskReleased(officer=officer):
                return _("Given back"), officer
            case happened.TaskEscalated(area=area):
                office = self._names.office(area).in_language(current_language())
                return _("Late: passed on to %(office)s", office=office), ""
            case happened.FileOpened(officer=officer):
                return _("Opened an uploaded file"), officer
            case happened.CertificateIssued(number=number):
                return _("Certificate %(number)s issued", number=number), ""
            case happened.Ended(step=step):
                return self._ending(step), ""
            case _:
                return "", ""

    def _step(self, path: str) -> str:
        title = self._service.step_title(path)
        return title.in_language(current_language()) if title else path

    def _action(self, path: str, action: str) -> str:
        step = self._service.officer_step(path)
        taken = step.actions.get(action) if step else None
        return taken.label.in_language(current_language()) if taken else action

    def _fields(self, names: tuple[str, ...]) -> str:
        fields = self._service.fields
        return ", ".join(fields[name].label.in_language(current_language()) for name in names if name in fields)

    def _ending(self, step: str) -> str:
        return _("The applicant withdrew the application") if step == WITHDRAWN else self._step(step)
