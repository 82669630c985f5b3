"""The wording of findings about files that YAML cannot read, and about signs that it reads as something else."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

YAML: Final[dict[str, Rule]] = {
    "wrong-space": rule(
        "error",
        lo="ຢູ່ນີ້ມີ{sign_lo} ແທນຊ່ອງຫວ່າງທຳມະດາ.",
        en="Here stands {sign_en} where an ordinary space should be.",
        fix_lo="ລຶບອອກ ແລ້ວເຄາະ Space; ຕັ້ງໂປຣແກຣມຂຽນໃຫ້ໃສ່ຊ່ອງຫວ່າງແທນ Tab.",
        fix_en="Take it out and type spaces; set your editor to put spaces for tabs.",
    ),
    "wrong-indentation": rule(
        "error",
        lo="ແຖວນີ້ເລີ່ມຢູ່ຖັນທີ {column} ບໍ່ກົງກັບແຖວທີ່ຢູ່ທາງເທິງ (ແຖວເທິງເລີ່ມຢູ່ຖັນທີ {above}).",
        en="This line begins at column {column} and lines up with nothing above it (the line above begins at {above}).",
        fix_lo="ໃສ່ຊ່ອງຫວ່າງໜ້າແຖວໃຫ້ເທົ່າກັບແຖວອື່ນຂອງສ່ວນດຽວກັນ ຫຼື ແກ້ແຖວທີ່ຢູ່ທາງເທິງ.",
        fix_en="Give it as many spaces in front as the other lines of its part have, or mend the line above.",
    ),
    "dash-needs-space": rule(
        "error",
        lo="ຫຼັງ `-` ຕ້ອງມີຊ່ອງຫວ່າງ: `-{word}` ອ່ານເປັນຄຳດຽວ.",
        en="A dash needs a space after it: `-{word}` is read as one word.",
        fix_lo="ຂຽນ `- {word}`.",
        fix_en="Write `- {word}`.",
    ),
    "not-a-list": rule(
        "error",
        lo="`{key}` ບໍ່ແມ່ນລາຍການ: ແຖວຂອງມັນບໍ່ຂຶ້ນຕົ້ນດ້ວຍ `-`.",
        en="`{key}` is not a list: its lines begin with no dash.",
        fix_lo="ລຶບ `-` ອອກ ໃຫ້ແຖວຂຶ້ນຕົ້ນດ້ວຍຊື່.",
        fix_en="Take out the dash, and let the line begin with its name.",
    ),
    "dash-missing": rule(
        "error",
        lo="`{key}` ເປັນລາຍການ: ແຖວນີ້ຂາດ `-` ທີ່ແຖວອື່ນມີ.",
        en="`{key}` is a list: this line has no dash as the others have.",
        fix_lo="ຂຽນ `- ` ໄວ້ໜ້າແຖວນີ້ ຫຼື ໃສ່ຊ່ອງຫວ່າງໜ້າແຖວໃຫ້ເທົ່າກັບແຖວທີ່ມັນຢູ່ນຳ.",
        fix_en="Write `- ` before it, or give it as many spaces in front as the lines it belongs with.",
    ),
    "full-width-sign": rule(
        "error",
        lo="`{sign}` ແມ່ນເຄື່ອງໝາຍແບບກວ້າງ ທີ່ນັບເປັນຕົວອັກສອນ, ບໍ່ແມ່ນ `{meant}`.",
        en="`{sign}` is a full-width sign, which counts as a letter, and not `{meant}`.",
        fix_lo="ຂຽນ `{meant}` ແລ້ວເຄາະ Space.",
        fix_en="Write `{meant}` and a space.",
    ),
    "no-colon": rule(
        "error",
        lo="ແຖວນີ້ບໍ່ມີ `:` ແລະ ຊ່ອງຫວ່າງ ຄັ່ນລະຫວ່າງຊື່ກັບຄ່າ.",
        en="This line has no colon and space between a name and its value.",
        fix_lo="ຂຽນ `ຊື່: ຄ່າ`; ຖ້າແຖວນີ້ເປັນສ່ວນຕໍ່ຂອງຂໍ້ຄວາມ ໃຫ້ໃສ່ວົງຢືມອ້ອມຂໍ້ຄວາມທັງໝົດ.",
        fix_en="Write `name: value`; if this goes on with a text above, put the whole text in quotation marks.",
    ),
    "needs-quotes": rule(
        "error",
        lo="ມີ `{sign}` ໃນຂໍ້ຄວາມທີ່ບໍ່ມີວົງຢືມ ຈຶ່ງອ່ານເປັນຢ່າງອື່ນ.",
        en="`{sign}` stands in a text without quotation marks, and is read as something else.",
        fix_lo='ໃສ່ວົງຢືມອ້ອມຂໍ້ຄວາມທັງໝົດ ເຊັ່ນ lo: "…"; ຫຼື ຕື່ມ `,` ທີ່ຂາດຢູ່ທາງໜ້າ.',
        fix_en='Put the whole text in quotation marks, as in en: "…"; or put in the comma that is missing before it.',
    ),
    "comma-in-text": rule(
        "error",
        lo="`{key}` ຢູ່ຫຼັງ `,` ຈຶ່ງອ່ານເປັນຊື່ອັນໃໝ່.",
        en="`{key}` stands after a comma, and is read as a new name.",
        fix_lo='ໃສ່ວົງຢືມອ້ອມຂໍ້ຄວາມທັງໝົດ ເຊັ່ນ lo: "…"; ເລກເສດຂຽນດ້ວຍຈຸດ ເຊັ່ນ 1.5.',
        fix_en='Put the whole text in quotation marks, as in en: "…"; write a decimal number with a point, as 1.5.',
    ),
    "bracket-not-closed": rule(
        "error",
        lo="ວົງເລັບ `{sign}` ທີ່ເປີດຢູ່ນີ້ ບໍ່ໄດ້ປິດກ່ອນແຖວ {line}.",
        en="The bracket `{sign}` that opens here is not closed by line {line}.",
        fix_lo="ປິດດ້ວຍ }} ຫຼື ] ໃຫ້ຄົບຄູ່ ແລະ ຄັ່ນແຕ່ລະສ່ວນດ້ວຍ `,`.",
        fix_en="Close it with the bracket that matches, }} or ], and put commas between its parts.",
    ),
    "curly-quotes": rule(
        "error",
        lo="ວົງຢືມໂຄ້ງ `{sign}` ບໍ່ນັບເປັນວົງຢືມຢູ່ນີ້.",
        en="Curly quotation marks such as `{sign}` do not count as quotation marks here.",
        fix_lo="ໃຊ້ວົງຢືມຊື່: \"…\" ອ້ອມຂໍ້ຄວາມ ຫຼື ສູດທັງໝົດ ແລະ '…' ສຳລັບຂໍ້ຄວາມໃນສູດ.",
        fix_en="Use straight ones: \"…\" around a whole text or expression, and '…' for a text in an expression.",
    ),
    "backslash": rule(
        "error",
        lo='ໃນວົງຢືມ "…" YAML ອ່ານ `{written}` ເປັນຢ່າງອື່ນ.',
        en="Between double quotation marks YAML takes `{written}` for a sign of its own.",
        fix_lo="ໃຊ້ວົງຢືມດ່ຽວ '…' ອ້ອມທັງໝົດ ຫຼື ຂຽນ [0-9] ແທນ \\d.",
        fix_en="Put single quotation marks around the whole, '…', or write [0-9] for \\d.",
    ),
    "extra-bracket": rule(
        "error",
        lo="ວົງເລັບ `{sign}` ນີ້ບໍ່ມີຄູ່ເປີດ.",
        en="This bracket `{sign}` closes nothing.",
        fix_lo="ລຶບອອກ ຫຼື ຕື່ມວົງເລັບເປີດ.",
        fix_en="Take it out, or put in the bracket that opens.",
    ),
    "quote-not-closed": rule(
        "error",
        lo="ວົງຢືມ {sign} ທີ່ເປີດຢູ່ນີ້ ບໍ່ໄດ້ປິດ.",
        en="The quotation mark {sign} that opens here is not closed.",
        fix_lo="ປິດວົງຢືມ {sign} ຢູ່ທ້າຍຂໍ້ຄວາມ.",
        fix_en="Put {sign} at the end of the text.",
    ),
    "text-after-quote": rule(
        "error",
        lo="ມີຂໍ້ຄວາມຕໍ່ຫຼັງວົງຢືມປິດ.",
        en="Something stands here after a closing quotation mark.",
        fix_lo='ໃສ່ວົງຢືມອ້ອມຂໍ້ຄວາມທັງໝົດ; ວົງຢືມທີ່ຢູ່ໃນຂໍ້ຄວາມຂຽນ \\"; ຫຼື ຕື່ມ `,` ທີ່ຂາດ.',
        fix_en='Let the quotation marks hold the whole text, write one inside it as \\", or put in the missing comma.',
    ),
    "bad-yaml": rule(
        "error",
        lo="ຮູບແບບຂອງໄຟລ໌ (YAML) ຢູ່ນີ້ບໍ່ຖືກຕ້ອງ.",
        en="This is not valid YAML.",
        fix_lo="ກວດຊ່ອງຫວ່າງໜ້າແຖວ, ວົງເລັບ ແລະ ວົງຢືມໃນແຖວນີ້ ແລະ ແຖວກ່ອນໜ້າ. ຄຳຂອງຕົວອ່ານ YAML ເອງ: {problem}",
        fix_en="Look at the indentation, brackets and quotation marks here and on the line before. "
        "The YAML reader's own words: {problem}",
    ),
}
