"""The wording of findings about what comes of the smallest answers: fees and values worked out."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

AMOUNTS: Final[dict[str, Rule]] = {
    "fee-below-zero": rule(
        "warning",
        lo="ຄ່າທຳນຽມອາດຕ່ຳກວ່າສູນ ເຊິ່ງນັບເປັນບໍ່ເສຍຄ່າທຳນຽມ: {amount} {answers_lo}.",
        en="The fee may come to less than zero, which counts as no fee: {amount} {answers_en}.",
        fix_lo="ຂຽນຄ່າທຳນຽມຕ່ຳສຸດໄວ້ໃນສູດ ເຊັ່ນ `max([20000, …])`; ຖ້າຕອບແບບນັ້ນບໍ່ໄດ້ ໃຫ້ໃສ່ `min`, `max` ຫຼື `check` ໃສ່ຄຳຖາມ.",
        fix_en="Write the least fee into the expression, as `max([20000, …])`; "
        "if nobody answers so, give the question a `min`, `max` or `check`.",
    ),
    "value-shows-code": rule(
        "warning",
        lo="ຄ່າທີ່ຄິດໄລ່ນີ້ສະແດງ `{name}` ຕາມທີ່ລະບົບເກັບໄວ້ ບໍ່ແມ່ນຄຳທີ່ຄົນອ່ານ: «{shown}».",
        en="This value shows `{name}` as the portal keeps it, not in words that people read: “{shown}”.",
        fix_lo="ຂຽນຄຳທີ່ຄົນອ່ານໄວ້ໃນສູດ ເຊັ່ນ `gender == 'female' ? 'ຍິງ (female)' : 'ຊາຍ (male)'` "
        "ຫຼື ອ້າງອີງຄຳຖາມນັ້ນໂດຍກົງ ແທນຄ່າທີ່ຄິດໄລ່.",
        fix_en="Write the words into the expression, as `gender == 'female' ? 'ຍິງ (female)' : 'ຊາຍ (male)'`, "
        "or name the question itself where this value stands.",
    ),
    "no-result": rule(
        "warning",
        lo="ສູດນີ້ອາດບໍ່ມີຜົນ: {answers_lo}.",
        en="This expression may have no result: {answers_en}.",
        fix_lo="ຂຽນກໍລະນີນັ້ນໄວ້ໃນສູດ ເຊັ່ນ `floors == 1 ? 0 : …`; ຖ້າຕອບແບບນັ້ນບໍ່ໄດ້ ໃຫ້ໃສ່ `min`, `max` ຫຼື `check` ໃສ່ຄຳຖາມ.",
        fix_en="Write that case into the expression, as `floors == 1 ? 0 : …`; "
        "if nobody answers so, give the question a `min`, `max` or `check`.",
    ),
    "never-chosen": rule(
        "warning",
        lo="ຄ່າຫຼັງ `{condition}` ບໍ່ມີວັນໄດ້ໃຊ້: ເມື່ອມັນເປັນຈິງ `{before}` ທີ່ຢູ່ກ່ອນກໍເປັນຈິງແລ້ວ.",
        en="What stands behind `{condition}` is never chosen: where it holds, `{before}` before it holds too.",
        fix_lo="ກວດຕົວເລກ ຫຼື ຂຽນເງື່ອນໄຂທີ່ແຄບກວ່າໄວ້ກ່ອນ.",
        fix_en="Correct the number, or write the narrower condition first.",
    ),
}
