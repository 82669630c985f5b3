"""Publishing a version of a service: what it means for the open cases, and bringing along those that go on with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy.orm import Session

from portal.cases.command import SYSTEM, carry_out
from portal.cases.environment import Environment
from portal.definition.compare import Change, changes
from portal.definition.model import STAY, Service
from portal.store import cases as case_store
from portal.store import open_cases, versions
from portal.store.columns import new_id
from portal.workflow.case import Case
from portal.workflow.commands import Move
from portal.workflow.decide import decide
from portal.workflow.entering import task_ids_needed
from portal.workflow.refusals import Refusal

Fate = Literal["stay", "move", "undecided"]
"""What becomes of the cases of a version: finished under it, brought along, or not said though it matters."""
Told = Callable[[int], None]
"""Is told how many more cases were dealt with."""


@dataclass(frozen=True)
class Stranded:
    """A case that could not go on with the new version, and why."""

    case_id: str
    reference: str
    step: str
    why: Refusal


@dataclass(frozen=True)
class Older:
    """An earlier version that open cases have: where these stand (cases by step, '' for drafts), what is otherwise in
    the new one, and what becomes of them."""

    version: str
    content_hash: str
    standing: Mapping[str, int]
    changes: tuple[Change, ...]
    fate: Fate
    stranded: tuple[Stranded, ...] = ()

    @property
    def touched(self) -> tuple[Change, ...]:
        """The changes of the steps in which cases stand, that decide what becomes of them."""
        here = {step for step in self.standing if step}
        return tuple(each for each in self.changes if each.touches_step and each.where.partition(".")[0] in here)


@dataclass(frozen=True)
class Impact:
    """What publishing `service` would mean."""

    service: Service
    content_hash: str
    is_on_offer: bool
    older: tuple[Older, ...] = field(default_factory=tuple)

    @property
    def strands(self) -> bool:
        """Whether it is not said what becomes of some cases, or some cannot go where they are to."""
        return any(each.fate == "undecided" or each.stranded for each in self.older)


def impact(
    environment: Environment,
    service: Service,
    content_hash: str,
    told: Told = lambda _cases: None,
    *,
    goes_back: bool = False,
) -> Impact:
    """What publishing this version would mean for every open case; each that is to move is tried, and none changed.

    When one `goes_back` to an earlier version, cases of later ones stay: that one could not speak of them.
    """
    with environment.database.reading() as session:
        on_offer = versions.latest(session, service.service) == content_hash
        standing = open_cases.by_version_and_step(session, service.service)
        found = [
            _older(session, environment, service, content_hash, each, steps, told, goes_back=goes_back)
            for each, steps in standing.items()
            if each != content_hash
        ]
    return Impact(service, content_hash, on_offer, tuple(found))


def publish(environment: Environment, service: Service, content_hash: str) -> None:
    """Put a version on offer: who applies from now on has it."""
    with environment.database.writing() as session:
        versions.publish(session, service, content_hash, environment.clock())


def bring_along(environment: Environment, found: Impact, told: Told = lambda _cases: None) -> list[Stranded]:
    """Let the cases of each version that goes on with the published one do so, a transaction each; return those that
    could not, which stay where they are. Beginning again after an end takes up the rest."""
    left: list[Stranded] = []
    for older in found.older:
        if older.fate != "move":
            continue
        for case_id in _all_open(environment, found.service.service, older.content_hash):
            done = _move(environment, found, older.version, case_id)
            if isinstance(done, Stranded):
                left.append(done)
            told(1)
    environment.wake()
    return left


def _older(
    session: Session,
    environment: Environment,
    service: Service,
    content_hash: str,
    older_hash: str,
    standing: Mapping[str, int],
    told: Told,
    *,
    goes_back: bool,
) -> Older:
    before = versions.version(session, older_hash)
    becomes = STAY if goes_back else service.moves.get(before.version)
    names = {} if becomes is None or becomes == STAY else becomes
    differences = tuple(changes(before, service, names))
    older = Older(before.version, older_hash, standing, differences, "stay")
    if becomes == STAY or not any(standing[step] for step in standing if step):
        return older
    if becomes is None:
        return Older(before.version, older_hash, standing, differences, "undecided") if older.touched else older
    stranded = []
    for case_id in open_cases.submitted(session, service.service, older_hash):
        case = case_store.load(session, case_id)
        if case is not None and (refused := _tried(environment, before, service, content_hash, case)) is not None:
            stranded.append(refused)
        told(1)
    return Older(before.version, older_hash, standing, differences, "move", tuple(stranded))


def _tried(
    environment: Environment, before: Service, service: Service, content_hash: str, case: Case
) -> Stranded | None:
    decision = decide(before, case, _command(service, content_hash, before.version), environment.clock())
    return _stranded(case, decision) if isinstance(decision, Refusal) else None


def _move(environment: Environment, found: Impact, version: str, case_id: str) -> Case | Stranded | None:
    with environment.database.writing() as session:
        case = case_store.load(session, case_id, lock=True)
        if case is None or case.definition == found.content_hash or case.outcome is not None:
            return None
        command = _command(found.service, found.content_hash, version)
        done = carry_out(session, environment, case, command, SYSTEM)
        return _stranded(case, done) if isinstance(done, Refusal) else done


def _command(service: Service, content_hash: str, version: str) -> Move:
    becomes = service.moves[version]
    names = {} if becomes == STAY else becomes
    return Move(service, content_hash, dict(names), tuple(new_id() for _ in range(task_ids_needed(service))))


def _stranded(case: Case, why: Refusal) -> Stranded:
    return Stranded(case.id, case.reference or "", case.step or "", why)


def _all_open(environment: Environment, service: str, content_hash: str) -> Iterator[str]:
    with environment.database.reading() as session:
        yield from open_cases.submitted(session, service, content_hash)
