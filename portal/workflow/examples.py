"""Playing the examples of a service file: form, workflow, messages, fee and certificate, as the live portal does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final

from portal.definition.area_names import Naming
from portal.definition.asked import questions_of
from portal.definition.display import display_line
from portal.definition.fee_words import is_to_be_told
from portal.definition.form import shown
from portal.definition.model import APPLICANT, Example, ExampleAction, FormField, Service, Text
from portal.definition.placeholders import (
    CERTIFICATE_NAMES,
    MESSAGE_NAMES,
    answer_values,
    said_values,
)
from portal.definition.printed import table
from portal.definition.problems import Problem
from portal.definition.reading import read_answers
from portal.definition.spoken import Spoken
from portal.definition.template import UnfilledPlaceholderError, fill
from portal.definition.values import AreaExists, read
from portal.lao.dates import local_date
from portal.lao.language import Language
from portal.workflow import example_words as words
from portal.workflow.answers import form_of
from portal.workflow.case import Case, Status
from portal.workflow.eligible_examples import is_turned_away, not_as_expected
from portal.workflow.example_problems import ExampleProblem, Where, bad_answer, bad_answers_of_step
from portal.workflow.refusals import Why
from portal.workflow.simulate import Simulation, Stopped, play
from portal.workflow.telling import on_paper

_LANGUAGES: Final[tuple[Language, ...]] = ("lo", "en")


def run_example(
    service: Service, name: str, today: date, area_exists: AreaExists = lambda level, code: True
) -> list[ExampleProblem]:
    """Play the example `name` on the morning of `today` in Vientiane and say what does not go as it says.

    Each step is taken by an officer of its own, so four eyes hold. Nothing is said about what follows a step that was
    refused. Raises KeyError for a name that is not among `service.examples`.
    """
    example = service.examples[name]
    top: Where = ("examples", name)
    before_form = not_as_expected(service, example, top, today, area_exists)
    if before_form or is_turned_away(example):
        return before_form
    answers, found = _read_answers(service, example, top, today, area_exists)
    script, unreadable = _read_script(service, example, top, today, area_exists)
    if found or unreadable:
        return [*found, *unreadable]
    run, stopped = play(service, answers, script, datetime.combine(today, time(3), UTC))
    if stopped is not None:
        return list(_refused(script, top, run, stopped))
    return list(_unfilled(service, run, top)) or list(_unexpected(service, run, example, top))


def play_example(service: Service, name: str, today: date, area_exists: AreaExists) -> Simulation | None:
    """The example `name` as it is played by `run_example`; None where nothing is handed in, its answers cannot
    be read or a step is refused.

    Raises KeyError for a name that is not among `service.examples`.
    """
    example = service.examples[name]
    if is_turned_away(example):
        return None
    top: Where = ("examples", name)
    answers, found = _read_answers(service, example, top, today, area_exists)
    script, unreadable = _read_script(service, example, top, today, area_exists)
    if found or unreadable:
        return None
    run, stopped = play(service, answers, script, datetime.combine(today, time(3), UTC))
    return run if stopped is None else None


def _read_answers(
    service: Service, example: Example, top: Where, today: date, area_exists: AreaExists
) -> tuple[dict[str, Any], list[ExampleProblem]]:
    answers, problems = read_answers(service, example.answers, today, area_exists)
    asked = shown(service, answers, today).questions
    unasked = [field for field in example.answers if field not in asked]
    return answers, [
        *(
            each
            for name, problem in problems.items()
            for each in bad_answer(
                name, service.fields[name], problem, (*top, "answers", name), example.answers.get(name)
            )
        ),
        *(ExampleProblem("unasked", (*top, "answers", field), words.unasked(field)) for field in unasked),
    ]


def _read_script(
    service: Service, example: Example, top: Where, today: date, area_exists: AreaExists
) -> tuple[list[str | ExampleAction], list[ExampleProblem]]:
    """The example's steps, what officers answer and applicants correct in them read as a form would read it."""
    script: list[str | ExampleAction] = []
    found: list[ExampleProblem] = []
    for place, step in enumerate(example.actions):
        where = (*top, "actions", place)
        if step.correct is not None:
            typed, wrong = _read_typed(service.fields, step.correct, (*where, "correct"), today, area_exists)
            script.append(ExampleAction(correct=typed))
        else:
            path, _, action = (step.do or "").rpartition(".")
            asked = questions_of(service, path, action)
            typed, wrong = _read_typed(asked, step.said, (*where, "answers"), today, area_exists)
            script.append(ExampleAction(do=step.do, fields=step.fields, answers=typed))
        found += wrong
    return script, found


def _read_typed(
    fields: Mapping[str, FormField], typed: Mapping[str, Any], where: Where, today: date, area_exists: AreaExists
) -> tuple[dict[str, Any], list[ExampleProblem]]:
    """What was typed to some of the `fields`, read as a form would read it."""
    values: dict[str, Any] = {}
    found: list[ExampleProblem] = []
    for name, raw in typed.items():
        field = fields.get(name)
        value = read(field, raw, today, area_exists) if field else None
        if field is None:
            found.append(ExampleProblem("unasked", (*where, name), words.unasked(name)))
        elif isinstance(value, Problem):
            found += bad_answer(name, field, value, (*where, name), raw)
        values[name] = value
    return values, found


def _refused(
    script: list[str | ExampleAction], top: Where, run: Simulation, stopped: Stopped
) -> Iterator[ExampleProblem]:
    state = _state(run.case)
    if stopped.step == 0:
        yield ExampleProblem("not-handed-in", (*top, "answers"), words.refused(None, stopped.refusal, state))
        return
    step, where = script[stopped.step - 1], (*top, "actions", stopped.step - 1)
    if stopped.refusal.why in {Why.BAD_ANSWERS, Why.INCOMPLETE} and (
        bad := list(bad_answers_of_step(run, step, where))
    ):
        yield from bad
        return
    said = step if isinstance(step, str) else step.do or "correct"
    yield ExampleProblem("refused", where, words.refused(said, stopped.refusal, state))


def _state(case: Case) -> str:
    """Where a case stands, as `expect.state` names it: a step, an end, or 'applicant'."""
    return APPLICANT if case.status is Status.WITH_APPLICANT else case.step or "draft"


def _unexpected(service: Service, run: Simulation, example: Example, top: Where) -> Iterator[ExampleProblem]:
    expect = example.expect
    state, sms = _state(run.case), tuple(notice.key for notice in run.notices)
    if state != expect.state:
        yield ExampleProblem("state", (*top, "expect", "state"), words.other("state", state, expect.state))
    if expect.sms is not None and sms != expect.sms:
        shown = (", ".join(keys) or "-" for keys in (sms, expect.sms))
        yield ExampleProblem("sms", (*top, "expect", "sms"), words.other("sms", *shown))
    if expect.fee is not None and run.case.fee != expect.fee:
        measure = "fee-to-be-told" if is_to_be_told(service, run.case.fee) else "fee"
        yield ExampleProblem("fee", (*top, "expect", "fee"), words.other(measure, run.case.fee or 0, expect.fee))
    if expect.certificate is not None:
        where = (*top, "expect", "certificate")
        if not run.case.issuances or service.certificate is None:
            yield ExampleProblem("no-certificate", where, words.NO_CERTIFICATE)
            return
        lao, english = _printed(service, run, service.certificate.body)
        if expect.certificate not in lao and expect.certificate not in english:
            said = words.not_on_certificate(expect.certificate, Text(lo=lao, en=english))
            yield ExampleProblem("certificate", where, said)


def _printed(service: Service, run: Simulation, body: Text) -> list[str]:
    """What the paper says of the case in each language: its body, and the answers of its table."""
    said = on_paper(service, run.case, run.spoken)
    answers = form_of(service, run.case, local_date(run.now)).answers
    rows = table(service, answers, said)
    return [
        "\n".join((text, *(display_line(field, value, language, _CODES.short) for _, field, value in rows)))
        for text, language in zip(_texts(service, run, body, said), _LANGUAGES, strict=True)
    ]


def _unfilled(service: Service, run: Simulation, top: Where) -> Iterator[ExampleProblem]:
    """Texts that this case would have sent or printed with a hole in them."""
    texts: dict[str, tuple[Text, Spoken]] = {
        notice.key: (Text(lo=template.lo, en=template.en), notice.said)
        for notice in run.notices
        if (template := notice.template(service))
    }
    if run.case.issuances and service.certificate is not None:
        texts["certificate"] = service.certificate.body, on_paper(service, run.case, run.spoken)
    for name, (text, said) in texts.items():
        try:
            _texts(service, run, text, said)
        except UnfilledPlaceholderError as missing:
            yield ExampleProblem("unfilled", top, words.unfilled(name, str(missing.args[0])))


def _texts(service: Service, run: Simulation, template: Text, said: Spoken) -> list[str]:
    """The template as it reads in each language. What only the live portal knows is shown by its name."""
    answers = form_of(service, run.case, local_date(run.now)).answers
    return [
        fill(
            template.in_language(language),
            {
                **_OTHERS,
                **answer_values(service, answers, language, _CODES),
                **said_values(service, said.questions, said.values, language, _CODES),
            },
        )
        for language in _LANGUAGES
    ]


_CODES: Final = Naming(lambda _: None)
"""An author writes codes in an example, and finds them again in what it says."""
_OTHERS: Final[Mapping[str, str]] = {name: f"<{name}>" for name in MESSAGE_NAMES | CERTIFICATE_NAMES}
