"""The WTForms fields of a service's form. Each has `raw`: what was typed, in the shape `definition.values.read` takes.

None of them validates: the definition does, so that the page, the checker and the examples judge alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, cast
from zlib import crc32

from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.form import BaseForm

from portal.definition.model import Level

MOST_ROWS: Final = 100
"""More rows than any group of a service may have."""
ROW: Final = re.compile(r"[0-9]{1,6}")
"""The id of a row."""
_SEVERAL_NUMBERS: Final = re.compile(r"\w[^\w]+\w")

LONGEST_BOX: Final = 120
"""Letters that count in a box of an area: more than a village's name with its district and province."""


class TextControl(StringField):
    """A line or a box of text; `control` is its kind of keyboard or box, `suffix` what stands behind it: a unit."""

    def __init__(self, *, control: str = "text", suffix: str = "", **settings: Any) -> None:
        super().__init__(**settings)
        self.control = control
        self.suffix = suffix

    @property
    def raw(self) -> str:
        """The text as typed."""
        return str(self.data or "")


class RadiosControl(RadioField):
    """One of several, all in sight."""

    control = "radios"

    def __init__(self, **settings: Any) -> None:
        super().__init__(validate_choice=False, **settings)

    @property
    def raw(self) -> str:
        """The value chosen; empty for none."""
        return str(self.data or "")


class SelectControl(SelectField):
    """One of many, in a list that opens."""

    control = "select"

    def __init__(self, **settings: Any) -> None:
        super().__init__(validate_choice=False, **settings)

    @property
    def raw(self) -> str:
        """The value chosen; empty for none."""
        return str(self.data or "")


class CheckboxesControl(SelectMultipleField):
    """Any of several."""

    control = "checkboxes"

    def __init__(self, **settings: Any) -> None:
        super().__init__(validate_choice=False, **settings)

    @property
    def raw(self) -> list[str]:
        """The values chosen."""
        return [str(value) for value in self.data or []]


class DateControl(Field):
    """A day as three boxes: NAME-day, NAME-month, NAME-year."""

    control = "date"

    def __init__(self, **settings: Any) -> None:
        self.parts: dict[str, str] = {"day": "", "month": "", "year": ""}
        super().__init__(**settings)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the three boxes as typed, or the parts of an ISO date."""
        self.errors = []
        if formdata is not None and any(f"{self.name}-{part}" in formdata for part in self.parts):
            self.parts = {part: formdata.get(f"{self.name}-{part}", "").strip() for part in self.parts}
        elif isinstance(data, str):
            year, month, day = data.split("-")
            self.parts = {"day": str(int(day)), "month": str(int(month)), "year": year}

    @property
    def raw(self) -> dict[str, str] | str:
        """The three boxes as typed; a whole date in the first one as it is, such as 12/3/1985."""
        whole = self.parts["day"]
        return whole if _SEVERAL_NUMBERS.search(whole) and not self.parts["month"] + self.parts["year"] else self.parts


class FileControl(Field):
    """Uploads. The bytes are kept when they arrive; the field carries the ids of the files kept so far."""

    control = "file"

    def __init__(self, *, several: bool = False, **settings: Any) -> None:
        super().__init__(**settings)
        self.several = several
        self.kept: list[str] = []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the kept ids from what was typed, or from the answer."""
        self.errors = []
        if formdata is not None and self.name in formdata:
            self.kept = [value for value in formdata.getlist(self.name) if value]
        elif isinstance(data, Sequence) and not isinstance(data, str):
            self.kept = [str(value) for value in data]

    def keep_only(self, is_own: Callable[[str], bool]) -> None:
        """Let go of every id that is not a file of this case uploaded here: the browser sends what it likes."""
        self.kept = [file_id for file_id in self.kept if is_own(file_id)]

    @property
    def raw(self) -> list[str]:
        """The ids of the files kept."""
        return self.kept


class GroupControl(Field):
    """Rows of fields: NAME-ROW-FIELD, NAME-rows with the id of each row in their order, and NAME-next.

    A row keeps its id while others are removed, NAME-next is an id that no row has had, and rows of other answers have
    other ids: what a browser puts back by a box's name, when somebody goes back to a page, never gets into another row.
    """

    control = "group"

    def __init__(self, *, row_of: Callable[..., BaseForm], least: int, most: int, **settings: Any) -> None:
        super().__init__(**settings)
        self._row_of = row_of
        self.least = least
        self.most = most
        self.ids: list[str] = []
        self.next = 1
        self.rows: list[BaseForm] = []

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Make a form a row, from what was typed or from the answer; at least one row is there to fill in."""
        self.errors = []
        if formdata is not None and f"{self.name}-rows" in formdata:
            self.ids = rows_typed(formdata.getlist(f"{self.name}-rows"))[: self.most]
            self.next = next_row(self.ids, formdata.get(f"{self.name}-next", ""))
            self.rows = [self._row_of(formdata, prefix=f"{self.name}-{row}") for row in self.ids]
            return
        rows = data if isinstance(data, Sequence) and data and not isinstance(data, str) else [{}]
        first = crc32(repr(rows).encode()) % 900_000 if data else 0  # other answers, other ids: see the class
        self.ids = [str(first + place) for place in range(len(rows))]
        self.next = first + len(rows)
        self.rows = [
            self._row_of(None, dict(answers), prefix=f"{self.name}-{row}")
            for row, answers in zip(self.ids, rows, strict=True)
        ]

    @property
    def raw(self) -> list[dict[str, Any]]:
        """Each row's raw values by field name."""
        return [raw_of(row) for row in self.rows]


def rows_typed(sent: Sequence[str]) -> list[str]:
    """The ids of the rows a form says a group has: one row where none can be read, and never more than `MOST_ROWS`."""
    return list(dict.fromkeys(row for row in sent if ROW.fullmatch(row)))[:MOST_ROWS] or ["0"]


def next_row(rows: Sequence[str], sent: str) -> int:
    """An id that none of the rows has, and none had before by what the form says."""
    return max(*(int(row) + 1 for row in rows), int(sent) if ROW.fullmatch(sent) else 0)


class AreaControl(Field):
    """A village, found by typing its name or by walking down from the province; or chosen already.

    The boxes are NAME-of-LIST (the code chosen among the matches on the page), NAME-list (LIST, which stands for those
    matches: a choice that a browser puts back by its name cannot fall into another list), NAME-search and NAME-shown
    (the search whose matches are on the page), NAME-within (the province or district to which many matches are
    narrowed), NAME-province, NAME-district and NAME-listed-of-LIST (the walk), NAME-opened (PROVINCE:DISTRICT where a
    search opened the lists), NAME-was and NAME-waslisted (what was chosen when the page was drawn, so that the choice
    made last counts), and NAME-either (two villages of which one was marked and the other taken from the lists at once,
    until one of them is chosen).
    """

    control = "area"

    def __init__(self, *, level: Level, **settings: Any) -> None:
        super().__init__(**settings)
        self.level = level
        self.code = self.search = self.shown = self.province = self.district = self.listed = ""
        self.was = self.waslisted = self.within = self.opened = ""
        self.either: list[str] = []
        self.to_confirm = False

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the boxes as typed, or the code of the answer."""
        self.errors = []
        if formdata is not None and f"{self.name}-search" in formdata:
            of_list = f"of-{formdata.get(f'{self.name}-list', '')}"
            self.code = formdata.get(f"{self.name}-{of_list}", "").strip()
            self.listed = formdata.get(f"{self.name}-listed-{of_list}", "").strip()
            for box in ("search", "shown", "within", "province", "district", "opened", "was", "waslisted"):
                setattr(self, box, formdata.get(f"{self.name}-{box}", "").strip()[:LONGEST_BOX])
            self._settle(formdata.get(f"{self.name}-either", "")[:LONGEST_BOX].split())
        elif isinstance(data, str):
            self.code = data

    @property
    def is_to_be_looked_up(self) -> bool:
        """Whether the name that was typed last has not been looked for yet."""
        return bool(self.search) and self.search != self.shown

    @property
    def raw(self) -> str:
        """The code chosen; empty while the name typed last has not been looked up, for two at once, and for none."""
        if self.is_to_be_looked_up or self.either:
            return ""
        return self.code or self.listed

    def _settle(self, asked_before: list[str]) -> None:
        """Of a village marked among the matches and one taken from the lists, the one chosen last is the choice; when
        both were chosen since the page was drawn, nobody but the visitor knows which."""
        from_the_lists = bool(self.listed) and self.listed != self.waslisted
        marked = bool(self.code) and self.code != self.was
        if from_the_lists and marked and self.code != self.listed:
            self.either = [self.code, self.listed]
        elif self.listed and (from_the_lists or not self.code):
            self.code = self.listed
        elif marked:
            self.listed = ""
        elif not self.code:
            self.either = asked_before


def first_box(control: Any) -> str:
    """The id of the box that an error of a control leads to."""
    if control.control == "date":
        return f"{control.id}-day"
    if control.control == "area":
        return f"{control.id}-match-1" if control.either else f"{control.id}-search"
    if control.control == "group":
        return first_box(next(iter(control.rows[0])))
    return str(control.id)


def raw_of(form: BaseForm) -> dict[str, Any]:
    """What was typed in each control of a form, by the field's own name."""
    return {control.short_name: cast(Any, control).raw for control in form}
