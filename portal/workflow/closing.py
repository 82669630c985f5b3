"""The end of a case and after: withdrawal, the certificate, and looking at its files."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from portal.definition.model import WITHDRAWN, Outcome, Service
from portal.definition.signature import signatures
from portal.workflow.answers import file_ids
from portal.workflow.case import Case, Deed, Issuance
from portal.workflow.commands import OpenFile, RecordCertificate
from portal.workflow.deadlines import Moment
from portal.workflow.entering import close_tasks
from portal.workflow.events import CertificateIssued, Ended, FileOpened
from portal.workflow.refusals import Decision, Refusal, Why

ONE_LOOK: Final = timedelta(minutes=15)
"""For how long a file that is open on an officer's screen counts as opened once: a browser asks for its parts, for the
page around it and, after "back", for all of it again."""


def withdraw(case: Case, moment: Moment) -> Decision:
    """End the case because its applicant wants it no longer; possible until it has ended."""
    ended = Ended(moment.at, WITHDRAWN, Outcome.WITHDRAWN.value, issue=False)
    return (*close_tasks(case.tasks, moment), ended)


def signed(service: Service, case: Case) -> Deed | None:
    """The deed by which the certificate of an ended case was signed: who did it, for which office.

    The office is the one that had the task then, also after it had gone up. Only what led to the end signs: an officer
    who sent the case back, or whose step was done again without them, has signed nothing; nor has one who objected,
    though others granted it (see `signatures`). Where no approval of the step that `signed_by` names is on the way of
    the case, the decision that ended the case is the signature. None when no officer ever decided.
    """
    step = service.certificate.signed_by if service.certificate else None
    signing = signatures(service)
    approvals = (deed for deed in reversed(case.way) if deed.path == step and deed.action in signing)
    return next(approvals, next(reversed(case.way), None))


def open_file(service: Service, case: Case, command: OpenFile, moment: Moment) -> Decision:
    """Note that an officer looked at a file of a case that was handed in."""
    if case.submitted is None or command.file not in file_ids(service.fields, case.answers):
        return Refusal(Why.UNKNOWN_FILE)
    return (FileOpened(moment.at, command.officer, command.file),)


def is_same_look(case: Case, officer: str, file: str, now: datetime) -> bool:
    """Whether this officer opened this file so short a while ago that it is the same opening."""
    opened = case.looks.get((officer, file))
    return opened is not None and timedelta() <= now - opened < ONE_LOOK


def record_certificate(case: Case, command: RecordCertificate, moment: Moment) -> Decision:
    """Note a certificate that a step of the case asked for; each that was asked for is made once."""
    if Issuance(command.step, command.issue) not in case.issuances:
        return Refusal(Why.NO_CERTIFICATE_DUE)
    return (CertificateIssued(moment.at, command.step, command.issue, command.certificate, command.number),)
