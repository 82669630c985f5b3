"""Whether a command can be done, and what it makes happen.

`decide` is total: for any case that events can make, and any command, it gives events or a refusal and never raises.
Who may give the command (the right applicant, an officer appointed to the task's office) is the use case's question.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from portal.definition.model import Service
from portal.lao.calendar import LAO_HOLIDAYS, Holidays
from portal.workflow import commands as asked
from portal.workflow.acting import act
from portal.workflow.case import Case, Status
from portal.workflow.claiming import claim, escalate, release
from portal.workflow.closing import open_file, record_certificate, withdraw
from portal.workflow.commands import Command
from portal.workflow.correcting import correct
from portal.workflow.deadlines import Moment
from portal.workflow.drafting import save_page, start, submit
from portal.workflow.moving import move
from portal.workflow.refusals import Decision, Refusal, Why

_WhileRunning = (
    asked.SavePage
    | asked.Submit
    | asked.Act
    | asked.Correct
    | asked.Claim
    | asked.Release
    | asked.Escalate
    | asked.Withdraw
    | asked.Move
)
"""The commands that need a case that has begun and has not ended."""


def decide(
    service: Service, case: Case, command: Command, now: datetime, holidays: Holidays = LAO_HOLIDAYS
) -> Decision:
    """What `command` makes happen to `case` at `now`, or why it cannot be done.

    `service` is the definition the case is pinned to and `case.answers` hold its answers. `now` needs a time zone: a
    ValueError for one without is the only error, and a mistake of the caller.
    """
    moment = Moment.of(now, holidays)
    if isinstance(command, asked.Start):
        return start(service, case, command, moment)
    if not case.is_started:
        return Refusal(Why.NOT_STARTED)
    if case.service != service.service:
        return Refusal(Why.WRONG_SERVICE)
    match command:
        # Looked at, and papers made, after the end too.
        case asked.OpenFile():
            return open_file(service, case, command, moment)
        case asked.RecordCertificate():
            return record_certificate(case, command, moment)
    if case.status is Status.ENDED:
        return Refusal(Why.ENDED)
    return _decide_running(service, case, command, moment)


def _decide_running(service: Service, case: Case, command: _WhileRunning, moment: Moment) -> Decision:
    match command:
        case asked.SavePage():
            return save_page(service, case, command, moment)
        case asked.Submit():
            return submit(service, case, command, moment)
        case asked.Act():
            return act(service, case, command, moment)
        case asked.Correct():
            return correct(service, case, command, moment)
        case asked.Claim():
            return claim(case, command, moment)
        case asked.Release():
            return release(case, command, moment)
        case asked.Escalate():
            return escalate(service, case, moment)
        case asked.Withdraw():
            return withdraw(case, moment)
        case asked.Move():
            return move(service, case, command, moment)
        case _:
            # A new kind of command must be decided above, and never fall to another's arm; mypy sees to it.
            assert_never(command)
