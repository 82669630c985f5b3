"""The wording of findings about text messages and placeholders."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule, rule

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
    "not-in-words": rule(
        "error",
        lo="ຄຳຕອບຂອງ {{{name}}} (ຊະນິດ {type}) ຂຽນເປັນຄຳໃນຂໍ້ຄວາມບໍ່ໄດ້.",
        en="The answer to {{{name}}}, of type {type}, cannot be put into words.",
        fix_lo="{more_lo}ລຶບອອກຈາກຂໍ້ຄວາມນີ້; ໃຊ້ຄຳຖາມທີ່ຕອບເປັນຄຳ, ຕົວເລກ ຫຼື ຕົວເລືອກແທນ.",
        fix_en="{more_en}Take it out of this text; name a question that is answered in words, figures or options.",
    ),
    "stray-brace": rule(
        "error",
        lo="ວົງເລັບ {{ ຫຼື }} ຢູ່ຕົວອັກສອນທີ {position} ບໍ່ຄົບຄູ່ ຫຼື ຊື່ໃນນັ້ນຂຽນບໍ່ຖືກ.",
        en="The brace at character {position} belongs to no placeholder.",
        fix_lo="ຂຽນ {{ຊື່}}; ຖ້າຕ້ອງການວົງເລັບແທ້ ໃຫ້ຂຽນສອງເທື່ອ {{{{ ຫຼື }}}}.",
        fix_en="Write {{name}}; for a brace itself write it twice: {{{{ or }}}}.",
    ),
    "other-placeholder": rule(
        "error",
        lo="`{written}` ບໍ່ແມ່ນວິທີຂຽນຊ່ອງຕື່ມຢູ່ນີ້: ຜູ້ອ່ານຈະເຫັນເຄື່ອງໝາຍເຫຼົ່ານັ້ນ.",
        en="`{written}` is not how something is filled in here: readers would see those signs.",
        fix_lo="ຂຽນ {{{name}}}: ວົງເລັບປີກກາອັນດຽວແຕ່ລະຂ້າງ ບໍ່ມີເຄື່ອງໝາຍອື່ນ.",
        fix_en="Write {{{name}}}: one curly bracket on each side, and no other sign.",
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
        fix_lo="ລຶບອອກ ຫຼື ໃຫ້ມີຄ່າທຸກຄັ້ງ.",
        fix_en="Take it out, or see that it always has a value.",
    ),
    "sms-too-long": rule(
        "warning",
        lo="ຂໍ້ຄວາມນີ້ອາດຍາວເທົ່າ {segments} ຂໍ້ຄວາມ ({units} ຕົວ); ຕັ້ງໄວ້ບໍ່ເກີນ {limit}.",
        en="This message may take {segments} SMS ({units} characters); {limit} are budgeted.",
        fix_lo="ຕັດຄຳອອກ: ຂໍ້ຄວາມດຽວໄດ້ 70 ຕົວ; ຖ້າຍາວກວ່ານັ້ນ ສ່ວນລະ 67 ຕົວ.",
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
