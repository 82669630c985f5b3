"""The names that the checker takes for the longest are: no area of the portal's list has a longer one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from portal.definition.area_names import Area, Naming, office_name
from portal.definition.kinds.area import sample_code
from portal.definition.longest_names import LONGEST, LONGEST_NAMES
from portal.definition.model import Level, Text
from portal.lao.language import LANGUAGES, Language
from portal.store.area_file import read_areas
from portal.store.known_areas import listed_area
from portal.store.places import AREAS_FILE


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    ("named", "longest"),
    [(Area.title, Naming.short), (Area.full_name, Naming.full), (office_name, Naming.office)],
)
def test_no_area_has_a_longer_name(
    level: Level, named: Callable[[Area, Language], str], longest: Callable[[Naming, str], Text]
) -> None:
    rows, _ = read_areas(AREAS_FILE)
    areas = [area for row in rows if (area := listed_area(row.code)) and area.level is level]
    assert areas
    for language in LANGUAGES:
        taken = longest(LONGEST_NAMES, sample_code(level)).in_language(language)
        assert len(taken) == max(len(named(area, language)) for area in areas)


def test_they_are_names_of_the_list() -> None:
    for area in (each for areas in LONGEST.values() for each in areas):
        listed = listed_area(area.code)
        assert listed is not None
        assert [listed.full_name(language) for language in LANGUAGES] == [area.full_name(each) for each in LANGUAGES]
