"""The form of a service over answers: what is asked, what is worked out, what is missing, what it costs. Pure.

Everything follows the order of the form: a condition sees the answers given before it. An answer to a hidden question
does not count anywhere, whatever is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from portal.definition.expressions import ExpressionProblem, evaluate, names_in
from portal.definition.fitting import fits
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Page, Service
from portal.definition.printed import is_printed, printed_with, unprintable_in
from portal.definition.problems import Problem
from portal.definition.values import is_empty

Answers = Mapping[str, Any]


def shown(
    service: Service, answers: Answers, today: date, given_on: Mapping[str, tuple[date, ...]] | None = None
) -> Shown:
    """The form as it stands with these answers; what becomes of `answers` later changes nothing in it.

    `today` decides what is asked and worked out, and how old people are. A check sees as `today` the day on which its
    answer was given last, where `given_on` says that it was given since: a paper fetched for a correction is dated
    later. It may hold as well by the day of a newer answer that it names. Of a group that was given several times
    nobody knows which row is from when: its checks may hold by any of its days.
    """
    return Shown(service, dict(answers), today, dict(given_on or {}))


@dataclass(frozen=True, eq=False)
class Shown:
    """The form as it stands with the answers `given`, on the day `today`.

    Hand it on instead of the answers: its pages are walked once, when something is first asked of it, and what was
    worked out is kept.
    """

    service: Service
    given: Answers
    today: date
    given_on: Mapping[str, tuple[date, ...]]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages the applicant goes through, in their order."""
        return self._walked.pages

    @property
    def fields(self) -> Mapping[str, Mapping[str, FormField]]:
        """The fields that are shown on each of these pages, by the page's name."""
        return self._walked.fields

    @property
    def answers(self) -> Answers:
        """The answers that count, with the computed ones (None where an answer they need is not given)."""
        return self._walked.answers

    @cached_property
    def asked(self) -> Mapping[str, FormField]:
        """All fields that are shown, in the order of the form."""
        return {name: field for fields in self.fields.values() for name, field in fields.items()}

    @cached_property
    def questions(self) -> Mapping[str, FormField]:
        """Those of them that the applicant answers."""
        return {name: field for name, field in self.asked.items() if kind_of(field).is_answered}

    @cached_property
    def kept(self) -> Answers:
        """The answers that count and are kept: without those of hidden questions, unknown names, and computed ones."""
        return {name: value for name, value in self.answers.items() if name in self.questions}

    @cached_property
    def problems(self) -> Mapping[str, Problem]:
        """What keeps the application from being handed in: a problem for each required question without an answer and
        each answer that fails its check. An answer of the wrong kind counts as none."""
        return self._problems_of(self.asked)

    @cached_property
    def misfits(self) -> Mapping[str, Problem]:
        """A problem for each answer of the wrong kind to a question that is shown."""
        return self._misfits_of(self.asked)

    @cached_property
    def missing(self) -> Mapping[str, str]:
        """The code of each of the `problems`."""
        return {name: problem.code for name, problem in self.problems.items()}

    def problems_on(self, page: Page) -> dict[str, Problem]:
        """The problems and misfits of one page; none of a page that is not shown."""
        fields = self.fields.get(page.page, {})
        return {**self._problems_of(fields), **self._misfits_of(fields)}

    def holds(self, condition: str) -> bool:
        """Whether a condition holds over the answers that count; one that cannot be worked out does not."""
        return _holds(condition, self.service.fields, self.answers, self.today)

    @cached_property
    def fee(self) -> int | None:
        """The fee in whole kip, half a kip up, 0 where it comes to less; None for a free service, or while it cannot be
        worked out: an answer that it needs is not given, or has no result with the others."""
        if self.service.fee is None:
            return None
        if isinstance(self.service.fee.amount, int):
            return self.service.fee.amount
        amount = evaluate(self.service.fee.amount, self.service.fields, self.answers, self.today)
        if isinstance(amount, bool) or not isinstance(amount, int | float):
            return None
        return max(int(Decimal(str(amount)).quantize(Decimal(1), ROUND_HALF_UP)), 0)

    @cached_property
    def _walked(self) -> _Walked:
        return _walk(self.service, self.given, self.today)

    @cached_property
    def printed(self) -> frozenset[str]:
        """The questions whose answers the paper will hold, so that they must be in letters that papers print."""
        return printed_with(self.service, self.answers)

    def _problems_of(self, fields: Mapping[str, FormField]) -> dict[str, Problem]:
        found: dict[str, Problem] = {}
        for name, field in fields.items():
            days = _Days(self._days_of(name, field), self.today)
            found |= _problems_of({name: field}, self.printed, self.service.fields, self.answers, days)
        return found

    def _days_of(self, name: str, field: FormField) -> tuple[date, ...]:
        """The days that the checks of a field may see as today."""
        given = (self.today, *self.given_on.get(name, ()))
        if field.fields:
            return given
        newer = (day for each in names_in(field.check) for day in self.given_on.get(each, ()) if day > given[-1])
        return (given[-1], *newer)

    def _misfits_of(self, fields: Mapping[str, FormField]) -> dict[str, Problem]:
        return {
            name: Problem("not-understood") for name, field in fields.items() if not fits(field, self.given.get(name))
        }


@dataclass(frozen=True)
class _Days:
    """What a check may see as today, and the day of which ages are."""

    today: tuple[date, ...]
    ages_on: date


@dataclass(frozen=True)
class _Walked:
    pages: tuple[Page, ...]
    fields: Mapping[str, Mapping[str, FormField]]
    answers: Answers


def _walk(service: Service, answers: Answers, today: date) -> _Walked:
    """Walk the form once from its start."""
    pages: list[Page] = []
    fields: dict[str, dict[str, FormField]] = {}
    counted: dict[str, Any] = {}
    for page in service.form:
        if not _holds(page.when, service.fields, counted, today):
            continue
        visible = _walk_page(page, answers, counted, service.fields, today)
        if visible:
            pages.append(page)
            fields[page.page] = visible
    return _Walked(tuple(pages), fields, counted)


def _walk_page(
    page: Page, answers: Answers, counted: dict[str, Any], fields: Mapping[str, FormField], today: date
) -> dict[str, FormField]:
    """The fields of a page that are shown; their answers are put among `counted`."""
    visible = {}
    for name, field in page.fields.items():
        if not _holds(field.when, fields, counted, today):
            continue
        visible[name] = field
        kind = kind_of(field)
        if kind.is_worked_out:
            counted[name] = _value(evaluate(field.value or "null", fields, counted, today))
        elif kind.is_answered and not is_empty(answers.get(name)) and kind.fits(field, answers[name]):
            counted[name] = answers[name]
    return visible


def check_fields(
    asked: Mapping[str, FormField], values: Answers, printed: Collection[str], form: Shown, today: date
) -> dict[str, Problem]:
    """What is wrong with the typed `values` of questions that stand by themselves, all of them shown: those that an
    officer is asked, those `printed` in letters that papers print. Their checks may name the answers of the `form`."""
    fitting = {name: values[name] for name in asked if name in values and fits(asked[name], values[name])}
    scope = {**{name: value for name, value in form.answers.items() if name not in asked}, **fitting}
    wrong_kind = {name: Problem("not-understood") for name in values if name in asked and name not in fitting}
    return {
        **_problems_of(asked, frozenset(printed), {**form.service.fields, **asked}, scope, _Days((today,), today)),
        **wrong_kind,
    }


def _problems_of(
    visible: Mapping[str, FormField],
    printed: frozenset[str],
    fields: Mapping[str, FormField],
    answers: Answers,
    days: _Days,
) -> dict[str, Problem]:
    found = {}
    for name, field in visible.items():
        problem = _problem_of(name, field, is_printed(name, field, printed), fields, answers, days)
        if problem is not None:
            found[name] = problem
    return found


def _problem_of(
    name: str, field: FormField, printed: bool, fields: Mapping[str, FormField], answers: Answers, days: _Days
) -> Problem | None:
    kind = kind_of(field)
    if is_empty(answers.get(name)):
        return kind.missing(field) if kind.is_answered and field.required else None
    if problem := kind.wrong_count(field, answers[name]):
        return problem
    if row_problems := _row_problems(field, printed, fields, answers, kind.rows(field, answers[name]), days):
        return Problem("group-rows", rows=row_problems)
    if printed and kind.is_answered and (sign := unprintable_in(answers[name])):
        return Problem("not-printed", {"sign": sign})
    return None if _check_holds(field, fields, answers, days) else Problem("check")


def _row_problems(
    group: FormField,
    printed: bool,
    fields: Mapping[str, FormField],
    answers: Answers,
    rows: Sequence[Answers],
    days: _Days,
) -> tuple[Mapping[str, Problem], ...]:
    """The problems of each row of a group, all of it printed or none. A check in a row sees the row's answers and all
    others."""
    inner = group.fields or {}
    named = frozenset(inner) if printed else frozenset()
    scope = {**fields, **inner}
    found = tuple(_problems_of(inner, named, scope, {**answers, **row}, days) for row in rows)
    return found if any(found) else ()


def _check_holds(field: FormField, fields: Mapping[str, FormField], answers: Answers, days: _Days) -> bool:
    """Whether the answer passes its check, by one of the days. One that cannot be worked out waits for the answer it
    needs, and passes."""
    if field.check is None or not kind_of(field).is_answered:
        return True
    return any(evaluate(field.check, fields, answers, day, days.ages_on) is not False for day in days.today)


def _holds(when: str | None, fields: Mapping[str, FormField], answers: Answers, today: date) -> bool:
    """Whether a condition holds; one that cannot be worked out, for want of an answer, does not."""
    return when is None or evaluate(when, fields, answers, today) is True


def _value(result: Any) -> Any:
    return None if isinstance(result, ExpressionProblem) else result
