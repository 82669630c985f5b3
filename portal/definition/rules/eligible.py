"""The wording of findings about the questions before the form."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

ELIGIBLE: Final[dict[str, Rule]] = {
    "eligible-part": rule(
        "error",
        lo="ຖາມ `{name}` ກ່ອນຍື່ນຄຳຮ້ອງບໍ່ໄດ້ ({what}).",
        en="`{name}` cannot be asked before the form ({what}).",
        fix_lo="ໃນ `eligible` ຖາມໄດ້ແຕ່ສິ່ງທີ່ຕັດສິນໄດ້ ແລະ ບໍ່ບອກວ່າແມ່ນໃຜ: yes-no, choice, choices, gender, number, money, "
        "date, village, district, province; ຖາມທຸກຄົນ ແລະ ຕ້ອງຕອບ.",
        fix_en="`eligible` asks what can be judged and says nothing of who it is: yes-no, choice, choices, gender, "
        "number, money, date, village, district, province; of everybody, and it has to be answered.",
    ),
    "eligible-otherwise": rule(
        "error",
        lo="ຢູ່ນີ້ຖາມ `{name}` ເປັນ {type} ແຕ່ໃນແບບຟອມຖາມເປັນ {other}.",
        en="`{name}` is asked as {type} here, and as {other} in the form.",
        fix_lo="ໃຫ້ສອງຄຳຖາມເປັນຊະນິດດຽວກັນ ເພື່ອບໍ່ຕ້ອງຕອບສອງເທື່ອ, ຫຼື ປ່ຽນຊື່ອັນໜຶ່ງ.",
        fix_en="Give both the same type, so that nobody has to answer twice, or rename one of them.",
    ),
    "eligible-options": rule(
        "warning",
        lo="`{name}` ບໍ່ມີຕົວເລືອກໃດຄືກັບຄຳຖາມຊື່ດຽວກັນໃນແບບຟອມ.",
        en="No option of `{name}` is one of the question of that name in the form.",
        fix_lo="ຕັ້ງຊື່ຕົວເລືອກໃຫ້ຄືກັນ ເພື່ອບໍ່ຕ້ອງຕອບສອງເທື່ອ, ຫຼື ປ່ຽນຊື່ຄຳຖາມອັນໜຶ່ງ.",
        fix_en="Give the options the same names, so that nobody has to answer twice, or rename one of the questions.",
    ),
    "nobody-eligible": rule(
        "error",
        lo="ບໍ່ມີຜູ້ໃດຜ່ານຄຳຖາມ `{name}`: ບໍ່ວ່າຕອບແນວໃດ `check` ກໍບໍ່ເປັນຈິງ.",
        en="Nobody passes `{name}`: its check holds for no answers.",
        fix_lo="ກວດ `check`: ຕົວເລືອກທີ່ຂຽນໃນນັ້ນກົງກັບ `options` ບໍ? ຂັດກັບຄຳຖາມກ່ອນໜ້າບໍ?",
        fix_en="Look at `check`: are the options it names those of the question? Does it agree with those before it?",
    ),
    "doubtful-eligible": rule(
        "warning",
        lo="ລອງຄຳຕອບຫຼາຍຢ່າງແລ້ວ ບໍ່ມີອັນໃດຜ່ານຄຳຖາມ `{name}`.",
        en="No answer that was tried passes `{name}`.",
        fix_lo="ກວດ `check` ວ່າເປັນຈິງໄດ້ແທ້ບໍ; ທຽບກັບ `min`, `max` ແລະ ຄຳຖາມກ່ອນໜ້າ.",
        fix_en="Check that it can hold at all, against `min`, `max` and the questions before it.",
    ),
    "everybody-eligible": rule(
        "warning",
        lo="ທຸກຄົນຜ່ານຄຳຖາມ `{name}`: ບໍ່ວ່າຕອບແນວໃດ `check` ກໍເປັນຈິງ.",
        en="Everybody passes `{name}`: its check holds whatever is answered.",
        fix_lo="ແກ້ `check` ຫຼື ຖາມໃນແບບຟອມແທນ: ຄຳຖາມກ່ອນຍື່ນມີໄວ້ບອກຜູ້ທີ່ຍື່ນບໍ່ໄດ້.",
        fix_en="Mend `check`, or ask it in the form: questions before the form are for those who cannot apply.",
    ),
    "bad-link": rule(
        "error",
        lo="`{value}` ບໍ່ແມ່ນທີ່ຢູ່ເວັບ.",
        en="`{value}` is not the address of a page.",
        fix_lo="ຂຽນທີ່ຢູ່ເຕັມ ເຊັ່ນ `https://example.gov.la/land`.",
        fix_en="Write the whole address, as `https://example.gov.la/land`.",
    ),
    "eligible-untested": rule(
        "warning",
        lo="ບໍ່ມີຕົວຢ່າງໃດພິສູດວ່າຜູ້ໃດຍື່ນບໍ່ໄດ້.",
        en="No example shows who cannot apply.",
        fix_lo="ເພີ່ມຕົວຢ່າງ: `eligible: {{owner: 'no'}}` ກັບ `expect: {{state: ineligible, question: owner}}`.",
        fix_en="Add an example: `eligible: {{owner: 'no'}}` with `expect: {{state: ineligible, question: owner}}`.",
    ),
}
