"""The wording of findings about the examples."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule
from portal.definition.rules_loading import RULES as LOADING

EXAMPLES: Final[dict[str, Rule]] = {
    "missing-key": LOADING["missing-key"],
    "no-examples": rule(
        "warning",
        lo="ບໍລິການນີ້ບໍ່ມີຕົວຢ່າງ ຈຶ່ງບໍ່ມີຫຍັງພິສູດວ່າໃຊ້ງານໄດ້.",
        en="This service has no examples, so nothing shows that it works.",
        fix_lo="ເພີ່ມ `examples:` ຢ່າງໜ້ອຍອັນໜຶ່ງທີ່ໄດ້ຮັບ ແລະ ອັນໜຶ່ງທີ່ຖືກປະຕິເສດ.",
        fix_en="Add `examples:`, at least one that is granted and one that is refused.",
    ),
    "example-fails": rule(
        "error",
        lo="ຕົວຢ່າງ `{name}` ບໍ່ເປັນໄປຕາມທີ່ຄາດ: {problem_lo}",
        en="The example `{name}` does not end as expected: {problem_en}",
        fix_lo="ແກ້ບໍລິການ ຫຼື ແກ້ຕົວຢ່າງໃຫ້ຖືກກັນ. ລະບົບກວດຕົວຢ່າງນີ້ໂດຍຖືວ່າມື້ນີ້ແມ່ນວັນທີ {day_lo}.",
        fix_en="Mend the service, or the example. It was played as if today were {day_en}.",
    ),
}
