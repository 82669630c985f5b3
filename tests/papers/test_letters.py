"""What may be typed into a question that is printed, papers print: no empty boxes, and no holes."""

from __future__ import annotations

import sys
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.printing import NO_BASE, unprintable
from portal.lao.text import canonical
from portal.papers.faces import Face, fonts
from portal.papers.letters import UnprintableError, require_printable
from portal.papers.paper import Bilingual
from portal.papers.render import render
from portal.papers.typeset import Style, shape
from portal.store.area_file import read_areas
from portal.store.places import AREAS_FILE
from tests.papers.papers import changed

STYLES = [Style(12, face, bold) for face, bold in product(Face, (False, True))]
PRINTED = [sign for sign in map(chr, range(sys.maxunicode + 1)) if unprintable(sign) is None]
MARKS = [chr(code) for code in (*range(0x300, 0x370), 0xEB1, *range(0xEB4, 0xEBD), *range(0xEC8, 0xECF))]


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_every_letter_that_may_be_printed_has_a_glyph(style: Style) -> None:
    stack = fonts(style.face, style.bold)
    lacking = {sign for each in PRINTED for sign in canonical(each) if not any(font.has(sign) for font in stack)}
    assert lacking == set()


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_the_typefaces_have_little_that_may_not_be_printed(style: Style) -> None:
    stack = fonts(style.face, style.bold)
    marked = (f"ກ{sign}" if "\u0e80" <= sign <= "\u0eff" else f"a{sign}" for sign in map(chr, range(0x20, 0xFFFF)))
    refused = {text[1] for text in marked if any(font.has(text[1]) for font in stack) and unprintable(text)}
    assert refused == set("ˆˇˉ˚˜˝◌")


@given(st.text(st.sampled_from(PRINTED + MARKS), max_size=30))
def test_what_may_be_printed_is_shaped_whole(text: str) -> None:
    if unprintable(text) is None:
        for style in STYLES:
            assert_drawn_whole(canonical(text), style)


@given(st.text(max_size=12))
def test_what_is_refused_is_named_and_the_rest_is_shaped(text: str) -> None:
    refused = unprintable(text)
    if refused is not None:
        assert refused.removeprefix(NO_BASE) in "".join(map(canonical, text.splitlines()))
    else:
        for line in text.splitlines():
            assert_drawn_whole(canonical(line), STYLES[0])


def assert_drawn_whole(text: str, style: Style) -> None:
    """Each letter is drawn by some glyph of its own, and none by the one that fonts keep for what they lack."""
    line = shape(text, style)
    assert line.text == text
    assert all(glyph.code != glyph.font.code(0) for glyph in line.glyphs)
    assert bool(line.glyphs) or not text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "ນາງຟ້າ 2",
        "ຫ້າມໃຊ້ມອງຖີ່\nໃນແມ່ນ້ຳ",
        "Nguyễn Thị Ánh",
        "12 m² – ≈".replace("≈", "±"),
        "“ຄຳ” … 5.000 ₭",
        "ທ່ານ\u200bຄຳ",
        "",
    ],
)
def test_common_words_are_printed(text: str) -> None:
    assert unprintable(text) is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("ເຮືອ เรือทอง", "เ"),
        ("boat 🐟", "🐟"),
        ("王", "王"),
        ("Нева", "Н"),
        ("ກ\u0301", "ກ\u0301"),
        ("a\u0ec8", "a\u0ec8"),
        ("ກ \u0301ກ", "◌\u0301"),
        ("\u0ec8ກ", "◌\u0ec8"),
        ("ຄຳ\nห้าม", "ห้"),
    ],
)
def test_what_papers_lack_is_named(text: str, sign: str) -> None:
    assert unprintable(text) == sign


def test_the_papers_of_every_place_of_the_country_can_be_made() -> None:
    records, _flaws = read_areas(AREAS_FILE)
    names = tuple(Bilingual(each.name_lo, each.name_en or "") for each in records)
    require_printable(changed(offices=names))
    with pytest.raises(UnprintableError):
        require_printable(changed(offices=(*names, Bilingual("\u0ec8 ทอง", ""))))


def test_words_that_are_only_kept_together_are_not_judged() -> None:
    with pytest.raises(UnprintableError):
        require_printable(changed(title=Bilingual("ແມ່ນ ✓", "")))
    paper = changed(unbroken=("ตลาด", "ແມ່ນ ✓"))
    require_printable(paper)
    assert render(paper).startswith(b"%PDF")


@pytest.mark.parametrize("style", STYLES, ids=str)
@pytest.mark.parametrize("text", ["เรือ", "🐟", "ກ\u20dd"])
def test_no_line_is_set_without_one_of_its_letters(text: str, style: Style) -> None:
    with pytest.raises(UnprintableError):
        shape(text, style)


def test_no_paper_is_drawn_without_one_of_its_letters() -> None:
    with pytest.raises(UnprintableError):
        render(changed(title=Bilingual("ໃບ เรือ", "Paper")))
