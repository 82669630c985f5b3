"""A register gives each number once and leaves none out, whoever signs at the same time and whatever fails."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from portal.certificates.register import next_serial
from portal.store.database import Database
from portal.store.tables import AreaRow

THREADS = 6
EACH = 15


class FaultError(Exception):
    """Something went wrong after the number was taken."""


@pytest.fixture
def database(database: Database) -> Database:
    with database.writing() as session:
        for code in ("0101", "0102"):
            session.add(AreaRow(code=code, level="district", name_lo="ຈັນທະບູລີ", search_lo="ຈນທບລ"))
    return database


def take(database: Database, service: str = "s", area: str = "0101", year: int = 2026, *, fails: bool = False) -> int:
    with database.writing() as session:
        serial = next_serial(session, service, area, year)
        if fails:
            raise FaultError
    return serial


def test_each_service_office_and_year_counts_from_one(database: Database) -> None:
    assert [take(database) for _ in range(3)] == [1, 2, 3]
    assert take(database, service="other") == 1
    assert take(database, area="0102") == 1
    assert take(database, year=2027) == 1
    assert take(database) == 4


def test_a_number_whose_transaction_failed_is_given_to_the_next(database: Database) -> None:
    assert take(database) == 1
    with pytest.raises(FaultError):
        take(database, fails=True)
    assert take(database) == 2


def test_signing_at_the_same_time_leaves_no_gap_and_gives_no_number_twice(database: Database) -> None:
    start = threading.Barrier(THREADS)

    def sign(thread: int) -> list[int]:
        start.wait()
        taken = []
        for turn in range(EACH):
            try:
                taken.append(take(database, fails=(thread + turn) % 4 == 0))
            except FaultError:
                continue
        return taken

    with ThreadPoolExecutor(THREADS) as pool:
        taken = [serial for serials in pool.map(sign, range(THREADS)) for serial in serials]
    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert len(taken) > THREADS * EACH / 2


def test_two_numbers_in_one_transaction_follow_each_other(database: Database) -> None:
    with database.writing() as session:
        assert [next_serial(session, "s", "0101", 2026) for _ in range(2)] == [1, 2]
