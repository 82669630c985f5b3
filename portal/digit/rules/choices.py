"""The wording of what the import chose where DIGIT says something else than a service file can, or nothing."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

CHOICES: Final[dict[str, Rule]] = {
    "not-translated": rule(
        "warning",
        lo="ບໍ່ມີຄຳລາວສຳລັບ `{name}`; ໃນ service.yaml ຂຽນວ່າ {mark}.",
        en="There are no Lao words for `{name}`; its service.yaml says {mark}.",
        fix_lo="ຊອກ {mark} ໃນ service.yaml ແລ້ວແປ.",
        fix_en="Look for {mark} in the service.yaml, and translate.",
    ),
    "unclear-end": rule(
        "warning",
        lo="ຊື່ `{state}` ບໍ່ບອກວ່າຈົບແນວໃດ; ຖືວ່າເປັນ {outcome}.",
        en="`{state}` does not say how a case ends there; it was taken for {outcome}.",
        fix_lo="ແກ້ `end:` ໃນ service.yaml: granted, refused ຫຼື withdrawn.",
        fix_en="Put granted, refused or withdrawn into its `end:` in the service.yaml.",
    ),
    "applicant-goes-elsewhere": rule(
        "warning",
        lo="ໃນ DIGIT ຜູ້ຍື່ນຄຳຮ້ອງເຮັດ `{action}` ແລ້ວຄຳຮ້ອງໄປຫາ `{next}`; ຢູ່ນີ້ມັນກັບມາຫາ `{step}` ທີ່ສົ່ງກັບໃຫ້ແກ້ໄຂ.",
        en="In DIGIT the applicant's `{action}` brings the case to `{next}`; here it comes back to `{step}`, "
        "which had sent it.",
        fix_lo="ເຈົ້າໜ້າທີ່ຢູ່ຂັ້ນນັ້ນໃຊ້ `{step}.{name}` ເພື່ອສົ່ງໄປຕໍ່. ລຶບອອກຖ້າບໍ່ຕ້ອງການ.",
        fix_en="The officer there sends it on with `{step}.{name}`. Take that out if it is not wanted.",
    ),
    "withdrawal-built-in": rule(
        "note",
        lo="`{action}` ຂອງຜູ້ຍື່ນຄຳຮ້ອງຢູ່ `{state}` ຈົບຄຳຮ້ອງ: ຢູ່ນີ້ຜູ້ຍື່ນຄຳຮ້ອງຖອນຄຳຮ້ອງໄດ້ທຸກເວລາ.",
        en="The applicant's `{action}` in `{state}` ends the case: here applicants can withdraw at any time.",
        fix_lo="ບໍ່ຕ້ອງມີຂັ້ນຕອນໃນ service.yaml.",
        fix_en="That needs no step in a service.yaml.",
    ),
    "role-gains-action": rule(
        "warning",
        lo="`{action}` ຢູ່ `{state}` ໃນ DIGIT ແມ່ນຂອງ {roles}; ຂັ້ນຕອນໜຶ່ງມີໜ້າທີ່ດຽວ ຈຶ່ງໃຫ້ `{role}` ເຮັດ.",
        en="In DIGIT `{action}` in `{state}` is for {roles}; a step has one role, so `{role}` takes it.",
        fix_lo="ຖ້າຜູ້ອື່ນຕ້ອງຕັດສິນ ໃຫ້ແຍກເປັນສອງຂັ້ນຕອນ.",
        fix_en="Make two steps of it if others have to decide.",
    ),
    "roles-joined": rule(
        "note",
        lo="`{state}` ໃນ DIGIT ມີຫຼາຍໜ້າທີ່: {roles}; ຂັ້ນຕອນໜຶ່ງມີໜ້າທີ່ດຽວ ຈຶ່ງເລືອກ `{role}`.",
        en="In DIGIT several roles act in `{state}`: {roles}; a step has one, and `{role}` was chosen.",
        fix_lo="ແຕ່ງຕັ້ງເຈົ້າໜ້າທີ່ເຫຼົ່ານັ້ນໃຫ້ມີໜ້າທີ່ `{role}` ນຳ.",
        fix_en="Appoint those officers to `{role}` as well.",
    ),
    "citizen-action-in-office": rule(
        "warning",
        lo="`{action}` ຢູ່ `{state}` ໃນ DIGIT ຜູ້ຍື່ນຄຳຮ້ອງເຮັດເອງ; ຢູ່ນີ້ `{role}` ບັນທຶກແທນ.",
        en="In DIGIT citizens take `{action}` in `{state}` themselves; here `{role}` records it for them.",
        fix_lo="ຜູ້ຍື່ນຄຳຮ້ອງເຮັດໄດ້ຢູ່ເວັບແຕ່ແກ້ໄຂ ແລະ ຖອນຄຳຮ້ອງ. ລຶບອອກຖ້າບໍ່ຕ້ອງການ.",
        fix_en="Applicants can correct and withdraw here, nothing else. Take it out if it is not wanted.",
    ),
    "system-action": rule(
        "warning",
        lo="`{action}` ຢູ່ `{state}` ໃນ DIGIT ລະບົບເຮັດເອງ; ຢູ່ນີ້ `{role}` ຕ້ອງເຮັດ.",
        en="In DIGIT the system takes `{action}` in `{state}`; here `{role}` has to.",
        fix_lo="ໃບທີ່ໝົດອາຍຸ ໃຫ້ຂຽນ `valid` ຂອງ `certificate` ແທນ.",
        fix_en="For a paper that expires, write `valid` in a `certificate` instead.",
    ),
    "start-by-officer": rule(
        "note",
        lo="ໃນ DIGIT {roles} ເປັນຜູ້ຍື່ນ; ຢູ່ນີ້ຜູ້ຍື່ນຄຳຮ້ອງຍື່ນເອງ.",
        en="In DIGIT {roles} hand in; here the applicant does.",
        fix_lo="ຂັ້ນຕອນທຳອິດແມ່ນ `{step}`.",
        fix_en="The first step is `{step}`.",
    ),
    "intake-added": rule(
        "warning",
        lo="ຈາກສະຖານະເລີ່ມຕົ້ນໄປໄດ້ຫຼາຍທາງ ({targets}): ຕື່ມຂັ້ນຕອນ `{step}` ທີ່ເຈົ້າໜ້າທີ່ເລືອກ.",
        en="Several ways, or one to an end, lead from the start ({targets}): a step `{step}` was added, where an "
        "officer chooses.",
        fix_lo="ຖ້າຄຳຕອບໃນແບບຟອມບອກທາງໄດ້ ໃຫ້ໃຊ້ `when` ຂອງການດຳເນີນການ.",
        fix_en="Where the form's answers tell which, give its actions a `when`.",
    ),
    "documents-required": rule(
        "warning",
        lo="`{state}` ໃນ DIGIT ຕ້ອງແນບເອກະສານ (docUploadRequired): ຢູ່ນີ້ເຈົ້າໜ້າທີ່ແນບໄຟລ໌ຍັງບໍ່ໄດ້.",
        en="`{state}` wants documents uploaded in DIGIT (docUploadRequired): officers cannot attach files here yet.",
        fix_lo="ຖາມເອກະສານໃນແບບຟອມ ດ້ວຍຄຳຖາມຊະນິດ `file`.",
        fix_en="Ask the applicant for them in the form, with a question of type `file`.",
    ),
    "office-assumed": rule(
        "note",
        lo="DIGIT ບໍ່ມີລະດັບຫ້ອງການ; ຂັ້ນຕອນຂອງ {roles} ຢູ່ເມືອງ.",
        en="DIGIT has no levels of offices; the steps of {roles} were put at the district.",
        fix_lo="ນຳເຂົ້າຄືນດ້ວຍ --office ໜ້າທີ່=province ຫຼື ແກ້ `office:` ໃນ service.yaml.",
        fix_en="Import again with --office ROLE=province, or change `office:` in the service.yaml.",
    ),
    "to-be-written": rule(
        "note",
        lo="DIGIT ບໍ່ບອກ: {missing_lo}. ແບບຟອມຖາມແຕ່ຊື່, ເບີໂທລະສັບ ແລະ ບ້ານ.",
        en="DIGIT does not say: {missing_en}. The form asks for name, phone number and village only.",
        fix_lo="ຊອກ {mark} ໃນ service.yaml ແລະ ຕື່ມໃຫ້ຄົບ.",
        fix_en="Look for {mark} in the service.yaml, and complete it.",
    ),
    "payment-by-officer": rule(
        "note",
        lo="`{state}` ແມ່ນການຈ່າຍເງິນ: ຢູ່ນີ້ `{role}` ບັນທຶກເລກທີໃບຮັບເງິນ.",
        en="`{state}` is a payment: here `{role}` records it with the number of the receipt.",
        fix_lo="ຂຽນ `fee` ໃສ່ service.yaml ເພື່ອບອກຈຳນວນເງິນ.",
        fix_en="Write a `fee` into the service.yaml, to say how much.",
    ),
    "promise-rounded-up": rule(
        "note",
        lo="ນັບເປັນມື້ແລ້ວ ທາງທີ່ໄວສຸດໃຊ້ {promise} ວັນເຮັດວຽກ ຈຶ່ງສັນຍາເທົ່ານັ້ນ; ບໍລິການມີ {whole} ວັນ.",
        en="In whole days the quickest way takes {promise} working days, so that is promised; the service has {whole} "
        "days.",
        fix_lo="ແກ້ `within` ຂອງຂັ້ນຕອນ ຫຼື `promise` ຖ້າຕ້ອງການ.",
        fix_en="Change `within` of a step, or `promise`, if it should be another.",
    ),
    "sla-not-used": rule(
        "note",
        lo="`sla` ຂອງ `{state}` ບໍ່ມີບ່ອນໃສ່: ຕອນນັ້ນບໍ່ມີຫ້ອງການໃດຖືຄຳຮ້ອງ.",
        en="There is no place for the `sla` of `{state}`: no office has the case then.",
        fix_lo="ບໍ່ຕ້ອງເຮັດຫຍັງ.",
        fix_en="Nothing has to be done.",
    ),
    "examples-left-out": rule(
        "note",
        lo="ມີບ່ອນສິ້ນສຸດ {count} ແຫ່ງ; ມີຕົວຢ່າງໃຫ້ພຽງ {limit} ແຫ່ງທຳອິດ.",
        en="There are {count} ends; the first {limit} have an example.",
        fix_lo="ຂຽນຕົວຢ່າງຕື່ມໃນ service.yaml.",
        fix_en="Write more examples into the service.yaml.",
    ),
    "not-written": rule(
        "error",
        lo="`{name}` ໃຫຍ່ເກີນກວ່າໄຟລ໌ບໍລິການໜຶ່ງຈະຮັບໄດ້ ({problem}) ຈຶ່ງບໍ່ໄດ້ຂຽນ.",
        en="`{name}` is too large for a service file ({problem}), so none was written.",
        fix_lo="ແຍກອອກເປັນຫຼາຍບໍລິການ.",
        fix_en="Divide it into several services.",
    ),
    "folder-exists": rule(
        "error",
        lo="ໃນໂຟນເດີ {folder} ມີ service.yaml ຢູ່ແລ້ວ ຈຶ່ງບໍ່ໄດ້ຂຽນ `{name}`.",
        en="There is a service.yaml in {folder} already, so `{name}` was not written.",
        fix_lo="ໃຊ້ --force ເພື່ອຂຽນ service.yaml ທັບ ຫຼື --into ໂຟນເດີອື່ນ.",
        fix_en="Use --force to write its service.yaml anew, or --into another folder.",
    ),
}
