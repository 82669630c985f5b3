"""Running text reaches both margins in every line, or in none."""

from __future__ import annotations

import pytest

from portal.papers.paper import Bilingual
from portal.papers.paragraph import paragraph
from portal.papers.setting import Setting, Size
from portal.papers.typeset import Style, advance, wrap
from tests.papers.papers import RESIDENCE

NARROW = range(150, 300, 10)
"""Too narrow for some lines to be spread."""
LAO, ENGLISH = RESIDENCE.body.lo.split("\n")[0], RESIDENCE.body.en
WIDTHS = range(300, 520, 10)
STYLE = Style(15)


@pytest.mark.parametrize("width", [*NARROW, *WIDTHS])
def test_all_lines_but_the_last_reach_the_margin_or_none(width: int) -> None:
    for text in (LAO, ENGLISH, f"{LAO}\n{ENGLISH}\n{LAO}"):
        blocks = Setting(("lo",)).body(Bilingual(text, text), Size(15, 10), width, 30)
        rows = [row for block in blocks for row in block.rows[:-1]]
        spread = [abs(width - row.indent - row.line.width) < 1 for row in rows]
        ragged = [row.line.width == pytest.approx(advance(row.line.text, row.line.style)) for row in rows]
        assert all(spread) or all(ragged), width


def test_most_text_is_spread() -> None:
    spread = [paragraph(LAO, STYLE, width, 30, ()).spread(()) for width in WIDTHS]
    assert sum(lines is not None for lines in spread) > len(WIDTHS) * 0.7


@pytest.mark.parametrize("width", WIDTHS)
def test_no_more_lines_are_needed_and_none_is_too_wide(width: int) -> None:
    for text in (LAO, ENGLISH):
        plain, even = wrap(text, STYLE, width, 30), paragraph(text, STYLE, width, 30, ())
        assert len(even.lines) == len(plain)
        assert " ".join(line.text for line in even.lines).replace(" ", "") == text.replace(" ", "")
        assert all(line.width <= room for line, room in zip(even.lines, even.rooms, strict=True))


def test_the_last_line_has_more_than_one_word_where_the_others_can_spare_some() -> None:
    text = LAO.removesuffix(".") + " ແລ້ວ."
    left_over = [width for width in range(300, 520) if wrap(text, STYLE, width, 30)[-1].text == "ແລ້ວ."]
    assert left_over, "somewhere a single word is left over, were nothing done"
    assert all(len(paragraph(text, STYLE, width, 30, ()).lines[-1].text) > len("ແລ້ວ.") for width in left_over)
