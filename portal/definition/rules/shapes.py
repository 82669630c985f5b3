"""The wording of findings about parts whose author wrote what stands elsewhere, or two where one belongs."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

SHAPES: Final[dict[str, Rule]] = {
    "one-name-each": rule(
        "error",
        lo="ມີຫຼາຍຊື່ໃນລາຍການດຽວຂອງ `{key}`.",
        en="Several names stand in one item of `{key}`.",
        fix_lo="ໃຫ້ແຕ່ລະຊື່ມີວົງເລັບປີກກາຂອງມັນເອງ: `{key}: [{names}]`.",
        fix_en="Give each of them an item of its own: `{key}: [{names}]`.",
    ),
    "start-is-first": rule(
        "error",
        lo="`{key}` ຢູ່ນີ້ອ່ານເປັນຊື່ຂັ້ນຕອນ: ຄຳຮ້ອງເຂົ້າຂັ້ນຕອນທຳອິດຂອງໄຟລ໌ກ່ອນສະເໝີ.",
        en="`{key}` is read as a step: a case always begins with the first step in the file.",
        fix_lo="ລຶບແຖວນີ້ ແລະ ຂຽນ `{first}` ໄວ້ເທິງສຸດຂອງ `workflow`.",
        fix_en="Take it out, and write `{first}` first in `workflow`.",
    ),
    "answer-beside": rule(
        "error",
        lo="`{key}` ຢູ່ຂ້າງ `do` ບໍ່ໄດ້: ມີແຕ່ `note` ແລະ `reason` ທີ່ຢູ່ໄດ້.",
        en="`{key}` cannot stand beside `do`: of what an officer answers only `note` and `reason` can.",
        fix_lo="ຂຽນ `answers: {{{key}: …}}`.",
        fix_en="Write `answers: {{{key}: …}}`.",
    ),
    "comment-in-text": rule(
        "error",
        lo="` #` ເລີ່ມໝາຍເຫດ: ບໍ່ມີໃຜອ່ານສ່ວນທີ່ເຫຼືອຂອງແຖວນີ້ ລວມທັງວົງເລັບປິດ.",
        en="` #` begins a remark: the rest of this line is not read, nor the bracket that closes in it.",
        fix_lo='ໃສ່ວົງຢືມອ້ອມຂໍ້ຄວາມທັງໝົດ ເຊັ່ນ lo: "…".',
        fix_en='Put the whole text in quotation marks, as in en: "…".',
    ),
}
