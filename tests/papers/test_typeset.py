"""Lines keep their width, break where Lao allows and give their text back."""

import io
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from portal.lao.text import canonical
from portal.papers.faces import Face
from portal.papers.typeset import Line, Style, advance, draw_line, justified, shape, wrap

SENTENCE = (
    "ຢັ້ງຢືນວ່າ ທ້າວ ສົມຊາຍ ວົງສາ ເກີດວັນທີ 12 ມີນາ 1985 ອາໄສຢູ່ບ້ານໂພນທັນ ເມືອງໄຊເສດຖາ ນະຄອນຫຼວງວຽງຈັນ "
    "ແທ້ ຕັ້ງແຕ່ວັນທີ 1 ມັງກອນ 2012 ເປັນຕົ້ນມາ (Vientiane Capital)."
)
_LETTERS = [chr(c) for c in range(0x0E80, 0x0EE0) if unicodedata.category(chr(c)) != "Cn"]
texts = st.text(st.sampled_from([*_LETTERS, *"   aV1.", "é"]), max_size=80).map(canonical)
styles = st.builds(Style, st.sampled_from([8.0, 13.0, 24.0]), st.sampled_from(Face), st.booleans())


def extracted(lines: list[Line], folder: Path) -> str:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(600, 800))
    for row, line in enumerate(lines):
        draw_line(canvas, 20, 760 - 30 * row, line)
    canvas.save()
    pdf = folder / "lines.pdf"
    pdf.write_bytes(target.getvalue())
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout


@settings(deadline=None)
@given(texts, styles, st.floats(60, 400))
def test_lines_are_never_wider_than_asked_and_lose_nothing(text: str, style: Style, width: float) -> None:
    lines = wrap(text, style, width, indent=20)
    assert all(line.width <= width for line in lines)
    assert lines[0].width <= width - 20
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")


@settings(deadline=None)
@given(texts, styles, st.floats(60, 400))
def test_justified_lines_reach_the_margin_or_stay_as_they_were(text: str, style: Style, width: float) -> None:
    for line in wrap(text, style, width):
        spread = justified(line, width)
        assert spread == line or spread.width == width
        assert [glyph.code for glyph in spread.glyphs] == [glyph.code for glyph in line.glyphs]
        assert spread == line or spread.glyphs[-1].x > line.glyphs[-1].x


def test_a_paragraph_breaks_between_words() -> None:
    words = {"ນະຄອນ", "ຫຼວງ", "ວຽງຈັນ"}
    lines = wrap("ນະຄອນຫຼວງວຽງຈັນ", Style(24), 110)
    assert len(lines) > 1
    assert all(line.text in words | {"ນະຄອນຫຼວງ", "ຫຼວງວຽງຈັນ"} for line in lines)


@pytest.mark.parametrize("width", range(150, 420, 15))
def test_names_and_dates_stay_on_one_line(width: int) -> None:
    names = ("ເມືອງ ຈັນທະບູລີ", "ບ້ານ ໜອງປິງ", "ສົມຊາຍ", "12 ມີນາ 1985")
    text = f"ຢັ້ງຢືນວ່າ {names[2]} ເກີດວັນທີ {names[3]} ອາໄສຢູ່ {names[1]}, {names[0]} ແທ້ ເຖິງປັດຈຸບັນ"
    lines = [line.text for line in wrap(text, Style(14), width, unbroken=names)]
    assert [name for name in names if not any(name in line for line in lines)] == []


def test_a_name_wider_than_the_line_breaks_between_its_words() -> None:
    name = "ບ້ານ ໂພນຕ້ອງສະຫວາດເໜືອ"
    lines = wrap(name, Style(14), 90, unbroken=(name,))
    assert [line.text for line in lines] == [line.text for line in wrap(name, Style(14), 90)]


def test_a_word_longer_than_the_line_is_cut_between_letters() -> None:
    lines = wrap("ທີ່" * 40, Style(13), 100)
    assert len(lines) > 2
    assert all(line.text == "ທີ່" * (len(line.text) // 3) for line in lines)


@pytest.mark.parametrize("style", [Style(13), Style(13, bold=True), Style(11, Face.PLAIN)], ids=str)
def test_copied_text_is_canonical_lao(style: Style, tmp_path: Path) -> None:
    lines = [justified(line, 500) for line in wrap(SENTENCE, style, 500)]
    copied = extracted(lines, tmp_path)
    assert [" ".join(row.split()) for row in copied.split("\n") if row.strip()] == [line.text for line in lines]


def test_bold_is_wider_and_latin_falls_back() -> None:
    assert shape("ໃບຢັ້ງຢືນ", Style(13, bold=True)).width > shape("ໃບຢັ້ງຢືນ", Style(13)).width
    assert {glyph.font.name for glyph in shape("ລາວ Lao 12", Style(13)).glyphs} == {
        "Phetsarath-Regular",
        "NotoSansLao-Regular",
    }


@settings(deadline=None)
@given(texts, styles)
def test_the_advance_is_the_width_of_the_line(text: str, style: Style) -> None:
    assert advance(text, style) == pytest.approx(shape(text, style).width)


def test_size_scales_every_position() -> None:
    small, large = shape(SENTENCE, Style(10)), shape(SENTENCE, Style(20))
    assert large.width == pytest.approx(2 * small.width)
    assert [glyph.x for glyph in large.glyphs] == pytest.approx([2 * glyph.x for glyph in small.glyphs])


def test_a_line_says_whether_its_word_was_cut() -> None:
    style = Style(12)
    width = advance("ພອນສະຫວັນ", style) * 0.7
    assert wrap("W" * 20, style, width)[0].cut is True
    assert not any(line.cut for line in wrap("ສົມຊາຍ ວົງສາ ພອນ", style, width))
    assert wrap("W" * 20, style, width)[-1].cut is False
