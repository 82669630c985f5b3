"""What areas and offices are called."""

from __future__ import annotations

import pytest

from portal.definition.area_names import Area, office_name
from portal.definition.model import Level


def _area(level: Level, name_lo: str, name_en: str | None = None) -> Area:
    return Area("1", level, None, name_lo, name_en)


@pytest.mark.parametrize(
    ("area", "lao", "english"),
    [
        (_area(Level.VILLAGE, "ໜອງປິງ", "Nongping"), "ບ້ານ ໜອງປິງ", "Ban Nongping"),
        (_area(Level.VILLAGE, "ບ້ານຝາຍ", None), "ບ້ານຝາຍ", "Ban ຝາຍ"),
        (_area(Level.VILLAGE, "ດອນ", "Ban Don"), "ບ້ານ ດອນ", "Ban Don"),
        (_area(Level.VILLAGE, "ບ້ານ", None), "ບ້ານ", "Ban ບ້ານ"),
        (_area(Level.VILLAGE, "ນະຄອນ", None), "ບ້ານ ນະຄອນ", "Ban ນະຄອນ"),
        (_area(Level.DISTRICT, "ຂວາ", "Khua"), "ເມືອງ ຂວາ", "Khua District"),
        (_area(Level.DISTRICT, "ນະຄອນໄກສອນ ພົມວິຫານ", "Kaysone"), "ນະຄອນໄກສອນ ພົມວິຫານ", "Kaysone District"),
        (_area(Level.PROVINCE, "ບໍ່ແກ້ວ", "Bokeo"), "ແຂວງ ບໍ່ແກ້ວ", "Bokeo Province"),
        (_area(Level.PROVINCE, "ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital"), "ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital"),
    ],
)
def test_an_area_is_called_what_it_is(area: Area, lao: str, english: str) -> None:
    assert area.title("lo") == lao
    assert area.title("en") == english


@pytest.mark.parametrize(
    ("area", "lao", "english"),
    [
        (_area(Level.VILLAGE, "ໜອງປິງ", "Nongping"), "ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ", "Ban Nongping village office"),
        (_area(Level.DISTRICT, "ຂວາ", "Khua"), "ຫ້ອງວ່າການປົກຄອງເມືອງ ຂວາ", "Khua District office"),
        (
            _area(Level.PROVINCE, "ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital"),
            "ຫ້ອງວ່າການປົກຄອງນະຄອນຫຼວງວຽງຈັນ",
            "Vientiane Capital office",
        ),
    ],
)
def test_its_office_is_named_after_it(area: Area, lao: str, english: str) -> None:
    assert office_name(area, "lo") == lao
    assert office_name(area, "en") == english
