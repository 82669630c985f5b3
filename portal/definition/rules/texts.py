"""The wording of findings about the texts in both languages."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

TEXTS: Final[dict[str, Rule]] = {
    "not-lao": rule(
        "error",
        lo="ຂໍ້ຄວາມ `lo` ນີ້ບໍ່ມີຕົວອັກສອນລາວ: {text}",
        en="This `lo` text has no Lao letter: {text}",
        fix_lo="ແປເປັນພາສາລາວ.",
        fix_en="Put it into Lao.",
    ),
    "not-english": rule(
        "error",
        lo="ຂໍ້ຄວາມ `en` ນີ້ບໍ່ມີຕົວອັກສອນອັງກິດ: {text}",
        en="This `en` text has no English letter: {text}",
        fix_lo="ແປເປັນພາສາອັງກິດ.",
        fix_en="Put it into English.",
    ),
    "not-filled": rule(
        "error",
        lo="ບໍ່ມີຫຍັງຕື່ມ {{{name}}} ຢູ່ບ່ອນນີ້: ຜູ້ອ່ານຈະເຫັນວົງເລັບ.",
        en="Nothing fills {{{name}}} here: readers would see the braces.",
        fix_lo="ຕື່ມໄດ້ແຕ່ໃນ `messages` ແລະ `body` ຂອງ `certificate`; ຢູ່ບ່ອນນີ້ໃຫ້ຂຽນເປັນຄຳເວົ້າ.",
        fix_en="Only `messages` and the `body` of the `certificate` are filled; say it in words here.",
    ),
    "thai-letter": rule(
        "warning",
        lo="`{written}` ແມ່ນຕົວອັກສອນໄທ ໃນຂໍ້ຄວາມພາສາລາວ.",
        en="`{written}` is written in Thai letters, in a text in Lao.",
        fix_lo="ພິມຄືນດ້ວຍແປ້ນພິມລາວ.",
        fix_en="Type it again with a Lao keyboard.",
    ),
    "lao-spelling": rule(
        "warning",
        lo="ຕົວອັກສອນລາວໃນຂໍ້ຄວາມນີ້ພິມຜິດລຳດັບ ຫຼື ມີຕົວທີ່ເບິ່ງບໍ່ເຫັນ.",
        en="Lao signs in this text are in an unusual order, or it holds invisible characters.",
        fix_lo="ຂຽນແບບນີ້: {text}",
        fix_en="Write it so: {text}",
    ),
}
