"""What no line of a page parts, in whatever sentence it stands."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from portal.definition.area_names import Area, Naming
from portal.definition.model import Level
from portal.web.line_breaks import keep_together
from tests.web.test_every_page import BEGUN_WRONG, PARTED

WHOLE = '<span class="portal-unbroken">{}</span>'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ບັນທຶກນ້ອຍໆ", "ບັນທຶກນ້ອຍ\u2060ໆ"),
        ("ຕ່າງ ໆ", "ຕ່າງ\u00a0ໆ"),
        ("ບໍ່ເກີນ 10 MB", "ບໍ່ເກີນ 10\u00a0MB"),
        ("1.500 ກີບ ຕໍ່ຕາແມັດ", "1.500\u00a0ກີບ ຕໍ່ຕາແມັດ"),
        ("3 working days", "3\u00a0working days"),
        ("6 months", "6\u00a0months"),
        ("3 weeks", "3\u00a0weeks"),
        ("all 5 pages", "all 5\u00a0pages"),
        ("page 2 of 3", "page 2 of 3"),
        ("ມີຄວາມຄືບໜ້າ", "ມີຄວາມຄືບ\u2060ໜ້າ"),
        ("ກົດ «ສືບຕໍ່».", f"ກົດ {WHOLE.format('«ສືບຕໍ່».')}"),
        ("(«ສືບຕໍ່»), ແລ້ວ", f"{WHOLE.format('(«ສືບຕໍ່»),')} ແລ້ວ"),
        ("ປະມານ 2–3 ຊົ່ວໂມງ", "ປະມານ 2–\u20603\u00a0ຊົ່ວໂມງ"),
        ("ຮອດວັນທີ 30 ພະຈິກ 2026 ເວລາ", "ຮອດວັນທີ\u00a030\u00a0ພະຈິກ\u00a02026 ເວລາ"),
        ("by 3 December 2026.", "by 3\u00a0December\u00a02026."),
        ("ຄຳຮ້ອງ 7KQ2-MZ4P ແລ້ວ", f"ຄຳຮ້ອງ {WHOLE.format('7KQ2-MZ4P')} ແລ້ວ"),
        ("ລະຫັດ 7KQ2-MZ4P-H3WX ຖືກ", f"ລະຫັດ {WHOLE.format('7KQ2-MZ4P-H3WX')} ຖືກ"),
        (
            "ຢູ່ທີ່ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ.",
            f"ຢູ່ທີ່ຫ້ອງ\u2060ວ່າ\u2060ການປົກຄອງ<wbr>{WHOLE.format('ເມືອງ ຈັນທະບູລີ.')}",
        ),
        ("ຂັ້ນຕອນນີ້", "ຂັ້ນ\u2060ຕອນນີ້"),
        ("ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ · ໃຫ້", f"ຫ້ອງການປົກຄອງ<wbr>{WHOLE.format('ບ້ານ ໜອງປິງ')} · ໃຫ້"),
        ("ຫ້ອງວ່າການປົກຄອງນະຄອນຫຼວງວຽງຈັນ", f"ຫ້ອງ\u2060ວ່າ\u2060ການປົກຄອງ<wbr>{WHOLE.format('ນະຄອນຫຼວງວຽງຈັນ')}"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, kept: str) -> None:
    assert keep_together(f"<p>{text}</p>") == f"<p>{kept}</p>"


TWO_WORDS = (
    (Level.DISTRICT, "ໄກສອນ ພົມວິຫານ", "ເມືອງ ໄກສອນ\u00a0ພົມວິຫານ"),
    (Level.VILLAGE, "ນ້ຳແຫງໃຕ້ (ນ້ຳກູດ)", "ບ້ານ ນ້ຳແຫງໃຕ້\u00a0(ນ້ຳກູດ)"),
    (Level.VILLAGE, "ບ້ານ ໂພນ ໄຊ", "ບ້ານ\u00a0ໂພນ\u00a0ໄຊ"),
    (Level.PROVINCE, "ນະຄອນຫຼວງ ວຽງຈັນ", "ນະຄອນຫຼວງ\u00a0ວຽງຈັນ"),
)


def _office_of(level: Level, name: str) -> str:
    return Naming(lambda code: Area(code, level, None, name, None)).office("1").lo


@pytest.mark.parametrize(("level", "name", "whole"), TWO_WORDS)
def test_a_place_of_several_words_stays_whole_and_the_sentence_after_it_does_not(
    level: Level, name: str, whole: str
) -> None:
    shown = keep_together(f"<p>({_office_of(level, name)}) ຫຼື {_office_of(level, name)} ໃຫ້ແກ້</p>")
    assert WHOLE.format(f"{whole})") in shown
    assert shown.endswith(f"{WHOLE.format(whole)} ໃຫ້ແກ້</p>")


@pytest.mark.parametrize(
    "page",
    [
        "<textarea>\nນ້ອຍໆ 10 MB «ສືບຕໍ່»</textarea>",
        "<title>ນ້ອຍໆ 7KQ2-MZ4P</title>",
        '<input value="ນ້ອຍໆ 10 MB">',
        '<option value="1">ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ</option>',
        '<span class="portal-reference">7KQ2-MZ4P</span>',
    ],
)
def test_what_is_typed_or_cannot_hold_markup_stays_as_it_is(page: str) -> None:
    assert keep_together(page) == page


def test_what_is_read_stays_the_same() -> None:
    page = "<p>ຄຳຮ້ອງ 7KQ2-MZ4P ຢູ່ ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ &amp; ກົດ «ສືບຕໍ່» ໃນ 15 ນາທີ, ນ້ອຍໆ</p>"
    read = BeautifulSoup(keep_together(page), "html.parser").get_text()
    assert read.replace("\u00a0", " ").replace("\u2060", "") == BeautifulSoup(page, "html.parser").get_text()


def test_a_browser_parts_nothing_at_any_width(browser: Browser) -> None:
    text = (
        "ຕອນນີ້ຄຳຮ້ອງຢູ່ທີ່ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ. ບັນທຶກນ້ອຍໆທີ່ເວັບໄຊ ຂະໜາດບໍ່ເກີນ 10 MB. ກົດ «ສືບຕໍ່». "
        "ເລກທີ 7KQ2-MZ4P, ແລ້ວ ຈ່າຍ 20.000 ກີບ ຢູ່ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ: ລະຫັດ 7KQ2-MZ4P-H3WX. ປະມານ 2–3 ຊົ່ວໂມງ "
        "ຮອດວັນທີ 30 ພະຈິກ 2026 ແລ້ວ ກົດ «ສົ່ງຄຳຮ້ອງ» ອີກ (ຫຼື «ກັບຄືນ»); "
    )
    text += " ຫຼື ".join(_office_of(level, name) for level, name, _whole in TWO_WORDS)
    style = "<style>.portal-unbroken { white-space: nowrap } p { font-size: 16px }</style>"
    page = browser.new_page()
    parted: dict[bool, set[str]] = {True: set(), False: set()}
    begun_wrong = set()
    for space in ("normal", "pre-line", "pre-wrap"):
        for width in range(180, 330, 10):
            for mended, shown in ((True, keep_together(f"<p>{text}</p>")), (False, f"<p>{text}</p>")):
                held = f'<div lang="lo" style="width: {width}px; white-space: {space}">{shown}</div>'
                page.set_content(style + held)
                parted[mended].update(page.evaluate(PARTED))
                if mended:
                    begun_wrong.update(page.evaluate(BEGUN_WRONG))
    page.close()
    assert parted[True] == set()
    assert begun_wrong == set()
    assert len(parted[False]) > 4, "the text would be parted, were nothing done"


def test_a_line_begun_wrong_is_noticed(browser: Browser) -> None:
    page = browser.new_page()
    held = '<b style="display: inline-block">ກົດປຸ່ມນີ້</b>'
    page.set_content(f'<p lang="lo" style="width: 1px">{held}. ແລ້ວ</p>')
    assert page.evaluate(BEGUN_WRONG) != []
    page.set_content('<p lang="lo" style="white-space: pre-wrap">ກົດປຸ່ມນີ້<br> ແລ້ວ</p>')
    assert page.evaluate(BEGUN_WRONG) != []
    page.close()
