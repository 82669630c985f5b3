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

from portal.store import looks, queue
from portal.store.answers import Salted, save
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.queue import PAGE, Mark, QueuePage, Wanted
from portal.store.tables import NO_DUE_DAY, AreaRow, CaseRow, OfficerRow, PersonRow, ServiceVersionRow, TaskRow

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ME, COLLEAGUE = "me", "colleague"
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
    put(session, area="010102")
    claimed = put(session, claimed_by=ME, claimed_until=NOW + timedelta(minutes=1))
    put(session, claimed_by=ME, claimed_until=NOW)
    taken = put(session, claimed_by=COLLEAGUE, claimed_until=NOW + timedelta(minutes=1))
    lapsed = put(session, claimed_by=COLLEAGUE, claimed_until=NOW)
    held = [Held(), Held(area="010102")]
    assert ids(queue.page(session, held, Wanted(late_on=TODAY))) == [late]
    assert ids(queue.page(session, held, Wanted(claimed_by=ME, now=NOW))) == [claimed]
    free = set(ids(queue.page(session, held, Wanted(free_for=ME, now=NOW))))
    assert taken not in free
    assert len(free) == len(ids(queue.page(session, held, Wanted()))) - 1
    assert lapsed in free


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


def test_two_officers_are_sent_to_different_cases(session: Session) -> None:
    first, second = put(session), put(session, TODAY + timedelta(days=1))
    held = [Held()]
    for officer, expected in ((ME, first), (COLLEAGUE, second)):
        offered = queue.next_tasks(session, held, officer, NOW)[0]
        assert offered.id == expected
        looks.look_at(session, held, offered.case_id, officer, NOW)
    assert [task.id for task in queue.next_tasks(session, held, ME, NOW)] == [first, second]
    later = NOW + looks.LOOKED_AT
    assert queue.next_tasks(session, held, COLLEAGUE, later)[0].id == first, "a look is over by itself"


def test_the_last_case_is_offered_although_a_colleague_looks_at_it(session: Session) -> None:
    only = put(session)
    looks.look_at(session, [Held()], session.get_one(TaskRow, only).case_id, COLLEAGUE, NOW)
    assert [task.id for task in queue.next_tasks(session, [Held()], ME, NOW)] == [only]


def test_a_colleague_s_look_is_not_taken_over_and_other_offices_are_not_looked_at(session: Session) -> None:
    task = session.get_one(TaskRow, put(session))
    upstairs = session.get_one(TaskRow, put(session, case=task.case_id, area="0101", level="district", role="signer"))
    for officer in (COLLEAGUE, ME):
        looks.look_at(session, [Held()], task.case_id, officer, NOW)
    assert (task.looked_at_by, upstairs.looked_at_by) == (COLLEAGUE, None)
    assert looks.being_opened(session, [Held()], task.case_id, COLLEAGUE, NOW) == [], "it was noted a moment ago"


def test_a_look_counts_no_more_when_the_clock_was_set_back(session: Session) -> None:
    task = session.get_one(TaskRow, put(session))
    looks.look_at(session, [Held()], task.case_id, COLLEAGUE, NOW)
    earlier = NOW - timedelta(days=1)
    assert looks.reader(task, ME, earlier) is None
    assert looks.being_opened(session, [Held()], task.case_id, COLLEAGUE, earlier) == [task]
    looks.look_at(session, [Held()], task.case_id, ME, earlier)
    assert looks.reader(task, COLLEAGUE, earlier) == ME


def test_next_is_found_behind_a_page_of_claimed_tasks(session: Session) -> None:
    soon = NOW + timedelta(minutes=1)
    for _ in range(PAGE + 3):
        put(session, claimed_by=COLLEAGUE, claimed_until=soon)
    free = put(session, TODAY + timedelta(days=1))
    assert [task.id for task in queue.next_tasks(session, [Held()], ME, NOW)] == [free]


def test_next_keeps_to_what_is_wanted_and_goes_on_after_a_place(session: Session) -> None:
    put(session, TODAY - timedelta(days=1))
    permits = [put(session, TODAY + timedelta(days=day), service="permit") for day in range(3)]
    wanted = Wanted(late_on=TODAY + timedelta(days=2))
    permit = [Held(service="permit")]
    assert [task.id for task in queue.next_tasks(session, permit, ME, NOW, wanted)] == permits[:2]
    after = Mark(TODAY, permits[0])
    assert [task.id for task in queue.next_tasks(session, permit, ME, NOW, wanted, after=after)] == permits[1:2]


def test_what_somebody_took_comes_in_pages_too(session: Session) -> None:
    soon = NOW + timedelta(minutes=1)
    made = [put(session, TODAY + timedelta(days=day % 7), claimed_by=ME, claimed_until=soon) for day in range(PAGE + 9)]
    put(session, area="010102", claimed_by=ME, claimed_until=soon)
    pages = walk(session, [Held()], Wanted(claimed_by=ME, now=NOW))
    assert [task for found in pages for task in ids(found)] == in_order(session, made)
    back = queue.page(session, [Held()], Wanted(claimed_by=ME, now=NOW), before=pages[1].before)
    assert ids(back) == ids(pages[0])


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


def _cost(session: Session, after: Mark | None, wanted: Wanted = Wanted()) -> int:  # noqa: B008
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
    queue.page(session, [Held()], wanted, after=after)
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


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_somebody_took_costs_the_same_in_a_long_queue(session: Session) -> None:
    taken = Wanted(claimed_by=ME, now=NOW)
    put(session, claimed_by=ME, claimed_until=NOW + timedelta(minutes=1))
    short = _cost(session, None, taken)
    _many(session, 20_000, "010101")
    assert _cost(session, None, taken) <= short * 1.5
