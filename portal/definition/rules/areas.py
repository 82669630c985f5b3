"""The wording of findings about the codes of areas."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

AREAS: Final[dict[str, Rule]] = {
    "no-such-area": rule(
        "error",
        lo="ບໍ່ມີ{level_lo}ທີ່ມີລະຫັດ `{value}`: `{name}` ຈະບໍ່ເທົ່າກັບຄ່ານີ້ຈັກເທື່ອ.",
        en="`{value}` is the code of no area: the answer to `{name}` is the code of {level_en}, and never equals this.",
        fix_lo="ຂຽນລະຫັດ ເຊັ່ນ `'{example}'`; ຊອກລະຫັດດ້ວຍ `portal places search {search}`.",
        fix_en="Write a code, as `'{example}'`; `portal places search {search}` finds it.",
    ),
}
