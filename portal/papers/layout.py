"""Where everything stands on the pages of a paper.

The order is that of Lao official papers: country and motto centred; the office on the left, number, place and date on
the right; the title, centred; the text; the particulars; signer bottom right, verification bottom left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from portal.lao.language import Language
from portal.papers import wording
from portal.papers.paper import Bilingual, Paper
from portal.papers.placing import (
    BOTTOM,
    LEFT,
    PAGE_WIDTH,
    RIGHT,
    WIDTH,
    Block,
    Flow,
    Item,
    Ornament,
    PlacedQr,
    Rule,
)
from portal.papers.qr import QrCode
from portal.papers.setting import Setting, Size


@dataclass(frozen=True)
class _Closeness:
    """How closely a paper is set: what its sizes and gaps are multiplied with, and two distances in points."""

    scale: float
    cell: float
    """Between the rules of the table and the text."""

    signature: float
    """Left free between the signer's title and name, for signature and seal."""


_FULL_SIZE: Final = _Closeness(1.0, 4.0, 64.0)
_CLOSER: Final = (
    _Closeness(0.94, 3.0, 58.0),
    _Closeness(0.88, 2.0, 54.0),
    _Closeness(0.82, 1.5, 50.0),
    _Closeness(0.79, 1.0, 48.0),
)
"""A paper a little too long for one page is set closer; a longer one goes on to further pages at full size."""

_COUNTRY: Final = Size(16, 8.5)
_MOTTO: Final = Size(14, 8.5)
_OFFICE: Final = Size(12.5, 8.5)
_TITLE: Final = Size(26, 13)
_BODY: Final = Size(14, 10)
_CELLS: Final = Size(13, 8.5)
_CLOSING: Final = Size(13, 9)
_VERIFICATION: Final = Size(9.5, 7.5)
_NOTE: Final = Size(9.5, 8)

_FOOT: Final = 54.0
"""The top of what stands under the text of a page."""

_GUTTER: Final = 14.0
_INDENT: Final = 34.0
_HALF: Final = (WIDTH - _GUTTER) / 2
_VALUES: Final = LEFT + WIDTH * 0.36
"""Where the values of the particulars begin."""

_CELLS_LEFT, _CELLS_RIGHT = LEFT + 4, RIGHT - 4

_SIGNER: Final = LEFT + WIDTH * 0.5
_ABOVE_CLOSING: Final = 14.0
_WITH_CLOSING: Final = 3
"""Rows of the table that stand on the page of the signature: what is signed is seen beside it."""


def lay_out(paper: Paper) -> list[tuple[Item, ...]]:
    """Return what stands on each page of `paper`, at least one. Nothing overlaps, however long names and lists are."""
    qr = QrCode(paper.verify_url)
    full_size = _compose(paper, _FULL_SIZE, qr)
    if len(full_size) == 1:
        return full_size
    closer = (_compose(paper, closeness, qr) for closeness in _CLOSER)
    return next((pages for pages in closer if len(pages) == 1), full_size)


def _compose(paper: Paper, closeness: _Closeness, qr: QrCode) -> list[tuple[Item, ...]]:
    setting = Setting(paper.languages, closeness.scale, paper.unbroken)
    flow = Flow(_running_head(paper, setting))
    closing = _closing(paper, setting, qr, closeness)
    _put_heading(flow, setting)
    _put_office_and_number(flow, paper, setting)
    flow.put(setting.both(paper.title, _TITLE, WIDTH, align="centre", bold=True))
    flow.y -= setting.gap(10)
    _put_body(flow, paper, setting, 0.0 if paper.particulars else closing.height)
    _put_particulars(flow, _rows(paper, setting, closeness.cell), closing.height)
    closing.put(flow)
    return [(*items, *_foot(paper, number, len(flow.pages))) for number, items in enumerate(flow.pages, 1)]


def _put_heading(flow: Flow, setting: Setting) -> None:
    flow.put(setting.both(wording.COUNTRY, _COUNTRY, WIDTH, align="centre", bold=True))
    flow.put(setting.both(wording.MOTTO, _MOTTO, WIDTH, align="centre"))
    flow.add(Ornament(PAGE_WIDTH / 2, flow.y - setting.gap(10)))
    flow.y -= setting.gap(28)


def _put_office_and_number(flow: Flow, paper: Paper, setting: Setting) -> None:
    first, *others = setting.languages
    offices, dated = Block(), Block()
    for office in paper.offices:
        offices += setting.line(office.in_language(first), first, _OFFICE.of(first, True), _HALF)
    for words in (_number(paper), paper.place_and_date):
        dated += setting.line(words.in_language(first), first, _OFFICE.of(first, True), _HALF, align="right")
    for second in others:
        size = _OFFICE.of(second, False)
        for row in _together([office.in_language(second) for office in paper.offices], setting, second, size):
            offices += setting.line(row, second, size, _HALF, ink="muted")
        for words in (_number(paper), paper.place_and_date):
            dated += setting.line(words.in_language(second), second, size, _HALF, align="right", ink="muted")
    flow.put_beside((offices, LEFT, LEFT + _HALF), (dated, RIGHT - _HALF, RIGHT))
    flow.y -= setting.gap(12)


def _together(names: list[str], setting: Setting, language: Language, size: float) -> list[str]:
    """Return names joined in as few rows as hold them, none parted between two rows."""
    rows: list[str] = []
    for name in names:
        joined = f"{rows[-1]} · {name}" if rows else name
        if rows and len(setting.line(joined, language, size, _HALF).rows) == 1:
            rows[-1] = joined
        else:
            rows.append(name)
    return rows


def _put_body(flow: Flow, paper: Paper, setting: Setting, reserve: float) -> None:
    """Place the paragraphs; the last keeps `reserve` points after it on its page, so that no signature stands alone."""
    paragraphs = setting.body(paper.body, _BODY, WIDTH, _INDENT)
    for place, block in enumerate(paragraphs, 1):
        if place == len(paragraphs):
            flow.require(block.height, reserve)
        flow.put(block)
        flow.y -= setting.gap(3)
    flow.y -= setting.gap(9)


@dataclass(frozen=True)
class _Row:
    """A row of the table, from the rule above it to the next one."""

    label: Block
    value: Block
    cell: float

    @property
    def height(self) -> float:
        return max(self.label.height, self.value.height) + 2 * self.cell

    def put(self, flow: Flow) -> None:
        flow.add(Rule(LEFT, flow.y, WIDTH))
        flow.y -= self.cell
        flow.put_beside((self.label, _CELLS_LEFT, _VALUES - _GUTTER), (self.value, _VALUES, _CELLS_RIGHT))
        flow.y -= self.cell


def _rows(paper: Paper, setting: Setting, cell: float) -> list[_Row]:
    return [
        _Row(
            setting.both(particular.label, _CELLS, _VALUES - _GUTTER - _CELLS_LEFT),
            setting.both(particular.value, _CELLS, _CELLS_RIGHT - _VALUES),
            cell,
        )
        for particular in paper.particulars
    ]


def _put_particulars(flow: Flow, rows: Sequence[_Row], reserve: float) -> None:
    """Place the table row by row; the last few stay together, and keep `reserve` points after them on their page."""
    for place, row in enumerate(rows):
        later = rows[place + 1 :]
        kept = sum(each.height for each in later) + reserve if len(later) < _WITH_CLOSING else 0.0
        flow.require(row.height, kept)
        row.put(flow)
    if rows:
        flow.add(Rule(LEFT, flow.y, WIDTH))


@dataclass(frozen=True)
class _Closing:
    """The end of the paper: until when it holds; below, verification on the left and the signer on the right."""

    valid: Block
    qr: QrCode
    verification: Block
    signer_title: Block
    signer_name: Block
    signature_room: float

    @property
    def height(self) -> float:
        """What the closing takes, with the room above it."""
        left = max(self.qr.side, self.qr.quiet_zone + self.verification.height)
        right = self.signer_title.height + self.signature_room + self.signer_name.height
        return _ABOVE_CLOSING + self.valid.height + max(left, right)

    def put(self, flow: Flow) -> None:
        """Place the closing, a little lower where the page has room to spare."""
        flow.require(self.height)
        lower = min((flow.y - BOTTOM - self.height) * 0.35, 90.0)
        flow.y -= _ABOVE_CLOSING
        flow.put(self.valid)
        top = flow.y - max(lower, 0.0)
        flow.add(
            *self.signer_title.placed(_SIGNER, RIGHT, top),
            *self.signer_name.placed(_SIGNER, RIGHT, top - self.signer_title.height - self.signature_room),
            PlacedQr(LEFT - self.qr.quiet_zone, top - self.qr.side, self.qr),
            *self.verification.placed(_beside(self.qr), _SIGNER - _GUTTER, top - self.qr.quiet_zone),
        )


def _closing(paper: Paper, setting: Setting, qr: QrCode, closeness: _Closeness) -> _Closing:
    return _Closing(
        setting.both(paper.valid_until, _CLOSING, WIDTH) if paper.valid_until else Block(),
        qr,
        _verification(paper, setting, _SIGNER - _GUTTER - _beside(qr)),
        setting.both(paper.signer_title, _CLOSING, RIGHT - _SIGNER, align="centre", bold=True),
        setting.both(paper.signer_name, _CLOSING, RIGHT - _SIGNER, align="centre", bold=True),
        closeness.signature,
    )


def _beside(qr: QrCode) -> float:
    """Return where text to the right of the code begins; the code's dark modules begin at the left margin."""
    return LEFT + qr.side - qr.quiet_zone


def _verification(paper: Paper, setting: Setting, width: float) -> Block:
    first = setting.languages[0]
    size = _VERIFICATION.of(first, True)
    return (
        setting.line(f"{setting.joined(wording.VERIFY_AT)}:", first, size, width)
        + setting.line(paper.verify_url, "en", _VERIFICATION.small, width)
        + setting.line(f"{setting.joined(wording.CODE)}:", first, size, width)
        + setting.line(paper.code, "en", _VERIFICATION.large, width, bold=True)
    )


def _running_head(paper: Paper, setting: Setting) -> Block:
    first = setting.languages[0]
    said = f"{paper.title.in_language(first)} · {_number(paper).in_language(first)}"
    return setting.line(said, first, _NOTE.of(first, True), WIDTH, ink="muted")


def _foot(paper: Paper, number: int, count: int) -> Iterator[Item]:
    setting = Setting(paper.languages)
    first = setting.languages[0]
    size = _NOTE.of(first, True)
    if count > 1:
        said = f"{wording.PAGE.in_language(first)} {number}/{count}"
        yield from setting.line(said, first, size, WIDTH, align="right", ink="muted").placed(LEFT, RIGHT, _FOOT)
    if paper.specimen:
        note = setting.line(setting.joined(wording.SPECIMEN_NOTE), first, size, WIDTH, ink="warning")
        yield from note.placed(LEFT, RIGHT, _FOOT)


def _number(paper: Paper) -> Bilingual:
    return Bilingual(f"{wording.NUMBER.lo} {paper.number}", f"{wording.NUMBER.en} {paper.number}")
