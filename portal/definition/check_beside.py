"""Rules that look at the services beside a service: roles that seem misspelt, papers that are numbered alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from portal.definition.findings import Finding, finding
from portal.definition.load import Loaded
from portal.definition.model import Service
from portal.definition.posts import posts_of
from portal.definition.rules_checking import RULES
from portal.definition.template import fill, names_in

USUAL_ROLES: Final = frozenset({"clerk", "signer"})
"""Roles that nearly every office has: who prepares, and who signs."""
_FIRM: Final = 1000
"""Uses that a usual role counts for, so that it is never the one misspelt."""
_LONG: Final = 9
"""Letters from which two slips, and not one, make a word look like another."""

_SHORT: Final = 3
"""Letters of an abbreviation before a role: of an office or a field of work."""


def check_beside(loaded: Loaded, beside: Sequence[Service]) -> list[Finding]:
    """What is odd about a service, given those `beside` it (that have another name)."""
    if loaded.service is None:
        return []
    others = [other for other in beside if other.service != loaded.service.service]
    return [*_roles(loaded, loaded.service, others), *_number(loaded, loaded.service, others)]


def _roles(loaded: Loaded, service: Service, others: list[Service]) -> Iterator[Finding]:
    """A role that is nearly one used more often: nobody is appointed to a word that was misspelt."""
    own = {post.written: post.role for post in posts_of(service)}
    elsewhere = Counter(post.role for each in others for post in posts_of(each))
    uses = elsewhere + Counter(own.values())
    uses.update(dict.fromkeys(USUAL_ROLES, _FIRM))
    for path, role in own.items():
        firmer = [other for other in uses if uses[other] > uses[role] or elsewhere[other] > elsewhere[role]]
        alike = [other for other in firmer if role not in USUAL_ROLES and _looks_like(role, other)]
        if alike:
            meant = max(alike, key=lambda other: uses[other])
            place = loaded.places.value(*path)
            yield finding(RULES, "doubtful-role", loaded.file, place, name=role, meant=meant)


def _looks_like(word: str, other: str) -> bool:
    if word == other or re.sub("[0-9]", "", word) == re.sub("[0-9]", "", other):
        return False  # reviewer_1 and reviewer_2 are told apart on purpose
    (field, _, work), (other_field, _, other_work) = word.partition("_"), other.partition("_")
    if work and work == other_work and max(len(field), len(other_field)) <= _SHORT:
        return False  # ws_clerk and sw_clerk, of water supply and sewerage, too
    return slips(word, other) <= (2 if min(len(word), len(other)) >= _LONG else 1)


def slips(word: str, other: str) -> int:
    """Letters put in, left out, changed or exchanged with the next to make one word of the other (Damerau, 1964)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for index, letter in enumerate(word, start=1):
        before, last, row = row, before, [index]
        for column, wanted in enumerate(other, start=1):
            cost = min(before[column] + 1, row[column - 1] + 1, before[column - 1] + (letter != wanted))
            if index > 1 and column > 1 and letter == other[column - 2] and word[index - 2] == wanted:
                cost = min(cost, last[column - 2] + 1)
            row.append(cost)
    return row[-1]


def _number(loaded: Loaded, service: Service, others: Iterable[Service]) -> Iterator[Finding]:
    """The running number is counted for each service: two that are numbered alike by one office give equal numbers."""
    own = _numbering(service)
    same = sorted(other.service for other in others if own is not None and _numbering(other) == own)
    if same:
        place = loaded.places.value("certificate", "number")
        yield finding(RULES, "number-shared", loaded.file, place, other=", ".join(same))


def _numbering(service: Service) -> tuple[str, str] | None:
    """The level of the signing office, and how its numbers look: the width of a running number makes no difference."""
    if service.certificate is None:
        return None
    levels = (post.level for post in posts_of(service) if post.step == service.certificate.signed_by)
    signs = {"year": "Y", "office.code": "O", "serial": "S"}
    signing = next(levels, None)
    if signing is None or not set(names_in(service.certificate.number)) <= signs.keys():
        return None
    return signing.value, re.sub("0*S", "S", fill(service.certificate.number, signs))
