"""Cases that ended and whose certificates were ordered, as the use cases leave them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from portal.certificates.order import order
from portal.definition.load import load_service, service_to_json
from portal.settings import ROOT, Settings
from portal.store import answers, versions
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.tables import AreaRow, CaseRow, CertificateRow, OfficerRow, PersonRow

SIGNED = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
"""Already 1 January 2027 in Vientiane."""

ISSUED_ON = date(2027, 1, 1)

AREAS = (
    ("01", "province", None, "ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital"),
    ("0101", "district", "01", "ຈັນທະບູລີ", "Chanthabuly"),
    ("010101", "village", "0101", "ໜອງປິງ", None),
)

ANSWERS = {
    "full_name": "ສົມຊາຍ ວົງສາ",
    "gender": "male",
    "born": "1985-03-12",
    "phone": "+8562055551234",
    "village": "010101",
    "since": "2012-01-01",
    "owner": "own",
}


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = SIGNED + timedelta(seconds=1)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **length: float) -> None:
        self.now += timedelta(**length)


def settings_in(folder: Path, *, demo: bool = False) -> Settings:
    address = "http://127.0.0.1:8000" if demo else "https://portal.example.gov.la/"
    return Settings(secret_key=SecretStr("k" * 32), data_dir=folder, base_url=address, demo=demo)


def prepare(database: Database) -> str:
    """Enter the places, an officer and the residence certificate's service; return its version."""
    loaded = load_service(ROOT / "services" / "residence-certificate")
    assert loaded.service is not None
    with database.writing() as session:
        for code, level, parent, name_lo, name_en in AREAS:
            session.add(
                AreaRow(code=code, level=level, parent=parent, name_lo=name_lo, name_en=name_en, search_lo=name_lo)
            )
            session.flush()
        session.add(PersonRow(id="person", language="lo", created_at=SIGNED))
        session.add(
            OfficerRow(
                id="officer",
                username="signer",
                password="unused",
                name={"lo": "ບຸນມີ ສີສະຫວາດ", "en": "Bounmy Sisavath"},
                language="lo",
                created_at=SIGNED,
            )
        )
        versions.keep(
            session,
            content_hash=loaded.content_hash,
            service=loaded.service.service,
            version=loaded.service.version,
            definition=service_to_json(loaded.service),
            now=SIGNED,
        )
    return loaded.content_hash


def order_one(database: Database, definition: str, reference: str, **changed: object) -> str:
    """End a case and order its certificate; return the certificate's id."""
    with database.writing() as session:
        case_id = new_id()
        session.add(
            CaseRow(
                id=case_id,
                service="residence-certificate",
                definition=definition,
                applicant_id="person",
                status="ended",
                step="issued",
                outcome="granted",
                reference=reference,
                submitted_at=SIGNED - timedelta(days=2),
                fee=20000,
                sequence=9,
                created_at=SIGNED - timedelta(days=3),
                updated_at=SIGNED,
            )
        )
        session.flush()
        answers.save(session, case_id, answers.Salted({**ANSWERS, **changed}))
        return order(
            session,
            case_id=case_id,
            step="issued",
            issue=1,
            service="residence-certificate",
            area="0101",
            signed_by="officer",
            now=SIGNED,
        )


def row_of(database: Database, certificate: str) -> CertificateRow:
    with database.reading() as session:
        return session.get_one(CertificateRow, certificate)
