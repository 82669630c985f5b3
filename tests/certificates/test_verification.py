"""Anyone can ask whether a paper is genuine, however they type its code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from flask import render_template
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from portal import create_app
from portal.certificates.make import make_due
from portal.certificates.order import new_code, order
from portal.certificates.verification import Unknown, Verified, verify
from portal.lao.code_letters import ALPHABET
from portal.papers.record import CertificateRecord, Statement, UnknownFormatError
from portal.papers.verification_code import grouped, normal_code
from portal.store import certificates
from portal.store.database import Database
from portal.store.file_store import FileStore
from portal.store.tables import CertificateRow
from tests.certificates.ordered import ANSWERS, ISSUED_ON, SIGNED, Clock, order_one, prepare, row_of, settings_in
from tests.world import World

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


def kept(certificate: CertificateRow) -> dict[str, Any]:
    """What was kept of a made certificate."""
    assert certificate.paper is not None
    return dict(certificate.paper)


def test_a_genuine_paper_is_told_with_what_it_says(database: Database, certificate: CertificateRow) -> None:
    found = asked(database, certificate.code)
    assert isinstance(found, Verified)
    assert (found.state, found.code) == ("genuine", certificate.code)
    says = found.says
    assert says.title.lo == "ໃບຢັ້ງຢືນທີ່ຢູ່"
    assert says.number == "2027/0101/00001"
    assert says.office.en == "Chanthabuly District office"
    assert (says.holder, says.issued_on, says.valid_until) == (ANSWERS["full_name"], ISSUED_ON, LAST_DAY)


def test_a_paper_kept_in_another_format_is_verified_and_not_drawn(
    database: Database, certificate: CertificateRow
) -> None:
    with database.writing() as session:
        row = session.get_one(CertificateRow, certificate.id)
        row.paper = {**kept(certificate), "format": 99, "paper": {"drawn": "otherwise"}}
    found = asked(database, certificate.code)
    assert isinstance(found, Verified)
    assert found.says.number == "2027/0101/00001"
    with pytest.raises(UnknownFormatError):
        CertificateRecord.from_json(row.paper)


def test_a_record_kept_before_a_part_was_dropped_is_read(certificate: CertificateRow) -> None:
    says = {**kept(certificate)["says"], "seal": "red"}
    assert Statement.from_json({**kept(certificate), "says": says}).issued_on == ISSUED_ON


@pytest.mark.parametrize("state", get_args(get_type_hints(Verified)["state"]))
def test_each_state_has_its_own_words(world: World, certificate: CertificateRow, state: Any) -> None:
    heading = {"genuine": "This certificate is genuine", "expired": "This certificate is no longer valid"}[state]
    found = Verified(state, certificate.code, Statement.from_json(kept(certificate)))
    app = create_app(environment=world.environment)
    with app.test_request_context("/v/x", headers={"Cookie": "lang=en"}):
        page = render_template("verify/show.html", found=found, code=certificate.code)
    assert page.count(heading) == 2, "in the tab, too"
    assert "2027/0101/00001" in page


def test_a_specimen_is_told_to_be_one(world: World, certificate: CertificateRow) -> None:
    says = Statement.from_json(kept(certificate))
    app = create_app(environment=world.environment)
    for specimen in (True, False):
        found = Verified("genuine", certificate.code, replace(says, specimen=specimen))
        with app.test_request_context("/v/x", headers={"Cookie": "lang=en"}):
            page = render_template("verify/show.html", found=found, code=certificate.code)
        assert ("of no legal effect" in page) is specimen
        assert ("Specimen: issued by a demonstration" in page) is specimen
        assert ("govuk-panel--confirmation" in page) is not specimen, "green is what a paper in force is told in"
        assert "This certificate is genuine" in page


def test_whether_it_is_valid_hangs_on_the_day_that_is_read_aloud(
    database: Database, certificate: CertificateRow
) -> None:
    with database.writing() as session:
        row = session.get_one(CertificateRow, certificate.id)
        row.paper = {**kept(certificate), "says": {**kept(certificate)["says"], "valid_until": None}}
    with database.reading() as session:
        found = verify(session, certificate.code, date(2090, 1, 1))
    assert isinstance(found, Verified)
    assert (found.state, found.says.valid_until) == ("genuine", None)


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


def test_a_paper_is_ordered_once_and_a_case_may_have_several(database: Database, definition: str) -> None:
    row = row_of(database, order_one(database, definition, "K7M2X9"))

    def order_again(step: str, issue: int) -> None:
        with database.writing() as session:
            order(
                session,
                case_id=row.case_id,
                step=step,
                service=row.service,
                area=row.area,
                signed_by=None,
                now=SIGNED,
                issue=issue,
            )

    with pytest.raises(IntegrityError):
        order_again(row.step, row.issue)
    order_again(row.step, row.issue + 1)
    order_again("another-end", 1)
    with database.reading() as session:
        papers = {(paper.step, paper.issue) for paper in certificates.of_case(session, row.case_id)}
    assert papers == {(row.step, 1), (row.step, 2), ("another-end", 1)}


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
