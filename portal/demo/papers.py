"""Specimens of what applicants attach: a photographed paper and a PDF, both saying that they are specimens."""

from __future__ import annotations

import io
from collections.abc import Collection
from functools import cache
from typing import Final, Literal

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

KINDS: Final = 3
"""Different specimens of each sort."""

_PAPER: Final = (1500, 1100)
_TABLE: Final = (92, 74, 58)
_INKS: Final = ((28, 40, 88), (60, 60, 60), (20, 20, 20))


def specimen(accept: Collection[Literal["photo", "pdf"]], wanted: str, number: int) -> tuple[str, bytes]:
    """A file name and the bytes of a file that a question for `accept` takes.

    A PDF where only that is taken, or where both are and the name `wanted` is a PDF's.
    """
    if "pdf" in accept and ("photo" not in accept or wanted.casefold().endswith(".pdf")):
        return f"specimen-{number % KINDS + 1}.pdf", _drawing(number % KINDS)
    return f"specimen-{number % KINDS + 1}.jpg", _photograph(number % KINDS)


@cache
def _photograph(number: int) -> bytes:
    """A written page with a seal, lying a little askew on a table."""
    page = Image.new("RGB", _PAPER, (247, 244, 234))
    draw = ImageDraw.Draw(page)
    ink = _INKS[number]
    draw.text((100, 80), "SPECIMEN", font=ImageFont.load_default(90), fill=(170, 30, 40))
    draw.text((100, 200), f"Demonstration paper No. {number + 1}", font=ImageFont.load_default(44), fill=ink)
    for line in range(9):
        top, end = 320 + line * 60, 1380 - (line * 137 + number * 71) % 420
        draw.line([(100, top), (end, top)], fill=ink, width=6)
    draw.ellipse([(1040, 760), (1300, 1020)], outline=(190, 30, 45), width=12)
    draw.arc([(160, 880), (520, 1010)], 190, 350, fill=ink, width=7)
    table = Image.new("RGB", (1800, 1400), _TABLE)
    turned = page.convert("RGBA").rotate((-2, 1, 3)[number], expand=True, resample=Image.Resampling.BICUBIC)
    table.paste(turned, ((table.width - turned.width) // 2, (table.height - turned.height) // 2), turned)
    out = io.BytesIO()
    table.resize((1200, 933)).save(out, "JPEG", quality=80)
    return out.getvalue()


@cache
def _drawing(number: int) -> bytes:
    """A plan of rooms with measures."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    height = A4[1]
    canvas.setTitle("Specimen")
    canvas.setFont("Helvetica-Bold", 28)
    canvas.setFillColorRGB(0.67, 0.12, 0.16)
    canvas.drawString(60, height - 80, "SPECIMEN")
    canvas.setFillColorRGB(0.1, 0.1, 0.1)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, height - 102, f"Demonstration plan No. {number + 1}, scale 1:100")
    canvas.setLineWidth(3)
    long, deep = 360 + 30 * number, 300 - 20 * number
    canvas.rect(90, 280, long, deep)
    canvas.setLineWidth(1.5)
    canvas.line(90 + long * 0.45, 280, 90 + long * 0.45, 280 + deep)
    canvas.line(90 + long * 0.45, 280 + deep * 0.5, 90 + long, 280 + deep * 0.5)
    canvas.setFont("Helvetica", 11)
    canvas.drawCentredString(90 + long / 2, 262, f"{long / 36:.1f} m")
    canvas.drawRightString(84, 280 + deep / 2, f"{deep / 36:.1f} m")
    canvas.showPage()
    canvas.save()
    return out.getvalue()
