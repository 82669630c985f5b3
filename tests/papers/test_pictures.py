"""Set text looks as a browser sets it. Text extraction never shows a mark on the wrong letter: pictures do."""

import html
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from portal.papers.faces import FONT_FOLDER, Face
from portal.papers.typeset import Style, draw_line, shape
from tests.papers.pictures import PIXELS_PER_POINT, difference, photograph, rasterise

LIMIT = 0.12
"""Poppler and Chromium differ by 0.05 to 0.09 on the same outlines; ReportLab's misplaced marks by 0.5 and more."""

SIZE, ROW, WIDTH = 24, 56, 640

STACKED = [
    "ໃບຢັ້ງຢືນທີ່ຢູ່",
    "ນ້ຳ ນໍ້າ ນ້ຳໃຈ",
    "ກຸ້ງ ຂຶ້ນ ຜູ້ ຊື້ ເພື່ອ",
    "ທີ່ດິນ ປີ້ ປິ່ນ ຕົ້ນ",
    "ຫຼິ້ນ ຫຼື້ ຫຼັ່ງ ຫຼົ້ມ",
    "ປີ້ ຝີ້ ຟື້ ຟັ້ນ ຝຶກ",
    "ຢູ່ ຢຸ້ມ ຍິ້ມ ຍຸ້ງ",
    "ທີ່ນີ້ ຕື່ມ ມື້ ຈຶ່ງ",
    "ບັ້ນ ບົ່ມ ບິ່ນ ບຶ້ງ",
    "ຊົ່ວໂມງ ຊິ້ນ ຊຸ່ມ ຊື່",
    "ຢັ້ງຢືນ ປຶ້ມ ສິ່ງ ຫຼື",
    "ເບື້ອງ ເຊື້ອ ເມື່ອ ເຮື້ອ",
    "ກ່ຽວກັບ ຕົ້ນສະບັບ ຄົ້ນຫາ",
]
OTHERS = [
    "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ",
    "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ",
    "ຄຳຮ້ອງ ສຳເນົາ ກຳນົດ ຈຳນວນ",
    "ຊ້ຳ ກ່ຳ ຄ້ຳ ຕ່ຳ ຖ້ຳ",
    "ແຂວງຫຼວງພະບາງ ເມືອງຊຽງເງິນ",
    "ໝູ່ບ້ານ ໜອງ ໝໍ້ ໜ້າ ໝັ້ນ",
    "ABC 123 ລາວ ໑໒໓",
    "ເລກທີ 2026/0101/00001 ວັນທີ 24 ພະຈິກ 2026",
    "Vientiane Capital ນະຄອນຫຼວງວຽງຈັນ",
    "ທ້າວ ສົມຊາຍ ວົງສາ (Mr Somxay VONGSA)",
    "ລະຫັດ K7PX-9QRM https://example.la/v/K7PX9QRM",
    "20.000 ກີບ; 50%, «ແທ້» ໆ ຯ",
    "ນາງ ບຸນມີ ແກ້ວມະນີວົງ",
    "ເຈົ້າຂອງເຮືອນ ຂ້າພະເຈົ້າ ເກົ້າ ເຂົ້າ",
    "໐໑໒໓໔໕໖໗໘໙ 0123456789",
    "ກ໊ອກ ໂຕ໋ະ ຈ໋າ ປ໊ຳ",
    "ບ້ານໂພນທັນ, ເມືອງໄຊເສດຖາ, ນະຄອນຫຼວງວຽງຈັນ",
    "ໃຊ້ໄດ້ຮອດວັນທີ 24 ພຶດສະພາ 2027",
]


class Sample(NamedTuple):
    text: str
    face: Face
    bold: bool


SAMPLES = [
    *(Sample(text, Face.OFFICIAL, False) for text in STACKED + OTHERS),
    *(Sample(text, Face.PLAIN, False) for text in STACKED + OTHERS),
    *(Sample(text, Face.OFFICIAL, True) for text in STACKED[:6]),
    *(Sample(text, Face.PLAIN, True) for text in STACKED[:6]),
    *(Sample(text, face, True) for text in OTHERS[6:10] for face in Face),
]
HEIGHT = ROW * len(SAMPLES)


def in_pdf(draw: str, folder: Path) -> Image.Image:
    """Draw the samples one below the other, by our typesetter or by ReportLab's drawString."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT))
    for row, sample in enumerate(SAMPLES):
        baseline = HEIGHT - ROW * row - 36
        if draw == "typeset":
            draw_line(canvas, 8, baseline, shape(sample.text, Style(SIZE, sample.face, sample.bold)))
        else:
            canvas.setFont(f"plain-{'bold' if sample.bold else 'regular'}", SIZE)
            canvas.drawString(8, baseline, sample.text)
    canvas.save()
    folder.mkdir()
    return rasterise(target.getvalue(), folder)[0]


def in_browser(folder: Path) -> Image.Image:
    rules = "".join(
        f"@font-face{{font-family:{name};font-weight:{weight};src:url({(FONT_FOLDER / file).as_uri()})}}"
        for name in ("Phetsarath", "NotoSansLao")
        for weight, file in ((400, f"{name}-Regular.ttf"), (700, f"{name}-Bold.ttf"))
    )
    rows = "".join(
        f"<p lang=lo style='font-family:{','.join(s.face.value)};font-weight:{700 if s.bold else 400}'>"
        f"{html.escape(s.text)}</p>"
        for s in SAMPLES
    )
    style = f"body{{margin:0}}p{{margin:0 8px;height:{ROW}px;line-height:{ROW}px;font-size:{SIZE}px;white-space:pre}}"
    page = f"<!doctype html><meta charset=utf-8><style>{rules}{style}</style>{rows}"
    return photograph(page, folder, WIDTH, HEIGHT)


def rows(picture: Image.Image) -> Iterator[Image.Image]:
    step = ROW * PIXELS_PER_POINT
    for row in range(len(SAMPLES)):
        yield picture.crop((0, row * step, WIDTH * PIXELS_PER_POINT, (row + 1) * step))


@pytest.fixture(scope="module")
def browser_rows(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    return list(rows(in_browser(tmp_path_factory.mktemp("browser"))))


def test_every_string_looks_as_in_a_browser(browser_rows: list[Image.Image], tmp_path: Path) -> None:
    ours = rows(in_pdf("typeset", tmp_path / "typeset"))
    differences = {
        sample: difference(one, other) for sample, one, other in zip(SAMPLES, ours, browser_rows, strict=True)
    }
    assert len({sample.text for sample in SAMPLES}) >= 30
    assert len(SAMPLES) >= 60
    assert {sample: round(by, 3) for sample, by in differences.items() if by > LIMIT} == {}


def test_the_measure_sees_marks_that_reportlab_alone_misplaces(browser_rows: list[Image.Image], tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("plain-regular", str(FONT_FOLDER / "NotoSansLao-Regular.ttf")))
    pdfmetrics.registerFont(TTFont("plain-bold", str(FONT_FOLDER / "NotoSansLao-Bold.ttf")))
    theirs = rows(in_pdf("drawString", tmp_path / "drawString"))
    differences = {
        sample: difference(one, other)
        for sample, one, other in zip(SAMPLES, theirs, browser_rows, strict=True)
        if sample.face is Face.PLAIN and sample.text in STACKED
    }
    assert len(differences) == len(STACKED) + 6
    assert {sample: round(by, 3) for sample, by in differences.items() if by <= LIMIT} == {}
