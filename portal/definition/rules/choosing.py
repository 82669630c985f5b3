"""The wording of findings about what people choose from: options and actions."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

CHOOSING: Final[dict[str, Rule]] = {
    "bad-option": rule(
        "error",
        lo="ຕົວເລືອກຊື່ `{name}` ເລືອກບໍ່ໄດ້: ຊື່ຫວ່າງເປົ່າ, ມີຊ່ອງຫວ່າງຢູ່ຫົວ ຫຼື ທ້າຍ, ມີເຄື່ອງໝາຍທີ່ເບິ່ງບໍ່ເຫັນ ຫຼື ພິມໃສ່ໃບບໍ່ໄດ້ ຫຼື ຍາວກວ່າ {most} ຕົວ.",
        en="The option named `{name}` cannot be chosen: its name is blank, begins or ends with a space, "
        "has a sign that cannot be seen or that no paper prints, or is longer than {most} characters.",
        fix_lo="ຕັ້ງຊື່ສັ້ນໆທີ່ບອກຄວາມໝາຍ ເຊັ່ນ `not_known: {{lo: ບໍ່ຮູ້, en: Not known}}`; ສິ່ງທີ່ຄົນອ່ານຢູ່ໃນ `lo` ແລະ `en`.",
        fix_en="Give it a short name that says what it is, as `not_known: {{lo: ບໍ່ຮູ້, en: Not known}}`; "
        "what people read stands in `lo` and `en`.",
    ),
    "same-label": rule(
        "warning",
        lo="`{name}` ຂຽນວ່າ «{label}» ຄືກັນກັບ `{other}`: ບໍ່ມີໃຜແຍກອອກ.",
        en="`{name}` reads “{label}”, as `{other}` does: nobody can tell them apart.",
        fix_lo="ຂຽນແຕ່ລະອັນໃຫ້ຕ່າງກັນ ທັງສອງພາສາ.",
        fix_en="Word each of them differently, in both languages.",
    ),
}
