"""Anyone can ask whether a paper is genuine, however they type its code."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from portal.certificates.make import make_due
from portal.certificates.order import order
from portal.certificates.verification import Unknown, Verified, verify
from portal.certificates.verification_code import ALPHABET, grouped, new_code, normal_code
from portal.store.database import Database
from portal.store.file_store import FileStore
from portal.store.tables import CertificateRow
from tests.certificates.ordered import ANSWERS, ISSUED_ON, SIGNED, Clock, order_one, prepare, row_of, settings_in

CODES = st.text(ALPHABET, min_size=12, max_size=12)
LAST_DAY = date(2027, 7, 1)


@pytest.fixture
def definition(database: Database) -> str:
    return prepare(database)


@pytest.fixture
def certificate(database: Database, definition: str, tmp_path: Path) -> CertificateRow:
    """A residence certificate that was made."""
    ordered = order_one(database, definition, "K7M2X9")
    files = FileStore(str(tmp_path / "files"))
    assert make_due(database, files, settings_in(tmp_path), Clock(), lambda *_: None) == 1
    return row_of(database, ordered)


def asked(database: Database, code: str, today: date = ISSUED_ON) -> Verified | Unknown:
    with database.reading() as session:
        return verify(session, code, today)


def test_a_genuine_paper_is_told_with_what_it_says(database: Database, certificate: CertificateRow) -> None:
    found = asked(database, certificate.code)
    assert isinstance(found, Verified)
    assert (found.state, found.code) == ("genuine", certificate.code)
    record = found.record
    assert record.paper.title.lo == "ໃບຢັ້ງຢືນທີ່ຢູ່"
    assert record.paper.number == "2027/0101/00001"
    assert record.office.en == "Chanthabuly District office"
    assert (record.holder, record.issued_on, record.valid_until) == (ANSWERS["full_name"], ISSUED_ON, LAST_DAY)


def test_it_is_valid_through_its_last_day(database: Database, certificate: CertificateRow) -> None:
    def state(day: date) -> str:
        found = asked(database, certificate.code, day)
        assert isinstance(found, Verified)
        return found.state

    assert state(LAST_DAY) == "genuine"
    assert state(date(2027, 7, 2)) == "expired"
    assert state(date(2090, 1, 1)) == "expired"


def test_a_code_may_be_typed_as_it_is_read(database: Database, certificate: CertificateRow) -> None:
    code = certificate.code
    lao = code.translate({ord("0") + digit: chr(0x0ED0 + digit) for digit in range(10)})
    for typed in (code.lower(), grouped(code), f"  {code[:6]} {code[6:]}\n", "–".join(code), lao, f"\u200b{code}"):
        assert isinstance(asked(database, typed), Verified), typed


@pytest.mark.parametrize("typed", ["", "ABCD", "0OIL" * 3, "A" * 12, "A" * 5000, "ໃບຢັ້ງຢືນ", "' OR 1=1 --", "\x00" * 12])
def test_any_other_code_is_unknown(database: Database, certificate: CertificateRow, typed: str) -> None:
    assert asked(database, typed) == Unknown()


def test_a_certificate_that_is_ordered_and_not_made_is_unknown(database: Database, definition: str) -> None:
    ordered = order_one(database, definition, "K7M2X9")
    assert asked(database, row_of(database, ordered).code) == Unknown()


def test_a_case_has_one_certificate(database: Database, definition: str) -> None:
    row = row_of(database, order_one(database, definition, "K7M2X9"))
    with pytest.raises(IntegrityError), database.writing() as session:
        order(session, case_id=row.case_id, service=row.service, area=row.area, signed_by=None, now=SIGNED)


def test_a_certificate_belongs_to_the_year_in_vientiane(database: Database, definition: str) -> None:
    assert row_of(database, order_one(database, definition, "K7M2X9")).year == 2027


def test_codes_are_long_of_plain_signs_and_never_alike() -> None:
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert {len(code) for code in codes} == {12}
    assert set("".join(codes)) == set(ALPHABET)
    assert len(set(ALPHABET)) == 32
    assert not set("0O1I") & set(ALPHABET)


@given(code=CODES)
def test_a_code_read_from_paper_is_the_code(code: str) -> None:
    assert normal_code(grouped(code)) == code


@given(typed=st.text())
def test_whatever_is_typed_is_a_code_or_none(typed: str) -> None:
    code = normal_code(typed)
    assert code is None or normal_code(code) == code
