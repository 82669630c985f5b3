"""The wording of findings about expressions."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule
from portal.definition.rules.yaml import YAML

EXPRESSIONS: Final[dict[str, Rule]] = {
    "bad-expression": rule(
        "error",
        lo="ສູດນີ້ຂຽນບໍ່ຖືກ ນັບແຕ່ບ່ອນນີ້.",
        en="This expression cannot be read from here on.",
        fix_lo="ກວດວົງເລັບ ແລະ ເຄື່ອງໝາຍ; ຂໍ້ຄວາມໃສ່ໃນ '…', ເທົ່າກັບແມ່ນ ==, ແລະ ແມ່ນ &&, ຫຼື ແມ່ນ ||. ຄຳຂອງຕົວອ່ານສູດເອງ: {detail}",
        fix_en="Look at brackets and signs; texts stand in '…', equals is ==, and is &&, or is ||. "
        "The expression reader's own words: {detail}",
    ),
    "other-sign": rule(
        "error",
        lo="ໃນສູດ `{sign}` ຂຽນເປັນ `{meant}`.",
        en="In an expression `{sign}` is written `{meant}`.",
        fix_lo="ຂຽນ `{meant}` ແທນ.",
        fix_en="Write `{meant}` instead.",
    ),
    "curly-quotes": YAML["curly-quotes"],
    "comment-in-expression": rule(
        "error",
        lo="ສູດມີໝາຍເຫດບໍ່ໄດ້: `{written}`.",
        en="An expression holds no remarks: `{written}`.",
        fix_lo="ຍ້າຍໝາຍເຫດໄປໄວ້ແຖວຂອງມັນເອງ ທີ່ຂຶ້ນຕົ້ນດ້ວຍ `#` ຢູ່ເທິງ `amount`, `when`, `check` ຫຼື `value`; ຫານຂຽນດ້ວຍ `/` ອັນດຽວ.",
        fix_en="Move it to a line of its own that begins with `#`, above `amount`, `when`, `check` or `value`; "
        "a quotient has one `/`.",
    ),
    "unfinished-expression": rule(
        "error",
        lo="ສູດນີ້ຍັງບໍ່ຄົບ.",
        en="This expression is not finished.",
        fix_lo="ປິດວົງເລັບ ແລະ ວົງຢືມໃຫ້ຄົບ; ຫຼັງເຄື່ອງໝາຍຕ້ອງມີຄ່າ; ຫຼັງ `ເງື່ອນໄຂ ? a` ຕ້ອງມີ `: b`.",
        fix_en="Close each bracket and quotation mark; a value follows each sign; `: b` follows `condition ? a`.",
    ),
    "grouped-number": rule(
        "error",
        lo="`{written}` ບໍ່ໄດ້ອ່ານເປັນ {meant}: ຢູ່ນີ້ `.` ເລີ່ມເລກເສດ ແລະ `,` ຄັ່ນລະຫວ່າງຄ່າ.",
        en="`{written}` is not read as {meant}: here `.` begins decimals, and `,` ends a value.",
        fix_lo="ຂຽນ {meant}.",
        fix_en="Write {meant}.",
    ),
    "cannot-compare": rule(
        "error",
        lo="`{left}` ເປັນ{left_lo} ແຕ່ `{right}` ເປັນ{right_lo}: ໃຊ້ `{sign}` ນຳກັນບໍ່ໄດ້.",
        en="`{left}` is {left_en} and `{right}` is {right_en}: `{sign}` makes no sense between them.",
        fix_lo="{fix_lo}.",
        fix_en="{fix_en}.",
    ),
    "never-null": rule(
        "error",
        lo="`{name}` ບໍ່ເປັນ null ຈັກເທື່ອ: ເມື່ອບໍ່ໄດ້ຕອບ ມັນເປັນລາຍການຫວ່າງ.",
        en="`{name}` is never null: when nothing was given it is an empty list.",
        fix_lo="ຂຽນ `size({name}) == 0` ແທນ `== null` ແລະ `size({name}) > 0` ແທນ `!= null`.",
        fix_en="Write `size({name}) == 0` for `== null`, and `size({name}) > 0` for `!= null`.",
    ),
    "never-empty": rule(
        "warning",
        lo="`{name}` ບໍ່ເປັນຂໍ້ຄວາມຫວ່າງຈັກເທື່ອ: ເມື່ອບໍ່ໄດ້ຕອບ ມັນເປັນ null.",
        en="`{name}` is never the empty text: when it was not answered it is null.",
        fix_lo="ຂຽນ `{name} {sign} null`.",
        fix_en="Write `{name} {sign} null`.",
    ),
    "no-such-option": rule(
        "error",
        lo="`{value}` {is_not_lo}ຂອງ `{name}`: {never_lo}.",
        en="`{value}` {is_not_en} of `{name}`: {never_en}.",
        fix_lo="{guess_lo}ທີ່ມີຢູ່: {known}.",
        fix_en="{guess_en}There are: {known}.",
    ),
    "fee-untested": rule(
        "warning",
        lo="ບໍ່ມີຕົວຢ່າງໃດບອກວ່າຄ່າທຳນຽມເທົ່າໃດ.",
        en="No example says how much the fee is.",
        fix_lo="ເພີ່ມ `fee: …` (ກີບ) ໃສ່ `expect` ຂອງຕົວຢ່າງ.",
        fix_en="Add `fee: …` (in kip) to `expect` of an example.",
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
        fix_lo="{guess_lo}ໃຊ້ໄດ້: {known}.",
        fix_en="{guess_en}There are: {known}.",
    ),
    "wrong-arguments": rule(
        "error",
        lo="`{name}` ຮັບຄ່າດຽວໃນວົງເລັບ.",
        en="`{name}` takes one value in its brackets.",
        fix_lo="ຂຽນ `{meant}`.",
        fix_en="Write `{meant}`.",
    ),
    "cannot-compute": rule(
        "error",
        lo="ສູດນີ້ຄິດໄລ່ບໍ່ໄດ້ກັບຄຳຕອບທຳມະດາ.",
        en="This expression has no value for ordinary answers.",
        fix_lo="ກວດຊະນິດຂອງແຕ່ລະຄຳຖາມ: ປຽບທຽບຕົວເລກກັບຕົວເລກ, ວັນທີກັບວັນທີ, ຂໍ້ຄວາມກັບຂໍ້ຄວາມ. {more_lo}ຄຳຂອງຕົວຄິດໄລ່ເອງ: {detail}",
        fix_en="Look at the type of each question: numbers go with numbers, dates with dates, texts with texts. "
        "{more_en}The reckoner's own words: {detail}",
    ),
    "wrong-result": rule(
        "error",
        lo="ສູດນີ້ຕ້ອງໃຫ້{wanted_lo} ແຕ່ໄດ້{got_lo}.",
        en="This expression must give {wanted_en}, but gives {got_en}.",
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
        fix_lo="ບັງຄັບໃຫ້ຕອບ ຫຼື ຂຽນກໍລະນີນັ້ນ: `{without} ? 0 : …`.",
        fix_en="Make it required, or write the case out: `{without} ? 0 : …`.",
    ),
}
