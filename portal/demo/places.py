"""The real villages, districts and provinces in which the demo plays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from portal.definition.model import Level


@dataclass(frozen=True)
class DemoPlace:
    """An area by its code in the portal's own file of areas, and what usernames call it."""

    code: str
    slug: str
    level: Level


VILLAGES: Final = tuple(
    DemoPlace(code, slug, Level.VILLAGE)
    for code, slug in (
        ("010101", "nongping"),
        ("010102", "bornangoua"),
        ("010103", "houyhong"),
        ("010104", "phonsavang"),
        ("010201", "nakham"),
        ("010202", "obmoung"),
        ("010203", "nongpanai"),
        ("010206", "nongsanokham"),
        ("060104", "khili"),
        ("060105", "vatsaen"),
        ("060107", "xiengmouane"),
        ("060109", "pakham"),
    )
)
PLACES: Final = (
    *VILLAGES,
    DemoPlace("0101", "chanthabuly", Level.DISTRICT),
    DemoPlace("0102", "sikhottabong", Level.DISTRICT),
    DemoPlace("0601", "luangprabang", Level.DISTRICT),
    DemoPlace("01", "vientiane-capital", Level.PROVINCE),
    DemoPlace("06", "luangprabang-province", Level.PROVINCE),
)


def of_level(level: Level) -> list[DemoPlace]:
    """The demo's places of a level."""
    return [place for place in PLACES if place.level is level]
