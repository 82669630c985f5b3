"""What the portal itself tells by SMS, of a case of any service: its file need not say it."""

from __future__ import annotations

from typing import Final

from portal.definition.model import Text

_BOTH: Final = Text(
    lo="ທ່ານແກ້ໄຂຄຳຮ້ອງ {ref} ແລ້ວ: ຄ່າທຳນຽມໃໝ່ {fee}, ຕອນນີ້ຢູ່ທີ່{office}. {link}",
    en="You corrected {ref}: new fee {fee}, now with {office}. {link}",
)
_FEE: Final = Text(
    lo="ທ່ານແກ້ໄຂຄຳຮ້ອງ {ref} ແລ້ວ: ຄ່າທຳນຽມໃໝ່ {fee}. {link}",
    en="You corrected {ref}: new fee {fee}. {link}",
)
_OFFICE: Final = Text(
    lo="ທ່ານແກ້ໄຂຄຳຮ້ອງ {ref} ແລ້ວ: ຕອນນີ້ຢູ່ທີ່{office}. {link}",
    en="You corrected {ref}: now with {office}. {link}",
)
NOBODY_YET: Final = Text(
    lo="ໄດ້ຮັບຄຳຮ້ອງ {ref} ແລ້ວ. ໃຫ້ໄປສອບຖາມ{office}. {link}",
    en="Received {ref}. Please go and ask {office}. {link}",
)
"""In place of a service's own words about an application that came to an office where nobody is appointed who could
deal with it: they may promise a day."""
NOBODY_THERE: Final = Text(
    lo="ຄຳຮ້ອງ {ref} ຮອດ{office}ແລ້ວ, ແຕ່ຍັງບໍ່ມີຜູ້ພິຈາລະນາ. ໃຫ້ໄປສອບຖາມບ່ອນນັ້ນ. {link}",
    en="{ref} is now with {office}, but nobody is there yet to deal with it. Please go and ask. {link}",
)
"""The same of an application that has come on to such an office, from another office or by a correction."""


def changed_by_correction(*, fee: bool, office: bool) -> Text | None:
    """The message about a correction that changed the fee, or the office that has the case; None for any other."""
    if fee:
        return _BOTH if office else _FEE
    return _OFFICE if office else None
