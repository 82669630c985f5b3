"""The demo's applicants: made-up people in the demo's villages, each with a phone."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from portal.definition.model import Level, Text
from portal.demo.names import Gender, MadeUp, made_up
from portal.demo.places import VILLAGES
from portal.lao.language import Language
from portal.people.applicants import add_person
from portal.people.phones import phone_digest
from portal.store import places

FIRST_NUMBER: Final = 8562055550001
"""020 5555 0001 and the numbers after it, which are easy to type. They may be real people's: the demo sends no SMS."""

BIGGEST: Final = 5
"""How many live in the first village for each one in another: its offices, and those above, have full queues."""


@dataclass(frozen=True)
class Applicant:
    """Someone who applies. `areas` are the codes of the village they live in, its district and its province."""

    id: str
    number: str
    language: Language
    who: MadeUp
    areas: dict[Level, str]

    @property
    def name(self) -> Text:
        """Their full name."""
        return self.who.name

    @property
    def gender(self) -> Gender:
        """As their papers say."""
        return self.who.gender


def create_applicants(session: Session, count: int, secret: str, now: datetime) -> list[Applicant]:
    """Enter `count` people with their phones; every eighth reads English."""
    chance = random.Random("applicants")  # noqa: S311 - made-up names
    made = []
    for place in range(count):
        number = f"+{FIRST_NUMBER + place}"
        language: Language = "en" if place % 8 == 7 else "lo"
        person = add_person(session, number, phone_digest(number, secret), language, now)
        village = chance.choices(VILLAGES, [BIGGEST, *(1 for _ in VILLAGES[1:])])[0].code
        made.append(Applicant(person.id, number, language, made_up(chance), places.ancestors(session, village)))
    return made
