"""The applicant's answer to a send-back."""

from __future__ import annotations

from datetime import date

from portal.definition.model import Service
from portal.lao.dates import local_date
from portal.workflow.answers import Correcting, are_digested
from portal.workflow.case import Case
from portal.workflow.commands import Correct
from portal.workflow.deadlines import Moment, put_off
from portal.workflow.entering import enter, levels_needed
from portal.workflow.events import Corrected
from portal.workflow.refusals import Decision, Refusal, Why


def promised_if_corrected(case: Case, moment: Moment) -> date | None:
    """The promised day if the case were corrected now, and stayed at its place; None for one that is not sent back."""
    if case.correction is None or case.promised is None:
        return None
    return put_off(case.promised, local_date(case.correction.since), moment.today, moment.holidays)


def correct(service: Service, case: Case, command: Correct, moment: Moment) -> Decision:
    """Take the corrected fields and let the case enter the step again that sent it back, from its beginning.

    Of another place it enters the first step, with the whole time promised again: what the offices of the place before
    confirmed says nothing of this one. At the same place it keeps its offices, whatever the tree of areas says by now.
    """
    if case.correction is None or case.promised is None:
        return Refusal(Why.NOT_WAITING_FOR_APPLICANT)
    reopened = Correcting(service, case, moment.today).reopened(command.values)
    form = reopened.form
    closed = [name for name in command.values if name not in reopened.fields]
    if closed:
        return Refusal(Why.FIELD_NOT_OPEN, dict.fromkeys(closed, "not-open"))
    if not are_digested(command.values, command.digests):
        return Refusal(Why.BAD_ANSWERS)
    if form.missing:
        return Refusal(Why.INCOMPLETE, form.missing)
    moved = form.given.get(service.place) != case.answers.get(service.place)
    offices = dict(command.offices if moved else case.offices)
    if not offices.keys() >= levels_needed(service):
        return Refusal(Why.NO_OFFICE)
    step = service.first_step if moved else case.correction.resume
    entered = enter(service, step, offices, command.task_ids, moment, case.tasks)
    if isinstance(entered, Refusal):
        return entered
    promised = promised_if_corrected(case, moment) or case.promised
    if moved:
        promised = max(promised, moment.due(service.promise))
    anew = tuple(name for name in reopened.fields if form.given.get(name) != case.answers.get(name))
    return (Corrected(moment.at, dict(command.digests), offices, promised, form.fee, anew), *entered)
