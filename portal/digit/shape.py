"""From JSON to business services: what has the wrong shape is said, and left out as if it were not there."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any, Final

from portal.definition.source import Path
from portal.digit.model import BusinessService, SourceAction, SourceState
from portal.digit.report import Report

MOST_STATES: Final = 200
"""States of one service."""
MOST_ACTIONS: Final = 600
"""Actions of one service."""
MOST_ROLES: Final = 100
"""Roles of one action that are looked at."""
_SERVICES: Final = "BusinessServices"

_TEXT: Final = ("ຂໍ້ຄວາມ", "a text")
_LIST: Final = ("ລາຍການ `[…]`", "a list `[…]`")
_OBJECT: Final = ("ວັດຖຸ `{…}`", "an object `{…}`")
_YES_NO: Final = ("true ຫຼື false", "true or false")
_NUMBER: Final = ("ຕົວເລກ (ມິນລິວິນາທີ)", "a number (of milliseconds)")


def business_services(report: Report) -> list[BusinessService]:
    """Every business service of the file that has a name and states. Says so where there is none at all."""
    found = list(_services(report))
    if not found and not report.findings:
        report.at_value("no-services", _SERVICES)
    return found


def _services(report: Report) -> Iterator[BusinessService]:
    for path, data in _candidates(report):
        if not isinstance(data, dict):
            _wrong(report, path, str(path[-1]) if path else _SERVICES, _OBJECT, data)
        elif service := _service(report, path, data):
            yield service


def _candidates(report: Report) -> Iterator[tuple[Path, Any]]:
    """What may be a service: `{"BusinessServices": […]}`, a list of services, or one service by itself."""
    data: Any = report.source.data
    path: Path = ()
    if isinstance(data, dict) and _SERVICES in data:
        data, path = data[_SERVICES], (_SERVICES,)
        if not isinstance(data, list):
            _wrong(report, path, _SERVICES, _LIST, data)
            return
    if isinstance(data, list):
        yield from (((*path, index), each) for index, each in enumerate(data))
    elif isinstance(data, dict) and ("businessService" in data or "states" in data):
        yield (), data


def _service(report: Report, path: Path, data: dict[str, Any]) -> BusinessService | None:
    name = _text(report, path, data, "businessService") or ""
    if not name:
        report.at_value("no-name", *path)
    rows = _rows(report, path, data, "states")
    if not rows:
        report.at_value("no-states", *path, "states", name=name)
        return None
    states = [_state(report, where, each) for where, each in rows[: MOST_STATES + 1]]
    actions = sum(len(state.actions) for state in states)
    for what, count, limit in (
        (("ສະຖານະ", "states"), len(rows), MOST_STATES),
        (("ການດຳເນີນການ", "actions"), actions, MOST_ACTIONS),
    ):
        if count > limit:
            report.at_value("too-large", *path, "states", name=name, what_lo=what[0], what_en=what[1], limit=limit)
            return None
    return BusinessService(path, name, _number(report, path, data, "businessServiceSla"), tuple(states))


def _state(report: Report, path: Path, data: dict[str, Any]) -> SourceState:
    rows = _rows(report, path, data, "actions")[: MOST_ACTIONS + 1]
    return SourceState(
        path=path,
        name=_text(report, path, data, "state") or "",
        uuid=_text(report, path, data, "uuid"),
        status=_text(report, path, data, "applicationStatus") or "",
        sla=_number(report, path, data, "sla"),
        is_start=_yes(report, path, data, "isStartState"),
        is_terminate=_yes(report, path, data, "isTerminateState"),
        wants_documents=_yes(report, path, data, "docUploadRequired"),
        actions=tuple(_action(report, where, each) for where, each in rows),
    )


def _action(report: Report, path: Path, data: dict[str, Any]) -> SourceAction:
    return SourceAction(
        path=path,
        name=_text(report, path, data, "action") or "",
        next_state=_text(report, path, data, "nextState"),
        current_state=_text(report, path, data, "currentState"),
        roles=tuple(_roles(report, path, data)),
    )


def _roles(report: Report, path: Path, data: dict[str, Any]) -> Iterator[str]:
    roles = data.get("roles")
    if roles is None:
        return
    if not isinstance(roles, list):
        _wrong(report, (*path, "roles"), "roles", _LIST, roles)
        return
    for index, role in enumerate(roles[:MOST_ROLES]):
        if not isinstance(role, str):
            _wrong(report, (*path, "roles", index), "roles", _TEXT, role)
        elif role.strip():
            yield role.strip()


def _rows(report: Report, path: Path, data: dict[str, Any], key: str) -> list[tuple[Path, dict[str, Any]]]:
    """The objects of a list at `key`, each with its path; an empty list for null."""
    rows = data.get(key)
    if rows is None:
        return []
    if not isinstance(rows, list):
        _wrong(report, (*path, key), key, _LIST, rows)
        return []
    found: list[tuple[Path, dict[str, Any]]] = []
    for index, each in enumerate(rows):
        where = (*path, key, index)
        if isinstance(each, dict):
            found.append((where, each))
        else:
            _wrong(report, where, key, _OBJECT, each)
    return found


def _text(report: Report, path: Path, data: dict[str, Any], key: str) -> str | None:
    value = _of_type(report, path, data, key, lambda each: isinstance(each, str), _TEXT)
    return str(value).strip() or None if value is not None else None


def _yes(report: Report, path: Path, data: dict[str, Any], key: str) -> bool:
    return bool(_of_type(report, path, data, key, lambda each: isinstance(each, bool), _YES_NO))


def _number(report: Report, path: Path, data: dict[str, Any], key: str) -> float | None:
    value = _of_type(report, path, data, key, _is_number, _NUMBER)
    return None if value is None else float(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _of_type(
    report: Report, path: Path, data: dict[str, Any], key: str, fits: Callable[[Any], bool], wanted: tuple[str, str]
) -> Any:
    """The value at `key` if it fits; None, and a finding, for another; None where there is none."""
    value = data.get(key)
    if value is None or fits(value):
        return value
    _wrong(report, (*path, key), key, wanted, value)
    return None


def _wrong(report: Report, path: Path, key: str, wanted: tuple[str, str], value: object) -> None:
    if isinstance(value, dict | list):
        found = "{…}" if isinstance(value, dict) else "[…]"
    else:
        written = report.source.entries[path].written if path in report.source.entries else None
        found = written or f'"{str(value)[:60]}"'
    report.at_value("wrong-type", *path, key=key, wanted_lo=wanted[0], wanted_en=wanted[1], found=found)
