"""Blocks of lines, and pages that they fill from the top.

Points, from the lower left corner of A4.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from reportlab.lib.pagesizes import A4

from portal.papers.qr import QrCode
from portal.papers.typeset import Line, Style

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN: Final = 62.0
LEFT, RIGHT = MARGIN, PAGE_WIDTH - MARGIN
TOP, BOTTOM = PAGE_HEIGHT - 56.0, 60.0
WIDTH: Final = RIGHT - LEFT

_BASELINE: Final = 0.7
"""How far below a line's top its baseline stands, in line heights: marks above Lao letters need the room."""

_UNDER_HEAD: Final = 8.0

Align = Literal["left", "centre", "right"]
Ink = Literal["black", "muted", "warning"]


@dataclass(frozen=True)
class PlacedLine:
    """A line with its origin on the baseline."""

    x: float
    y: float
    line: Line
    ink: Ink


@dataclass(frozen=True)
class Rule:
    """A thin horizontal line from (x, y) to the right."""

    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Ornament:
    """The short ornamental rule under the motto, centred on (x, y)."""

    x: float
    y: float


@dataclass(frozen=True)
class PlacedQr:
    """A QR code with its lower left corner at (x, y)."""

    x: float
    y: float
    code: QrCode


Item = PlacedLine | Rule | Ornament | PlacedQr


@dataclass(frozen=True)
class Row:
    """A line in a block."""

    line: Line
    ink: Ink = "black"
    align: Align = "left"
    indent: float = 0.0

    @property
    def height(self) -> float:
        """The distance from this row's top to the next one's."""
        return self.line.style.line_height

    def placed(self, left: float, right: float, top: float) -> PlacedLine:
        """Return the line where it stands between `left` and `right` with its top at `top`."""
        slack = right - left - self.line.width
        x = {"left": left + self.indent, "centre": left + slack / 2, "right": left + slack}[self.align]
        return PlacedLine(x, top - baseline(self.line.style), self.line, self.ink)


@dataclass(frozen=True)
class Block:
    """Rows one below the other."""

    rows: tuple[Row, ...] = ()

    def __add__(self, other: "Block") -> "Block":
        return Block(self.rows + other.rows)

    @property
    def height(self) -> float:
        """From the top of the first row to the bottom of the last."""
        return sum(row.height for row in self.rows)

    def placed(self, left: float, right: float, top: float) -> Iterator[PlacedLine]:
        """Give the lines where they stand between `left` and `right`, the first one's top at `top`."""
        for row in self.rows:
            yield row.placed(left, right, top)
            top -= row.height


@dataclass
class Flow:
    """Pages being filled from the top; the next row begins at `y` of page number `page`, counted from 0."""

    running_head: Block
    pages: list[list[Item]] = field(default_factory=lambda: [[]])
    page: int = 0
    y: float = TOP

    def add(self, *items: Item) -> None:
        """Place items on the present page as they are."""
        self.pages[self.page].extend(items)

    def require(self, height: float, reserve: float = 0.0) -> None:
        """Go to the next page unless `height`, and as much in `reserve`, is left on this one.

        Where no page has the reserve as well, `height` is enough; what no page has at all is not waited for.
        """
        page = TOP - self.running_head.height - _UNDER_HEAD - BOTTOM
        wanted = height + reserve if height + reserve <= page else height
        if self.y - wanted < BOTTOM and self.y < self._fresh_top and wanted <= page:
            self._turn()

    def put(self, block: Block, left: float = LEFT, right: float = RIGHT) -> None:
        """Place a block row by row, going on to further pages."""
        for row in block.rows:
            self.require(row.height)
            self.add(row.placed(left, right, self.y))
            self.y -= row.height

    def put_beside(self, *cells: tuple[Block, float, float]) -> None:
        """Place blocks side by side, each between its left and right; go on below the one that ends last."""
        self.require(max(block.height for block, _, _ in cells))
        start, ends = (self.page, self.y), []
        for block, left, right in cells:
            self.page, self.y = start
            self.put(block, left, right)
            ends.append((self.page, self.y))
        self.page = max(page for page, _ in ends)
        self.y = min(y for page, y in ends if page == self.page)

    @property
    def _fresh_top(self) -> float:
        return TOP if self.page == 0 else TOP - self.running_head.height - _UNDER_HEAD

    def _turn(self) -> None:
        self.page += 1
        if self.page == len(self.pages):
            self.pages.append(list(self.running_head.placed(LEFT, RIGHT, TOP)))
        self.y = self._fresh_top


def baseline(style: Style) -> float:
    """Return how far below its top a row's baseline stands, in points."""
    return _BASELINE * style.line_height
