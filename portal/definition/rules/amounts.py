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
    "no-result": rule(
        "warning",
        lo="ສູດນີ້ອາດບໍ່ມີຜົນ: {answers_lo}.",
        en="This expression may have no result: {answers_en}.",
        fix_lo="ຂຽນກໍລະນີນັ້ນໄວ້ໃນສູດ ເຊັ່ນ `floors == 1 ? 0 : …`; ຖ້າຕອບແບບນັ້ນບໍ່ໄດ້ ໃຫ້ໃສ່ `min`, `max` ຫຼື `check` ໃສ່ຄຳຖາມ.",
        fix_en="Write that case into the expression, as `floors == 1 ? 0 : …`; "
        "if nobody answers so, give the question a `min`, `max` or `check`.",
    ),
}
