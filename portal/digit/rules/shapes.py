"""The wording of findings about JSON that does not have the shape of DIGIT's BusinessService."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

SHAPES: Final[dict[str, Rule]] = {
    "no-services": rule(
        "error",
        lo="ໄຟລ໌ນີ້ບໍ່ມີ BusinessService ຂອງ DIGIT.",
        en="There is no BusinessService of DIGIT in this file.",
        fix_lo='ຕ້ອງເປັນ {{"BusinessServices": [ … ]}}, ລາຍການຂອງ BusinessService ຫຼື BusinessService ອັນດຽວ.',
        fix_en='It has to be {{"BusinessServices": [ … ]}}, a list of business services, or a single one.',
    ),
    "wrong-type": rule(
        "error",
        lo="`{key}` ຕ້ອງເປັນ{wanted_lo}, ບໍ່ແມ່ນ {found}.",
        en="`{key}` has to be {wanted_en}, not {found}.",
        fix_lo="ແກ້ຄ່ານີ້; ການນຳເຂົ້າເຮັດຄືກັບວ່າບໍ່ມີຄ່ານີ້.",
        fix_en="Mend it. The import went on as if it were not there.",
    ),
    "no-name": rule(
        "error",
        lo="ບໍລິການນີ້ບໍ່ມີຊື່ (`businessService`).",
        en="This service has no name (`businessService`).",
        fix_lo='ຕື່ມ `"businessService": "…"`.',
        fix_en='Add `"businessService": "…"`.',
    ),
    "no-states": rule(
        "error",
        lo="ບໍລິການ `{name}` ບໍ່ມີສະຖານະ (`states`) ຈຶ່ງນຳເຂົ້າບໍ່ໄດ້.",
        en="The service `{name}` has no states, so it was not imported.",
        fix_lo="`states` ແມ່ນລາຍການຂອງສະຖານະ; ເອົາໄຟລ໌ທີ່ຄົບມາໃໝ່.",
        fix_en="`states` is a list of its states: fetch the whole configuration again.",
    ),
    "too-large": rule(
        "error",
        lo="ບໍລິການ `{name}` ມີ {what_lo} ຫຼາຍກວ່າ {limit} ຈຶ່ງນຳເຂົ້າບໍ່ໄດ້.",
        en="The service `{name}` has more than {limit} {what_en}, so it was not imported.",
        fix_lo="ແຍກອອກເປັນຫຼາຍບໍລິການ.",
        fix_en="Divide it into several services.",
    ),
    "duplicate-service": rule(
        "warning",
        lo="ມີບໍລິການຊື່ `{name}` ຢູ່ກ່ອນແລ້ວໃນໄຟລ໌ນີ້; ອັນນີ້ໄດ້ຊື່ `{slug}`.",
        en="A service named `{name}` stands in this file already; this one is called `{slug}`.",
        fix_lo="ເລືອກອັນໜຶ່ງ ຫຼື ປ່ຽນຊື່.",
        fix_en="Keep one of them, or rename it.",
    ),
    "nameless-action": rule(
        "error",
        lo="ການດຳເນີນການນີ້ບໍ່ມີຊື່ (`action`): ບໍ່ມີໃຜໃຊ້ມັນໄດ້.",
        en="This action has no name (`action`): nobody can ever take it.",
        fix_lo="ຕັ້ງຊື່ ຫຼື ລຶບອອກ; ການນຳເຂົ້າຂ້າມມັນໄປ.",
        fix_en="Name it, or take it out. It was left out.",
    ),
    "nameless-state": rule(
        "error",
        lo="ສະຖານະນີ້ບໍ່ມີຊື່ ແຕ່ບໍ່ແມ່ນສະຖານະເລີ່ມຕົ້ນ: ມີອັນອື່ນຢູ່ກ່ອນແລ້ວ.",
        en="This state has no name and is not the start: another state without a name stands before it.",
        fix_lo="ຕັ້ງຊື່ ຫຼື ລຶບອອກ; ການນຳເຂົ້າຂ້າມມັນໄປ.",
        fix_en="Name it, or take it out. It was left out.",
    ),
    "no-roles": rule(
        "error",
        lo="ບໍ່ມີໜ້າທີ່ໃດເຮັດ `{action}` ຢູ່ `{state}` ໄດ້ (`roles` ຫວ່າງເປົ່າ).",
        en="No role may take `{action}` in `{state}`: its `roles` are empty.",
        fix_lo="ຕື່ມໜ້າທີ່; ການນຳເຂົ້າໃຫ້ `{role}` ເຮັດ.",
        fix_en="Name the roles. The import lets `{role}` take it.",
    ),
}
