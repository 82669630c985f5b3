"""Reading numbers as people type them, and writing them so that they read back."""

from __future__ import annotations

import re
from typing import Final

from portal.definition.problems import Problem

LARGEST_NUMBER: Final = 10**12
LARGEST_WHOLE: Final = 2**53
"""Up to here every whole number is a decimal number too; an expression gives none beyond."""
MOST_DECIMALS: Final = 6

_NUMBER: Final = re.compile(
    r"""(?P<sign>[+−-]?)\s?
    (?P<whole>[0-9]+|[0-9]{1,3}(?:[ ][0-9]{3})+|[0-9]{1,3}(?:[.][0-9]{3}){2,}|[0-9]{1,3}(?:,[0-9]{3}){2,}
        |[0-9]{1,3}(?:[.][0-9]{3})+(?=,)|[0-9]{1,3}(?:,[0-9]{3})+(?=[.]))
    (?:[.,](?P<fraction>[0-9]+))?""",
    re.VERBOSE,
)
_LARGEST_PLAIN: Final = 10**18


def parse_number(typed: str) -> int | float | Problem:
    """A number, its thousands grouped or not, with a decimal comma or point: both are in use in Laos, so that 1.500
    and 1,500 may each be 1500 or 1.5, and we ask."""
    found = _NUMBER.fullmatch(typed)
    if found is None or len(typed) > 40:
        return Problem("number-not-understood")
    whole, fraction = re.sub("[., ]", "", found["whole"]), found["fraction"]
    sign = "-" if found["sign"] in {"-", "−"} else ""
    if fraction and len(fraction) == 3 and found["whole"] == whole and len(whole) <= 3 and whole.lstrip("0"):
        decimal = f"{whole}.{fraction}".rstrip("0").rstrip(".")
        return Problem(
            "number-ambiguous", {"typed": typed, "whole": f"{sign}{whole}{fraction}", "decimal": f"{sign}{decimal}"}
        )
    number = float(f"{sign}{whole}.{fraction or 0}")
    if abs(number) > LARGEST_NUMBER:
        return Problem("number-too-large", {"max": f"{LARGEST_NUMBER:,}"})
    return int(number) if number.is_integer() else round(number, MOST_DECIMALS)


def plain_number(number: float) -> str:
    """A number as digits with a decimal point, in a form that reads back as itself (1.125 as 1.1250)."""
    if float(number).is_integer() and abs(number) < _LARGEST_PLAIN:
        return str(int(number))
    plain = f"{number:.{MOST_DECIMALS}f}".rstrip("0")
    return plain + "0" if len(plain.partition(".")[2]) == 3 else plain
