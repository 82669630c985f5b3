"""How a fee is said: so much, or that the office will tell it.

A service with a fee may have a case whose fee cannot be worked out from its answers. It is never said to be nothing.
"""

from __future__ import annotations

from typing import Final

from portal.definition.model import Service, Text
from portal.lao.language import Language
from portal.lao.money import format_kip

FEE_TO_BE_TOLD: Final = Text(lo="ຫ້ອງການຈະບອກຄ່າທຳນຽມ.", en="The office will tell you the fee.")
"""What an applicant reads of a fee that could not be worked out, as a sentence."""
TELL_THE_FEE: Final = Text(
    lo="ຄິດໄລ່ຄ່າທຳນຽມບໍ່ໄດ້: ໃຫ້ບອກຄ່າທຳນຽມແກ່ຜູ້ຍື່ນຄຳຮ້ອງ",
    en="The fee could not be worked out: tell the applicant what it is",
)
"""What the officers of such a case read."""
_AFTER_THE_WORD_FEE: Final = Text(lo="ຫ້ອງການຈະບອກ", en="to be told by the office")


def is_to_be_told(service: Service, fee: int | None) -> bool:
    """Whether there is a fee that could not be worked out."""
    return service.fee is not None and fee is None


def fee_in_words(service: Service, fee: int | None, language: Language) -> str:
    """The fee as `{fee}` in a message or on a paper, or behind a label: kip, or that the office will tell."""
    if is_to_be_told(service, fee):
        return _AFTER_THE_WORD_FEE.in_language(language)
    return format_kip(fee or 0, language)
