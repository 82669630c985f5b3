"""A case's rows as a pattern for others: what differs from case to case is marked, and the digests follow."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, select

from portal.lao.text import fold
from portal.store.answers import Salted
from portal.store.case_names import spelled
from portal.store.cases import chain_digest
from portal.store.columns import new_id
from portal.store.tables import (
    AnswerRow,
    Base,
    CaseNameRow,
    CaseOfficeRow,
    CaseRow,
    EventRow,
    FileRow,
    OfficerDecisionRow,
    TaskRow,
)
from portal.workflow.reference import RANDOM_BITS, new_reference
from tests.world import World

_SPREADS: Final = 5_915_587_277
"""A prime: its multiples visit every reference once before one comes again."""
_TABLES: Final = tuple(
    Base.metadata.tables[row.__tablename__]
    for row in (CaseRow, EventRow, TaskRow, CaseOfficeRow, OfficerDecisionRow, CaseNameRow, AnswerRow, FileRow)
)
_EVENTS: Final = Base.metadata.tables[EventRow.__tablename__]
_ANSWERS: Final = Base.metadata.tables[AnswerRow.__tablename__]


@dataclass(frozen=True)
class Place:
    """A village and the areas it lies in, by their codes."""

    village: str
    district: str
    province: str


@dataclass(frozen=True)
class Copy:
    """Rows to insert, by table; a person, or a case."""

    rows: Mapping[Table, list[dict[str, Any]]]
    is_case: bool = True


class CasePattern:
    """The rows of one case, with a mark %(...)s wherever a copy differs."""

    def __init__(self, world: World, case_id: str) -> None:
        self._rows = _rows_of(world, case_id)
        (case,) = self._rows[_TABLES[0]]
        answers = {row["name"]: row["value"] for row in self._rows[_ANSWERS] if row["given_at"] == 0}
        offices = world.case(case_id).offices or {
            "village": answers["village"],
            "district": answers["village"][:4],
            "province": answers["village"][:2],
        }
        self._fresh = {
            row["id"]: f"id{number}"
            for number, row in enumerate(row for table in _TABLES if "id" in table.c for row in self._rows[table])
            if row["id"] != case_id
        }
        inside = {case_id: "case", case["applicant_id"]: "applicant", **self._fresh}
        if case["reference"]:
            inside[case["reference"]] = "reference"
            inside[spelled(case["reference"])] = "spelled reference"
            inside[fold(answers["full_name"])] = "folded name"
        whole = {code: level for level, code in offices.items()} | {answers["full_name"]: "name"}
        self._marks = _Marks(whole, inside)
        self._answers = {
            name: marked
            for name, value in answers.items()
            if (marked := self._marks.json(value)) != json.dumps(value, ensure_ascii=False).replace("%", "%%")
        }
        for event in self._rows[_EVENTS]:
            digests = event["data"].get("digests", {})
            inside.update({digests[name]: f"digest of {name}" for name in self._answers if name in digests})
        self._forms = {table: [_Form(row, self._marks) for row in rows] for table, rows in self._rows.items()}

    def copy(self, number: int, applicant: str, place: Place, name: str) -> Copy:
        """Another case like this one."""
        reference = new_reference(number * _SPREADS % 2**RANDOM_BITS)
        values = {
            "case": new_id(),
            "applicant": applicant,
            "reference": reference,
            "spelled reference": spelled(reference),
            "name": name,
            "folded name": fold(name),
            "village": place.village,
            "district": place.district,
            "province": place.province,
            **{mark: new_id() for mark in self._fresh.values()},
        }
        salted = Salted({name: json.loads(text % values) for name, text in self._answers.items()})
        values |= {f"digest of {name}": digest for name, digest in salted.digests.items()}
        rows = {table: [form.row(values) for form in forms] for table, forms in self._forms.items()}
        for answer in rows[_ANSWERS]:
            if answer["given_at"] == 0 and answer["name"] in salted.salts:
                answer["salt"] = salted.salts[answer["name"]]
        _chain(rows[_EVENTS])
        return Copy(rows)


def _rows_of(world: World, case_id: str) -> dict[Table, list[dict[str, Any]]]:
    with world.environment.database.engine.connect() as connection:
        return {
            table: [
                dict(row)
                for row in connection.execute(
                    select(table)
                    .where(table.c.id == case_id if table is _TABLES[0] else table.c.case_id == case_id)
                    .order_by(*table.primary_key.columns)
                ).mappings()
            ]
            for table in _TABLES
        }


def _chain(events: Sequence[dict[str, Any]]) -> None:
    previous: str | None = None
    for event in events:
        previous = chain_digest(
            previous, event["case_id"], event["sequence"], event["kind"], event["actor"], event["data"]
        )
        event["digest"] = previous


@dataclass(frozen=True)
class _Marks:
    """What is replaced: `whole` texts (a code such as 01 may stand in another by chance), and ids `inside` texts."""

    whole: Mapping[str, str]
    inside: Mapping[str, str]

    def json(self, value: Any) -> str:
        """A JSON value as text with marks, which `json.loads(text % values)` turns into the copy's."""
        return json.dumps(self._marked(value), ensure_ascii=False)

    def _marked(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._marked(each) for each in value]
        if isinstance(value, dict):
            return {name: self._marked(each) for name, each in value.items()}
        return value

    def text(self, value: str) -> str:
        """A text with marks."""
        if value in self.whole:
            return f"%({self.whole[value]})s"
        value = value.replace("%", "%%")
        for known, mark in self.inside.items():
            value = value.replace(known, f"%({mark})s")
        return value


class _Form:
    """A row of a pattern: what stays, which texts have marks, and which JSON values have."""

    def __init__(self, row: Mapping[str, Any], marks: _Marks) -> None:
        self._stays: dict[str, Any] = {}
        self._texts: dict[str, str] = {}
        self._json: dict[str, str] = {}
        for column, value in row.items():
            if isinstance(value, (dict, list)):
                self._json[column] = marks.json(value)
            elif isinstance(value, str) and marks.text(value) != value:
                self._texts[column] = marks.text(value)
            else:
                self._stays[column] = value

    def row(self, values: Mapping[str, str]) -> dict[str, Any]:
        """The row of a copy."""
        made = dict(self._stays)
        for column, text in self._texts.items():
            made[column] = text % values
        for column, text in self._json.items():
            made[column] = json.loads(text % values)
        return made
