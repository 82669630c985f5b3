"""What is wrong with the answers that an example gives, in the words that whoever answers would read, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.definition.asked import printed_of, questions_of
from portal.definition.form import check_fields
from portal.definition.kinds.table import kind_of
from portal.definition.model import ExampleAction, FormField, Text
from portal.definition.problems import Problem, say
from portal.lao.dates import local_date
from portal.workflow import example_words as words
from portal.workflow.answers import Correcting, form_of
from portal.workflow.said import Said
from portal.workflow.simulate import Simulation

Where = tuple[str | int, ...]
"""A place in the service file, from its top: ('examples', 'granted', 'expect', 'state')."""


@dataclass(frozen=True)
class ExampleProblem:
    """One way in which an example does not go as it says. `code` is stable, `message` is for the service's author."""

    code: str
    where: Where
    message: Text


def bad_answer(
    name: str, field: FormField, problem: Problem, where: Where, typed: object = None
) -> Iterator[ExampleProblem]:
    """An answer that is not taken: of a group one problem for each answer in its rows. `typed` is the answer as it is
    written."""
    if not problem.rows:
        yield ExampleProblem("answer", where, words.bad_answer(name, _sentence(problem, field, typed)))
    for index, row in enumerate(problem.rows):
        for inner, each in row.items():
            said = _sentence(each, (field.fields or {})[inner], _typed_in_row(typed, index, inner))
            place = (*where, index, inner)
            yield ExampleProblem("answer", place, words.bad_answer_in_row(name, index + 1, inner, said))


def bad_answers_of_step(run: Simulation, step: str | ExampleAction, where: Where) -> Iterator[ExampleProblem]:
    """What is wrong with the answers of the step at which a case that is played stopped: of an officer, or of an
    applicant who corrects. Nothing where it stopped for another reason."""
    if isinstance(step, str):
        return
    today = local_date(run.now)
    if step.do is None:
        form = Correcting(run.service, run.case, today).reopened(run.with_kept(step.correct or {})).form
        yield from _bad(form.questions, form.problems, (*where, "correct"))
        return
    path, _, name = step.do.rpartition(".")
    asked = questions_of(run.service, path, name)
    action = run.service.officer_steps[path].actions[name]
    given, form = Said.in_example(step).given, form_of(run.service, run.case, today)
    wrong = check_fields(asked, given, printed_of(run.service, path, action), form, today)
    yield from _bad(asked, {each: problem for each, problem in wrong.items() if each in given}, (*where, "answers"))


def _bad(fields: Mapping[str, FormField], problems: Mapping[str, Problem], where: Where) -> Iterator[ExampleProblem]:
    for name, problem in problems.items():
        if name in fields:
            yield from bad_answer(name, fields[name], problem, (*where, name))


def _typed_in_row(typed: object, index: int, name: str) -> object:
    row = typed[index] if isinstance(typed, list | tuple) and index < len(typed) else None
    return row.get(name) if isinstance(row, Mapping) else None


def _sentence(problem: Problem, field: FormField, typed: object) -> Text:
    if problem.code == "area-unknown":
        return words.NO_SUCH_AREA
    said, options = say(problem, field), kind_of(field).options(field)
    written = [str(each) for each in (typed if isinstance(typed, list | tuple) else [typed]) if each is not None]
    strange = next((each for each in written if each.strip() not in options), None)
    if problem.code != "choice-unknown" or strange is None:
        return said
    return words.no_option(said, strange, options, _meant(strange, options))


def _meant(written: str, options: Mapping[str, Text]) -> str | None:
    """The option that is written by its words, or by its first letters."""
    plain = written.strip().casefold()
    by_words = (name for name, label in options.items() if plain in {label.lo.casefold(), label.en.casefold()})
    beginning = [name for name in options if plain and name.startswith(plain)]
    return next(by_words, beginning[0] if len(beginning) == 1 else None)
