"""An application begun by signing in: whoever pressed "Start" meets its first page next."""

from __future__ import annotations

from flask import url_for

from portal.cases import apply
from portal.cases.command import Done
from portal.store import cases as case_store
from portal.web import earlier, eligible_answers
from portal.web.current import environment
from portal.workflow.case import Status


def begin_at_once(person: str, target: str, key: str, answered: str | None = None) -> str:
    """Where to go in place of `target` after signing in: when that is where an application begins and nothing of its
    service is begun, an application is started, and its first page asks at once.

    The screen that asks whether to start said nothing to whoever had just pressed "Start". Signing in is a POST of a
    code, and starts one application however often it arrives: all its arrivals have one `key`, and lead to the same.
    What was `answered` before the form comes along, and goes nowhere else.
    """
    offers = environment().services.offers()
    service = next((name for name in offers if target == url_for("apply.begin", service=name)), None)
    if service is None:
        return target
    if _has_draft(person, service):  # it may be the one that the code started when it arrived before
        started = apply.started(environment(), person, service, key)
        if started is None:
            eligible_answers.hold(answered)  # until they choose to start another
    else:
        done = apply.start(environment(), person, service, key, eligible_answers.read(answered, service))
        started = done.case_id if isinstance(done, Done) else None
    return earlier.first_stop(started, person) if started else target


def _has_draft(person: str, service: str) -> bool:
    with environment().database.reading() as session:
        mine = case_store.of_applicant(session, person)
    return any(row.service == service and row.status == Status.DRAFT for row in mine)
