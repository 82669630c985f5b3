"""The wording of findings about what is wrong with a workflow of DIGIT itself."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

FAULTS: Final[dict[str, Rule]] = {
    "no-start": rule(
        "error",
        lo="ບໍລິການ `{name}` ບໍ່ມີສະຖານະເລີ່ມຕົ້ນ.",
        en="The service `{name}` has no start state.",
        fix_lo="DIGIT ເລີ່ມຈາກສະຖານະທີ່ `state` ເປັນ null; ການນຳເຂົ້າເລີ່ມຈາກ `{start}`.",
        fix_en="DIGIT starts at the state whose `state` is null. The import starts at `{start}`.",
    ),
    "start-has-name": rule(
        "warning",
        lo="ສະຖານະເລີ່ມຕົ້ນມີຊື່ `{state}`; DIGIT ຕ້ອງການອັນທີ່ບໍ່ມີຊື່.",
        en="The start state is named `{state}`; DIGIT looks for one without a name.",
        fix_lo="ຕື່ມສະຖານະທີ່ `state` ເປັນ null, ທີ່ນຳໄປຫາ `{state}`.",
        fix_en="Add a state whose `state` is null, with an action that leads to `{state}`.",
    ),
    "several-starts": rule(
        "warning",
        lo="`{state}` ກໍໝາຍວ່າເປັນສະຖານະເລີ່ມຕົ້ນ (isStartState), ແຕ່ຄຳຮ້ອງເລີ່ມຈາກ {start}.",
        en="`{state}` is marked as a start state too (isStartState), but cases start at {start}.",
        fix_lo="ໃສ່ `isStartState: false` ຢູ່ນີ້.",
        fix_en="Put `isStartState: false` here.",
    ),
    "duplicate-state": rule(
        "error",
        lo="ສະຖານະ `{state}` ມີສອງອັນ; ອັນທຳອິດຢູ່ແຖວ {first}.",
        en="There are two states `{state}`; the first is on line {first}.",
        fix_lo="ປ່ຽນຊື່ ຫຼື ລຶບອັນໜຶ່ງ; ການນຳເຂົ້າໃຊ້ອັນທຳອິດ.",
        fix_en="Rename one of them or take it out. The import took the first.",
    ),
    "duplicate-action": rule(
        "error",
        lo="`{state}` ມີ `{action}` ສອງອັນ; ອັນທຳອິດຢູ່ແຖວ {first}.",
        en="`{state}` has two actions `{action}`; the first is on line {first}.",
        fix_lo="DIGIT ໃຊ້ແຕ່ອັນທຳອິດ, ການນຳເຂົ້າກໍຄືກັນ; ປ່ຽນຊື່ອັນທີສອງ ຫຼື ລຶບອອກ.",
        fix_en="DIGIT never takes the second, nor did the import. Rename it, or take it out.",
    ),
    "no-next-state": rule(
        "error",
        lo="`{action}` ຢູ່ `{state}` ບໍ່ບອກວ່າໄປໃສ (`nextState`).",
        en="`{action}` in `{state}` does not say where it leads (`nextState`).",
        fix_lo="ຕື່ມ `nextState`; ການນຳເຂົ້າຂ້າມການດຳເນີນການນີ້.",
        fix_en="Name its `nextState`. The action was left out.",
    ),
    "unknown-next-state": rule(
        "error",
        lo="`{action}` ຢູ່ `{state}` ໄປຫາ `{next}` ທີ່ບໍ່ມີ.",
        en="`{action}` in `{state}` leads to `{next}`, which does not exist.",
        fix_lo="{guess_lo}ມີ: {known}. ການນຳເຂົ້າຂ້າມການດຳເນີນການນີ້.",
        fix_en="{guess_en}There are: {known}. The action was left out.",
    ),
    "current-state-differs": rule(
        "warning",
        lo="`{action}` ຢູ່ໃນ `{state}` ແຕ່ `currentState` ຂຽນວ່າ `{current}`.",
        en="`{action}` stands in `{state}`, but its `currentState` says `{current}`.",
        fix_lo="ລຶບ `currentState` ອອກ: DIGIT ແລະ ການນຳເຂົ້າເຊື່ອບ່ອນທີ່ມັນຢູ່.",
        fix_en="Take `currentState` out: DIGIT, and the import, go by where the action stands.",
    ),
    "unreachable-state": rule(
        "warning",
        lo="ບໍ່ມີທາງໃດໄປຮອດສະຖານະ `{state}`.",
        en="No path leads to the state `{state}`.",
        fix_lo="ໃຫ້ການດຳເນີນການໃດໜຶ່ງໄປຫາມັນ ຫຼື ລຶບອອກ; ການນຳເຂົ້າຂ້າມມັນໄປ.",
        fix_en="Let an action lead to it, or take it out. It was left out.",
    ),
    "dead-end": rule(
        "error",
        lo="ຈາກ `{state}` ໄປໃສບໍ່ໄດ້ ແຕ່ບໍ່ໄດ້ໝາຍວ່າເປັນບ່ອນສິ້ນສຸດ (isTerminateState).",
        en="No way leads on from `{state}`, which is not marked as an end (isTerminateState).",
        fix_lo="ໃສ່ `isTerminateState: true` ຫຼື ຕື່ມການດຳເນີນການ; ການນຳເຂົ້າຖືວ່າເປັນບ່ອນສິ້ນສຸດ.",
        fix_en="Put `isTerminateState: true`, or add an action. It was imported as an end.",
    ),
    "endless": rule(
        "error",
        lo="ຈາກ `{state}` ມີແຕ່ວົນໄປມາ ບໍ່ມີທາງຮອດບ່ອນສິ້ນສຸດ.",
        en="From `{state}` a case goes in circles and never comes to an end.",
        fix_lo="ໃຫ້ສະຖານະໃດໜຶ່ງໃນວົງນັ້ນໄປຫາບ່ອນສິ້ນສຸດ.",
        fix_en="Let one of the states of the circle lead to an end.",
    ),
    "no-end": rule(
        "error",
        lo="ຄຳຮ້ອງຂອງ `{name}` ບໍ່ມີທາງຮອດບ່ອນສິ້ນສຸດ ຈຶ່ງນຳເຂົ້າບໍ່ໄດ້.",
        en="No case of `{name}` can ever come to an end, so it was not imported.",
        fix_lo="ໝາຍສະຖານະສຸດທ້າຍດ້ວຍ `isTerminateState: true` ແລະ ໃຫ້ມີທາງໄປຫາມັນ.",
        fix_en="Mark its last states with `isTerminateState: true`, and let actions lead there.",
    ),
    "no-way-in": rule(
        "error",
        lo="ຄຳຮ້ອງຂອງ `{name}` ອອກຈາກສະຖານະເລີ່ມຕົ້ນບໍ່ໄດ້ ຈຶ່ງນຳເຂົ້າບໍ່ໄດ້.",
        en="No case of `{name}` gets past its start, so it was not imported.",
        fix_lo="ໃຫ້ການດຳເນີນການຂອງສະຖານະເລີ່ມຕົ້ນໄປຫາສະຖານະຕໍ່ໄປ.",
        fix_en="Let an action of the start state lead to the next state.",
    ),
    "terminate-with-actions": rule(
        "warning",
        lo="`{state}` ເປັນບ່ອນສິ້ນສຸດ (isTerminateState) ແຕ່ຍັງມີ {count} ການດຳເນີນການ: {actions}.",
        en="`{state}` is marked as an end (isTerminateState) and still has {count} actions: {actions}.",
        fix_lo="{meaning_lo}",
        fix_en="{meaning_en}",
    ),
    "granted-without-end": rule(
        "warning",
        lo="`{state}` ຟັງຄືອະນຸມັດແລ້ວ ແຕ່ບໍ່ແມ່ນບ່ອນສິ້ນສຸດ ແລະ ຈາກນັ້ນມີແຕ່ {actions}: ຄຳຮ້ອງທີ່ອະນຸມັດແລ້ວບໍ່ມີວັນຈົບ.",
        en="`{state}` sounds granted, but is no end, and only {actions} lead on: a case that is granted never ends.",
        fix_lo="ການນຳເຂົ້າຕື່ມ `close` ທີ່ຈົບຢູ່ `{end}`; ລຶບອອກຖ້າມີຂັ້ນຕອນຕໍ່ໄປແທ້.",
        fix_en="The import added `close`, which ends in `{end}`. Take it out if something else grants the case.",
    ),
    "no-granted-end": rule(
        "warning",
        lo="`{name}` ບໍ່ມີບ່ອນສິ້ນສຸດໃດທີ່ຜູ້ຍື່ນຄຳຮ້ອງໄດ້ຮັບສິ່ງທີ່ຂໍ.",
        en="`{name}` has no end at which the applicant gets what they applied for.",
        fix_lo="ກວດ `end:` ຂອງບ່ອນສິ້ນສຸດໃນ service.yaml.",
        fix_en="Look at `end:` of the ends in its service.yaml.",
    ),
    "no-sla": rule(
        "warning",
        lo="`{name}` ບໍ່ບອກເວລາທັງໝົດ (businessServiceSla); ໃສ່ {days} ວັນເຮັດວຽກໄວ້ກ່ອນ.",
        en="`{name}` says nothing of the time for all of it (businessServiceSla); {days} working days were put.",
        fix_lo="ແກ້ `promise` ໃນ service.yaml ໃຫ້ເປັນເວລາທີ່ສັນຍາໄດ້ແທ້.",
        fix_en="Put into `promise` of its service.yaml what can be kept.",
    ),
    "sla-not-positive": rule(
        "error",
        lo="ເວລາ {sla} ມິນລິວິນາທີ ເປັນໄປບໍ່ໄດ້.",
        en="A time of {sla} ms cannot be.",
        fix_lo="ໃສ່ມິນລິວິນາທີ (ໜຶ່ງວັນແມ່ນ 86400000) ຫຼື null; ການນຳເຂົ້າເຮັດຄືກັບວ່າບໍ່ມີ.",
        fix_en="Put milliseconds there (a day is 86400000), or null. The import took it for none.",
    ),
    "sla-too-short": rule(
        "warning",
        lo="{sla} ມິນລິວິນາທີ ສັ້ນກວ່ານາທີ: ອາດເປັນວິນາທີ ຫຼື ຊົ່ວໂມງ.",
        en="{sla} ms is less than a minute: seconds or hours may have been meant.",
        fix_lo="ໃສ່ມິນລິວິນາທີ (ໜຶ່ງວັນແມ່ນ 86400000); ການນຳເຂົ້າໃສ່ 1 ວັນເຮັດວຽກ.",
        fix_en="Put milliseconds there (a day is 86400000). The import put 1 working day.",
    ),
    "sla-too-long": rule(
        "warning",
        lo="{days} ວັນ ຍາວເກີນໄປ; ການນຳເຂົ້າໃສ່ {most} ວັນເຮັດວຽກ.",
        en="{days} days is too long for a service file; {most} working days were put.",
        fix_lo="ກວດວ່າເປັນມິນລິວິນາທີແທ້ (ໜຶ່ງວັນແມ່ນ 86400000).",
        fix_en="Check that these are milliseconds (a day is 86400000).",
    ),
    "sla-over-service": rule(
        "warning",
        lo="`{state}` ມີເວລາ {days} ວັນ ແຕ່ທັງບໍລິການມີພຽງ {whole} ວັນ.",
        en="`{state}` has {days} days, but the whole service only {whole}.",
        fix_lo="ຫຼຸດ `sla` ຢູ່ນີ້ ຫຼື ເພີ່ມ `businessServiceSla`.",
        fix_en="Lower `sla` here, or raise `businessServiceSla`.",
    ),
    "slas-exceed-service": rule(
        "warning",
        lo="ທາງທີ່ໄວສຸດອາດໃຊ້ {needed} ວັນ ແຕ່ທັງບໍລິການມີພຽງ {whole} ວັນ.",
        en="The quickest way may take {needed} days, but the whole service has only {whole}.",
        fix_lo="ເພີ່ມ `businessServiceSla` ຫຼື ຫຼຸດ `sla` ຂອງສະຖານະ; ການນຳເຂົ້າສັນຍາ {promise} ວັນເຮັດວຽກ.",
        fix_en="Raise `businessServiceSla`, or lower the states' `sla`. The import promises {promise} working days.",
    ),
}
