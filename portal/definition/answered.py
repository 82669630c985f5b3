"""An answer, or any other value, as an author writes it in an example: never as Python would print it."""

from __future__ import annotations

from collections.abc import Mapping

from portal.definition.numbers import plain_number


def as_answered(value: object) -> str:
    """The value in one line: yes and no, figures, lists and rows in brackets; `-` for no answer."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return plain_number(value)
        case list() | tuple():
            return f"[{', '.join(map(as_answered, value))}]"
        case Mapping():
            return f"{{{', '.join(f'{name}: {as_answered(each)}' for name, each in value.items())}}}"
        case None:
            return "-"
        case _:
            return str(value)
