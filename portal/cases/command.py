"""How one command on one case is carried out: once, in one transaction, with everything that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.cases.consequences import follow
from portal.cases.environment import Environment
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store.answers import Salted
from portal.store.columns import new_id
from portal.workflow.answers import answers_after
from portal.workflow.case import Case
from portal.workflow.commands import Command, Start
from portal.workflow.decide import decide
from portal.workflow.events import ActionTaken, Event
from portal.workflow.evolve import evolve
from portal.workflow.refusals import Refusal

TASKS_AT_ONCE = 20
"""More tasks than any step can open: a parallel step has at most as many branches."""


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


def fresh_task_ids() -> tuple[str, ...]:
    """Ids for the tasks a command may open; the pure core makes none of its own."""
    return tuple(new_id() for _ in range(TASKS_AT_ONCE))


def once(environment: Environment, actor: Actor, key: str, work: Callable[[Session], Case | Refusal]) -> Done | Refusal:
    """Do `work` in one transaction, unless this actor's command of this key is already done.

    The same form sent twice, also at the same moment, is one command: the second finds the first, or meets its key in
    the database and then finds it.
    """
    try:
        return _attempt(environment, actor, key, work)
    except (IntegrityError, case_store.CaseConflict):
        return _attempt(environment, actor, key, work)


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
    remarks: Salted | None = None,
) -> Case | Refusal:
    """Decide, write the events and the officer's remarks, project them, and write what follows: messages, papers."""
    now = environment.clock()
    definition = environment.services.version(command.definition if isinstance(command, Start) else case.definition)
    decision = decide(definition, case, command, now)
    if isinstance(decision, Refusal):
        return decision
    after = case
    for event in decision:
        after = evolve(after, event)
    after = replace(after, answers=answers_after(definition, case, command, environment.today()))
    case_store.append(session, definition, case, decision, after, actor=str(actor), now=now)
    if remarks is not None:
        answer_store.save(session, case.id, remarks, given_at=_sequence_of_act(case, decision))
    follow(session, environment, definition, after, decision, remarks.values if remarks else {})
    session.flush()
    return after


def _sequence_of_act(before: Case, events: Sequence[Event]) -> int:
    return next(
        before.sequence + place for place, event in enumerate(events, start=1) if isinstance(event, ActionTaken)
    )
