"""What of a service stands on its paper: only that has to be in letters that papers print. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.definition.dependencies import Dependencies
from portal.definition.model import FormField, Question, Service, Text
from portal.definition.spoken import Spoken
from portal.definition.template import names_in
from portal.lao.printing import unprintable


def printed_names(service: Service) -> frozenset[str]:
    """The questions, of the form and of officers, whose answers the paper holds: in its table or in its body."""
    if service.certificate is None:
        return frozenset()
    body = service.certificate.body
    in_body = (name.partition(".")[0] for name in (*names_in(body.lo), *names_in(body.en)))
    return frozenset((*(name for name, _ in service.certificate.rows()), *in_body))


def printed_with(service: Service, answers: Mapping[str, Any]) -> frozenset[str]:
    """Those, and with `answers` as they are the questions that a computed text was put together from which cannot be
    printed: it has no box of its own to say so at."""
    printed = printed_names(service)
    spoilt = [
        field.value
        for name, field in service.fields.items()
        if name in printed and field.value is not None and unprintable_in(answers.get(name))
    ]
    return printed | {*Dependencies(service).near(spoilt)} if spoilt else printed


def table(service: Service, answers: Mapping[str, Any], said: Spoken) -> list[tuple[Text, FormField, Any]]:
    """The rows of the paper's table: label, question and answer, which may be none; those of officers' questions only
    where they were `said`. `answers` include computed ones."""
    rows = [] if service.certificate is None else service.certificate.rows()
    questions = {**said.questions, **service.fields}
    values = {**said.values, **answers}
    return [
        (named or questions[name].label, questions[name], values.get(name)) for name, named in rows if name in questions
    ]


def unprintable_in(value: Any) -> str | None:
    """The first letter of an answer that no paper prints, if there is one. The names of options hold none: see
    `check_choosing.is_option_name`."""
    return unprintable(value) if isinstance(value, str) else None


def is_printed(name: str, question: FormField, printed: frozenset[str]) -> bool:
    """Whether the answer to a question of this name may stand on the paper: never what only officers read."""
    return name in printed and not (isinstance(question, Question) and question.internal)
