"""The words that stand on every paper."""

from typing import Final

from portal.papers.paper import Bilingual

COUNTRY: Final = Bilingual("ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ", "Lao People's Democratic Republic")
MOTTO: Final = Bilingual(
    "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ", "Peace Independence Democracy Unity Prosperity"
)
NUMBER: Final = Bilingual("ເລກທີ", "No.")
VERIFY_AT: Final = Bilingual("ກວດສອບໄດ້ທີ່", "Verify at")
CODE: Final = Bilingual("ລະຫັດ", "Code")
PAGE: Final = Bilingual("ໜ້າ", "Page")
SPECIMEN: Final = Bilingual("ຕົວຢ່າງ", "SPECIMEN")
SPECIMEN_NOTE: Final = Bilingual("ຕົວຢ່າງເທົ່ານັ້ນ ບໍ່ມີຜົນທາງກົດໝາຍ", "Specimen only, of no legal effect")
