"""Ordered certificates are made once each, with their number, whatever fails on the way."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import structlog
from sqlalchemy.orm import Session

from portal.certificates.make import LEASE, make_due
from portal.papers.record import CertificateRecord
from portal.papers.render import render
from portal.papers.verification_code import grouped
from portal.store.backoff import JITTER, LONGEST_WAIT
from portal.store.database import Database
from portal.store.file_store import FileStore
from portal.store.tables import CaseRow, CertificateRow
from tests.certificates.ordered import ANSWERS, ISSUED_ON, Clock, order_one, prepare, row_of, settings_in

Make = Callable[..., int]


class Told:
    """Remembers which certificates it was told of; fails while `fault` is set."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.fault: Exception | None = None

    def __call__(self, session: Session, row: CertificateRow) -> None:
        assert row.number
        assert row.content
        if self.fault:
            raise self.fault
        self.ids.append(row.id)


class FillingStore(FileStore):
    """A store whose disk is full the first `failures` times."""

    failures = 1

    def put(self, data: bytes) -> str:
        if self.failures:
            self.failures -= 1
            raise OSError(28, "No space left on device", "ສົມຊາຍ ວົງສາ")
        return super().put(data)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def definition(database: Database) -> str:
    return prepare(database)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(str(tmp_path / "files"))


@pytest.fixture
def make(database: Database, files: FileStore, tmp_path: Path, clock: Clock, told: Told) -> Make:
    def made(store: FileStore = files, *, demo: bool = False) -> int:
        return make_due(database, store, settings_in(tmp_path, demo=demo), clock, told)

    return made


def words_of(pdf: bytes, folder: Path) -> str:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    return " ".join(read.split())


def qr_of(pdf: bytes, folder: Path) -> str:
    (folder / "paper.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", "paper.pdf", "paper"], check=True, cwd=folder)
    command = ["zbarimg", "--raw", "--quiet", "paper.png"]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout.strip()


def test_the_paper_says_what_the_case_says(
    database: Database, definition: str, files: FileStore, make: Make, told: Told, tmp_path: Path, clock: Clock
) -> None:
    certificate = order_one(database, definition, "K7M2X9")
    assert make() == 1
    row = row_of(database, certificate)
    assert (row.serial, row.number, row.made_at) == (1, "2027/0101/00001", clock.now)
    assert told.ids == [certificate]
    assert row.valid_until is not None
    assert row.valid_until.isoformat() == "2027-07-01"
    assert row.content is not None
    with files.open(row.content) as file:
        pdf = file.read()
    words = words_of(pdf, tmp_path)
    for expected in (
        "2027/0101/00001",
        "ໃບຢັ້ງຢືນທີ່ຢູ່",
        "Residence certificate",
        "ຢັ້ງຢືນວ່າ ສົມຊາຍ ວົງສາ ເກີດວັນທີ 12 ມີນາ 1985",
        "born on 12 March 1985, has lived in Ban ໜອງປິງ, Chanthabuly District, Vientiane Capital since 1 January 2012",
        "ສຳນັກງານນາຍົກລັດຖະມົນຕີ",
        "ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ",
        "ເມືອງ ຈັນທະບູລີ, ວັນທີ 1 ມັງກອນ 2027",
        "Chanthabuly District, 1 January 2027",
        "ບຸນມີ ສີສະຫວາດ",
        "Bounmy Sisavath",
        "ໃບນີ້ມີຜົນໃຊ້ໄດ້ຮອດວັນທີ 1 ກໍລະກົດ 2027",
        "Valid until 1 July 2027",
        grouped(row.code),
    ):
        assert "".join(expected.split()) in "".join(words.split())
    assert "SPECIMEN" not in words
    assert qr_of(pdf, tmp_path) == f"https://portal.example.gov.la/v/{row.code}"
    assert make() == 0


def test_a_demonstrations_paper_is_marked(
    database: Database, definition: str, files: FileStore, make: Make, tmp_path: Path
) -> None:
    certificate = order_one(database, definition, "K7M2X9")
    assert make(demo=True) == 1
    with files.open(row_of(database, certificate).content or "") as file:
        assert "SPECIMEN" in words_of(file.read(), tmp_path)
    assert CertificateRecord.from_json(row_of(database, certificate).paper).says.specimen


def test_what_was_kept_draws_the_same_paper_again(
    database: Database, definition: str, files: FileStore, make: Make
) -> None:
    certificate = order_one(database, definition, "K7M2X9")
    make()
    row = row_of(database, certificate)
    record = CertificateRecord.from_json(row.paper)
    assert (record.says.holder, record.says.issued_on, record.says.valid_until) == (
        ANSWERS["full_name"],
        ISSUED_ON,
        row.valid_until,
    )
    with files.open(row.content or "") as file:
        assert file.read() == render(record.paper)


def test_a_full_disk_costs_no_number_and_no_certificate(
    database: Database, definition: str, make: Make, told: Told, tmp_path: Path, clock: Clock
) -> None:
    first = order_one(database, definition, "K7M2X9")
    full = FillingStore(str(tmp_path / "files"))
    with structlog.testing.capture_logs() as lines:
        assert make(full) == 0
    assert told.ids == []
    assert row_of(database, first).made_at is None
    assert any(line.get("certificate") == first for line in lines)
    assert "ສົມຊາຍ" not in str(lines)
    second = order_one(database, definition, "K7M2X8")
    assert make(full) == 1
    clock.move(seconds=LONGEST_WAIT.total_seconds() * (1 + JITTER))
    assert make(full) == 1
    assert [row_of(database, one).number for one in (first, second)] == ["2027/0101/00001", "2027/0101/00002"]
    assert told.ids == [second, first]


def test_a_paper_that_would_have_a_hole_is_not_made_and_takes_no_number(
    database: Database, definition: str, make: Make, told: Told
) -> None:
    holed = order_one(database, definition, "K7M2X9", full_name="ສົມຊາຍ ทอง")
    whole = order_one(database, definition, "K7M2X8")
    with structlog.testing.capture_logs() as lines:
        assert make() == 1
    assert told.ids == [whole]
    row = row_of(database, holed)
    assert (row.number, row.paper, row.content, row.made_at) == (None, None, None, None)
    assert row_of(database, whole).number == "2027/0101/00001"
    failed = [line for line in lines if line.get("certificate") == holed]
    assert [(line["event"], line["fault"]) for line in failed] == [("certificate_not_made", "UnprintableError")]
    assert "ทอง" not in str(failed)


def test_a_certificate_counts_as_made_only_together_with_what_follows(
    database: Database, definition: str, make: Make, told: Told, clock: Clock
) -> None:
    certificate = order_one(database, definition, "K7M2X9")
    told.fault = RuntimeError("the case could not be told")
    assert make() == 0
    assert row_of(database, certificate).made_at is None
    assert make() == 0, "it waits before it is tried again"
    told.fault = None
    clock.move(minutes=1)
    assert make() == 1
    assert (told.ids, row_of(database, certificate).serial) == ([certificate], 1)


def test_a_case_that_lacks_what_the_paper_needs_takes_no_number(
    database: Database, definition: str, make: Make, told: Told
) -> None:
    broken = order_one(database, definition, "K7M2X9")
    with database.writing() as session:
        session.get_one(CaseRow, session.get_one(CertificateRow, broken).case_id).submitted_at = None
    assert make() == 0
    whole = order_one(database, definition, "K7M2X8")
    assert make() == 1
    assert (row_of(database, broken).serial, row_of(database, whole).serial) == (None, 1)


def test_a_worker_that_died_leaves_its_certificate_to_the_next(
    database: Database, definition: str, make: Make, told: Told, clock: Clock
) -> None:
    class KilledError(BaseException):
        """Ends a worker as a signal does: nothing catches it."""

    class Killing(FileStore):
        def put(self, data: bytes) -> str:
            raise KilledError

    certificate = order_one(database, definition, "K7M2X9")
    with pytest.raises(KilledError):
        make(Killing("memory://"))
    assert make() == 0, "it is still the dead worker's"
    clock.move(seconds=50)  # the page of the case says to look again after a minute
    assert make() == 1
    assert (row_of(database, certificate).serial, told.ids) == (1, [certificate])


def test_a_worker_that_lost_its_lease_changes_nothing(
    database: Database, definition: str, files: FileStore, make: Make, told: Told, clock: Clock
) -> None:
    class Slow(FileStore):
        def put(self, data: bytes) -> str:
            clock.move(seconds=LEASE.total_seconds())
            assert make() == 1
            return super().put(data)

    certificate = order_one(database, definition, "K7M2X9")
    assert make(Slow("memory://slow")) == 0
    assert told.ids == [certificate]
    assert files.exists(row_of(database, certificate).content or "")


def test_workers_at_the_same_time_make_each_certificate_once(
    database: Database, definition: str, make: Make, told: Told, tmp_path: Path
) -> None:
    drawn = []

    class Counting(FileStore):
        def put(self, data: bytes) -> str:
            drawn.append(1)
            return super().put(data)

    store = Counting(str(tmp_path / "files"))
    ordered = [order_one(database, definition, f"REF{number:03}") for number in range(9)]
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: make(store), range(3)))
    assert len(drawn) == len(ordered)
    assert sum(made) == len(ordered)
    assert Counter(told.ids) == Counter(ordered)
    assert sorted(row_of(database, one).serial or 0 for one in ordered) == list(range(1, 10))


def test_a_stopping_worker_begins_no_further_certificate(
    database: Database, definition: str, files: FileStore, tmp_path: Path, clock: Clock, told: Told
) -> None:
    for number in range(3):
        order_one(database, definition, f"REF{number:03}")
    assert make_due(database, files, settings_in(tmp_path), clock, told, stopping=lambda: bool(told.ids)) == 1
