"""The queue in the store: its order, its pages, what it leaves out, and what a page costs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.store import queue
from portal.store.answers import Salted, save
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.queue import PAGE, Mark, QueuePage, Wanted
from portal.store.tables import NO_DUE_DAY, AreaRow, CaseRow, OfficerRow, PersonRow, ServiceVersionRow, TaskRow

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ME, COLLEAGUE = "me", "colleague"
NAMED = ("full_name", "phone")
MOST_PAGES = 20


@dataclass(frozen=True)
class Held:
    """A role at an office."""

    area: str = "010101"
    role: str = "clerk"
    level: str = "village"
    service: str | None = None


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Two villages, two officers and an applicant; nothing is kept."""
    with database.reading() as made:
        made.add(AreaRow(code="01", level="province", name_lo="ແຂວງ", search_lo="ແຂວງ"))
        made.flush()
        made.add(AreaRow(code="0101", level="district", parent="01", name_lo="ເມືອງ", search_lo="ເມືອງ"))
        made.flush()
        for code in ("010101", "010102"):
            made.add(AreaRow(code=code, level="village", parent="0101", name_lo="ບ້ານ", search_lo="ບ້ານ"))
        made.add(PersonRow(id="person", language="lo", created_at=NOW))
        for officer in (ME, COLLEAGUE):
            named = {"lo": "ບຸນມີ", "en": "Bounmy"}
            made.add(OfficerRow(id=officer, username=officer, password="", name=named, language="lo", created_at=NOW))
        made.add(ServiceVersionRow(hash="version", service="paper", version="1.0.0", definition="{}", published_at=NOW))
        made.flush()
        yield made


def put(
    session: Session, due: date = TODAY, *, answers: dict[str, Any] | None = None, case: str = "", **changes: Any
) -> str:
    """An open task, of a case of its own unless one is named; its id."""
    task = TaskRow(
        id=new_id(),
        case_id=case or new_id(),
        due=due,
        opened_at=NOW,
        **{"service": "paper", "path": "check", "level": "village", "area": "010101", "role": "clerk", **changes},
    )
    if not case:
        session.add(
            CaseRow(
                id=task.case_id,
                service=task.service,
                definition="version",
                applicant_id="person",
                status="with-office",
                sequence=1,
                created_at=NOW,
                updated_at=NOW,
            )
        )
        session.flush()
    session.add(task)
    session.flush()
    save(session, task.case_id, Salted(answers or {}))
    session.flush()
    return task.id


def ids(found: QueuePage) -> list[str]:
    return [entry.task.id for entry in found.entries]


def walk(session: Session, held: Sequence[Held], wanted: Wanted = Wanted()) -> list[QueuePage]:  # noqa: B008
    """Every page of the queue, forwards."""
    pages = [queue.page(session, held, wanted)]
    while pages[-1].after is not None:
        assert len(pages) < MOST_PAGES, "the pages go round"
        pages.append(queue.page(session, held, wanted, after=pages[-1].after))
    return pages


def in_order(session: Session, of: Iterable[str]) -> list[str]:
    return sorted(of, key=lambda task: (session.get_one(TaskRow, task).due, task))


@pytest.mark.parametrize("count", [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, 3 * PAGE + 7])
def test_pages_hold_every_task_once_in_the_order_of_their_promise(session: Session, count: int) -> None:
    chance = Random(count)
    held = [Held(), Held(area="010102"), Held(area="0101", level="district", role="signer")]
    made = [
        put(
            session,
            chance.choice([NO_DUE_DAY, TODAY + timedelta(days=chance.randrange(5))]),
            area=office.area,
            level=office.level,
            role=office.role,
        )
        for office in (chance.choice(held) for _ in range(count))
    ]
    pages = walk(session, held)
    assert [task for found in pages for task in ids(found)] == in_order(session, made)
    assert all(len(found.entries) == PAGE for found in pages[:-1])
    assert pages[0].before is None
    for earlier, later in pairwise(pages):
        assert ids(queue.page(session, held, Wanted(), before=later.before)) == ids(earlier)


def test_only_tasks_of_the_offices_held_in_their_role_and_service(session: Session) -> None:
    mine = put(session)
    put(session, role="signer")
    put(session, area="010102")
    put(session, level="district")
    other_service = put(session, service="permit")
    assert ids(queue.page(session, [Held()], Wanted())) == in_order(session, [mine, other_service])
    assert ids(queue.page(session, [Held(service="paper")], Wanted())) == [mine]
    assert ids(queue.page(session, [], Wanted())) == []


def test_a_task_of_two_appointments_is_there_once(session: Session) -> None:
    mine = put(session)
    assert ids(queue.page(session, [Held(), Held(service="paper"), Held()], Wanted())) == [mine]


def test_filters_leave_out_what_is_not_wanted(session: Session) -> None:
    late = put(session, TODAY - timedelta(days=1))
    put(session, TODAY)
    put(session, NO_DUE_DAY)
    permit = put(session, service="permit")
    there = put(session, area="010102")
    claimed = put(session, claimed_by=ME, claimed_until=NOW + timedelta(minutes=1))
    put(session, claimed_by=ME, claimed_until=NOW)
    put(session, claimed_by=COLLEAGUE, claimed_until=NOW + timedelta(minutes=1))
    held = [Held(), Held(area="010102")]
    assert ids(queue.page(session, held, Wanted(late_on=TODAY))) == [late]
    assert ids(queue.page(session, held, Wanted(service="permit"))) == [permit]
    assert ids(queue.page(session, held, Wanted(office="010102"))) == [there]
    assert ids(queue.page(session, held, Wanted(claimed_by=ME, now=NOW))) == [claimed]
    assert ids(queue.page(session, held, Wanted(service="permit", late_on=TODAY))) == []


def test_pages_of_a_filtered_queue_hold_it_whole(session: Session) -> None:
    late = [put(session, TODAY - timedelta(days=number % 3)) for number in range(PAGE * 2)]
    wanted = [task for task in late if session.get_one(TaskRow, task).due < TODAY]
    pages = walk(session, [Held()], Wanted(late_on=TODAY))
    assert [task for found in pages for task in ids(found)] == in_order(session, wanted)


def test_a_page_that_has_gone_gives_way_to_the_beginning(session: Session) -> None:
    first = put(session)
    gone = Mark(TODAY + timedelta(days=9), new_id())
    found = queue.page(session, [Held()], Wanted(), after=gone)
    assert (ids(found), found.before, found.after) == ([first], None, None)
    found = queue.page(session, [Held()], Wanted(), before=Mark(TODAY - timedelta(days=9), new_id()))
    assert (ids(found), found.before, found.after) == ([first], None, None)


def test_an_entry_carries_its_case_and_the_applicant_s_answers(session: Session) -> None:
    task = put(session, answers={"full_name": "ບຸນມີ", "village": "010101"})
    case = session.get_one(TaskRow, task).case_id
    save(session, case, Salted({"note": "ກວດຄືນ"}), given_at=7)
    session.flush()
    [entry] = queue.page(session, [Held()], Wanted()).entries
    assert entry.case.id == case
    assert entry.answers == {"full_name": "ບຸນມີ", "village": "010101"}


def test_next_is_what_no_colleague_is_at(session: Session) -> None:
    soon = NOW + timedelta(minutes=1)
    put(session, TODAY - timedelta(days=3), claimed_by=COLLEAGUE, claimed_until=soon)
    lapsed = put(session, TODAY - timedelta(days=2), claimed_by=COLLEAGUE, claimed_until=NOW)
    mine = put(session, TODAY - timedelta(days=1), claimed_by=ME, claimed_until=soon)
    free = put(session)
    assert [task.id for task in queue.next_tasks(session, [Held()], ME, NOW)] == [lapsed, mine, free]


def _found(session: Session, text: str, held: Sequence[Held] = (Held(),)) -> list[str]:
    return [entry.task.id for entry in queue.naming(session, held, text, lambda _version: NAMED).entries]


@pytest.mark.parametrize("text", ["ແກ້ວ", "ແກວ", "ອຸດອນ", "  ແກ້ວ ອຸດອນ", "2055551234", "020 5555-1234", "5551234"])
def test_a_name_or_phone_is_found_by_any_part(session: Session, text: str) -> None:
    wanted = put(session, answers={"full_name": "ແກ້ວ ອຸດອນ", "phone": "+8562055551234"})
    put(session, answers={"full_name": "ບົວຄຳ", "phone": "+856305559876"})
    assert _found(session, text) == [wanted]


def test_only_the_fields_named_are_looked_at(session: Session) -> None:
    put(session, answers={"full_name": "ບົວຄຳ", "gender": "male", "parts": [{"full_name": "male"}]})
    assert _found(session, "male") == []
    assert _found(session, "") == []
    assert _found(session, "...") == []
    assert _found(session, "%") == []


def test_each_version_of_a_service_says_which_fields_are_looked_at(session: Session) -> None:
    task = put(session, answers={"full_name": "ບົວຄຳ", "owner": "ແກ້ວ"})
    other = put(session, answers={"full_name": "ອຸດອນ", "owner": "ບົວຄຳ"})
    session.add(ServiceVersionRow(hash="older", service="paper", version="0.9.0", definition="{}", published_at=NOW))
    session.flush()
    session.get_one(CaseRow, session.get_one(TaskRow, other).case_id).definition = "older"
    session.flush()
    searched = {"version": ["full_name"], "older": ["owner"]}
    found = queue.naming(session, [Held()], "ບົວຄຳ", searched.__getitem__).entries
    assert [entry.task.id for entry in found] == in_order(session, [task, other])
    assert queue.naming(session, [Held()], "ແກ້ວ", searched.__getitem__).entries == []
    assert queue.naming(session, [Held()], "ອຸດອນ", searched.__getitem__).entries == []


def test_nobody_is_found_in_another_office(session: Session) -> None:
    put(session, area="010102", answers={"full_name": "ບົວຄຳ"})
    assert _found(session, "ບົວຄຳ") == []


def test_two_open_tasks_of_a_case_are_both_found(session: Session) -> None:
    one = put(session, answers={"full_name": "ບົວຄຳ"})
    other = put(session, case=session.get_one(TaskRow, one).case_id, path="reviews.land")
    assert _found(session, "ບົວຄຳ") == in_order(session, [one, other])


def test_a_search_with_more_matches_than_it_shows_says_so(session: Session) -> None:
    for _ in range(PAGE * 2):
        put(session, answers={"full_name": "ບົວຄຳ"})
    assert queue.naming(session, [Held()], "ບົວ", lambda _version: NAMED).complete
    put(session, answers={"full_name": "ບົວຄຳ"})
    found = queue.naming(session, [Held()], "ບົວ", lambda _version: NAMED)
    assert len(found.entries) == PAGE * 2
    assert not found.complete


def _many(session: Session, count: int, area: str) -> None:
    """Tasks of one case, which is enough for what a page costs."""
    put(session, area=area)
    case = session.query(TaskRow).filter_by(area=area).first()
    assert case is not None
    same = {"case_id": case.case_id, "service": "paper", "path": "check", "level": "village", "role": "clerk"}
    rows = [
        {**same, "id": new_id(), "area": area, "due": TODAY + timedelta(days=number % 40), "opened_at": NOW}
        for number in range(count)
    ]
    session.execute(insert(TaskRow), rows)


def _cost(session: Session, after: Mark | None) -> int:
    """Steps of SQLite's machine, in hundreds."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    driver = session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    session.expire_all()
    driver.set_progress_handler(count, 100)
    queue.page(session, [Held()], Wanted(), after=after)
    driver.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_page_deep_in_a_long_queue_costs_what_the_first_costs(session: Session) -> None:
    _many(session, 200, "010101")
    short = _cost(session, None)
    _many(session, 20_000, "010102")
    _many(session, 20_000, "010101")
    first = _cost(session, None)
    deep = _cost(session, Mark(TODAY + timedelta(days=39), "0"))
    assert first <= short * 1.5
    assert deep <= short * 1.5
