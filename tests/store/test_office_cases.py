"""The cases of offices in the store: searched, sent back, decided, counted; their order, their pages, their cost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.lao.text import fold
from portal.store import case_names, desk_counts, office_cases
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.desk_counts import MOST, DeskCounts
from portal.store.office_cases import CasesPage, Place
from portal.store.queue import PAGE
from portal.store.tables import (
    AreaRow,
    CaseNameRow,
    CaseOfficeRow,
    CaseRow,
    OfficerDecisionRow,
    OfficerRow,
    PersonRow,
    ServiceVersionRow,
    TaskRow,
)

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ENDED, OPEN, BACK = "ended", "with-office", "with-applicant"
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
    """Two villages, an officer and an applicant; nothing is kept."""
    with database.reading() as made:
        for code, level, parent in (
            ("01", "province", None),
            ("0101", "district", "01"),
            ("010101", "village", "0101"),
            ("010102", "village", "0101"),
        ):
            made.add(AreaRow(code=code, level=level, parent=parent, name_lo="ບ້ານ", search_lo="ບ້ານ"))
            made.flush()
        made.add(PersonRow(id="person", language="lo", created_at=NOW))
        made.add(OfficerRow(id="me", username="me", password="", name={}, language="lo", created_at=NOW))
        made.add(ServiceVersionRow(hash="version", service="paper", version="1.0.0", definition="{}", published_at=NOW))
        made.flush()
        yield made


def put(
    session: Session,
    *names: str,
    status: str = OPEN,
    moved: datetime = NOW,
    offices: Sequence[Held] = (Held(),),
    reference: str = "",
    decided: datetime | None = None,
    place: str | None = None,
) -> str:
    """A case of these offices."""
    case = CaseRow(id=new_id(), service="paper", definition="version", applicant_id="person", status=status, sequence=1)
    case.created_at = case.updated_at = moved
    session.add(case)
    session.flush()
    folded = " ".join([*(fold(name) for name in names), case_names.spelled(reference)])
    session.add(CaseNameRow(case_id=case.id, folded=folded))
    for office in offices:
        row = CaseOfficeRow(case_id=case.id, level=office.level, area=office.area, role=office.role)
        row.service, row.status, row.moved_at = office.service or "paper", status, moved
        row.place, row.decided_at, row.decision = place, decided, "check.confirm" if decided else None
        session.add(row)
        if decided is not None:
            own = {"area": office.area, "level": office.level, "role": office.role, "service": row.service}
            own_row = OfficerDecisionRow(officer_id="me", case_id=case.id, decision="check.confirm", **own)
            own_row.decided_at = decided
            session.add(own_row)
    session.flush()
    return case.id


def ids(found: CasesPage) -> list[str]:
    return [entry.case.id for entry in found.entries]


def walk(turn: Callable[[Place | None], CasesPage]) -> list[str]:
    """Every page, from the first on."""
    found = turn(None)
    seen = ids(found)
    for _ in range(MOST_PAGES):
        if found.after is None:
            return seen
        found = turn(found.after)
        seen += ids(found)
    raise AssertionError("the pages go round")


def sought(session: Session, text: str, held: Sequence[Held] = (Held(),)) -> list[str]:
    return walk(lambda after: office_cases.find(session, held, text, after))


@pytest.mark.parametrize(
    "text",
    [
        *("ແກ້ວ", "ແກວ", "ອຸດອນ", "  ແກ້ວ ອຸດອນ", "ອຸດອນ ແກວ", "ແກ້ວອຸດອນ", "Udon", "keo UDON", "ແກ້ວ 1234"),
        *(
            "2055551234",
            "020 5555-1234",
            "5551234",
            "1234",
            "໑໒໓໔",
            "+856 20 5555 1234",
            "00856 20 55551234",
            "0205555",
        ),
        *("7KQ2MZ4P", "7kq2-mz4p", "7KQ2", "7kq2-m", "mz4p", "2mz4"),
    ],
)
def test_a_case_is_found_by_any_part_of_what_is_known_of_it(session: Session, text: str) -> None:
    wanted = put(session, "ແກ້ວ ອຸດອນ", "Keo Udon", "+8562055551234", reference="7KQ2-MZ4P")
    put(session, "ບົວຄຳ", "+856305559876", reference="9WXY-ABCD")
    assert sought(session, text) == [wanted]


@pytest.mark.parametrize("text", ["", "...", "%", "_", "   ", "\0", "ບໍ່ມີ", "ແກ້ວ ບົວຄຳ", "z4p", "#", '"'])
def test_what_is_in_no_name_finds_nothing(session: Session, text: str) -> None:
    put(session, "ແກ້ວ ອຸດອນ", "+8562055551234", reference="7KQ2-MZ4P")
    put(session, "ບົວຄຳ")
    assert sought(session, text) == []


@pytest.mark.parametrize("count", [PAGE - 1, PAGE, PAGE + 1, 3 * PAGE + 7])
def test_open_cases_come_first_and_the_one_that_moved_last_before_others(session: Session, count: int) -> None:
    chance = Random(count)
    held = [Held(), Held(area="010102"), Held(area="0101", level="district", role="signer")]
    made = {}
    for _ in range(count):
        status, moved = chance.choice([OPEN, BACK, ENDED, ENDED]), NOW - timedelta(hours=chance.randrange(9))
        offices = chance.sample(held, chance.randint(1, 3))
        made[put(session, "ບົວຄຳ", status=status, moved=moved, offices=offices)] = (status == ENDED, moved)
    order = sorted(made, key=lambda case: (made[case][1], case), reverse=True)
    assert sought(session, "ບົວ", held) == sorted(order, key=lambda case: made[case][0])


def test_only_cases_of_the_offices_held_in_their_role_and_service_are_found(session: Session) -> None:
    mine = put(session, "ບົວຄຳ")
    for office in (Held(area="010102"), Held(role="signer"), Held(level="district")):
        put(session, "ບົວຄຳ", offices=[office])
    permit = put(session, "ບົວຄຳ", offices=[Held(service="permit")])
    assert sorted(sought(session, "ບົວຄຳ")) == sorted([mine, permit])
    assert sought(session, "ບົວຄຳ", [Held(service="paper")]) == [mine]
    assert sorted(sought(session, "ບົວຄຳ", [Held(), Held(service="paper")])) == sorted([mine, permit])
    assert sought(session, "ບົວຄຳ", []) == []


def test_cases_with_the_applicant_and_decisions_have_lists_of_their_own(session: Session) -> None:
    hour = timedelta(hours=1)
    back = [put(session, status=BACK, moved=NOW - hour * number) for number in range(PAGE + 3)]
    assert walk(lambda after: office_cases.sent_back(session, [Held()], after)) == back
    done = [put(session, status=ENDED, moved=NOW, decided=NOW - hour * number) for number in range(PAGE + 3)]
    put(session, status=ENDED, decided=NOW - hour * 100)
    since = NOW - hour * 99
    assert walk(lambda after: office_cases.decided(session, [Held(), Held()], since, after)) == done
    assert office_cases.decided(session, [Held()], since).entries[1].at == NOW - hour
    assert walk(lambda after: office_cases.decided(session, [Held(), Held()], since, after, officer="me")) == done
    assert office_cases.decided(session, [Held(area="010102")], since, officer="me").entries == []
    assert office_cases.decided(session, [Held()], since, officer="somebody").entries == []


@pytest.mark.parametrize("officer", [None, "me"])
def test_a_case_that_two_offices_decided_is_listed_once_where_the_last_of_them_did(
    session: Session, officer: str | None
) -> None:
    village, district, other = Held(), Held(area="0101", level="district", role="signer"), Held(area="010102")
    held, minute = [village, Held(service="paper"), district], timedelta(minutes=1)
    both = [put(session, offices=[village], decided=NOW - minute * (900 - number)) for number in range(3 * PAGE)]
    for number, case in enumerate(both):
        _decide(session, case, district, NOW - minute * number)
        _decide(session, case, other, NOW)
    once = [put(session, decided=NOW - minute * (2000 + number)) for number in range(PAGE + 3)]
    since = NOW - timedelta(days=9)
    assert walk(lambda after: office_cases.decided(session, held, since, after, officer=officer)) == [*both, *once]
    assert {entry.decision for entry in office_cases.decided(session, held, since, officer=officer).entries} == {
        "sign.sign"
    }
    assert walk(lambda after: office_cases.decided(session, [village], since, after, officer=officer)) == [
        *reversed(both),
        *once,
    ]


def _decide(session: Session, case: str, office: Held, at: datetime) -> None:
    """The case's next office decides."""
    place = {"case_id": case, "area": office.area, "level": office.level, "role": office.role, "service": "paper"}
    decision = {"decided_at": at, "decision": "sign.sign"}
    session.add(CaseOfficeRow(**place, **decision, status=OPEN, moved_at=at))
    session.add(OfficerDecisionRow(**place, **decision, officer_id="me"))
    session.flush()


def test_a_case_in_a_list_says_where_it_waits(session: Session) -> None:
    case = put(session, "ບົວຄຳ")
    place = {"service": "paper", "path": "sign", "level": "district", "area": "0101", "role": "signer"}
    session.add(TaskRow(id=new_id(), case_id=case, due=TODAY, opened_at=NOW, **place))
    session.flush()
    [entry] = office_cases.find(session, [Held()], "ບົວ").entries
    assert [task.area for task in entry.tasks] == ["0101"]


def test_counts_stop_at_a_hundred_and_count_a_case_once(session: Session) -> None:
    def counted(*held: Held) -> DeskCounts:
        return desk_counts.counts(session, held, "me", today=TODAY, now=NOW, since=NOW - timedelta(days=1))

    assert counted() == counted(Held()) == DeskCounts()
    case = put(session, status=BACK)
    put(session, status=ENDED, decided=NOW)
    put(session, status=ENDED, decided=NOW - timedelta(days=2))
    _tasks(session, case, 3, due=TODAY - timedelta(days=1))
    _tasks(session, case, 2, due=TODAY, claimed_by="me", claimed_until=NOW + timedelta(minutes=1))
    assert counted(Held(), Held(service="paper"), Held(area="010102")) == DeskCounts(
        waiting=5, free=5, late=3, mine=2, sent_back=1, decided=1
    )
    _tasks(session, case, MOST + 9, due=TODAY - timedelta(days=1))
    assert counted(Held(), Held(service="paper")).late == MOST


def _tasks(session: Session, case: str, count: int, **changes: object) -> None:
    place = {"service": "paper", "path": "check", "level": "village", "area": "010101", "role": "clerk"}
    rows = [{"id": new_id(), "case_id": case, "opened_at": NOW, **place, **changes} for _ in range(count)]
    session.execute(insert(TaskRow), rows)


def _many(
    session: Session,
    count: int,
    area: str,
    name: str = "ບົວຄຳ",
    status: str = ENDED,
    held: Held = Held(),
    place: str | None = None,
) -> None:
    cases = [new_id() for _ in range(count)]
    known = {"service": "paper", "definition": "version", "applicant_id": "person", "status": status, "sequence": 1}
    session.execute(insert(CaseRow), [{"id": case, **known, "created_at": NOW, "updated_at": NOW} for case in cases])
    folded = f"{fold(name)} 8562055551234 {case_names.spelled('7KQ2-MZ4P')}"
    session.execute(insert(CaseNameRow), [{"case_id": case, "folded": folded} for case in cases])
    office = {"level": held.level, "area": area, "role": held.role, "service": "paper", "status": status}
    rows = [
        {"case_id": case, **office, "place": place, "moved_at": NOW - timedelta(minutes=number), "decided_at": NOW}
        for number, case in enumerate(cases)
    ]
    session.execute(insert(CaseOfficeRow), rows)
    own = {name: value for name, value in office.items() if name != "status"} | {"officer_id": "me"}
    decisions = [{"case_id": case, **own, "decided_at": NOW, "decision": "check.confirm"} for case in cases]
    session.execute(insert(OfficerDecisionRow), decisions)


def _cost(session: Session, do: Callable[[], object]) -> int:
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
    do()
    driver.set_progress_handler(None, 0)
    return steps


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_search_costs_what_its_own_office_holds_however_large_the_country(session: Session) -> None:
    _many(session, 300, "010101")
    rare = put(session, "ສົມຊາຍ", status=ENDED, moved=NOW - timedelta(days=9))

    def look() -> None:
        assert ids(office_cases.find(session, [Held()], "ສົມຊາຍ")) == [rare]

    alone = _cost(session, look)
    _many(session, 100_000, "010102")
    assert _cost(session, look) <= alone * 1.1


DISTRICT_OFFICE = Held("0101", "signer", "district")


@pytest.fixture
def villages(session: Session) -> None:
    """ນາໄຊ in two districts, one of which is ໄຊທານີ and has ດົງໂດກ too."""
    for code, level, parent, name in (
        ("0109", "district", "01", "ໄຊທານີ"),
        ("010901", "village", "0109", "ນາໄຊ"),
        ("010902", "village", "0109", "ດົງໂດກ"),
        ("010109", "village", "0101", "ນາໄຊ"),
    ):
        session.add(AreaRow(code=code, level=level, parent=parent, name_lo=name, search_lo=fold(name)))
        session.flush()


@pytest.mark.usefixtures("villages")
@pytest.mark.parametrize("typed", ["ນາໄຊ", "ບ້ານ ນາໄຊ", "ບ້ານນາໄຊ"])
def test_the_cases_of_a_village_are_found_with_those_of_its_namesake(session: Session, typed: str) -> None:
    here = put(session, "ສົມຊາຍ", offices=[DISTRICT_OFFICE], place="010109", moved=NOW - timedelta(days=1))
    ended = put(session, offices=[DISTRICT_OFFICE], place="010109", status=ENDED)
    put(session, offices=[DISTRICT_OFFICE], place="010101")
    put(session, offices=[Held("0109", "signer", "district")], place="010901")
    named = put(session, "ນາໄຊ", offices=[DISTRICT_OFFICE], place="010101", moved=NOW - timedelta(days=2))
    by_name = [named] if typed == "ນາໄຊ" else []
    assert sought(session, typed, [DISTRICT_OFFICE]) == [here, *by_name, ended]


@pytest.mark.usefixtures("villages")
def test_the_cases_of_a_village_go_on_from_page_to_page(session: Session) -> None:
    made = [
        put(session, offices=[DISTRICT_OFFICE], place="010109", status=status, moved=NOW - timedelta(hours=number))
        for status in (OPEN, ENDED)
        for number in range(PAGE)
    ]
    assert sought(session, "ນາໄຊ", [DISTRICT_OFFICE]) == made


@pytest.mark.usefixtures("villages")
@pytest.mark.parametrize("typed", ["ໄຊທານີ", "ເມືອງ ໄຊທານີ"])
def test_a_province_finds_the_cases_of_a_district(session: Session, typed: str) -> None:
    province = Held("01", "signer", "province")
    both = [put(session, offices=[province], place=place) for place in ("010901", "010902")]
    put(session, offices=[province], place="010109")
    assert sorted(sought(session, typed, [province])) == sorted(both)


@pytest.mark.usefixtures("villages")
def test_a_village_elsewhere_that_is_called_so_finds_nothing(session: Session) -> None:
    put(session, offices=[DISTRICT_OFFICE], place="010902")
    assert sought(session, "ດົງໂດກ", [DISTRICT_OFFICE]) == []


@pytest.mark.usefixtures("villages")
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_cases_of_a_village_cost_what_it_has_however_many_the_office_has(session: Session) -> None:
    def beside_the_names() -> int:
        village = _cost(session, lambda: office_cases.find(session, [DISTRICT_OFFICE], "ນາໄຊ"))
        return village - _cost(session, lambda: office_cases.find(session, [DISTRICT_OFFICE], "ສຸວັນນີ"))

    put(session, offices=[DISTRICT_OFFICE], place="010109", moved=NOW - timedelta(days=90))
    _many(session, 300, "0101", held=DISTRICT_OFFICE, place="010101")
    few = beside_the_names()
    _many(session, 20_000, "0101", held=DISTRICT_OFFICE, place="010101")
    assert beside_the_names() <= few * 1.1 + 5


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_lists_and_counts_cost_a_page_however_many_cases_the_office_has(session: Session) -> None:
    since = NOW - timedelta(days=300)

    def lists() -> None:
        office_cases.find(session, [Held()], "ບົວ")
        office_cases.sent_back(session, [Held()])
        office_cases.decided(session, [Held()], since)
        office_cases.decided(session, [Held()], since, officer="me")
        desk_counts.counts(session, [Held()], "me", today=TODAY, now=NOW, since=since)

    for status in (OPEN, BACK, ENDED):
        _many(session, 150, "010101", status=status)
    few = _cost(session, lists)
    for status in (OPEN, BACK, ENDED):
        _many(session, 10_000, "010101", status=status)
    assert _cost(session, lists) <= few * 1.5
