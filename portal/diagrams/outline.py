"""What a drawing of a workflow shows, in the words of one language: the places a case can be in, and the ways between.

The drawing and the table that says the same in words are both made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from portal.definition.model import (
    APPLICANT,
    DONE,
    Action,
    EndStep,
    OfficerStep,
    Outcome,
    ParallelStep,
    Service,
    Step,
    officer_steps_of,
)
from portal.diagrams import words
from portal.lao.language import Language
from portal.lao.text import canonical

Kind = Literal["applicant", "office", "parallel", "end"]


@dataclass(frozen=True)
class Way:
    """Where actions lead: their labels in the order of the file, the place, and what it is called.

    `to` is `done` in a branch; it is None where the file names no step that there is, which nothing can be drawn to.
    """

    labels: tuple[str, ...]
    to: str | None
    title: str

    @property
    def sent_back(self) -> bool:
        """Whether it leads to the applicant, for a correction."""
        return self.to == APPLICANT


@dataclass(frozen=True)
class Place:
    """A step, a branch ('step.branch'), an end, or the applicant: what it is called, and who decides there.

    `days` is how long they have; `late` who gets the work when it is overdue; `note` what else there is to say: how
    many branches are needed, how the case ends. `outcome` is of an end.
    """

    name: str
    kind: Kind
    title: str
    office: str = ""
    role: str = ""
    days: str = ""
    late: str = ""
    note: str = ""
    outcome: Outcome | None = None
    ways: tuple[Way, ...] = ()
    branches: tuple[Place, ...] = ()

    @property
    def every_way(self) -> Iterator[Way]:
        """The ways out of it, those of its branches included."""
        yield from self.ways
        for branch in self.branches:
            yield from branch.ways


def outline(service: Service, language: Language) -> tuple[Place, ...]:
    """The places of a workflow: first the applicant's, then the steps and ends in the order of the file."""
    return tuple(_Outline(service, language).places())


class _Outline:
    def __init__(self, service: Service, language: Language) -> None:
        self._service = service
        self._language: Language = language

    def places(self) -> Iterator[Place]:
        first = self._service.first_step
        begins = Way((words.HANDS_IN.in_language(self._language),), first, self._title(first))
        yield Place(APPLICANT, "applicant", words.APPLICANTS.in_language(self._language), ways=(begins,))
        for name, step in self._service.workflow.items():
            yield self._place(name, step)

    def _place(self, name: str, step: Step) -> Place:
        title = canonical(step.title.in_language(self._language))
        match step:
            case OfficerStep():
                return self._office(name, step)
            case ParallelStep():
                note = words.join_of(step).in_language(self._language)
                onward = self._way((words.ONWARD.in_language(self._language),), step.to)
                branches = tuple(self._office(path, each) for path, each in officer_steps_of(name, step).items())
                return Place(name, "parallel", title, note=note, ways=(onward,), branches=branches)
            case EndStep():
                note = words.OUTCOMES[step.end].in_language(self._language)
                issued = words.ISSUES.in_language(self._language) if step.issue else ""
                return Place(name, "end", title, note=". ".join(filter(None, (note, issued))), outcome=step.end)
            case _:
                assert_never(step)

    def _office(self, path: str, step: OfficerStep) -> Place:
        late = step.late
        return Place(
            path,
            "office",
            canonical(step.title.in_language(self._language)),
            office=words.OFFICES[step.office].in_language(self._language),
            role=self._role(step.role),
            days=words.working_days(step.within).in_language(self._language) if step.within else "",
            late=f"{words.OFFICES[late.to].in_language(self._language)}: {self._role(late.role or step.role)}"
            if late
            else "",
            ways=tuple(self._ways(step.actions)),
        )

    def _ways(self, actions: Mapping[str, Action]) -> Iterator[Way]:
        """One way for all actions that lead to the same place."""
        labels: dict[str, list[str]] = {}
        for action in actions.values():
            labels.setdefault(action.to, []).append(canonical(action.label.in_language(self._language)))
        for to, several in labels.items():
            yield self._way(tuple(dict.fromkeys(several)), to)

    def _way(self, labels: tuple[str, ...], to: str) -> Way:
        known = to in {APPLICANT, DONE} or to in self._service.workflow
        return Way(labels, to if known else None, self._title(to))

    def _title(self, to: str) -> str:
        if to == APPLICANT:
            return words.APPLICANTS.in_language(self._language)
        if to == DONE:
            return words.IS_DONE.in_language(self._language)
        step = self._service.workflow.get(to)
        return canonical(step.title.in_language(self._language)) if step else to

    def _role(self, role: str) -> str:
        return canonical(words.role_of(self._service, role).in_language(self._language))
