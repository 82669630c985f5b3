"""The wording of findings about names: those there are not, those that are taken, those that stand twice."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

NAMES: Final[dict[str, Rule]] = {
    "unknown-name": rule(
        "error",
        lo="ບໍ່ມີ{kind_lo}ຊື່ `{name}`.",
        en="There is no {kind_en} named `{name}`.",
        fix_lo="{guess_lo}ທີ່ມີຢູ່: {known}.",
        fix_en="{guess_en}There are: {known}.",
    ),
    "misspelt-step": rule(
        "error",
        lo="ບໍ່ມີໃຜອ້າງເຖິງຂັ້ນຕອນ `{name}` ແຕ່ບ່ອນອື່ນຂຽນ `{meant}` ເຊິ່ງບໍ່ມີ.",
        en="Nothing names the step `{name}`, while `{meant}`, which is named elsewhere, does not exist.",
        fix_lo="ໝາຍເຖິງ `{meant}` ບໍ? ປ່ຽນຊື່ຂັ້ນຕອນຢູ່ນີ້.",
        fix_en="Did you mean `{meant}`? Change the name of the step here.",
    ),
    "reserved-name": rule(
        "error",
        lo="`{name}` ເປັນຊື່ທີ່ລະບົບໃຊ້ແລ້ວ.",
        en="`{name}` already means something to the portal.",
        fix_lo="ຕັ້ງຊື່ອື່ນ ເຊັ່ນ `{name}_1` ຫຼື ຊື່ທີ່ບອກຄວາມໝາຍ.",
        fix_en="Give it another name that says what it is.",
    ),
    "name-not-folder": rule(
        "error",
        lo="ໂຟນເດີຊື່ `{folder}` ແຕ່ບໍລິການຊື່ `{name}`.",
        en="The folder is named `{folder}` and the service `{name}`.",
        fix_lo="ຕັ້ງຊື່ໂຟນເດີ ແລະ `service` ໃຫ້ຄືກັນ; ຊື່ໜຶ່ງແມ່ນຂອງບໍລິການດຽວ.",
        fix_en="Give the folder and `service` the same name; a name belongs to one service.",
    ),
    "duplicate-field": rule(
        "error",
        lo="ຄຳຖາມ `{name}` ມີຢູ່ໜ້າ `{page}` ແລ້ວ.",
        en="The question `{name}` already stands on page `{page}`.",
        fix_lo="ແຕ່ລະຄຳຖາມມີຊື່ດຽວໃນທັງແບບຟອມ; ປ່ຽນຊື່ອັນໜຶ່ງ.",
        fix_en="A name stands once in the whole form; rename one of them.",
    ),
    "duplicate-page": rule(
        "error",
        lo="ມີສອງໜ້າທີ່ຊື່ `{name}`.",
        en="Two pages are named `{name}`.",
        fix_lo="ປ່ຽນຊື່ໜ້າໜຶ່ງ.",
        fix_en="Rename one of them.",
    ),
}
