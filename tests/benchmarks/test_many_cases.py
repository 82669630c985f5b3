"""The cases that benchmarks load in bulk are such as the use cases would have made."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import Row, select, text

from benchmarks.case_pattern import Place
from benchmarks.many_cases import CASES_A_VILLAGE, KINDS, fill, places_for
from portal.cases import work
from portal.cases.command import Done
from portal.lao.text import fold
from portal.store import cases as case_store
from portal.store.case_names import spelled
from portal.store.cases import chain_digest
from portal.store.columns import new_id
from portal.store.tables import NO_DUE_DAY, AnswerRow, AreaRow, CaseNameRow, CaseOfficeRow, CaseRow, EventRow, TaskRow
from portal.workflow.events import PageSaved
from portal.workflow.said import Said
from tests.world import World

MANY = 1200


@pytest.fixture(scope="module")
def places(world: World) -> list[Place]:
    with world.environment.database.reading() as session:
        return places_for(session, MANY)


@pytest.fixture(scope="module")
def copied(world: World, places: list[Place]) -> Iterator[list[CaseRow]]:
    """The cases that were loaded, without the few from which they were copied."""
    told: list[int] = []
    fill(world, MANY, places, told.append)
    assert sum(told) == MANY
    with world.environment.database.reading() as session:
        yield list(session.scalars(select(CaseRow).order_by(CaseRow.id).offset(len(KINDS))))


def test_every_row_of_a_case_is_what_its_events_make(world: World, copied: list[CaseRow]) -> None:
    assert len(copied) == MANY
    with world.environment.database.reading() as session:
        for row in copied:
            case = case_store.load(session, row.id)
            assert case is not None
            stands = (case.applicant, case.definition, case.status.value, case.step, case.outcome, case.reference)
            assert stands == (row.applicant_id, row.definition, row.status, row.step, row.outcome, row.reference)
            dated = (case.submitted, case.promised, case.fee, case.sequence)
            assert dated == (row.submitted_at, row.promised_on, row.fee, row.sequence)
            tasks = session.scalars(select(TaskRow).where(TaskRow.case_id == row.id))
            assert {_task(task) for task in tasks} == {
                (one.id, one.path, one.level, one.area, one.role, one.due or NO_DUE_DAY, one.opened)
                for one in case.tasks.values()
            }
            offices = set(session.execute(select(CaseOfficeRow.level, CaseOfficeRow.area).filter_by(case_id=row.id)))
            assert {(one.level, one.area) for one in case.tasks.values()} <= {tuple(office) for office in offices}
            assert set(session.scalars(select(CaseOfficeRow.status).filter_by(case_id=row.id))) <= {row.status}


def test_each_case_is_found_by_its_own_name_and_reference(world: World, copied: list[CaseRow]) -> None:
    with world.environment.database.reading() as session:
        for row in copied[::20]:
            found = session.get(CaseNameRow, row.id)
            assert (found is None) == (row.reference is None)
            if found is not None and row.reference is not None:
                assert spelled(row.reference) in found.folded.split()
                assert found.folded.startswith(fold(session.get_one(AnswerRow, (row.id, "full_name", 0)).value))


def test_the_chain_and_the_digests_of_answers_hold(world: World, copied: list[CaseRow]) -> None:
    with world.environment.database.reading() as session:
        for row in copied[::20]:
            answers = {
                one.name: one for one in session.scalars(select(AnswerRow).filter_by(case_id=row.id, given_at=0))
            }
            previous = None
            for entry, event in case_store.history(session, row.id):
                previous = chain_digest(previous, row.id, entry.sequence, entry.kind, entry.actor, entry.data)
                assert entry.digest == previous
                for name, digest in event.digests.items() if isinstance(event, PageSaved) else ():
                    if name in answers:
                        assert digest == _digest(answers[name]), (row.id, name)


def test_nothing_of_the_copied_case_is_left(world: World, copied: list[CaseRow]) -> None:
    with world.environment.database.reading() as session:
        first = list(session.scalars(select(CaseRow).order_by(CaseRow.id).limit(len(KINDS))))
        data = [str((row.actor, row.data)) for row in session.scalars(select(EventRow).order_by(EventRow.case_id))]
    copies = "".join(data[sum(row.sequence for row in first) :])
    assert [row.id for row in first if row.id in copies or row.applicant_id in copies] == []
    assert [row.reference for row in first if row.reference and row.reference in copies] == []


def test_the_database_finds_no_dangling_row(world: World, copied: list[CaseRow]) -> None:
    with world.environment.database.reading() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []


def test_cases_lie_in_the_villages_and_their_offices_above(
    world: World, places: list[Place], copied: list[CaseRow]
) -> None:
    assert len(places) == MANY // CASES_A_VILLAGE
    with world.environment.database.reading() as session:
        asked = select(AnswerRow.value).where(AnswerRow.name == "village", AnswerRow.case_id.in_(_ids(copied)))
        villages = Counter(session.scalars(asked))
        areas = {area.code: area for area in session.scalars(select(AreaRow))}
        tasks: list[Row[str, str]] = list(session.execute(select(CaseOfficeRow.case_id, CaseOfficeRow.area)))
        homes = {case_id: session.get_one(AnswerRow, (case_id, "village", 0)).value for case_id in _ids(copied)}
    assert set(villages) == {place.village for place in places}
    for case_id, office in tasks:
        if (village := homes.get(case_id)) is not None:
            district = areas[village].parent
            assert office in {village, district, areas[str(district)].parent}


def test_an_officer_can_act_on_a_loaded_case(world: World, copied: list[CaseRow], places: list[Place]) -> None:
    village = places[3].village
    officer = world.officer("clerk", village, another=True)
    with world.environment.database.reading() as session:
        task = session.scalars(select(TaskRow).filter_by(area=village, service="residence-certificate")).first()
    assert task is not None
    done = work.act(world.environment, officer, task.case_id, task.id, "confirm", Said(), new_id())
    assert isinstance(done, Done)
    assert [one.path for one in world.case(task.case_id).tasks.values()] == ["district"]


def _ids(rows: list[CaseRow]) -> list[str]:
    return [row.id for row in rows]


def _task(row: TaskRow) -> tuple[object, ...]:
    return row.id, row.path, row.level, row.area, row.role, row.due, row.opened_at


def _digest(answer: AnswerRow) -> str:
    """The salted digest as the store defines it: sha256 of the salt and the canonical JSON."""
    body = json.dumps(answer.value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((answer.salt + body).encode()).hexdigest()
