"""Answers of a made-up applicant: an example's of the service, varied, until the service's own form takes them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from portal.definition.form import shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import FieldType, FormField, Service
from portal.definition.reading import read_answers
from portal.definition.samples import SAMPLE_DAY, answers_of
from portal.definition.subject import subject_question
from portal.definition.values import options_of
from portal.demo.applicants import Applicant
from portal.demo.names import MadeUp, made_up
from portal.demo.places import of_level

Answers = dict[str, Any]

TRIES: Final = 8
"""Variations tried before an example is taken as it stands, but for who applies and from where."""
_BIG_MONEY_STEP: Final = 1000


class NoExampleError(Exception):
    """Neither an example of the service nor ordinary answers are taken by its form."""


class Varied:
    """Makes applications for one service."""

    def __init__(self, service: Service, chance: random.Random) -> None:
        self._service = service
        self._chance = chance
        ordinary = answers_of(service.fields)
        examples = [each.answers for each in service.examples.values() if each.answers] or [ordinary]
        read = (read_answers(service, each, SAMPLE_DAY, _any_area) for each in examples)
        self._examples = [answers for answers, problems in read if not problems]
        if not self._examples:
            raise NoExampleError(service.service)
        self._any = {**ordinary, **{name: value for each in self._examples for name, value in each.items()}}

    def application(self, applicant: Applicant, today: date, wanted: Sequence[str] = ()) -> Answers:
        """Typed answers to every question that is asked; the ids of files are still the names the example gives.

        If they can be found, such that the `wanted` conditions hold.
        """
        taken: Answers | None = None
        examples = [self._as_of(today, example) for example in self._examples]
        for _ in range(TRIES if not wanted else TRIES * TRIES):
            answers, problems = self._read(self._vary(self._chance.choice(examples), applicant, today), today)
            if not problems:
                taken = answers
                form = shown(self._service, answers, today)
                if all(form.holds(condition) for condition in wanted):
                    return answers
        if taken is None:
            example = self._chance.choice(examples)
            taken, _ = self._read({**example, **self._own(example, applicant, applicant.who)}, today)
        return taken

    def corrected(self, answers: Mapping[str, Any], names: tuple[str, ...], today: date) -> Answers:
        """Other answers to the fields `names` that the form takes beside the rest; the place stays."""
        named = [name for name in names if name in answers and name != self._service.place]
        for _ in range(TRIES):
            other = {name: self._value(self._service.fields[name], answers[name], today) for name in named}
            if not shown(self._service, {**answers, **other}, today).missing:
                return other
        return {name: answers[name] for name in named}

    def _read(self, typed: Mapping[str, Any], today: date) -> tuple[Answers, Mapping[str, Any]]:
        return read_answers(self._service, {**self._as_of(today, self._any), **typed}, today, _any_area)

    def _as_of(self, today: date, answers: Mapping[str, Any]) -> Answers:
        """The answers of an example, each date as far from `today` as it is from the day on which examples are played:
        what is to come in ten days has not passed when the demo is made a year later."""
        return _moved(self._service.fields, answers, today - SAMPLE_DAY)

    def _vary(self, example: Mapping[str, Any], applicant: Applicant, today: date) -> Answers:
        # Somebody applies for another member of the family with the same phone now and then.
        who = applicant.who if self._chance.random() < 0.85 else made_up(self._chance)
        varied = {
            name: self._value(field, example[name], today)
            for name, field in self._service.fields.items()
            if name in example
        }
        return {**varied, **self._own(example, applicant, who)}

    def _own(self, example: Mapping[str, Any], applicant: Applicant, who: MadeUp) -> Answers:
        """What only this applicant can answer: name, gender, phone and place."""
        fields = self._service.fields
        own: Answers = {}
        for name in (each for each, field in fields.items() if field.type is FieldType.GENDER):
            own[name] = who.gender
        for name in (each for each, field in fields.items() if kind_of(field).is_phone):
            own[name] = applicant.number
        if subject := subject_question(self._service, example):
            own[subject] = who.name.lo if _is_lao(str(example[subject])) else who.name.en
        place = fields[self._service.place]
        if level := kind_of(place).level:
            own[self._service.place] = applicant.areas[level]
        return own

    def _value(self, field: FormField, value: Any, today: date) -> Any:
        """Another answer of the kind of `value`."""
        match field.type:
            case FieldType.PERSON_NAME:
                return made_up(self._chance).name.in_language("lo" if _is_lao(str(value)) else "en")
            case FieldType.DATE:
                return self._date(value, today)
            case FieldType.CHOICE | FieldType.YES_NO | FieldType.GENDER:
                return self._choice(field, value)
            case FieldType.NUMBER | FieldType.MONEY:
                return self._number(field, value)
            case FieldType.TEXT | FieldType.ID_NUMBER:
                return self._other_digits(str(value))
            case FieldType.GROUP:
                return self._rows(field, value, today)
            case _:
                level = kind_of(field).level
                return self._chance.choice(of_level(level)).code if level else value

    def _date(self, value: str, today: date) -> str:
        """A past date stays past, a coming one stays to come."""
        day = date.fromisoformat(value)
        distance = abs((today - day).days)
        moved = day + timedelta(days=self._chance.randint(-distance // 3, distance // 3))
        return moved.isoformat()

    def _choice(self, field: FormField, value: Any) -> Any:
        if self._chance.random() < 0.6:
            return value
        chosen = self._chance.choice(list(options_of(field)))
        return chosen == "yes" if field.type is FieldType.YES_NO else chosen

    def _number(self, field: FormField, value: float) -> float:
        moved = value * self._chance.uniform(0.6, 1.8)
        if isinstance(value, int):
            step = _BIG_MONEY_STEP if field.type is FieldType.MONEY and value >= _BIG_MONEY_STEP else 1
            moved = round(moved / step) * step
        least = field.min if field.min is not None else moved
        most = field.max if field.max is not None else moved
        kept = min(max(moved, least), most)
        return int(kept) if isinstance(value, int) else round(kept, 1)

    def _other_digits(self, text: str) -> str:
        return "".join(str(self._chance.randrange(10)) if sign.isascii() and sign.isdigit() else sign for sign in text)

    def _rows(self, group: FormField, rows: list[Answers], today: date) -> list[Answers]:
        inner = group.fields or {}
        count = min(max(len(rows) + self._chance.choice((-1, 0, 0, 1)), group.min_items, 1), group.max_items)
        return [
            {name: self._value(inner[name], value, today) for name, value in self._chance.choice(rows).items() if value}
            for _ in range(count)
        ]


def _moved(fields: Mapping[str, FormField], answers: Mapping[str, Any], by: timedelta) -> Answers:
    moved = dict(answers)
    for name, value in answers.items():
        field = fields[name]
        if field.type is FieldType.DATE and value:
            moved[name] = (date.fromisoformat(value) + by).isoformat()
        elif field.type is FieldType.GROUP:
            moved[name] = [_moved(field.fields or {}, row, by) for row in value or ()]
    return moved


def _is_lao(name: str) -> bool:
    return not name.isascii()


def _any_area(_level: str, _code: str) -> bool:
    return True
