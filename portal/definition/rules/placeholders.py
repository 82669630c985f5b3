"""The wording of findings about what placeholders are filled with, and braces that are read as they stand."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

PLACEHOLDERS: Final[dict[str, Rule]] = {
    "doubled-braces": rule(
        "warning",
        lo="ວົງເລັບປີກກາສອງອັນແມ່ນວົງເລັບທຳມະດາ: ຜູ້ອ່ານຈະເຫັນ {{{inside}}}.",
        en="Doubled braces are braces and no placeholder: readers will see {{{inside}}}.",
        fix_lo="{guess_lo}ຖ້າຕ້ອງການໃຫ້ຕື່ມຄ່າ ໃຫ້ຂຽນ {{ຊື່}} ດ້ວຍວົງເລັບອັນດຽວ; ໃຊ້ໄດ້: {known}.",
        fix_en="{guess_en}To have something filled in, write {{name}} with one brace on each side; "
        "use one of: {known}.",
    ),
    "asked-otherwise": rule(
        "warning",
        lo="`{name}` ຖາມເປັນຊະນິດ {type} ຢູ່ນີ້ ແຕ່ການດຳເນີນການອື່ນຖາມເປັນ {other}.",
        en="`{name}` is asked as `{type}` here, while another action asks it as `{other}`.",
        fix_lo="ໃຫ້ເປັນຊະນິດດຽວກັນ ຫຼື ຕັ້ງຊື່ຕ່າງກັນ.",
        fix_en="Give both the same type, or names of their own.",
    ),
    "unit-twice": rule(
        "warning",
        lo="{{{name}}} ມີຄຳວ່າ «{unit}» ຢູ່ແລ້ວ: ຜູ້ອ່ານຈະເຫັນສອງເທື່ອ.",
        en="{{{name}}} already ends with “{unit}”: readers will see it twice.",
        fix_lo="ລຶບ «{unit}» ທີ່ຢູ່ຫຼັງ {{{name}}}.",
        fix_en="Take out the “{unit}” behind {{{name}}}.",
    ),
}
