"""The message of an end that issues a paper can say its number and until when it holds."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from portal.certificates.order import order
from portal.lao.dates import format_date
from portal.store.tables import CertificateRow, MessageRow
from tests.cases.shelves import changed
from tests.world import World

RESIDENCE = "residence-certificate"
SAID = ("ອອກໃບຢັ້ງຢືນແລ້ວ: {link}", "ອອກໃບ {number} ແລ້ວ, ໃຊ້ໄດ້ຮອດ {valid_until}: {link}")
ALSO = ('en: "Certificate {ref} is ready: {link}"', 'en: "{number} until {valid_until}: {link}"')


def test_number_and_last_day_are_those_of_the_paper(tmp_path: Path) -> None:
    world = World(tmp_path, services=changed(tmp_path, RESIDENCE, SAID, ALSO))
    case_id = world.played(RESIDENCE, "granted")
    world.work()
    with world.environment.database.reading() as session:
        paper = session.scalars(select(CertificateRow)).one()
        text = session.scalars(select(MessageRow.text).where(MessageRow.key == "issued")).one()
        assert paper.case_id == case_id
        assert isinstance(paper.valid_until, date)
        assert f"ອອກໃບ {paper.number} ແລ້ວ, ໃຊ້ໄດ້ຮອດ {format_date(paper.valid_until, 'lo')}: " in text
    world.close()


def test_the_paper_is_the_one_that_was_made_not_the_newest(tmp_path: Path) -> None:
    world = World(tmp_path, services=changed(tmp_path, RESIDENCE, SAID, ALSO))
    world.played(RESIDENCE, "granted")
    with world.environment.database.writing() as session:
        first = session.scalars(select(CertificateRow)).one()
        later = order(
            session,
            case_id=first.case_id,
            step=first.step,
            issue=2,
            service=first.service,
            area=first.area,
            signed_by=first.signed_by,
            now=first.ordered_at + timedelta(hours=1),
        )
        session.flush()
        reissued = session.get_one(CertificateRow, later)
        reissued.number, reissued.made_at = "REISSUED", reissued.ordered_at
    world.work()
    with world.environment.database.reading() as session:
        text = session.scalars(select(MessageRow.text).where(MessageRow.key == "issued")).one()
        number = session.scalars(select(CertificateRow.number).where(CertificateRow.issue == 1)).one()
    assert number
    assert number in text
    assert "REISSUED" not in text
    world.close()
