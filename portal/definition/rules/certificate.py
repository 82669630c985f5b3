"""The wording of findings about the certificate."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

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
    "may-miss-signature": rule(
        "warning",
        lo="ຄຳຮ້ອງອາດອອກໃບໄດ້ໂດຍບໍ່ມີການອະນຸມັດຈາກ `{name}`: ກໍລະນີນັ້ນ ຖືວ່າຜູ້ຕັດສິນຄັ້ງສຸດທ້າຍເປັນຜູ້ເຊັນ.",
        en="A case can come to its paper without an approval of `{name}`: it is then signed by whoever decided last.",
        fix_lo="ໃຫ້ທຸກທາງໄປຫາໃບນັ້ນຜ່ານການອະນຸມັດຂອງ `{name}` ຫຼື ຂຽນຂັ້ນຕອນທີ່ທຸກຄຳຮ້ອງຕ້ອງຜ່ານໄວ້ໃນ `signed_by`.",
        fix_en="Let `{name}` approve on every way to the paper, or name in `signed_by` a step that does.",
    ),
    "doubtful-signature": rule(
        "warning",
        lo="{actions} ຂອງ `{name}` ພາໄປຫາໃບຄົນລະທາງ: ຜູ້ກົດອັນໃດອັນໜຶ່ງ ຖືວ່າເປັນຜູ້ເຊັນ.",
        en="{actions} of `{name}` lead to the paper by different steps: whoever takes one of them signs it.",
        fix_lo="ຖ້າມີອັນທີ່ບໍ່ແມ່ນການອະນຸມັດ ໃຫ້ຂຽນຂັ້ນຕອນທີ່ຕັດສິນພາຍຫຼັງໄວ້ໃນ `signed_by`.",
        fix_en="If one of them does not approve, name in `signed_by` the step that decides after it.",
    ),
    "number-not-unique": rule(
        "error",
        lo="ເລກທີນີ້ບໍ່ມີ {{{name}}} ຈຶ່ງອາດຊ້ຳກັນ.",
        en="This number has no {{{name}}}, so two papers could have the same.",
        fix_lo="ໃຊ້ແບບ `{{year}}/{{office.code}}/{{serial:05}}`.",
        fix_en="Write it like `{{year}}/{{office.code}}/{{serial:05}}`.",
    ),
    "not-on-paper": rule(
        "error",
        lo="ຄຳຕອບຂອງ `{name}` (ຊະນິດ {type}) ພິມໃສ່ໃບບໍ່ໄດ້.",
        en="The answer to `{name}`, of type {type}, cannot be printed on a paper.",
        fix_lo="ລຶບອອກຈາກ `particulars`.",
        fix_en="Take it out of `particulars`.",
    ),
    "internal-on-paper": rule(
        "error",
        lo="ຄຳຕອບຂອງ `{name}` ໃຫ້ເຈົ້າໜ້າທີ່ອ່ານເທົ່ານັ້ນ ຈຶ່ງພິມໃສ່ໃບບໍ່ໄດ້.",
        en="Only officers read the answer to `{name}`, so a paper cannot hold it.",
        fix_lo="ລຶບອອກຈາກ `particulars` ຫຼື ລຶບ `internal: true` ອອກຈາກຄຳຖາມ.",
        fix_en="Take it out of `particulars`, or take `internal: true` off the question.",
    ),
    "never-on-paper": rule(
        "warning",
        lo="`{name}` ຈະບໍ່ມີໃນໃບຈັກເທື່ອ: ຖາມແຕ່ບ່ອນທີ່ບໍ່ອອກໃບ.",
        en="`{name}` never stands on the paper: it is asked only with actions that lead to none.",
        fix_lo="ລຶບອອກຈາກ `particulars` ຫຼື ຖາມມັນໃນປຸ່ມທີ່ພາໄປຫາໃບ.",
        fix_en="Take it out of `particulars`, or ask it with an action that leads to the paper.",
    ),
    "said-at-once": rule(
        "warning",
        lo="`{name}` ຖາມຢູ່ `{other}` ພ້ອມກັນນີ້ແລ້ວ: ໃນໃບຈະມີແຕ່ຄຳຕອບທີ່ມາທີຫຼັງ.",
        en="`{name}` is asked at `{other}` at the same time: the paper holds only the answer that comes last.",
        fix_lo="ຕັ້ງຊື່ໃຫ້ຕ່າງກັນ ເຊັ່ນ `land_finding` ແລະ `planning_finding`.",
        fix_en="Give each a name of its own, as `land_finding` and `planning_finding`.",
    ),
    "not-printed": rule(
        "error",
        lo="ຂໍ້ຄວາມນີ້ຢູ່ໃນໃບທີ່ຈະອອກ ແຕ່ພິມ «{sign}» ບໍ່ໄດ້: ຕົວພິມບໍ່ມີຕົວນີ້.",
        en="These words stand on the paper, and its typefaces have no “{sign}”.",
        fix_lo="ຂຽນດ້ວຍຕົວອັກສອນລາວ ຫຼື ລາແຕັງ, ຕົວເລກ ແລະ ເຄື່ອງໝາຍທຳມະດາ.",
        fix_en="Write it in Lao or Latin letters, digits and common signs.",
    ),
    "particular-twice": rule(
        "warning",
        lo="`{name}` ຢູ່ໃນ `particulars` ສອງເທື່ອ.",
        en="`{name}` stands in `particulars` twice.",
        fix_lo="ລຶບອັນໜຶ່ງອອກ.",
        fix_en="Take one of them out.",
    ),
    "paper-not-one-sheet": rule(
        "warning",
        lo="ເມື່ອຕື່ມ{with_lo} ໃບນີ້ຍາວ {sheets} ແຜ່ນ.",
        en="With {with_en} this paper takes {sheets} sheets.",
        fix_lo="ຫຍໍ້ `body` ຫຼື ລຶບບາງຂໍ້ອອກຈາກ `particulars`: ຕາຕະລາງປະມານສິບຂໍ້ຢູ່ໃນແຜ່ນດຽວໄດ້.",
        fix_en="Shorten `body`, or take rows out of `particulars`: about ten of one line each stand on one sheet.",
    ),
    "paper-cuts-word": rule(
        "warning",
        lo="ເມື່ອຕື່ມ{with_lo} ຄຳທີ່ທ້າຍແຖວ «{text}» ກວ້າງກວ່າບ່ອນຂຽນ ຈຶ່ງຖືກຕັດກາງຄຳ.",
        en="With {with_en} the word at the end of “{text}” is wider than its place on the paper, and is cut.",
        fix_lo="ຫຍໍ້ຄຳນັ້ນ ຫຼື ຂຽນແຍກເປັນຫຼາຍຄຳ.",
        fix_en="Shorten the word, or write it as several.",
    ),
    "refused-with-certificate": rule(
        "error",
        lo="ຂັ້ນຕອນ `{name}` ບໍ່ໄດ້ອະນຸມັດ ແຕ່ອອກໃບຢັ້ງຢືນ.",
        en="The step `{name}` does not grant the case, yet issues a certificate.",
        fix_lo="ລຶບ `issue` ອອກ ຫຼື ປ່ຽນເປັນ `end: granted`.",
        fix_en="Remove `issue`, or write `end: granted`.",
    ),
}
