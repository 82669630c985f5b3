"""Who acts: DIGIT lets any number of roles take each action of a state, a step of ours has one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from portal.digit.machine import Move

CITIZEN: Final = "CITIZEN"
_AT_COUNTERS: Final = frozenset({"CEMP", "CSR", "CFC"})
"""Employees who take an application for a citizen: counter employee, customer service, citizen facilitation centre."""
_NOBODY: Final = frozenset({CITIZEN, "*", "ANONYMOUS", "AUTO_ESCALATE"})
CLERK: Final = "clerk"
CASHIER: Final = "cashier"


def at_counter(role: str) -> bool:
    """Whether people of a role stand in for citizens who come to an office."""
    return role in _AT_COUNTERS or role.endswith("_CEMP")


def is_system(role: str) -> bool:
    """Whether a role is a program's."""
    return role == "AUTO_ESCALATE" or role.startswith("SYSTEM")


def officers(roles: Iterable[str]) -> list[str]:
    """The roles that officers can have, each once: no citizens, no programs, no `*` (which lets everybody)."""
    return [role for role in dict.fromkeys(roles) if role not in _NOBODY and not is_system(role)]


def for_applicants(moves: Sequence[Move]) -> bool:
    """Whether the applicant acts: citizens may, and who else may take what they may not only stands in for them."""
    taken = [set(move.action.roles) for move in moves]
    by_citizens = [roles for roles in taken if CITIZEN in roles]
    others = [roles for roles in taken if CITIZEN not in roles]
    return bool(by_citizens) and all(roles and all(map(at_counter, roles)) for roles in others)


def role_of(moves: Sequence[Move], *, counter_first: bool) -> str | None:
    """The role of a step: of officers who may take most of its actions, the one that is named first.

    Where equally many may, people at counters come last, unless `counter_first`: they take money, others decide.
    None where no officer may do anything.
    """
    counted = Counter(role for move in moves for role in officers(move.action.roles))
    ranked = sorted(counted, key=lambda role: (-counted[role], at_counter(role) is not counter_first))
    return ranked[0] if ranked else None
