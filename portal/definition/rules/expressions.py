"""The wording of findings about expressions."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

EXPRESSIONS: Final[dict[str, Rule]] = {
    "bad-expression": rule(
        "error",
        lo="ສູດນີ້ຂຽນບໍ່ຖືກ: {detail}",
        en="This expression is not written as CEL: {detail}",
        fix_lo="ກວດວົງເລັບ ແລະ ເຄື່ອງໝາຍ; ຂໍ້ຄວາມໃສ່ໃນ '…', ເທົ່າກັບແມ່ນ ==, ແລະ ແມ່ນ &&, ຫຼື ແມ່ນ ||.",
        fix_en="Look at brackets and signs; texts stand in '…', equals is ==, and is &&, or is ||.",
    ),
    "costly-expression": rule(
        "error",
        lo="ສູດນີ້ຄິດໄລ່ຫຼາຍເກີນໄປ: {detail}",
        en="This expression would take too long: {detail}",
        fix_lo="ແບ່ງເປັນຄ່າຄິດໄລ່ (computed) ຫຼາຍອັນ.",
        fix_en="Divide it into several computed fields.",
    ),
    "unknown-function": rule(
        "error",
        lo="ບໍ່ມີຟັງຊັນ `{name}`.",
        en="There is no function `{name}`.",
        fix_lo="ໃຊ້ໄດ້: {known}.",
        fix_en="There are: {known}.",
    ),
    "cannot-compute": rule(
        "error",
        lo="ສູດນີ້ຄິດໄລ່ບໍ່ໄດ້ກັບຄຳຕອບທຳມະດາ: {detail}",
        en="This expression has no value for ordinary answers: {detail}",
        fix_lo="ກວດຊະນິດຂອງແຕ່ລະຄຳຖາມ: ປຽບທຽບຕົວເລກກັບຕົວເລກ, ວັນທີກັບວັນທີ, ຂໍ້ຄວາມກັບຂໍ້ຄວາມ.",
        fix_en="Look at the type of each question: numbers go with numbers, dates with dates, texts with texts.",
    ),
    "wrong-result": rule(
        "error",
        lo="ສູດນີ້ຕ້ອງໃຫ້{wanted_lo} ແຕ່ໄດ້ {got}.",
        en="This expression must give {wanted_en}, but gives {got}.",
        fix_lo="`when` ແລະ `check` ຕ້ອງໃຫ້ ຈິງ/ບໍ່ຈິງ ເຊັ່ນ `area > 100`; ຄ່າທຳນຽມຕ້ອງໃຫ້ຕົວເລກ.",
        fix_en="`when` and `check` give true or false, as `area > 100` does; a fee gives a number.",
    ),
    "used-too-early": rule(
        "error",
        lo="ໃຊ້ຄຳຕອບ `{name}` ຢູ່ນີ້ ແຕ່ຄຳຖາມນັ້ນມາພາຍຫຼັງ.",
        en="The answer `{name}` is used here before it can be given.",
        fix_lo="ຍ້າຍຄຳຖາມ `{name}` ໄປໄວ້ກ່ອນ ຫຼື ຍ້າຍສູດນີ້ໄປໄວ້ຫຼັງ.",
        fix_en="Move the question `{name}` up, or what uses it down.",
    ),
    "fee-needs-answer": rule(
        "error",
        lo="ຄິດຄ່າທຳນຽມບໍ່ໄດ້ ເມື່ອບໍ່ມີຄຳຕອບ `{name}`.",
        en="The fee cannot be worked out without an answer to `{name}`, which may not be given.",
        fix_lo="ບັງຄັບໃຫ້ຕອບ ຫຼື ຂຽນກໍລະນີນັ້ນ: `{name} == null ? 0 : …`.",
        fix_en="Make it required, or write the case out: `{name} == null ? 0 : …`.",
    ),
}
