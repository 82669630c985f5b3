"""What happened to a case, in words: who, at which office, when, what they did, and what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from portal.definition.model import WITHDRAWN, Outcome, Service
from portal.lao.dates import format_date, local_date
from portal.people.officers import name_of
from portal.store import answers as answer_store
from portal.store import files, messages
from portal.store.area_wording import AreaNames
from portal.store.cases import History
from portal.web.forms.summary import AnswerLine, said_lines
from portal.web.language import current_language
from portal.web.wording import gettext as _
from portal.workflow import events as happened
from portal.workflow.case import Case
from portal.workflow.said import spoken
from portal.workflow.versions import Versions, under_versions


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened. `who` and their `office` are empty when it happened by itself; `remarks` are what
    an officer said with it, `corrected` the answers they sent back or the applicant gave anew."""

    at: datetime
    what: str
    who: str = ""
    office: str = ""
    remarks: tuple[AnswerLine, ...] = ()
    corrected: str = ""


@dataclass(frozen=True)
class Round:
    """What happened from one handing in to the next, the newest first. `title` tells it from the other rounds."""

    title: str
    lines: list[HistoryLine]


@dataclass(frozen=True)
class Look:
    """An officer who opened the files of a question: how often, and when last."""

    who: str
    what: str
    times: int
    last: datetime


def history_of(session: Session, versions: Versions, case: Case, history: History) -> list[Round]:
    """The `history` of a case in words, the round in hand and in it the newest first; in those of the version that held
    when it happened.

    Opening and closing of tasks is left out, since the actions say it, and who opened files, which `looks_of` tells.
    """
    remarks = answer_store.remarks(session, case.id)
    words = _Words(session)
    rounds = [Round(_("The first time"), [])]
    happening = under_versions((event for _row, event in history), versions)
    for (row, _event), (event, service) in zip(history, happening, strict=True):
        words.service = service
        if isinstance(event, happened.Corrected):
            day = format_date(local_date(event.at), current_language())
            rounds.append(Round(_("Since the correction of %(day)s", day=day), []))
        lines = rounds[-1].lines
        if isinstance(event, happened.SentBack) and lines:
            asked = _("To correct: %(fields)s", fields=words.fields(event.fields))
            lines[0] = replace(lines[0], corrected=asked)
        elif line := words.line(event):
            if isinstance(event, happened.ActionTaken):
                said = spoken(service, event, remarks.get(row.sequence, {}))
                line = replace(line, remarks=said_lines(said, session, current_language()))
            lines.insert(0, line)
    return rounds[::-1]


def written(history: Sequence[Round]) -> list[HistoryLine]:
    """What officers wrote in all rounds, the newest first: whoever decides reads it above the buttons.

    Without the last sending back to the applicant, whose words stand with what was corrected.
    """
    lines = [line for one in history for line in one.lines if line.remarks and line.who]
    last = next((line for line in lines if line.corrected), None)
    return [line for line in lines if line is not last]


def refusal(case: Case, history: Sequence[Round]) -> HistoryLine | None:
    """By whom and why a case was refused; None for one that was not."""
    if case.outcome != Outcome.REFUSED:
        return None
    return next((line for one in history for line in one.lines if line.who), None)


def looks_of(session: Session, versions: Versions, case: Case, history: History) -> list[Look]:
    """Who opened uploaded files of the case: a line an officer and question, the one who looked last first."""
    kept = files.listed(session, case.id)
    found: dict[tuple[str, str], Look] = {}
    for event, service in under_versions((event for _row, event in history), versions):
        if isinstance(event, happened.FileOpened):
            field = service.fields.get(kept[event.file].field) if event.file in kept else None
            what = field.label.in_language(current_language()) if field else _("A file")
            before = found.pop((event.officer, what), None)
            who = before.who if before else name_of(session, event.officer).in_language(current_language())
            found[event.officer, what] = Look(who, what, before.times + 1 if before else 1, event.at)
    return list(found.values())[::-1]


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


@dataclass(frozen=True)
class WentUp:
    """A task that was late and was passed on: when, and which office had it until then."""

    since: datetime
    from_office: str


def went_up(session: Session, case: Case, history: History) -> dict[str, WentUp]:
    """The open tasks of the case that were passed on to another office, by their ids."""
    names = AreaNames(session)
    areas: dict[str, str] = {}
    found: dict[str, WentUp] = {}
    for _row, event in history:
        if isinstance(event, happened.TaskOpened | happened.TaskEscalated):
            if isinstance(event, happened.TaskEscalated) and event.task in case.tasks:
                office = names.office(areas[event.task]).in_language(current_language())
                found[event.task] = WentUp(event.at, office)
            areas[event.task] = event.area
    return found


class _Words:
    """The wording of each kind of event, in the words of the `service` that held then. It is told every event in turn,
    to know which office had a task when."""

    service: Service

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names = AreaNames(session)
        self._tasks: dict[str, tuple[str, str]] = {}

    def line(self, event: happened.Event) -> HistoryLine | None:
        """What happened; None for what need not be told."""
        match event:
            case happened.TaskOpened(task=task, path=path, area=area):
                self._tasks[task] = path, area
                return None
            case happened.TaskEscalated(task=task, area=area):
                path, before = self._tasks[task]
                self._tasks[task] = path, area
                here, there = self._at(before), self._at(area)
                what = _("Late: passed on from %(before)s to %(office)s", before=here, office=there)
                return HistoryLine(event.at, self._in_step(path, what))
            case happened.Moved():
                self._tasks = {task: (event.paths.get(path, path), area) for task, (path, area) in self._tasks.items()}
                return HistoryLine(event.at, _("The service was changed; the application goes on with the new version"))
            case happened.ActionTaken(task=task, path=path, action=action, officer=officer):
                return self._deed(event.at, task, officer, self._action(path, action))
            case happened.TaskClaimed(task=task, officer=officer):
                return self._deed(event.at, task, officer, _("Taken"))
            case happened.TaskReleased(task=task, officer=officer):
                return self._deed(event.at, task, officer, _("Given back"))
            case _:
                what = self._of_itself(event)
                given = self.fields(tuple(event.digests)) if isinstance(event, happened.Corrected) else ""
                corrected = _("Given anew: %(fields)s", fields=given) if given else ""
                return HistoryLine(event.at, what, corrected=corrected) if what else None

    def fields(self, names: tuple[str, ...]) -> str:
        """The questions of these names."""
        fields = self.service.fields
        return ", ".join(fields[name].label.in_language(current_language()) for name in names if name in fields)

    def _of_itself(self, event: happened.Event) -> str:
        """What the applicant or nobody did."""
        match event:
            case happened.Submitted():
                return _("The applicant sent the application")
            case happened.Corrected():
                return _("The applicant sent a correction")
            case happened.CertificateIssued(number=number):
                return _("Certificate %(number)s issued", number=number)
            case happened.Ended(issue=True):
                return ""  # what was decided stands there; the paper is issued when it is there
            case happened.Ended(step=step):
                return _("The applicant withdrew the application") if step == WITHDRAWN else self._step(step)
            case _:
                return ""

    def _deed(self, at: datetime, task: str, officer: str, done: str) -> HistoryLine:
        path, area = self._tasks[task]
        who = name_of(self._session, officer).in_language(current_language())
        return HistoryLine(at, self._in_step(path, done), who, self._at(area))

    def _in_step(self, path: str, what: str) -> str:
        return f"{self._step(path)}: {what}"

    def _at(self, area: str) -> str:
        return self._names.office(area).in_language(current_language())

    def _step(self, path: str) -> str:
        title = self.service.step_title(path)
        return title.in_language(current_language()) if title else path

    def _action(self, path: str, action: str) -> str:
        step = self.service.officer_step(path)
        taken = step.actions.get(action) if step else None
        return taken.label.in_language(current_language()) if taken else action
