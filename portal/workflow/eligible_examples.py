"""The questions before the form, as an example of a service file answers them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.definition.eligibility import Standing, standing
from portal.definition.model import INELIGIBLE, Example, Service, Text
from portal.definition.problems import Problem, say
from portal.definition.values import AreaExists, read
from portal.workflow import example_words as words

Found = tuple[str, tuple[str | int, ...], Text]
"""A code, a place in the example, and what is said there."""


def is_turned_away(example: Example) -> bool:
    """Whether the example is of somebody who cannot apply."""
    return example.expect.state == INELIGIBLE


def not_as_expected(service: Service, example: Example, today: date, area_exists: AreaExists) -> list[Found]:
    """What does not go as the example says before the form. One that answers nothing there is of somebody who may
    apply; one that answers something has to answer all that is asked."""
    answers: dict[str, Any] = {}
    unreadable: list[Found] = []
    for name, raw in example.eligible.items():
        question = service.eligible[name]
        value = read(question, raw, today, area_exists)
        if isinstance(value, Problem):
            said = words.NO_SUCH_AREA if value.code == "area-unknown" else say(value, question)
            unreadable.append(("answer", ("eligible", name), words.bad_answer(name, said)))
        answers[name] = value
    here = standing(service, answers, today)
    return unreadable or [*_unasked(example, here), *_end(example, here)]


def _unasked(example: Example, here: Standing) -> Iterator[Found]:
    """Answers to what nobody is asked any more, or not asked yet."""
    for name in example.eligible:
        if name not in here.answers:
            yield "unasked", ("eligible", name), words.unasked(name)


def _end(example: Example, here: Standing) -> Iterator[Found]:
    expect = example.expect
    if is_turned_away(example):
        if here.ends is None:
            said = words.not_answered(here.asks) if here.asks else words.MAY_APPLY
            yield "state", ("expect", "state"), said
        if example.answers or example.actions:
            yield "state", ("answers",) if example.answers else ("actions",), words.ENDS_THERE
    elif here.ends is not None:
        yield "state", ("expect", "state"), words.turned_away(here.ends)
    elif example.eligible and here.asks is not None:
        yield "unanswered", ("eligible",), words.not_answered(here.asks)
    if expect.question not in {None, here.ends} and is_turned_away(example) is (here.ends is not None):
        yield "question", ("expect", "question"), words.other("question", here.ends or "-", expect.question)
