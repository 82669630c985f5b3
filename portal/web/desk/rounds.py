"""A case that was sent back: by whom and why, when it came back, and what its applicant changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.fee_words import fee_in_words
from portal.definition.kinds.table import kind_of
from portal.definition.model import Service
from portal.people.officers import name_of
from portal.store import answers as answer_store
from portal.store.cases import History
from portal.web.current import environment
from portal.web.forms.summary import AnswerLine, Section, said_lines, summary_of
from portal.web.language import current_language
from portal.web.wording import gettext as _
from portal.workflow.answers import form_of
from portal.workflow.case import Case
from portal.workflow.events import ActionTaken, Corrected, SentBack, Submitted
from portal.workflow.said import spoken
from portal.workflow.versions import Versions, under_versions


@dataclass(frozen=True)
class Return:
    """The last time that a case was sent back. `came_back` is None while its applicant has it."""

    sent_back: datetime
    by: str
    fields: tuple[str, ...]
    said: tuple[AnswerLine, ...]
    came_back: datetime | None = None


@dataclass(frozen=True)
class Change:
    """A corrected answer, before and now; None where there is none. `same` when it was handed in as it had been."""

    name: str
    label: str
    before: AnswerLine | None
    now: AnswerLine | None
    same: bool


def last_return(session: Session, versions: Versions, case: Case, history: History) -> Return | None:
    """When the case was sent back last, and when it came back."""
    action: tuple[Service, int, ActionTaken] | None = None
    returned: tuple[SentBack, Service, int, ActionTaken] | None = None
    came_back: datetime | None = None
    happening = under_versions((event for _row, event in history), versions)
    for (row, _event), (event, held) in zip(history, happening, strict=True):
        match event:
            case ActionTaken():
                action = held, row.sequence, event
            case SentBack() if action is not None:
                returned, came_back = (event, *action), None
            case Corrected():
                came_back = event.at
    if returned is None:
        return None
    sent_back, service, sequence, taken = returned
    said = spoken(service, taken, answer_store.remarks(session, case.id).get(sequence, {}))
    by = name_of(session, taken.officer).in_language(current_language())
    lines = said_lines(said, session, current_language())
    return Return(sent_back.at, by, _labels(service, sent_back.fields), lines, came_back)


def changes_of(
    session: Session, service: Service, case: Case, history: History, sections: list[Section]
) -> list[Change]:
    """What the last correction gave anew or took away, in the order of the form, and what was worked out differently
    because of it, the fee last; nothing while another correction is awaited.

    `sections` are the answers as they stand.
    """
    corrections = [
        (row.sequence, event) for row, event in history if isinstance(event, Corrected) and case.correction is None
    ]
    if not corrections:
        return []
    sequence, corrected = corrections[-1]
    before: dict[str, Any] = answer_store.replaced(session, case.id).get(sequence, {})
    names = [name for name in service.fields if name in before or name in corrected.digests]
    unchanged = {name: value for name, value in case.answers.items() if name not in names}
    earlier = replace(case, answers={**unchanged, **before})
    then = lines_of(summary_of(form_of(service, earlier, environment().today()), earlier, session, current_language()))
    now = lines_of(sections)
    given = {
        name: Change(
            name,
            service.fields[name].label.in_language(current_language()),
            before=then.get(name) if name in before else None,
            now=now.get(name) if name in case.answers else None,
            same=name in before and before[name] == case.answers.get(name),
        )
        for name in names
    }
    return [
        *_in_order(service, given | _worked_out(service, then, now)),
        *_fee(service, history, sequence, corrected.fee),
    ]


def _in_order(service: Service, changes: Mapping[str, Change]) -> list[Change]:
    return [changes[name] for name in service.fields if name in changes]


def _worked_out(service: Service, then: Mapping[str, AnswerLine], now: Mapping[str, AnswerLine]) -> dict[str, Change]:
    """The answers that nobody gives, whose value is another one now."""
    computed = (name for name, field in service.fields.items() if not kind_of(field).is_answered)
    return {
        name: Change(name, (now.get(name) or then[name]).label, then.get(name), now.get(name), same=False)
        for name in computed
        if then.get(name) != now.get(name)
    }


def _fee(service: Service, history: History, sequence: int, fee: int | None) -> list[Change]:
    """The fee, if the correction at `sequence` made it another."""
    told = [(row.sequence, event) for row, event in history if isinstance(event, Submitted | Corrected)]
    *_earlier, before = (event.fee for at, event in told if at < sequence)
    if before == fee:
        return []
    then, now = (AnswerLine("", _("Fee"), (fee_in_words(service, one, current_language()),)) for one in (before, fee))
    return [Change("", _("Fee"), then, now, same=False)]


def lines_of(sections: list[Section]) -> dict[str, AnswerLine]:
    """The answers by the name of their question."""
    return {line.name: line for section in sections for line in section.lines}


def _labels(service: Service, names: tuple[str, ...]) -> tuple[str, ...]:
    fields = service.fields
    return tuple(fields[name].label.in_language(current_language()) for name in names if name in fields)
