"""What the buttons of a form do to what was typed: rows come and go, uploads are taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from portal.web.buttons import ADD, BACK, FIND, OPEN, REMOVE, STOP, UNFILE
from portal.web.forms.controls import ROW, next_row, rows_typed
from portal.web.forms.typed import Typed


def _add_row(typed: Typed, group: str) -> Typed:
    rows = rows_typed(typed.get(f"{group}-rows", []))
    new = next_row(rows, (typed.get(f"{group}-next") or [""])[0])
    return {**typed, f"{group}-rows": [*rows, str(new)], f"{group}-next": [str(new + 1)]}


def _remove_row(typed: Typed, which: str) -> Typed:
    """Without the row that `which` ('GROUP:ROW') names; as it was when it names none."""
    group, _sep, row = which.partition(":")
    rows = rows_typed(typed.get(f"{group}-rows", []))
    if ROW.fullmatch(row) is None or row not in rows:
        return typed
    new = next_row(rows, (typed.get(f"{group}-next") or [""])[0])
    left = {name: values for name, values in typed.items() if not name.startswith(f"{group}-{row}-")}
    return {**left, f"{group}-rows": [one for one in rows if one != row] or [str(new)], f"{group}-next": [str(new + 1)]}


def _remove_file(typed: Typed, which: str) -> Typed:
    field, _sep, gone = which.partition(":")
    return {**typed, field: [kept for kept in typed.get(field, []) if kept != gone]}


def _open_lists(typed: Typed, where: str) -> Typed:
    """With the lists of areas open at the place that `where` ('FIELD:PROVINCE:DISTRICT') names, and without the search,
    whose matches lie elsewhere."""
    field, _sep, place = where.partition(":")
    province, _sep, district = place.partition(":")
    left = {name: values for name, values in typed.items() if not name.startswith(f"{field}-listed-")}
    opened = {"province": province, "district": district, "opened": f"{province}:{district}"}
    return {**left, **{f"{field}-{box}": [value] for box, value in {**opened, "search": "", "shown": ""}.items()}}


def _as_it_is(typed: Typed, _field: str) -> Typed:
    return typed


CHANGES: Final[Mapping[str, Callable[[Typed, str], Typed]]] = {
    ADD: _add_row,
    REMOVE: _remove_row,
    UNFILE: _remove_file,
    FIND: _as_it_is,
    OPEN: _open_lists,
    STOP: _as_it_is,
    BACK: _as_it_is,
}
"""What each button makes of what was typed, given the rest of its value; the page is then shown again."""
