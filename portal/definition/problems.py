"""What can be wrong with an answer, and the sentence that says so and how to put it right: all in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from portal.definition.model import FormField, Text


@dataclass(frozen=True)
class Problem:
    """Why an answer cannot be taken. `rows` holds the problems of each row of a group, in the order of the rows."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[Mapping[str, Problem], ...] = ()


def say(problem: Problem, asked: FormField) -> Text:
    """The sentence for whoever answers. A failed `check` or `pattern`, or without a check an answer that is missing,
    speaks with the question's own words where it has them."""
    if asked.error is not None and (
        problem.code in _IN_OWN_WORDS or (asked.check is None and problem.code in _MISSING)
    ):
        return asked.error
    sentence = SENTENCES[problem.code]
    return Text(
        lo=sentence.lo.format_map({**_in_lao_figures(problem.params), "label": asked.label.lo}),
        en=_first_letter_large(
            sentence.en.format_map({**problem.params, "label": _in_sentence(asked.label.en), "Label": asked.label.en})
        ),
    )


def sentence_of(problem: Problem) -> Text:
    """The sentence for a problem whose words name no question: those of a phone number, wherever one is asked for."""
    sentence = SENTENCES[problem.code]
    return Text(lo=sentence.lo.format_map(problem.params), en=sentence.en.format_map(problem.params))


def _in_lao_figures(params: Mapping[str, str]) -> dict[str, str]:
    """Figures as Lao writes them: a decimal comma, and full stops between thousands."""
    swapped = str.maketrans(".,", ",.")
    return {name: text.translate(swapped) if name in _FIGURES else text for name, text in params.items()}


_IN_OWN_WORDS: Final = frozenset({"check", "pattern"})
_MISSING: Final = frozenset({"required", "required-choice", "required-area", "required-file"})
_FIGURES: Final = frozenset({"min", "max", "decimal", "most", "count"})


def _in_sentence(label: str) -> str:
    """An English label inside a sentence: 'Full name' as 'full name', but 'ID number' as it is."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label


def _first_letter_large(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


SENTENCES: Final[dict[str, Text]] = {
    "required": Text(lo="ຍັງບໍ່ໄດ້ຕອບ: {label}", en="Enter {label}"),
    "required-choice": Text(lo="ຍັງບໍ່ໄດ້ເລືອກ: {label}", en="Choose an answer: {label}"),
    "required-area": Text(lo="ຍັງບໍ່ໄດ້ເລືອກ: {label}", en="Choose {label}"),
    "required-file": Text(lo="ຍັງບໍ່ໄດ້ແນບ: {label}", en="Add {label}"),
    "not-understood": Text(
        lo="ອ່ານຄຳຕອບຂອງ «{label}» ບໍ່ໄດ້. ຕື່ມໃໝ່",
        en="The answer to {label} could not be read. Enter it again",
    ),
    "check": Text(
        lo="ຄຳຕອບຂອງ «{label}» ບໍ່ກົງກັບຄຳຕອບອື່ນ. ກວດຄືນ",
        en="The answer to {label} does not agree with your other answers. Check it",
    ),
    "too-long": Text(
        lo="«{label}» ຍາວເກີນໄປ. ຂຽນໄດ້ບໍ່ເກີນ {most} ຕົວອັກສອນ, ຕອນນີ້ມີ {count} ຕົວ",
        en="{label} is too long. Use {most} characters or fewer; it has {count}",
    ),
    "name-signs": Text(
        lo="ຂຽນ «{label}» ດ້ວຍຕົວອັກສອນລາວ ຫຼື ລາແຕັງ. ລຶບ «{sign}» ອອກ",
        en="Write {label} in Lao or Latin letters. Take out “{sign}”",
    ),
    "not-printed": Text(
        lo="«{label}» ຈະພິມໃສ່ໃບທາງການ ແຕ່ພິມ «{sign}» ບໍ່ໄດ້. ຂຽນດ້ວຍຕົວອັກສອນລາວ ຫຼື ລາແຕັງ",
        en="{label} is printed on the official paper, which cannot show “{sign}”. Use Lao or Latin letters",
    ),
    "name-no-letter": Text(lo="ຂຽນ «{label}» ເປັນຕົວອັກສອນ", en="Write {label} in letters"),
    "date-day-missing": Text(lo="«{label}»: ຍັງບໍ່ໄດ້ຕື່ມຊ່ອງ «ວັນທີ»", en="{label} must include a day"),
    "date-month-missing": Text(lo="«{label}»: ຍັງບໍ່ໄດ້ຕື່ມຊ່ອງ «ເດືອນ»", en="{label} must include a month"),
    "date-year-missing": Text(lo="«{label}»: ຍັງບໍ່ໄດ້ຕື່ມຊ່ອງ «ປີ»", en="{label} must include a year"),
    "date-not-understood": Text(
        lo="ອ່ານ «{label}» ບໍ່ໄດ້. ຂຽນເປັນຕົວເລກ ເຊັ່ນ 12 3 1985",
        en="{label} could not be read. Write it in numbers, such as 12 3 1985",
    ),
    "date-year-not-four-digits": Text(
        lo="ປີໃນ «{label}» ຕ້ອງມີຕົວເລກ 4 ຕົວ ເຊັ່ນ 1985",
        en="The year in {label} must have 4 digits, such as 1985",
    ),
    "date-buddhist-year": Text(
        lo="{label}: ປີ {typed} ແມ່ນ ພ.ສ. ຂຽນເປັນ ຄ.ສ. {year}",
        en="The year {typed} in {label} is of the Buddhist era. Write {year}",
    ),
    "date-year-out-of-range": Text(
        lo="ປີໃນ «{label}» ຕ້ອງຢູ່ລະຫວ່າງ 1850 ຫາ 2200. ກວດຄືນ",
        en="The year in {label} must be from 1850 to 2200. Check it",
    ),
    "date-not-in-calendar": Text(
        lo="ບໍ່ມີວັນທີນີ້ໃນປະຕິທິນ. ກວດຄືນ: {label}",
        en="There is no such day. Check {label}",
    ),
    "phone-not-a-number": Text(
        lo="ນີ້ບໍ່ແມ່ນເບີໂທລະສັບ. ໃຫ້ຂຽນແບບນີ້: 020\N{NO-BREAK SPACE}5555\N{NO-BREAK SPACE}1234",
        en="This is not a phone number. Write it like 020\N{NO-BREAK SPACE}5555\N{NO-BREAK SPACE}1234",
    ),
    "phone-no-beginning": Text(
        lo="ເບີນີ້ຂາດ 020 ຢູ່ທາງໜ້າ. ໃຫ້ຂຽນແບບນີ້: 020\N{NO-BREAK SPACE}5555\N{NO-BREAK SPACE}1234",
        en="This number lacks 020 in front. Write it like 020\N{NO-BREAK SPACE}5555\N{NO-BREAK SPACE}1234",
    ),
    "phone-too-short": Text(
        lo="ເບີນີ້ຍັງບໍ່ຄົບ. ຕ້ອງເປັນ {beginning} ແລ້ວຕາມດ້ວຍຕົວເລກ {wanted} ຕົວ, ຍັງຂາດ {off} ຕົວ",
        en="This number is too short. It must be {beginning} and {wanted} digits; missing: {off}",
    ),
    "phone-too-long": Text(
        lo="ເບີນີ້ຍາວເກີນໄປ. ຕ້ອງເປັນ {beginning} ແລ້ວຕາມດ້ວຍຕົວເລກ {wanted} ຕົວ, ເກີນມາ {off} ຕົວ",
        en="This number is too long. It must be {beginning} and {wanted} digits; too many: {off}",
    ),
    "phone-not-lao": Text(
        lo="ຕ້ອງເປັນເບີມືຖືຂອງລາວ ເຊັ່ນ 020\N{NO-BREAK SPACE}5555\N{NO-BREAK SPACE}1234",
        en="Use a Lao mobile number, such as 020\N{NO-BREAK SPACE}5555\N{NO-BREAK SPACE}1234",
    ),
    "phone-not-mobile": Text(
        lo="ເບີນີ້ຮັບຂໍ້ຄວາມບໍ່ໄດ້. ໃຫ້ໃຊ້ເບີມືຖືທີ່ຂຶ້ນຕົ້ນດ້ວຍ 020 ຫຼື 030",
        en="This number cannot receive SMS. Use a mobile number that begins with 020 or 030",
    ),
    "area-unknown": Text(
        lo="ບໍ່ພົບ «{label}» ນີ້. ໃຫ້ເລືອກຈາກລາຍຊື່",
        en="This place is not in the list. Choose {label} from the list",
    ),
    "choice-unknown": Text(
        lo="ເລືອກຄຳຕອບທີ່ມີໃຫ້: {label}",
        en="Choose one of the answers given: {label}",
    ),
    "number-not-understood": Text(
        lo="«{label}» ຕ້ອງເປັນຕົວເລກ ເຊັ່ນ 120 ຫຼື 12,5",
        en="{label} must be a number, such as 120 or 12.5",
    ),
    "number-not-whole": Text(
        lo="«{label}» ຕ້ອງເປັນຕົວເລກຖ້ວນ ເຊັ່ນ 2",
        en="{label} must be a whole number, such as 2",
    ),
    "number-ambiguous": Text(
        lo="«{typed}» ໝາຍເຖິງ {whole} ຫຼື {decimal}? ຂຽນອັນທີ່ຖືກຕ້ອງ",
        en="Does “{typed}” mean {whole} or {decimal}? Write {label} that way",
    ),
    "number-too-small": Text(lo="«{label}» ຕ້ອງບໍ່ໜ້ອຍກວ່າ {min}", en="{label} must be {min} or more"),
    "number-too-large": Text(lo="«{label}» ຕ້ອງບໍ່ເກີນ {max}", en="{label} must be {max} or less"),
    "money-not-an-amount": Text(
        lo="«{label}» ຕ້ອງເປັນຈຳນວນກີບເຕັມ ເຊັ່ນ 20.000",
        en="{label} must be whole kip, such as 20,000",
    ),
    "email-not-understood": Text(
        lo="ອີເມວບໍ່ຖືກ. ຂຽນເຊັ່ນ somchai@example.com",
        en="This is not an email address. Write it like somchai@example.com",
    ),
    "pattern": Text(
        lo="«{label}» ຂຽນບໍ່ຖືກແບບ. ທຽບກັບເອກະສານ ແລ້ວຂຽນໃໝ່",
        en="{label} is not written in the right way. Compare it with your document",
    ),
    "file-too-many": Text(
        lo="ແນບໄດ້ບໍ່ເກີນ {most} ໄຟລ໌ໃນ «{label}». ລຶບບາງໄຟລ໌ອອກ",
        en="You can add {most} files at most to {label}. Remove some",
    ),
    "group-too-few": Text(
        lo="«{label}» ຕ້ອງມີຢ່າງໜ້ອຍ {least} ລາຍການ",
        en="Add {least} or more to {label}",
    ),
    "group-too-many": Text(
        lo="«{label}» ມີໄດ້ບໍ່ເກີນ {most} ລາຍການ. ລຶບບາງລາຍການອອກ",
        en="{label} may have {most} at most. Remove some",
    ),
    "group-rows": Text(
        lo="ມີບາງລາຍການໃນ «{label}» ທີ່ຕ້ອງແກ້ໄຂ",
        en="Some of {label} must be put right",
    ),
}
"""Sentence by code. `{label}` is the question's label; the others are the problem's `params`."""
