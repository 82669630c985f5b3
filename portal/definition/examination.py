"""A service under examination: where its parts stand in its file, and the findings so far."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from portal.definition.answer_search import FormSearch
from portal.definition.expressions import ExpressionProblem, evaluate
from portal.definition.findings import Finding, finding, guess
from portal.definition.form import Shown, shown
from portal.definition.holes import may_come_to_nothing
from portal.definition.kinds.table import kind_of
from portal.definition.misspelt_steps import misspelt_steps
from portal.definition.model import EligibleQuestion, FormField, OfficerStep, Page, Question, Service, keys_of
from portal.definition.reading import read_answers
from portal.definition.rules_checking import RULES
from portal.definition.samples import SAMPLE_DAY, answers_of
from portal.definition.source import Path, Source

_MOST_KNOWN: Final = 25


@dataclass
class Examination:
    """What a family of rules works with. Reports name a path in the file, of a key or of the value behind it."""

    service: Service
    source: Source
    findings: list[Finding] = field(default_factory=list)
    unsound: set[Path] = field(default_factory=set)
    """Where expressions stand of which it was said already what is wrong with their words."""
    without_result: set[Path] = field(default_factory=set)
    """Where values are worked out of which it was said already that they may have no result."""
    _holes: dict[str, bool] = field(default_factory=dict)

    def at_key(self, code: str, /, *path: str | int, **found: object) -> None:
        """Report at the key at `path`."""
        self.findings.append(finding(RULES, code, self.source.file, self.source.key(*path), **found))

    def at_value(self, code: str, /, *path: str | int, **found: object) -> None:
        """Report at the value at `path`."""
        self.findings.append(finding(RULES, code, self.source.file, self.source.value(*path), **found))

    def inside(self, code: str, offset: int, /, *path: str | int, **found: object) -> None:
        """Report at the character at `offset` of the text at `path`."""
        place = self.source.inside(path, offset)
        self.findings.append(finding(RULES, code, self.source.file, place, **found))

    @cached_property
    def misspelt_steps(self) -> dict[str, str]:
        """See `misspelt_steps.misspelt_steps`."""
        return misspelt_steps(self.service)

    def unknown(self, kind: tuple[str, str], name: str, known: Iterable[str], *path: str | int) -> None:
        """Report that there is no `name` of a `kind` (in Lao and English) among those `known`."""
        self.at_value("unknown-name", *path, kind_lo=kind[0], kind_en=kind[1], name=name, **guesses(name, known))

    @property
    def unsound_expressions(self) -> set[str]:
        """The expressions that stand at those places, as they are read."""
        return {text for path in self.unsound if isinstance(text := self.source.at(path), str)}

    @cached_property
    def complete_answers(self) -> dict[str, Any]:
        """An ordinary answer to every question, and what is computed from them."""
        answers = answers_of(self.service.fields)
        for name, each in self.service.fields.items():
            if kind_of(each).is_worked_out and each.value is not None:
                result = evaluate(each.value, self.service.fields, answers, SAMPLE_DAY)
                answers[name] = None if isinstance(result, ExpressionProblem) else result
        return answers

    def pages(self) -> Iterator[tuple[Path, Page]]:
        """Each page with its path."""
        for index, page in enumerate(self.service.form):
            yield ("form", index), page

    def fields(self) -> Iterator[tuple[Path, str, FormField]]:
        """Each question with its path and name, those in groups after their group."""
        for page_path, page in self.pages():
            for name, each in page.fields.items():
                path = (*page_path, "fields", name)
                yield path, name, each
                for inner, inner_field in (each.fields or {}).items():
                    yield (*path, "fields", inner), inner, inner_field

    def eligible(self) -> Iterator[tuple[Path, str, EligibleQuestion]]:
        """Each question before the form with its path and name."""
        for name, question in self.service.eligible.items():
            yield ("eligible", name), name, question

    def questions_asked(self) -> Iterator[tuple[Path, str, Question]]:
        """Each question that the file words for an officer's action, with its path and name."""
        for path, _, step in self.officer_steps():
            for action_name, action in step.actions.items():
                for index, ask in enumerate(action.asks):
                    for name, question in ({} if isinstance(ask, str) else ask).items():
                        yield (*path, "actions", action_name, "asks", index, name), name, question

    def officer_steps(self) -> Iterator[tuple[Path, str, OfficerStep]]:
        """Each officer's step with its path in the file and its path in the workflow ('step' or 'step.branch')."""
        for path, step in self.service.officer_steps.items():
            yield keys_of(path), path, step

    def may_be_empty(self, name: str) -> bool:
        """Whether the answer to the question `name` may not be given: it is optional, or may be hidden."""
        asked = self.service.fields[name]
        page = next(page for page in self.service.form if name in page.fields)
        optional = kind_of(asked).is_answered and not asked.required
        return optional or asked.when is not None or page.when is not None or not kind_of(asked).has_value

    def may_show_nothing(self, name: str) -> bool:
        """Whether the field `name` may leave a hole where it is named: it may be empty, or what is worked out may come
        to nothing, unless that was said of the expression itself."""
        if name not in self._holes:
            is_worked_out = kind_of(self.service.fields[name]).is_worked_out
            said = any(path[-2] == name for path in self.without_result)
            comes_to_nothing = is_worked_out and not said and may_come_to_nothing(self.search, name)
            self._holes[name] = comes_to_nothing or self.may_be_empty(name)
        return self._holes[name]

    @cached_property
    def examples_as_answered(self) -> list[Shown]:
        """The form as each example answers it whose answers may be handed in."""
        of_examples = (example.answers for example in self.service.examples.values())
        read = [read_answers(self.service, raw, SAMPLE_DAY, lambda _level, _code: True) for raw in of_examples]
        return [shown(self.service, answers, SAMPLE_DAY) for answers, problems in read if not problems]

    @cached_property
    def search(self) -> FormSearch:
        """The search over the form."""
        return FormSearch(self.service)


def guesses(name: str, known: Iterable[str]) -> dict[str, object]:
    """What may have been meant by an unknown name, and what there is."""
    names = list(known)
    close = difflib.get_close_matches(name[:60], names, n=1)
    more = ", …" if len(names) > _MOST_KNOWN else ""
    return {**guess(next(iter(close), None)), "known": (", ".join(names[:_MOST_KNOWN]) + more) or "-"}


def did_you_mean(meant: str | None) -> dict[str, object]:
    """A guess that is better than that of `guesses`, to be put in its place; nothing where there is none."""
    return guess(meant) if meant else {}
