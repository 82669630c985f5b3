"""QR codes as vector shapes, large enough for the camera of a cheap phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

import segno
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

_QUIET: Final = 4

SMALLEST_MODULE: Final = 0.6 * mm
"""A module narrower than this is not read reliably from a photocopy, or by a phone camera without close focus."""

SMALLEST_SIDE: Final = 30 * mm


@dataclass(frozen=True)
class QrCode:
    """A QR code of `payload` at error correction level M or, where it costs no more modules, better."""

    payload: str

    @cached_property
    def modules(self) -> tuple[bytearray, ...]:
        """Rows of the code from the top, 1 for dark, without the quiet zone."""
        return segno.make_qr(self.payload, error="m").matrix

    @property
    def module(self) -> float:
        """The side of one module in points."""
        return self.side / (len(self.modules) + 2 * _QUIET)

    @property
    def quiet_zone(self) -> float:
        """The width in points of the white around the code, as ISO/IEC 18004 asks: four modules."""
        return _QUIET * self.module

    @property
    def side(self) -> float:
        """The side in points at which the code is drawn, with its quiet zone."""
        return max(SMALLEST_SIDE, (len(self.modules) + 2 * _QUIET) * SMALLEST_MODULE)


def draw_qr(canvas: Canvas, x: float, y: float, code: QrCode) -> None:
    """Draw `code` in black on white, the lower left corner of its quiet zone at (x, y) in points."""
    module = code.module
    path = canvas.beginPath()
    for row, modules in enumerate(code.modules):
        top = y + code.side - (_QUIET + row + 1) * module
        for first, length in _dark_runs(modules):
            path.rect(x + (_QUIET + first) * module, top, length * module, module)
    canvas.setFillGray(1)
    canvas.rect(x, y, code.side, code.side, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def _dark_runs(modules: bytearray) -> Iterator[tuple[int, int]]:
    """Give start and length of each dark stretch of a row: fewer shapes, and no hairlines between modules."""
    start = 0
    for dark, group in groupby(modules):
        length = len(list(group))
        if dark:
            yield start, length
        start += length
