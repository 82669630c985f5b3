"""Words of municipal workflows, English and Lao: from these the names of states and actions become texts.

The phrases stand in data/lao.tsv, so that whoever knows the words need not know Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Final

SPELT: Final[dict[str, str]] = {
    "ACK": "ACKNOWLEDGE",
    "ADDL": "ADDITIONAL",
    "APPL": "APPLICATION",
    "ASMT": "ASSESSMENT",
    "ASST": "ASSISTANT",
    "AUTH": "AUTHORITY",
    "CEMP": "COUNTER EMPLOYEE",
    "CERT": "CERTIFICATE",
    "COMM": "COMMISSIONER",
    "DEPT": "DEPARTMENT",
    "DOC": "DOCUMENT",
    "DOCS": "DOCUMENTS",
    "DV": "DOCUMENT VERIFICATION",
    "EMP": "EMPLOYEE",
    "FI": "FIELD INSPECTION",
    "INFO": "INFORMATION",
    "INPROGRESS": "IN PROGRESS",
    "LICENSE": "LICENCE",
    "LME": "FIELD OFFICER",
    "REG": "REGISTRATION",
    "REQ": "REQUIRED",
    "SANC": "SANCTION",
    "VERIF": "VERIFICATION",
    "CANCELED": "CANCELLED",
    "CANCELLATION": "CANCEL",
    "ADHOC": "AD HOC CHARGE",
    "REVOCATE": "REVOKE",
    "REVOCATED": "REVOKED",
    "REVOCATION": "REVOKED",
    "ACCT": "ACCOUNT",
    "EDITRENEWAL": "EDIT RENEWAL",
    "FIRENOC": "FIRE NOC",
}
"""Short and other spellings: what is read instead."""

ALWAYS_CAPITAL: Final = frozenset({"NOC", "ID", "GIS", "OTP"})
"""Words that English writes in capital letters."""

NAMED: Final[dict[str, tuple[str, str]]] = {
    "BPA": ("ອະນຸມັດແບບກໍ່ສ້າງ", "Building plan approval"),
    "BPA LOW": ("ອະນຸມັດແບບກໍ່ສ້າງ (ຄວາມສ່ຽງຕ່ຳ)", "Building plan approval (low risk)"),
    "FIRE NOC": ("ໃບຢັ້ງຢືນຄວາມປອດໄພດ້ານອັກຄີໄພ", "Fire safety certificate"),
    "PGR": ("ຄຳສະເໜີ ແລະ ຄຳຮ້ອງທຸກຂອງປະຊາຊົນ", "Public grievance"),
    "ASSESSMENT": ("ປະເມີນຊັບສິນ", "Property assessment"),
    "PT CREATE": ("ຂຶ້ນທະບຽນຊັບສິນ", "Property registration"),
    "PT MUTATION": ("ໂອນກຳມະສິດຊັບສິນ", "Property transfer"),
    "NEW TL": ("ໃບອະນຸຍາດຄ້າຂາຍໃໝ່", "New trade licence"),
    "EDIT RENEWAL": ("ແກ້ໄຂ ແລະ ຕໍ່ອາຍຸໃບອະນຸຍາດຄ້າຂາຍ", "Change and renewal of a trade licence"),
    "DIRECT RENEWAL": ("ຕໍ່ອາຍຸໃບອະນຸຍາດຄ້າຂາຍ", "Renewal of a trade licence"),
    "NEW WS": ("ຕໍ່ນ້ຳປະປາໃໝ່", "New water connection"),
    "NEW SW": ("ຕໍ່ທໍ່ລະບາຍນ້ຳເສຍໃໝ່", "New sewerage connection"),
    "MODIFY WS CONNECTION": ("ປ່ຽນແປງການຕໍ່ນ້ຳປະປາ", "Change of a water connection"),
    "MODIFY SW CONNECTION": ("ປ່ຽນແປງການຕໍ່ທໍ່ລະບາຍນ້ຳເສຍ", "Change of a sewerage connection"),
}
"""Whole services by the words of their names: (Lao, English)."""


def _phrases() -> Iterator[tuple[str, str]]:
    """The rows of the table of words."""
    for line in files("portal.digit").joinpath("data/lao.tsv").read_text("utf-8").splitlines():
        english, _, lao = line.partition("\t")
        if lao and not english.startswith("#"):
            yield english, lao


PHRASES: Final = dict(_phrases())
"""Words and phrases in Lao."""
LEADING: Final = frozenset(
    {"PENDING", "PENDING FOR", "PENDING AT", "PENDING WITH", "AWAITING", "WAITING FOR", "UNDER", "SEND TO"}
    | {
        "SEND BACK TO",
        "SEND BACK FOR",
        "BACK FROM",
        "FORWARD TO",
        "FORWARD",
        "RETURN",
        "VERIFY",
        "APPROVE",
        "REVIEW",
        "CHECK",
    }
    | {"PRINT", "SIGN", "UPLOAD", "COLLECT", "DELIVER", "DISPATCH", "CANCEL", "RENEW", "TRANSFER", "REGISTER", "ASSESS"}
    | {"INSPECT", "CONFIRM", "EDIT", "MODIFY", "ACCEPT", "REJECT", "CLOSE", "ASSIGN", "SURVEY"}
)
"""Phrases that another may follow as in English: a verb and its object. Other chains of words have another order in
Lao, and are left to be translated."""

JOINING: Final = frozenset({"FOR", "TO", "AT", "WITH", "FROM", "BY", "OF", "THE", "AND", "IN", "ON"})
"""Words that are known, so that SENDBACKTOCITIZEN can be taken apart, but say nothing in Lao by themselves."""
BEHIND: Final = ("PENDING", "IN PROGRESS", "REQUIRED")
"""Words that English also puts last (APPROVAL PENDING), Lao first."""
FIRST: Final = {"PENDING": "ລໍຖ້າ", "IN PROGRESS": "ກຳລັງ", "REQUIRED": "ຕ້ອງ"}
"""What Lao puts first for them."""
