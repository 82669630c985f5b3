"""The wording of findings about the questions and pages."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule
from portal.definition.rules.yaml import YAML

FORM: Final[dict[str, Rule]] = {
    "backslash": YAML["backslash"],
    "no-options": rule(
        "error",
        lo="ຄຳຖາມ `{name}` ໃຫ້ເລືອກ ແຕ່ບໍ່ມີຕົວເລືອກ.",
        en="The question `{name}` is a choice with nothing to choose.",
        fix_lo="ເພີ່ມ `options: {{ຊື່: {{lo: …, en: …}}}}`.",
        fix_en="Add `options: {{name: {{lo: …, en: …}}}}`.",
    ),
    "no-fields": rule(
        "error",
        lo="ກຸ່ມ `{name}` ບໍ່ມີຄຳຖາມຢູ່ໃນ.",
        en="The group `{name}` has no questions in it.",
        fix_lo="ເພີ່ມ `fields:` ທີ່ບອກຄຳຖາມຂອງແຕ່ລະລາຍການ.",
        fix_en="Add `fields:` with the questions of one row.",
    ),
    "no-value": rule(
        "error",
        lo="`{name}` ເປັນຄ່າຄິດໄລ່ ແຕ່ບໍ່ມີສູດ.",
        en="`{name}` is computed, but nothing says how.",
        fix_lo='ເພີ່ມ `value:` ພ້ອມສູດ ເຊັ່ນ `value: "area * 1500"`; ຖ້າແມ່ນຄຳຖາມທີ່ຄົນຕອບ ໃຫ້ປ່ຽນ `type`.',
        fix_en='Add `value:` with an expression, as `value: "area * 1500"`; if people answer it, change its `type`.',
    ),
    "group-part": rule(
        "error",
        lo="`{name}` ໃຊ້ໃນກຸ່ມບໍ່ໄດ້ ({what}).",
        en="`{name}` cannot stand in a group ({what}).",
        fix_lo="ຍ້າຍອອກໄປໄວ້ນອກກຸ່ມ. ໃນກຸ່ມມີໄດ້ແຕ່ຄຳຖາມທຳມະດາ ທີ່ຖາມທຸກລາຍການ.",
        fix_en="Move it out of the group. A group holds plain questions that are asked in every row.",
    ),
    "no-effect": rule(
        "warning",
        lo="`{key}` ບໍ່ມີຜົນກັບຄຳຖາມຊະນິດ {type}.",
        en="`{key}` has no effect on a question of type {type}.",
        fix_lo="ລຶບອອກ ຫຼື ປ່ຽນຊະນິດຂອງຄຳຖາມ.",
        fix_en="Remove it, or change the type of the question.",
    ),
    "bad-pattern": rule(
        "error",
        lo="`pattern` ນີ້ບໍ່ແມ່ນ regular expression ທີ່ຖືກຕ້ອງ.",
        en="This `pattern` is not a regular expression.",
        fix_lo="ໃຊ້ຮູບແບບ RE2 ເຊັ່ນ `[0-9]{{6}}`; ບໍ່ມີ lookahead ຫຼື backreference. ຄຳຂອງຕົວອ່ານ RE2 ເອງ: {detail}",
        fix_en="Use RE2 syntax, such as `[0-9]{{6}}`; it has no lookahead and no backreferences. "
        "Its reader's own words: {detail}",
    ),
    "empty-range": rule(
        "error",
        lo="ບໍ່ມີຄຳຕອບໃດຖືກໄດ້: {least} ໃຫຍ່ກວ່າ {most}.",
        en="No answer can be right: {least} is more than {most}.",
        fix_lo="ສະຫຼັບ ຫຼື ແກ້ຕົວເລກທັງສອງ.",
        fix_en="Exchange the two numbers, or correct them.",
    ),
    "place-not-area": rule(
        "error",
        lo="`place` ຕ້ອງເປັນຄຳຖາມຊະນິດ village, district ຫຼື province ແຕ່ `{name}` ແມ່ນ {type}.",
        en="`place` must be a question of type village, district or province; `{name}` is {type}.",
        fix_lo="ໃສ່ຊື່ຄຳຖາມທີ່ຖາມບ້ານ, ເມືອງ ຫຼື ແຂວງ: ມັນບອກວ່າຫ້ອງການໃດຮັບເລື່ອງ.",
        fix_en="Name the question that asks the village, district or province: it says whose offices get the case.",
    ),
    "place-may-be-empty": rule(
        "error",
        lo="ຄຳຖາມ `{name}` ບອກວ່າຫ້ອງການໃດຮັບເລື່ອງ ຈຶ່ງຕ້ອງຖາມທຸກຄັ້ງ.",
        en="The question `{name}` says whose offices get the case, so it must always be asked and answered.",
        fix_lo="ລຶບ `when` ແລະ `required: false` ອອກຈາກຄຳຖາມ ແລະ ໜ້ານັ້ນ.",
        fix_en="Take `when` and `required: false` off the question and its page.",
    ),
    "check-without-error": rule(
        "warning",
        lo="ຄຳຖາມ `{name}` ມີ `check` ແຕ່ບໍ່ບອກວ່າຈະເຕືອນແນວໃດ.",
        en="The question `{name}` has a `check` but no words for when it fails.",
        fix_lo="ເພີ່ມ `error: {{lo: …, en: …}}` ທີ່ບອກວິທີແກ້.",
        fix_en="Add `error: {{lo: …, en: …}}` that says how to put the answer right.",
    ),
    "cannot-count": rule(
        "error",
        lo="ບົດລາຍງານນັບແຍກຕາມ `{name}` (ຊະນິດ {type}) ບໍ່ໄດ້.",
        en="Reports cannot count by `{name}`, of type {type}.",
        fix_lo="ລຶບອອກຈາກ `disaggregate`; ໃຊ້ຄຳຖາມທີ່ມີຄຳຕອບດຽວ ເຊັ່ນ ຕົວເລືອກ, ເພດ ຫຼື ບ້ານ.",
        fix_en="Take it out of `disaggregate`; "
        "name a question with an answer of its own, as a choice, a gender or a village.",
    ),
    "unreachable-page": rule(
        "error",
        lo="ບໍ່ມີຜູ້ໃດຈະເຫັນໜ້າ `{name}`: ບໍ່ວ່າຕອບແນວໃດ ເງື່ອນໄຂກໍບໍ່ເປັນຈິງ.",
        en="Nobody can reach the page `{name}`: its condition holds for no answers.",
        fix_lo="ກວດ `when`: ແຕ່ລະສ່ວນຂອງມັນເປັນຈິງພ້ອມກັນໄດ້ບໍ ແລະ ຂັດກັບເງື່ອນໄຂຂອງຄຳຖາມທີ່ມັນອ້າງເຖິງບໍ?",
        fix_en="Look at `when`: can all of it hold at once, and while the questions it names are asked?",
    ),
    "unreachable-field": rule(
        "error",
        lo="ບໍ່ມີຜູ້ໃດຈະເຫັນຄຳຖາມ `{name}`: ບໍ່ວ່າຕອບແນວໃດ ເງື່ອນໄຂກໍບໍ່ເປັນຈິງ.",
        en="Nobody can be asked `{name}`: its condition holds for no answers.",
        fix_lo="ກວດ `when`: ແຕ່ລະສ່ວນຂອງມັນເປັນຈິງພ້ອມກັນໄດ້ບໍ ແລະ ຂັດກັບເງື່ອນໄຂຂອງຄຳຖາມທີ່ມັນອ້າງເຖິງບໍ?",
        fix_en="Look at `when`: can all of it hold at once, and while the questions it names are asked?",
    ),
    "doubtful-condition": rule(
        "warning",
        lo="ລອງຄຳຕອບຫຼາຍຢ່າງແລ້ວ ເງື່ອນໄຂຂອງ `{name}` ບໍ່ເປັນຈິງຈັກເທື່ອ ({tried}).{more_lo}",
        en="The condition of `{name}` held for none of the answers tried ({tried}).{more_en}",
        fix_lo="ກວດ `when` ວ່າເປັນຈິງໄດ້ແທ້ບໍ; ທຽບກັບ `min`, `max` ແລະ `check` ຂອງຄຳຖາມເຫຼົ່ານັ້ນ.",
        fix_en="Check that `when` can hold at all, against `min`, `max` and `check` of those questions.",
    ),
}
