"""The wording of findings about a file that is no sound JSON."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

READING: Final[dict[str, Rule]] = {
    "no-file": rule(
        "error",
        lo="ອ່ານໄຟລ໌ນີ້ບໍ່ໄດ້: {problem}",
        en="This file cannot be read: {problem}",
        fix_lo="ກວດເບິ່ງວ່າມີໄຟລ໌ຢູ່ບ່ອນນັ້ນ ແລະ ທ່ານມີສິດອ່ານ.",
        fix_en="Check that the file is there, and that you may read it.",
    ),
    "not-a-file": rule(
        "error",
        lo="ນີ້ບໍ່ແມ່ນໄຟລ໌ທຳມະດາ.",
        en="This is not an ordinary file.",
        fix_lo="ບອກຊື່ໄຟລ໌ JSON ທຳມະດາ.",
        fix_en="Name an ordinary JSON file.",
    ),
    "file-too-large": rule(
        "error",
        lo="ໄຟລ໌ໃຫຍ່ເກີນ {limit} kB.",
        en="This file is larger than {limit} kB.",
        fix_lo="ແຍກອອກເປັນໄຟລ໌ລະບໍລິການ.",
        fix_en="Divide it, one business service to a file.",
    ),
    "empty-file": rule(
        "error",
        lo="ໄຟລ໌ນີ້ຫວ່າງເປົ່າ.",
        en="This file is empty.",
        fix_lo='ໄຟລ໌ຂອງ DIGIT ເລີ່ມດ້ວຍ {{"BusinessServices": [ …',
        fix_en='A file of DIGIT begins with {{"BusinessServices": [ …',
    ),
    "not-utf-8": rule(
        "error",
        lo="ໄຟລ໌ນີ້ບໍ່ແມ່ນ UTF-8: ໄບຕ໌ທີ {byte} ອ່ານບໍ່ໄດ້.",
        en="This file is not UTF-8: byte {byte} cannot be read.",
        fix_lo="ບັນທຶກໄຟລ໌ຄືນເປັນ UTF-8.",
        fix_en="Save it again as UTF-8.",
    ),
    "json-expected": rule(
        "error",
        lo="JSON ຂຽນຜິດ: ຢູ່ນີ້ຕ້ອງເປັນ{wanted_lo}, ບໍ່ແມ່ນ {found}.",
        en="This is not valid JSON: {wanted_en} should stand here, not {found}.",
        fix_lo='ເບິ່ງຢູ່ນີ້ ແລະ ກ່ອນໜ້ານີ້: ອາດມີ `,` ເກີນ ຫຼື ຂາດ, ຂາດ `:`, ຫຼື ຂໍ້ຄວາມບໍ່ຢູ່ໃນ "…".',
        fix_en='Look here and just before: a comma too many or missing, a missing colon, or text that is not in "…".',
    ),
    "json-unclosed": rule(
        "error",
        lo="JSON ບໍ່ຄົບ: `{sign}` ທີ່ເປີດຢູ່ນີ້ ບໍ່ມີບ່ອນປິດ.",
        en="This JSON is cut off: nothing closes the `{sign}` that opens here.",
        fix_lo="ປິດວົງເລັບ ຫຼື ເອົາໄຟລ໌ມາໃໝ່ໃຫ້ຄົບ.",
        fix_en="Close it, or fetch the whole file again.",
    ),
    "json-text-open": rule(
        "error",
        lo='ຂໍ້ຄວາມທີ່ເລີ່ມຢູ່ນີ້ ບໍ່ມີ `"` ປິດໃນແຖວດຽວກັນ ຫຼື ມີເຄື່ອງໝາຍທີ່ JSON ບໍ່ຮັບ.',
        en='The text that begins here has no closing `"` on its line, or holds a sign that JSON does not take.',
        fix_lo='ໃສ່ `"` ປິດຂໍ້ຄວາມ; ຂຶ້ນແຖວໃໝ່ຂຽນ \\n, ເຄື່ອງໝາຍ \\ ຂຽນ \\\\.',
        fix_en='Close it with `"`; write a new line as \\n and a backslash as \\\\.',
    ),
    "json-nan": rule(
        "error",
        lo="JSON ບໍ່ມີ {found}.",
        en="JSON has no {found}.",
        fix_lo="ໃສ່ຕົວເລກ ຫຼື null.",
        fix_en="Put a number there, or null.",
    ),
    "json-duplicate-key": rule(
        "error",
        lo="`{key}` ຂຽນສອງເທື່ອໃນວັດຖຸດຽວກັນ; ເທື່ອທຳອິດຢູ່ແຖວ {first}.",
        en="`{key}` is written twice in one object; the first is on line {first}.",
        fix_lo="ລຶບອັນໜຶ່ງອອກ: ບໍ່ຮູ້ວ່າອັນໃດຖືກ.",
        fix_en="Take one out: nobody can say which of them counts.",
    ),
    "json-too-deep": rule(
        "error",
        lo="ຊ້ອນກັນເລິກເກີນ {limit} ຊັ້ນ.",
        en="This is nested more than {limit} levels deep.",
        fix_lo="ຮູບແບບຂອງ DIGIT ໃຊ້ 6 ຊັ້ນ; ກວດວົງເລັບ.",
        fix_en="DIGIT's format needs six; look at the brackets.",
    ),
    "json-too-many-parts": rule(
        "error",
        lo="ໄຟລ໌ນີ້ມີຫຼາຍກວ່າ {limit} ສ່ວນ.",
        en="This file has more than {limit} keys and values.",
        fix_lo="ແຍກອອກເປັນໄຟລ໌ລະບໍລິການ.",
        fix_en="Divide it, one business service to a file.",
    ),
    "json-text-too-long": rule(
        "error",
        lo="ຂໍ້ຄວາມ ຫຼື ຕົວເລກນີ້ຍາວເກີນ {limit} ຕົວ.",
        en="This text or number is longer than {limit} characters.",
        fix_lo="ຕັດໃຫ້ສັ້ນລົງ.",
        fix_en="Shorten it.",
    ),
}
