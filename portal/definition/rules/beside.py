"""The wording of findings about a service among the services beside it."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

BESIDE: Final[dict[str, Rule]] = {
    "doubtful-role": rule(
        "warning",
        lo="ໜ້າທີ່ `{name}` ຄ້າຍຄື `{meant}` ທີ່ໃຊ້ຢູ່ບ່ອນອື່ນ.",
        en="The role `{name}` looks like `{meant}`, which is used elsewhere.",
        fix_lo="ໝາຍເຖິງ `{meant}` ບໍ? ຖ້າບໍ່ແມ່ນ ໃຫ້ແຕ່ງຕັ້ງເຈົ້າໜ້າທີ່ເປັນ `{name}` ຖ້າບໍ່ດັ່ງນັ້ນ ຈະບໍ່ມີຜູ້ໃດໄດ້ຮັບຄຳຮ້ອງ.",
        fix_en="Did you mean `{meant}`? If not, appoint officers as `{name}`: otherwise nobody gets these cases.",
    ),
    "role-without-officer": rule(
        "warning",
        lo="ບໍ່ມີເຈົ້າໜ້າທີ່ໃດມີໜ້າທີ່ `{name}` ຢູ່ຫ້ອງການລະດັບ {level}.",
        en="No officer has the role `{name}` at any {level} office.",
        fix_lo="ແຕ່ງຕັ້ງເຈົ້າໜ້າທີ່ດ້ວຍ `portal officers appoint` ຫຼື ກວດວ່າຊື່ໜ້າທີ່ຂຽນຖືກບໍ.",
        fix_en="Appoint officers with `portal officers appoint`, or look whether the role is spelt right.",
    ),
    "number-shared": rule(
        "warning",
        lo="ເລກທີນີ້ຂຽນແບບດຽວກັນກັບໃບຂອງບໍລິການ {other} ທີ່ຫ້ອງການດຽວກັນເຊັນ ຈຶ່ງຈະຊ້ຳກັນ.",
        en="This number is written like that of {other}, which the same office signs, so the two give equal numbers.",
        fix_lo="ໃສ່ຕົວໜັງສືນຳໜ້າທີ່ບໍລິການອື່ນບໍ່ໃຊ້ ເຊັ່ນ `RC-{{year}}/{{office.code}}/{{serial:05}}`.",
        fix_en="Put letters before it that no other service uses, as in `RC-{{year}}/{{office.code}}/{{serial:05}}`.",
    ),
}
