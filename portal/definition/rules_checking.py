"""The wording of what the checker finds in a service that could be read. docs/checker.md explains each code."""

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

FORM: Final[dict[str, Rule]] = {
    "no-options": rule(
        "error",
        lo="ຄຳຖາມ `{name}` ໃຫ້ເລືອກ ແຕ່ບໍ່ມີຕົວເລືອກ.",
        en="The question `{name}` is a choice with nothing to choose.",
        fix_lo="ເພີ່ມ `options: {{ຊື່: {{lo: …, en: …}}}}`.",
        fix_en="Add `options: {{name: {{lo: …, en: …}}}}`.",
    ),
    "no-fields": rule(
        "error",
        lo="ກຸ່ມ `{name}` ບໍ່ມີຄຳຖາມຢູ່ໃນ.",
        en="The group `{name}` has no questions in it.",
        fix_lo="ເພີ່ມ `fields:` ທີ່ບອກຄຳຖາມຂອງແຕ່ລະລາຍການ.",
        fix_en="Add `fields:` with the questions of one row.",
    ),
    "no-value": rule(
        "error",
        lo="`{name}` ເປັນຄ່າຄິດໄລ່ ແຕ່ບໍ່ມີສູດ.",
        en="`{name}` is computed, but nothing says how.",
        fix_lo='ເພີ່ມ `value:` ພ້ອມສູດ ເຊັ່ນ `value: "area * 1500"`.',
        fix_en='Add `value:` with an expression, such as `value: "area * 1500"`.',
    ),
    "group-part": rule(
        "error",
        lo="`{name}` ໃຊ້ໃນກຸ່ມບໍ່ໄດ້ ({what}).",
        en="`{name}` cannot stand in a group ({what}).",
        fix_lo="ຍ້າຍອອກໄປໄວ້ນອກກຸ່ມ. ໃນກຸ່ມມີໄດ້ແຕ່ຄຳຖາມທຳມະດາ ທີ່ຖາມທຸກລາຍການ.",
        fix_en="Move it out of the group. A group holds plain questions that are asked in every row.",
    ),
    "no-effect": rule(
        "warning",
        lo="`{key}` ບໍ່ມີຜົນກັບຄຳຖາມຊະນິດ {type}.",
        en="`{key}` has no effect on a question of type {type}.",
        fix_lo="ລຶບອອກ ຫຼື ປ່ຽນຊະນິດຂອງຄຳຖາມ.",
        fix_en="Remove it, or change the type of the question.",
    ),
    "bad-pattern": rule(
        "error",
        lo="`pattern` ນີ້ບໍ່ແມ່ນ regular expression ທີ່ຖືກຕ້ອງ.",
        en="This `pattern` is not a regular expression.",
        fix_lo="ໃຊ້ຮູບແບບ RE2 ເຊັ່ນ `[0-9]{{6}}`; ບໍ່ມີ lookahead ຫຼື backreference.",
        fix_en="Use RE2 syntax, such as `[0-9]{{6}}`; it has no lookahead and no backreferences.",
    ),
    "empty-range": rule(
        "error",
        lo="ບໍ່ມີຄຳຕອບໃດຖືກໄດ້: {least} ໃຫຍ່ກວ່າ {most}.",
        en="No answer can be right: {least} is more than {most}.",
        fix_lo="ສະຫຼັບ ຫຼື ແກ້ຕົວເລກທັງສອງ.",
        fix_en="Exchange the two numbers, or correct them.",
    ),
    "place-not-area": rule(
        "error",
        lo="`place` ຕ້ອງເປັນຄຳຖາມຊະນິດ village, district ຫຼື province ແຕ່ `{name}` ແມ່ນ {type}.",
        en="`place` must be a question of type village, district or province; `{name}` is {type}.",
        fix_lo="ໃສ່ຊື່ຄຳຖາມທີ່ຖາມບ້ານ, ເມືອງ ຫຼື ແຂວງ: ມັນບອກວ່າຫ້ອງການໃດຮັບເລື່ອງ.",
        fix_en="Name the question that asks the village, district or province: it says whose offices get the case.",
    ),
    "place-may-be-empty": rule(
        "error",
        lo="ຄຳຖາມ `{name}` ບອກວ່າຫ້ອງການໃດຮັບເລື່ອງ ຈຶ່ງຕ້ອງຖາມທຸກຄັ້ງ.",
        en="The question `{name}` says whose offices get the case, so it must always be asked and answered.",
        fix_lo="ລຶບ `when` ແລະ `required: false` ອອກຈາກຄຳຖາມ ແລະ ໜ້ານັ້ນ.",
        fix_en="Take `when` and `required: false` off the question and its page.",
    ),
    "check-without-error": rule(
        "warning",
        lo="ຄຳຖາມ `{name}` ມີ `check` ແຕ່ບໍ່ບອກວ່າຈະເຕືອນແນວໃດ.",
        en="The question `{name}` has a `check` but no words for when it fails.",
        fix_lo="ເພີ່ມ `error: {{lo: …, en: …}}` ທີ່ບອກວິທີແກ້.",
        fix_en="Add `error: {{lo: …, en: …}}` that says how to put the answer right.",
    ),
    "unreachable-page": rule(
        "error",
        lo="ບໍ່ມີຜູ້ໃດຈະເຫັນໜ້າ `{name}`: ບໍ່ວ່າຕອບແນວໃດ ເງື່ອນໄຂກໍບໍ່ເປັນຈິງ.",
        en="Nobody can reach the page `{name}`: its condition holds for no answers.",
        fix_lo="ກວດ `when`: ຕົວເລືອກທີ່ຂຽນໃນນັ້ນກົງກັບ `options` ບໍ?",
        fix_en="Look at `when`: are the options it names those of the question?",
    ),
    "unreachable-field": rule(
        "error",
        lo="ບໍ່ມີຜູ້ໃດຈະເຫັນຄຳຖາມ `{name}`: ບໍ່ວ່າຕອບແນວໃດ ເງື່ອນໄຂກໍບໍ່ເປັນຈິງ.",
        en="Nobody can be asked `{name}`: its condition holds for no answers.",
        fix_lo="ກວດ `when`: ຕົວເລືອກທີ່ຂຽນໃນນັ້ນກົງກັບ `options` ບໍ?",
        fix_en="Look at `when`: are the options it names those of the question?",
    ),
    "doubtful-condition": rule(
        "warning",
        lo="ລອງຄຳຕອບ {tried} ຊຸດແລ້ວ ເງື່ອນໄຂຂອງ `{name}` ບໍ່ເປັນຈິງຈັກເທື່ອ.",
        en="The condition of `{name}` held for none of {tried} sets of answers tried.",
        fix_lo="ກວດ `when` ວ່າເປັນຈິງໄດ້ແທ້ບໍ.",
        fix_en="Check that `when` can hold at all.",
    ),
}

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
    "refusal-without-reason": rule(
        "warning",
        lo="ການດຳເນີນການ `{name}` ປະຕິເສດໂດຍບໍ່ຖາມເຫດຜົນ.",
        en="`{name}` refuses the case without asking for a reason.",
        fix_lo="ເພີ່ມ `asks: [reason]` ເພື່ອໃຫ້ຜູ້ຍື່ນຄຳຮ້ອງຮູ້ສາເຫດ.",
        fix_en="Add `asks: [reason]`, so that the citizen learns why.",
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

TEXTS: Final[dict[str, Rule]] = {
    "not-lao": rule(
        "error",
        lo="ຂໍ້ຄວາມ `lo` ນີ້ບໍ່ມີຕົວອັກສອນລາວ: {text}",
        en="This `lo` text has no Lao letter: {text}",
        fix_lo="ແປເປັນພາສາລາວ.",
        fix_en="Put it into Lao.",
    ),
    "not-english": rule(
        "error",
        lo="ຂໍ້ຄວາມ `en` ນີ້ບໍ່ມີຕົວອັກສອນອັງກິດ: {text}",
        en="This `en` text has no English letter: {text}",
        fix_lo="ແປເປັນພາສາອັງກິດ.",
        fix_en="Put it into English.",
    ),
    "lao-spelling": rule(
        "warning",
        lo="ຕົວອັກສອນລາວໃນຂໍ້ຄວາມນີ້ພິມຜິດລຳດັບ ຫຼື ມີຕົວທີ່ເບິ່ງບໍ່ເຫັນ.",
        en="Lao signs in this text are in an unusual order, or it holds invisible characters.",
        fix_lo="ຂຽນແບບນີ້: {text}",
        fix_en="Write it so: {text}",
    ),
}

EXPRESSIONS: Final[dict[str, Rule]] = {
    "bad-expression": rule(
        "error",
        lo="ສູດນີ້ຂຽນບໍ່ຖືກ: {detail}",
        en="This expression is not written as CEL: {detail}",
        fix_lo="ກວດວົງເລັບ ແລະ ເຄື່ອງໝາຍ; ຂໍ້ຄວາມໃສ່ໃນ '…', ເທົ່າກັບແມ່ນ ==, ແລະ ແມ່ນ &&, ຫຼື ແມ່ນ ||.",
        fix_en="Look at brackets and signs; texts stand in '…', equals is ==, and is &&, or is ||.",
    ),
    "costly-expression": rule(
        "error",
        lo="ສູດນີ້ຄິດໄລ່ຫຼາຍເກີນໄປ: {detail}",
        en="This expression would take too long: {detail}",
        fix_lo="ແບ່ງເປັນຄ່າຄິດໄລ່ (computed) ຫຼາຍອັນ.",
        fix_en="Divide it into several computed fields.",
    ),
    "unknown-function": rule(
        "error",
        lo="ບໍ່ມີຟັງຊັນ `{name}`.",
        en="There is no function `{name}`.",
        fix_lo="ໃຊ້ໄດ້: {known}.",
        fix_en="There are: {known}.",
    ),
    "cannot-compute": rule(
        "error",
        lo="ສູດນີ້ຄິດໄລ່ບໍ່ໄດ້ກັບຄຳຕອບທຳມະດາ: {detail}",
        en="This expression has no value for ordinary answers: {detail}",
        fix_lo="ກວດຊະນິດຂອງແຕ່ລະຄຳຖາມ: ປຽບທຽບຕົວເລກກັບຕົວເລກ, ວັນທີກັບວັນທີ, ຂໍ້ຄວາມກັບຂໍ້ຄວາມ.",
        fix_en="Look at the type of each question: numbers go with numbers, dates with dates, texts with texts.",
    ),
    "wrong-result": rule(
        "error",
        lo="ສູດນີ້ຕ້ອງໃຫ້{wanted_lo} ແຕ່ໄດ້ {got}.",
        en="This expression must give {wanted_en}, but gives {got}.",
        fix_lo="`when` ແລະ `check` ຕ້ອງໃຫ້ ຈິງ/ບໍ່ຈິງ ເຊັ່ນ `area > 100`; ຄ່າທຳນຽມຕ້ອງໃຫ້ຕົວເລກ.",
        fix_en="`when` and `check` give true or false, as `area > 100` does; a fee gives a number.",
    ),
    "used-too-early": rule(
        "error",
        lo="ໃຊ້ຄຳຕອບ `{name}` ຢູ່ນີ້ ແຕ່ຄຳຖາມນັ້ນມາພາຍຫຼັງ.",
        en="The answer `{name}` is used here before it can be given.",
        fix_lo="ຍ້າຍຄຳຖາມ `{name}` ໄປໄວ້ກ່ອນ ຫຼື ຍ້າຍສູດນີ້ໄປໄວ້ຫຼັງ.",
        fix_en="Move the question `{name}` up, or what uses it down.",
    ),
    "fee-needs-answer": rule(
        "error",
        lo="ຄິດຄ່າທຳນຽມບໍ່ໄດ້ ເມື່ອບໍ່ມີຄຳຕອບ `{name}`.",
        en="The fee cannot be worked out without an answer to `{name}`, which may not be given.",
        fix_lo="ບັງຄັບໃຫ້ຕອບ ຫຼື ຂຽນກໍລະນີນັ້ນ: `{name} == null ? 0 : …`.",
        fix_en="Make it required, or write the case out: `{name} == null ? 0 : …`.",
    ),
}

MESSAGES: Final[dict[str, Rule]] = {
    "unknown-message-key": rule(
        "error",
        lo="`{name}` ບໍ່ແມ່ນຂັ້ນຕອນ ແລະ ບໍ່ແມ່ນເຫດການທີ່ສົ່ງຂໍ້ຄວາມ.",
        en="`{name}` is neither a step nor an event that sends a message.",
        fix_lo="{guess_lo}ໃຊ້ໄດ້: {known}.",
        fix_en="{guess_en}Use one of: {known}.",
    ),
    "unknown-placeholder": rule(
        "error",
        lo="ບໍ່ມີຫຍັງຈະຕື່ມໃສ່ {{{name}}}.",
        en="Nothing can be put in for {{{name}}}.",
        fix_lo="{guess_lo}ໃຊ້ໄດ້: {known}.",
        fix_en="{guess_en}Use one of: {known}.",
    ),
    "stray-brace": rule(
        "error",
        lo="ວົງເລັບ {{ ຫຼື }} ຢູ່ຕົວອັກສອນທີ {position} ບໍ່ຄົບຄູ່ ຫຼື ຊື່ໃນນັ້ນຂຽນບໍ່ຖືກ.",
        en="The brace at character {position} belongs to no placeholder.",
        fix_lo="ຂຽນ {{ຊື່}}; ຖ້າຕ້ອງການວົງເລັບແທ້ ໃຫ້ຂຽນສອງເທື່ອ {{{{ ຫຼື }}}}.",
        fix_en="Write {{name}}; for a brace itself write it twice: {{{{ or }}}}.",
    ),
    "placeholders-differ": rule(
        "warning",
        lo="{{{name}}} ມີໃນພາສາໜຶ່ງ ແຕ່ບໍ່ມີໃນອີກພາສາໜຶ່ງ.",
        en="{{{name}}} stands in one language and not in the other.",
        fix_lo="ໃຫ້ສອງພາສາບອກສິ່ງດຽວກັນ.",
        fix_en="Let both languages say the same.",
    ),
    "may-be-empty": rule(
        "warning",
        lo="{{{name}}} ອາດຫວ່າງເປົ່າຢູ່ບ່ອນນີ້: {why_lo}.",
        en="{{{name}}} may be empty here: {why_en}.",
        fix_lo="ເອົາອອກ ຫຼື ໃຫ້ມີຄ່າທຸກຄັ້ງ.",
        fix_en="Take it out, or see that it always has a value.",
    ),
    "sms-too-long": rule(
        "warning",
        lo="ຂໍ້ຄວາມນີ້ອາດຍາວ {segments} SMS ({units} ຕົວ); ຕັ້ງໄວ້ບໍ່ເກີນ {limit}.",
        en="This message may take {segments} SMS ({units} characters); {limit} are budgeted.",
        fix_lo="ຕັດຄຳອອກ: ພາສາລາວໄດ້ 70 ຕົວໃນ SMS ດຽວ, 67 ຕົວຕໍ່ SMS ເມື່ອຍາວກວ່ານັ້ນ.",
        fix_en="Take words out: an SMS holds 70 Lao or 160 English characters, 67 or 153 when there are several.",
    ),
    "no-message": rule(
        "warning",
        lo="ຜູ້ຍື່ນຄຳຮ້ອງຈະບໍ່ໄດ້ຮັບຂໍ້ຄວາມເມື່ອ `{name}`.",
        en="The applicant gets no message on `{name}`.",
        fix_lo="ເພີ່ມ `{name}: {{lo: …, en: …}}` ໃສ່ `messages`.",
        fix_en="Add `{name}: {{lo: …, en: …}}` to `messages`.",
    ),
}

CERTIFICATE: Final[dict[str, Rule]] = {
    "issue-without-certificate": rule(
        "error",
        lo="`issue: certificate` ແຕ່ບໍ່ມີສ່ວນ `certificate` ບອກວ່າໃບນັ້ນຂຽນແນວໃດ.",
        en="`issue: certificate`, but no `certificate` part says what the paper holds.",
        fix_lo="ເພີ່ມສ່ວນ `certificate` ຫຼື ລຶບ `issue` ອອກ.",
        fix_en="Add a `certificate` part, or remove `issue`.",
    ),
    "certificate-never-issued": rule(
        "error",
        lo="ບໍ່ມີຂັ້ນຕອນໃດອອກໃບຢັ້ງຢືນນີ້.",
        en="No step issues this certificate.",
        fix_lo="ເພີ່ມ `issue: certificate` ໃສ່ຂັ້ນຕອນທີ່ `end: granted`.",
        fix_en="Add `issue: certificate` to the step with `end: granted`.",
    ),
    "number-not-unique": rule(
        "error",
        lo="ເລກທີນີ້ບໍ່ມີ {{{name}}} ຈຶ່ງອາດຊ້ຳກັນ.",
        en="This number has no {{{name}}}, so two papers could have the same.",
        fix_lo="ໃຊ້ແບບ `{{year}}/{{office.code}}/{{serial:05}}`.",
        fix_en="Write it like `{{year}}/{{office.code}}/{{serial:05}}`.",
    ),
    "refused-with-certificate": rule(
        "error",
        lo="ຂັ້ນຕອນ `{name}` ບໍ່ໄດ້ອະນຸມັດ ແຕ່ອອກໃບຢັ້ງຢືນ.",
        en="The step `{name}` does not grant the case, yet issues a certificate.",
        fix_lo="ລຶບ `issue` ອອກ ຫຼື ປ່ຽນເປັນ `end: granted`.",
        fix_en="Remove `issue`, or write `end: granted`.",
    ),
}

EXAMPLES: Final[dict[str, Rule]] = {
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
        fix_lo="ແກ້ບໍລິການ ຫຼື ແກ້ຕົວຢ່າງໃຫ້ຖືກກັນ.",
        fix_en="Mend the service, or the example.",
    ),
}

RULES: Final[dict[str, Rule]] = {
    **NAMES,
    **FORM,
    **WORKFLOW,
    **TEXTS,
    **EXPRESSIONS,
    **MESSAGES,
    **CERTIFICATE,
    **EXAMPLES,
}
