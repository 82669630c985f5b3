"""What no line of a page parts, in whatever sentence it stands."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from portal.web.line_breaks import keep_together
from tests.web.test_every_page import PARTED

WHOLE = '<span class="portal-unbroken">{}</span>'


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ບັນທຶກນ້ອຍໆ", "ບັນທຶກນ້ອຍ\u2060ໆ"),
        ("ຕ່າງ ໆ", "ຕ່າງ\u00a0ໆ"),
        ("ບໍ່ເກີນ 10 MB", "ບໍ່ເກີນ 10\u00a0MB"),
        ("1.500 ກີບ ຕໍ່ຕາແມັດ", "1.500\u00a0ກີບ ຕໍ່ຕາແມັດ"),
        ("3 working days", "3\u00a0working days"),
        ("page 2 of 3", "page 2 of 3"),
        ("ມີຄວາມຄືບໜ້າ", "ມີຄວາມຄືບ\u2060ໜ້າ"),
        ("ກົດ «ສືບຕໍ່».", f"ກົດ {WHOLE.format('«ສືບຕໍ່»')}."),
        ("ຄຳຮ້ອງ 7KQ2-MZ4P ແລ້ວ", f"ຄຳຮ້ອງ {WHOLE.format('7KQ2-MZ4P')} ແລ້ວ"),
        (
            "ຢູ່ທີ່ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ.",
            f"ຢູ່ທີ່ຫ້ອງວ່າການປົກຄອງ{WHOLE.format('ເມືອງ ຈັນທະບູລີ')}.",
        ),
        ("ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ · ໃຫ້", f"ຫ້ອງການປົກຄອງ{WHOLE.format('ບ້ານ ໜອງປິງ')} · ໃຫ້"),
        ("ຫ້ອງວ່າການປົກຄອງນະຄອນຫຼວງວຽງຈັນ", f"ຫ້ອງວ່າການປົກຄອງ{WHOLE.format('ນະຄອນຫຼວງວຽງຈັນ')}"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str, kept: str) -> None:
    assert keep_together(f"<p>{text}</p>") == f"<p>{kept}</p>"


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
        "ຕອນນີ້ຄຳຮ້ອງຢູ່ທີ່ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ. ບັນທຶກນ້ອຍໆທີ່ເວັບໄຊ ຂະໜາດບໍ່ເກີນ 10 MB. ກົດ «ສືບຕໍ່» "
        "ເລກທີ 7KQ2-MZ4P ແລ້ວ ຈ່າຍ 20.000 ກີບ ຢູ່ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ"
    )
    style = "<style>.portal-unbroken { display: inline-block } p { font-size: 16px }</style>"
    page = browser.new_page()
    parted: dict[bool, set[str]] = {True: set(), False: set()}
    for width in range(120, 330, 15):
        for mended, shown in ((True, keep_together(f"<p>{text}</p>")), (False, f"<p>{text}</p>")):
            page.set_content(f'{style}<div lang="lo" style="width: {width}px">{shown}</div>')
            parted[mended].update(page.evaluate(PARTED))
    page.close()
    assert parted[True] == set()
    assert len(parted[False]) > 4, "the text would be parted, were nothing done"
