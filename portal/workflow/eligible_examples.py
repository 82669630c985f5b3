"""The questions before the form, as an example of a service file answers them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.definition.eligibility import Standing, standing
from portal.definition.model import INELIGIBLE, Example, Service
from portal.definition.problems import Problem
from portal.definition.values import AreaExists, read
from portal.workflow import example_words as words
from portal.workflow.example_problems import ExampleProblem, Where, bad_answer


def is_turned_away(example: Example) -> bool:
    """Whether the example is of somebody who cannot apply."""
    return example.expect.state == INELIGIBLE


def not_as_expected(
    service: Service, example: Example, top: Where, today: date, area_exists: AreaExists
) -> list[ExampleProblem]:
    """What does not go as the example at `top` says before the form. One that answers nothing there is of somebody who
    may apply; one that answers something has to answer all that is asked."""
    answers: dict[str, Any] = {}
    unreadable: list[ExampleProblem] = []
    for name, raw in example.eligible.items():
        question = service.eligible[name]
        value = read(question, raw, today, area_exists)
        if isinstance(value, Problem):
            unreadable += bad_answer(name, question, value, (*top, "eligible", name), raw)
        answers[name] = value
    here = standing(service, answers, today)
    return unreadable or [*_unasked(example, here, top), *_end(example, here, top)]


def _unasked(example: Example, here: Standing, top: Where) -> Iterator[ExampleProblem]:
    """Answers to what nobody is asked any more, or not asked yet."""
    for name in example.eligible:
        if name not in here.answers:
            yield ExampleProblem("unasked", (*top, "eligible", name), words.unasked(name))


def _end(example: Example, here: Standing, top: Where) -> Iterator[ExampleProblem]:
    expect, state = example.expect, (*top, "expect", "state")
    if is_turned_away(example):
        if here.ends is None:
            yield ExampleProblem("state", state, words.not_answered(here.asks) if here.asks else words.MAY_APPLY)
        if example.answers or example.actions:
            yield ExampleProblem("state", (*top, "answers" if example.answers else "actions"), words.ENDS_THERE)
    elif here.ends is not None:
        yield ExampleProblem("state", state, words.turned_away(here.ends))
    elif example.eligible and here.asks is not None:
        yield ExampleProblem("unanswered", (*top, "eligible"), words.not_answered(here.asks))
    if expect.question not in {None, here.ends} and is_turned_away(example) is (here.ends is not None):
        said = words.other("question", here.ends or "-", expect.question)
        yield ExampleProblem("question", (*top, "expect", "question"), said)
