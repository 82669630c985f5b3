"""Which answers an expression hangs on."""

from __future__ import annotations

from portal.definition.expressions import ExpressionProblem, parse
from portal.definition.kinds.table import kind_of
from portal.definition.model import Service


def depends_on(service: Service, expression: str) -> list[str] | None:
    """The questions whose answers decide an expression, also through the conditions and values of those it names.

    None when an expression on the way cannot be parsed or names what does not exist, which other rules report.
    """
    found: dict[str, None] = {}
    waiting = [expression]
    while waiting:
        parsed = parse(waiting.pop())
        if isinstance(parsed, ExpressionProblem) or not parsed.names <= {*service.fields, "today"}:
            return None
        for name in sorted(parsed.names - {"today"} - found.keys()):
            found[name] = None
            field = service.fields[name]
            page = next(page for page in service.form if name in page.fields)
            waiting += [each for each in (field.when, page.when, field.value) if each is not None]
    return [name for name in found if not kind_of(service.fields[name]).is_worked_out]
