"""Everything stands inside the border, nothing on anything else, however long the words are."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.papers.layout import lay_out
from portal.papers.paper import Bilingual, Paper
from portal.papers.placing import PAGE_HEIGHT, PAGE_WIDTH, Item, Ornament, PlacedLine, PlacedQr, Rule
from portal.papers.typeset import Glyph
from tests.papers import papers

PAPERS = {
    name: getattr(papers, name)
    for name in (
        "RESIDENCE", "LONG_LIST", "LONG_WORDS", "BARE", "LONG_BODY", "ENGLISH", "ENGLISH_FIRST", "HOSTILE",
    )
}  # fmt: skip
BORDER = 31
Box = tuple[float, float, float, float]


def box(item: Item) -> Box:
    """The room an item takes: a line by its ink."""
    match item:
        case PlacedLine(x, y, line, _):
            inks = [ink(glyph, line.style.size) for glyph in line.glyphs]
            bottom, top = min((low for low, _ in inks), default=0.0), max((high for _, high in inks), default=0.0)
            return x, y + bottom, x + line.width, y + top
        case Rule(x, y, width):
            return x, y, x + width, y
        case PlacedQr(x, y, code):
            return x, y, x + code.side, y + code.side
        case Ornament(x, y):
            return x - 66, y - 8, x + 66, y + 8


def ink(glyph: Glyph, size: float) -> tuple[float, float]:
    """The lowest and highest point of a glyph from the baseline, in points, as its font draws it."""
    number = glyph.font.embedded.face.charToGlyph[ord(glyph.code)]
    extents = glyph.font.shaper.get_glyph_extents(number)
    scale = size / glyph.font.units
    return glyph.y + (extents.y_bearing + extents.height) * scale, glyph.y + extents.y_bearing * scale


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def words(paper: Paper) -> list[str]:
    return [item.line.text for page in lay_out(paper) for item in page if isinstance(item, PlacedLine)]


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_overlaps_or_leaves_the_border(name: str) -> None:
    for page in lay_out(PAPERS[name]):
        boxes = [box(item) for item in page]
        for left, bottom, right, top in boxes:
            assert left >= BORDER
            assert bottom >= BORDER
            assert right <= PAGE_WIDTH - BORDER
            assert top <= PAGE_HEIGHT - BORDER
        assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []


@settings(deadline=None, max_examples=20)
@given(
    st.integers(0, 30),
    st.integers(1, 40),
    st.integers(1, 12),
    st.sampled_from([("lo",), ("en",), ("lo", "en"), ("en", "lo")]),
)
def test_papers_of_any_length_are_laid_out(rows: int, name: int, paragraphs: int, languages: tuple[str, ...]) -> None:
    row = papers.particular("ຊື່", "Name", "ສົມຊາຍ " * name, "Somxay " * name)
    body = Bilingual(*("\n".join([text] * paragraphs) for text in ("ຢັ້ງຢືນວ່າ ທ່ານ ສົມຊາຍ", "This certifies")))
    pages = lay_out(papers.changed(particulars=(row,) * rows, body=body, languages=languages))
    for page in pages:
        boxes = [box(item) for item in page]
        assert not any(overlap(one, other) for one, other in combinations(boxes, 2))
        assert all(bottom >= BORDER for _, bottom, _, _ in boxes)
    # The signature never stands on a page of its own: a row or a paragraph comes with it.
    last = {item.line.text for item in pages[-1] if isinstance(item, PlacedLine)}
    assert last & {"ຢັ້ງຢືນວ່າ ທ່ານ ສົມຊາຍ", "This certifies", "ຊື່", "Name"}


def test_a_usual_certificate_fits_one_page() -> None:
    assert len(lay_out(papers.RESIDENCE)) == 1
    assert len(lay_out(papers.changed(specimen=True))) == 1


def of_rows(count: int) -> Paper:
    rows = (papers.particular(f"ລາຍການທີ {row}", f"Item {row}", "ອາຄານ 2 ຊັ້ນ", "2 floors") for row in range(count))
    return papers.changed(particulars=tuple(rows), specimen=True)


def test_ten_rows_stand_on_one_sheet_with_their_signature() -> None:
    assert len(lay_out(of_rows(10))) == 1


@pytest.mark.parametrize("count", [12, 13, 20, 40])
def test_the_signature_has_rows_beside_it_on_its_sheet(count: int) -> None:
    *_, last = lay_out(of_rows(count))
    texts = {item.line.text for item in last if isinstance(item, PlacedLine)}
    assert papers.RESIDENCE.signer_name.lo in texts
    assert {f"ລາຍການທີ {row}" for row in range(count - 3, count)} <= texts


def test_a_long_list_goes_on_with_head_and_page_numbers() -> None:
    pages = lay_out(papers.LONG_LIST)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        texts = [item.line.text for item in page if isinstance(item, PlacedLine)]
        assert f"ໜ້າ {number}/{len(pages)}" in texts
        assert number == 1 or "ໃບຢັ້ງຢືນທີ່ຢູ່ · ເລກທີ 2026/0103/00017" in texts
    shown = words(papers.LONG_LIST)
    places = [shown.index(f"ລາຍການທີ {number}") for number in range(1, 61)]
    assert all(one < other for one, other in pairwise(places))


@pytest.mark.parametrize("name", PAPERS)
def test_no_page_is_empty(name: str) -> None:
    pages = lay_out(PAPERS[name])
    for number, page in enumerate(pages, 1):
        running = 2 if number == 1 else 4
        assert sum(isinstance(item, PlacedLine) for item in page) > running


def test_a_name_of_many_lines_is_there_to_its_last_letter() -> None:
    together = "".join(words(papers.LONG_WORDS)).replace(" ", "")
    assert together.count(papers.LONG_NAME.replace(" ", "")) >= 20


def test_the_second_language_is_left_out_where_it_says_the_same() -> None:
    same = papers.particular("ເລກ", "Number", "12-34", "12-34")
    assert words(papers.changed(particulars=(same,))).count("12-34") == 1


def test_a_paper_in_one_language_has_no_word_of_the_other() -> None:
    english = "".join(words(papers.ENGLISH))
    assert not any("\u0e80" <= letter <= "\u0eff" for letter in english)
    lao = words(papers.changed(languages=("lo",), verify_url="", code=""))
    assert not any(letter.isascii() and letter.isalpha() for text in lao for letter in text)


def test_the_first_language_is_set_larger() -> None:
    def size(paper: Paper, text: str) -> float:
        return next(
            item.line.style.size
            for page in lay_out(paper)
            for item in page
            if isinstance(item, PlacedLine) and item.line.text == text
        )

    title = papers.RESIDENCE.title
    assert size(papers.RESIDENCE, title.lo) > 1.5 * size(papers.RESIDENCE, title.en)
    assert size(papers.ENGLISH_FIRST, title.en) > 1.2 * size(papers.ENGLISH_FIRST, title.lo)
