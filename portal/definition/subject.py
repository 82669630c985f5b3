"""Whom an application is for, where it lies and whom to call: questions that the whole portal asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.definition.fitting import fits
from portal.definition.kinds.table import kind_of
from portal.definition.model import Service
from portal.definition.values import is_empty


def person_questions(service: Service) -> list[str]:
    """The questions outside groups that ask for a person's name, in the order of the form."""
    return [name for name, field in service.fields.items() if kind_of(field).names_person]


def subject_question(service: Service, answers: Mapping[str, Any]) -> str | None:
    """The question that says whom an application is for: the first for a person's name that `answers` answer.

    The applicant comes before relatives and neighbours. Of a draft give the answers that count; of what was handed in
    no others are kept.
    """
    return next(
        (
            name
            for name in person_questions(service)
            if not is_empty(answers.get(name)) and fits(service.fields[name], answers[name])
        ),
        None,
    )


def subject_name(service: Service, answers: Mapping[str, Any]) -> str:
    """The name of whom an application is for; empty while no name is answered."""
    name = subject_question(service, answers)
    return str(answers[name]) if name else ""


def place_of(service: Service, answers: Mapping[str, Any]) -> str | None:
    """The code of the area whose offices handle an application; None while it is not answered."""
    code = answers.get(service.place)
    return str(code) if code and kind_of(service.fields[service.place]).level else None


def own_phone(service: Service) -> str | None:
    """The question for the applicant's own number: the first that asks for a phone outside a group."""
    return next(_phone_questions(service), None)


def subject_phone(service: Service, answers: Mapping[str, Any]) -> str | None:
    """The number that tells an application from one of a namesake: the applicant's own, or else the next that is
    answered."""
    return next((str(answers[name]) for name in _phone_questions(service) if answers.get(name)), None)


def _phone_questions(service: Service) -> Iterator[str]:
    return (name for name, field in service.fields.items() if kind_of(field).is_phone)
