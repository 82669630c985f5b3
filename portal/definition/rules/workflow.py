"""The wording of findings about the steps and actions."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

WORKFLOW: Final[dict[str, Rule]] = {
    "no-end": rule(
        "error",
        lo="ຂັ້ນຕອນທັງໝົດນີ້ບໍ່ມີບ່ອນສິ້ນສຸດ.",
        en="This workflow has no end.",
        fix_lo="ເພີ່ມຂັ້ນຕອນທີ່ມີ `end: granted` ແລະ ອັນໜຶ່ງທີ່ມີ `end: refused`.",
        fix_en="Add a step with `end: granted` and one with `end: refused`.",
    ),
    "starts-at-end": rule(
        "error",
        lo="ຂັ້ນຕອນທຳອິດ `{name}` ເປັນບ່ອນສິ້ນສຸດ: ບໍ່ມີຜູ້ໃດພິຈາລະນາ.",
        en="The first step, `{name}`, is an end: nobody would decide anything.",
        fix_lo="ຂຽນຂັ້ນຕອນທີ່ຄຳຮ້ອງເຂົ້າກ່ອນໄວ້ເທິງສຸດ.",
        fix_en="Write the step a new case enters first in the file.",
    ),
    "unreachable-step": rule(
        "error",
        lo="ບໍ່ມີທາງໃດໄປຮອດຂັ້ນຕອນ `{name}`.",
        en="No path leads to the step `{name}`.",
        fix_lo="ໃຫ້ການດຳເນີນການໃດໜຶ່ງມີ `to: {name}` ຫຼື ລຶບຂັ້ນຕອນນີ້ອອກ.",
        fix_en="Give some action `to: {name}`, or remove the step.",
    ),
    "dead-end": rule(
        "error",
        lo="ຈາກຂັ້ນຕອນ `{name}` ບໍ່ມີທາງໄປຕໍ່ໄດ້.",
        en="No way leads on from the step `{name}`.",
        fix_lo="ໃຫ້ການດຳເນີນການຢ່າງໜ້ອຍໜຶ່ງອັນໄປຫາຂັ້ນຕອນອື່ນ.",
        fix_en="Let at least one action lead to another step.",
    ),
    "endless-loop": rule(
        "error",
        lo="ຈາກຂັ້ນຕອນ `{name}` ມີແຕ່ວົນໄປມາ ບໍ່ມີທາງສິ້ນສຸດ: {path}.",
        en="From the step `{name}` a case goes in circles and never ends: {path}.",
        fix_lo="ໃຫ້ຂັ້ນຕອນໃດໜຶ່ງໃນວົງນັ້ນໄປຫາບ່ອນສິ້ນສຸດໄດ້.",
        fix_en="Let one of these steps lead to an end.",
    ),
    "branch-never-done": rule(
        "error",
        lo="ສາຍງານ `{name}` ບໍ່ມີການດຳເນີນການ `to: done` ຈຶ່ງລໍຖ້າບໍ່ມີວັນແລ້ວ.",
        en="The branch `{name}` has no action `to: done`, so the others would wait for it forever.",
        fix_lo="ໃຫ້ການດຳເນີນການທີ່ເຫັນດີ ມີ `to: done`.",
        fix_en="Give its approving action `to: done`.",
    ),
    "refusal-goes-on": rule(
        "warning",
        lo="`{name}` ເວົ້າວ່າປະຕິເສດ ແຕ່ `to: done` ໃຫ້ຄຳຮ້ອງໄປຕໍ່.",
        en="`{name}` is worded as a refusal, but with `to: done` the case goes on.",
        fix_lo="ໃຫ້ໄປຫາບ່ອນສິ້ນສຸດທີ່ມີ `end: refused` ຫຼື ຕັ້ງຊື່ໃໝ່ໃຫ້ເປັນຄຳເຫັນ.",
        fix_en="Let it lead to a step with `end: refused`, or name it as an opinion.",
    ),
    "done-outside-branch": rule(
        "error",
        lo="`to: done` ໃຊ້ໄດ້ແຕ່ໃນສາຍງານຂອງຂັ້ນຕອນຄູ່ຂະໜານ.",
        en="`to: done` is only for the branches of a parallel step.",
        fix_lo="ໃສ່ຊື່ຂັ້ນຕອນຕໍ່ໄປແທນ.",
        fix_en="Name the next step instead.",
    ),
    "join-too-large": rule(
        "error",
        lo="`join: {join}` ແຕ່ມີພຽງ {branches} ສາຍງານ.",
        en="`join: {join}`, but there are {branches} branches.",
        fix_lo="ໃຊ້ `all` ຫຼື ຈຳນວນທີ່ບໍ່ເກີນ {branches}.",
        fix_en="Use `all`, or a number up to {branches}.",
    ),
    "send-back-without-fields": rule(
        "error",
        lo="ການດຳເນີນການ `{name}` ສົ່ງກັບໃຫ້ຜູ້ຍື່ນຄຳຮ້ອງ ແຕ່ບໍ່ຖາມວ່າໃຫ້ແກ້ຄຳຖາມໃດ.",
        en="`{name}` sends the case back to the applicant without saying which answers to correct.",
        fix_lo="ເພີ່ມ `asks: [fields, note]`.",
        fix_en="Add `asks: [fields, note]`.",
    ),
    "fields-no-effect": rule(
        "warning",
        lo="`fields` ບໍ່ມີຜົນກັບ `{name}`: ການດຳເນີນການນີ້ບໍ່ໄດ້ສົ່ງກັບໃຫ້ຜູ້ຍື່ນຄຳຮ້ອງແກ້ໄຂ.",
        en="`fields` has no effect on `{name}`: it does not send the case back to the applicant.",
        fix_lo="ລຶບອອກ ຫຼື ຂຽນ `to: applicant`; ຈະບອກເພື່ອນຮ່ວມງານ ໃຊ້ `asks: [note]`.",
        fix_en="Take it out, or write `to: applicant`; to tell colleagues something, use `asks: [note]`.",
    ),
    "refusal-without-reason": rule(
        "warning",
        lo="ການດຳເນີນການ `{name}` ປະຕິເສດໂດຍບໍ່ຖາມເຫດຜົນ.",
        en="`{name}` refuses the case without asking for a reason.",
        fix_lo="ເພີ່ມ `asks: [reason]` ເພື່ອໃຫ້ຜູ້ຍື່ນຄຳຮ້ອງຮູ້ສາເຫດ.",
        fix_en="Add `asks: [reason]`, so that the citizen learns why.",
    ),
    "ask-part": rule(
        "error",
        lo="ການດຳເນີນການຖາມ `{name}` ແບບນີ້ບໍ່ໄດ້ ({what}).",
        en="An officer cannot be asked `{name}` with an action ({what}).",
        fix_lo="ໃຊ້ຄຳຖາມທຳມະດາ ທີ່ຖາມທຸກຄັ້ງ: ບໍ່ແມ່ນກຸ່ມ, ໄຟລ໌, ຄ່າຄິດໄລ່ ຫຼື ຂໍ້ຄວາມບອກ ແລະ ບໍ່ມີ `when`.",
        fix_en="Ask a plain question, always: no group, file, computed value, statement or `when`.",
    ),
    "asked-twice": rule(
        "error",
        lo="ການດຳເນີນການນີ້ຖາມ `{name}` ສອງເທື່ອ.",
        en="This action asks `{name}` twice.",
        fix_lo="ລຶບອັນໜຶ່ງອອກ.",
        fix_en="Take one out.",
    ),
    "nobody-acts-there": rule(
        "error",
        lo="`{name}` ເປັນບ່ອນສິ້ນສຸດ ບໍ່ມີໃຜດຳເນີນການຢູ່ນັ້ນ: `not_by` ຈຶ່ງບໍ່ຫ້າມໃຜ.",
        en="`{name}` is an end, and nobody acts there: `not_by` would bar nobody.",
        fix_lo="{guess_lo}ໃສ່ຊື່ຂັ້ນຕອນທີ່ເຈົ້າໜ້າທີ່ດຳເນີນການມາກ່ອນ: {known}.",
        fix_en="{guess_en}Name a step in which officers act before: {known}.",
    ),
    "not-before": rule(
        "warning",
        lo="ບໍ່ມີທາງຈາກ `{name}` ມາຮອດ `{step}`, ຈຶ່ງບໍ່ມີໃຜດຳເນີນການຢູ່ນັ້ນມາກ່ອນ: `not_by` ບໍ່ຫ້າມໃຜ.",
        en="No way leads from `{name}` to `{step}`, so nobody has acted there before: `not_by` bars nobody.",
        fix_lo="ໃສ່ຊື່ຂັ້ນຕອນທີ່ມາກ່ອນ ({known}) ຫຼື ຍ້າຍ `not_by` ໄປໃສ່ການດຳເນີນການທີ່ມາພາຍຫຼັງ.",
        fix_en="Name a step that comes before ({known}), or move `not_by` to the action that comes later.",
    ),
    "may-strand": rule(
        "warning",
        lo="ທຸກການດຳເນີນການຂອງຂັ້ນຕອນ `{name}` ມີເງື່ອນໄຂ: ອາດມີກໍລະນີທີ່ເຮັດຫຍັງບໍ່ໄດ້.",
        en="Every action of `{name}` has a condition: there may be cases nobody can move.",
        fix_lo="ໃຫ້ມີຢ່າງໜ້ອຍໜຶ່ງການດຳເນີນການທີ່ບໍ່ມີ `when`.",
        fix_en="Leave at least one action without `when`.",
    ),
    "late-not-above": rule(
        "error",
        lo="ວຽກທີ່ຊ້າຂອງຂັ້ນຕອນລະດັບ {office} ສົ່ງໄປ {to} ບໍ່ໄດ້: ບໍ່ແມ່ນລະດັບທີ່ສູງກວ່າ.",
        en="Late work of a {office} office cannot go to {to}: that is not a higher level.",
        fix_lo="ໃຊ້ລະດັບທີ່ສູງກວ່າ (village → district → province) ຫຼື ລຶບ `late` ອອກ.",
        fix_en="Name a higher level (village, then district, then province), or remove `late`.",
    ),
    "late-without-within": rule(
        "warning",
        lo="ຂັ້ນຕອນ `{name}` ມີ `late` ແຕ່ບໍ່ມີກຳນົດເວລາ ຈຶ່ງບໍ່ມີວັນຊ້າ.",
        en="The step `{name}` has `late` but no `within`, so it is never late.",
        fix_lo="ເພີ່ມ `within: 2 working days` ຫຼື ລຶບ `late` ອອກ.",
        fix_en="Add `within: 2 working days`, or remove `late`.",
    ),
    "no-office": rule(
        "error",
        lo="ຂັ້ນຕອນ `{name}` ຢູ່ລະດັບ {office} ແຕ່ `place` ບອກພຽງລະດັບ {place}.",
        en="The step `{name}` belongs to a {office}, but `place` tells only the {place}.",
        fix_lo="ໃຫ້ `place` ຖາມລະດັບ {office} ຫຼື ຍ້າຍຂັ້ນຕອນໄປລະດັບທີ່ສູງກວ່າ.",
        fix_en="Let `place` ask for the {office}, or move the step to a higher level.",
    ),
    "promise-too-short": rule(
        "warning",
        lo="ກຳນົດໄວ້ {promise} ວັນເຮັດວຽກ ແຕ່ທາງທີ່ໄວສຸດອາດໃຊ້ {needed} ວັນເຮັດວຽກ.",
        en="{promise} working days are promised, but the quickest way may take {needed}.",
        fix_lo="ເພີ່ມ `promise` ຫຼື ຫຼຸດ `within` ຂອງຂັ້ນຕອນ.",
        fix_en="Promise more days, or give the steps fewer.",
    ),
}
