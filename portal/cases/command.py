"""How one command on one case is carried out: once, in one transaction, with everything that follows from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.cases.consequences import follow
from portal.cases.environment import Environment
from portal.lao.dates import local_date
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store.answers import Salted
from portal.store.columns import new_id
from portal.workflow.answers import answers_after
from portal.workflow.case import Case
from portal.workflow.commands import Act, Command, Correct, Move, Start
from portal.workflow.decide import decide
from portal.workflow.entering import task_ids_needed
from portal.workflow.events import ActionTaken, Corrected, Event
from portal.workflow.evolve import evolve
from portal.workflow.refusals import Refusal


class NoSuchCase(LookupError):
    """There is no such case for this visitor: it does not exist, or it is not theirs to see. The edge says 404."""


@dataclass(frozen=True)
class Done:
    """The command was carried out on this case, now or (`again`) when it first arrived."""

    case_id: str
    again: bool = False


@dataclass(frozen=True)
class Actor:
    """Who commands: 'person', 'officer' or 'system', and their id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


SYSTEM = Actor("system", "worker")


def fresh_task_ids(environment: Environment, case: Case) -> tuple[str, ...]:
    """Ids for the tasks a command on `case` may open; the pure core makes none of its own."""
    service = environment.services.version(case.definition)
    return tuple(new_id() for _ in range(task_ids_needed(service)))


def deed_key(key: str, *deed: object) -> str:
    """The key of one deed: the form's key together with what the form says.

    A form that arrives twice says the same; one whose key was used for another deed, as an old page kept by a browser
    has, says something else and is done.
    """
    return hashlib.sha256(json.dumps([key, *deed], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def once(environment: Environment, actor: Actor, key: str, work: Callable[[Session], Case | Refusal]) -> Done | Refusal:
    """Do `work` in one transaction, unless this actor's command of this key is already done.

    The same form sent twice, also at the same moment, is one command: the second finds the first, or meets its key in
    the database and then finds it.
    """
    try:
        return _attempt(environment, actor, key, work)
    except (IntegrityError, case_store.CaseConflict):
        return _attempt(environment, actor, key, work)


def done_before(environment: Environment, actor: Actor, key: str) -> str | None:
    """The case on which this actor's command of this key is carried out already; None while it is not."""
    with environment.database.reading() as session:
        return case_store.command_done(session, str(actor), key)


def _attempt(
    environment: Environment, actor: Actor, key: str, work: Callable[[Session], Case | Refusal]
) -> Done | Refusal:
    with environment.database.writing() as session:
        earlier = case_store.command_done(session, str(actor), key)
        if earlier is not None:
            return Done(earlier, again=True)
        result = work(session)
        if isinstance(result, Refusal):
            return result
        case_store.remember_command(session, str(actor), key, result.id, environment.clock())
    environment.wake()
    return Done(result.id)


def carry_out(
    session: Session,
    environment: Environment,
    case: Case,
    command: Command,
    actor: Actor,
    typed: Salted | None = None,
) -> Case | Refusal:
    """Decide, write the events, what changes of the answers and the officer's remarks, and what follows: messages,
    papers. `typed` are the answers or remarks whose digests the command holds."""
    now = environment.clock()
    definition = environment.services.version(command.definition if isinstance(command, Start) else case.definition)
    decision = decide(definition, case, command, now)
    if isinstance(decision, Refusal):
        return decision
    after = case
    for event in decision:
        after = evolve(after, event)
    after = replace(after, answers=answers_after(definition, case, command, local_date(now)))
    if isinstance(command, Move):
        definition = command.into
    case_store.append(session, definition, case, decision, after, actor=str(actor), now=now)
    remarks = typed if isinstance(command, Act) else None
    if isinstance(command, Correct):
        given = command.digests.keys()
        anew = [name for name, value in case.answers.items() if name in given or after.answers.get(name) != value]
        answer_store.set_aside(session, case.id, anew, _sequence_of(Corrected, case, decision))
    answer_store.change(session, case.id, case.answers, after.answers, None if remarks else typed)
    if remarks is not None:
        answer_store.save(session, case.id, remarks, given_at=_sequence_of(ActionTaken, case, decision))
    follow(session, environment, definition, case, after, decision)
    session.flush()
    return after


def _sequence_of(kind: type[ActionTaken | Corrected], before: Case, events: Sequence[Event]) -> int:
    return next(before.sequence + place for place, event in enumerate(events, start=1) if isinstance(event, kind))
