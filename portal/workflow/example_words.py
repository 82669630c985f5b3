"""What is said to a service's author about an example that does not go as it says."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from portal.definition.examination import did_you_mean, guesses
from portal.definition.model import Text
from portal.workflow.refusals import Refusal, Why

NO_CERTIFICATE: Final = Text(lo="ບໍ່ໄດ້ອອກໃບຢັ້ງຢືນ", en="no certificate is issued")

_MEASURED: Final = {
    "state": Text(lo="ຄຳຮ້ອງຢູ່ທີ່ `{found}`, ບໍ່ແມ່ນ `{expected}`", en="the case is in `{found}`, not `{expected}`"),
    "sms": Text(
        lo="ຂໍ້ຄວາມທີ່ສົ່ງແມ່ນ {found}, ບໍ່ແມ່ນ {expected}",
        en="the messages sent are {found}, not {expected}",
    ),
    "question": Text(
        lo="ຄຳຖາມທີ່ເຮັດໃຫ້ຍື່ນບໍ່ໄດ້ແມ່ນ `{found}`, ບໍ່ແມ່ນ `{expected}`",
        en="the question that ends it is `{found}`, not `{expected}`",
    ),
    "fee": Text(lo="ຄ່າທຳນຽມແມ່ນ {found}, ບໍ່ແມ່ນ {expected}", en="the fee is {found}, not {expected}"),
    "fee-to-be-told": Text(
        lo="ຄິດໄລ່ຄ່າທຳນຽມບໍ່ໄດ້ ກັບຄຳຕອບເຫຼົ່ານີ້, ຈຶ່ງບໍ່ແມ່ນ {expected}",
        en="the fee cannot be worked out with these answers, and is not {expected}",
    ),
}

_WHY: Final = {
    Why.INCOMPLETE: Text(lo="ຄຳຕອບຍັງຂາດ ຫຼື ບໍ່ຖືກ", en="answers are missing or wrong"),
    Why.NO_OFFICE: Text(
        lo="ຄຳຕອບທີ່ `place` ຊີ້ໄປຫາ ບໍ່ບອກວ່າຢູ່ຫ້ອງການໃດ",
        en="the answer that `place` names does not lead to an office of each level",
    ),
    Why.UNKNOWN_TASK: Text(lo="ຄຳຮ້ອງບໍ່ໄດ້ຢູ່ຂັ້ນຕອນນັ້ນ", en="the case is not in that step"),
    Why.ENDED: Text(lo="ຄຳຮ້ອງຈົບແລ້ວ", en="the case has ended"),
    Why.UNKNOWN_ACTION: Text(lo="ຂັ້ນຕອນນັ້ນບໍ່ມີການດຳເນີນການນີ້", en="the step has no such action"),
    Why.ACTION_NOT_OPEN: Text(lo="`when` ຂອງມັນບໍ່ເປັນຈິງ", en="its `when` does not hold"),
    Why.FOUR_EYES: Text(
        lo="ຜູ້ດຽວກັນໄດ້ຕັດສິນຂັ້ນຕອນທີ່ `not_by` ຫ້າມໄວ້ແລ້ວ",
        en="the same officer has acted in a step of its `not_by`",
    ),
    Why.MISSING_REMARK: Text(lo="ຍັງບໍ່ໄດ້ຕອບສິ່ງທີ່ມັນຖາມ", en="what it asks is not answered"),
    Why.BAD_ANSWERS: Text(lo="ຄຳຕອບບໍ່ຖືກ ຫຼື ມັນບໍ່ໄດ້ຖາມ", en="an answer is wrong, or is not asked for"),
    Why.MISSING_FIELDS: Text(lo="ຕ້ອງບອກ `fields` ທີ່ໃຫ້ແກ້ໄຂ", en="it asks for the `fields` to correct"),
    Why.UNKNOWN_FIELD: Text(
        lo="ບາງ `fields` ບໍ່ໄດ້ຖືກຖາມ ຫຼື ການດຳເນີນການນີ້ບໍ່ຕ້ອງການ",
        en="some of its `fields` are not asked for, or are not questions of this case",
    ),
    Why.FIELD_NOT_OPEN: Text(lo="ບໍ່ໄດ້ສົ່ງຄຳຕອບນັ້ນກັບໃຫ້ແກ້ໄຂ", en="the answer was not sent back for correction"),
    Why.NOT_WAITING_FOR_APPLICANT: Text(
        lo="ຄຳຮ້ອງບໍ່ໄດ້ລໍຖ້າການແກ້ໄຂ",
        en="the case does not wait for a correction",
    ),
    Why.BROKEN_DEFINITION: Text(lo="ມັນນຳໄປຫາຂັ້ນຕອນທີ່ບໍ່ມີ", en="it leads to a step that does not exist"),
}


def unasked(field: str) -> Text:
    """An answer to a question that these answers do not bring up."""
    return Text(
        lo=f"ຄຳຖາມ `{field}` ບໍ່ໄດ້ຖືກຖາມ ເມື່ອຕອບແບບນີ້",
        en=f"the question `{field}` is not asked with these answers",
    )


MAY_APPLY: Final = Text(lo="ບໍ່ມີຄຳຕອບໃດກ່ອນຍື່ນທີ່ເຮັດໃຫ້ຍື່ນບໍ່ໄດ້", en="no answer before the form keeps anybody from applying")
ENDS_THERE: Final = Text(
    lo="ຜູ້ທີ່ຍື່ນບໍ່ໄດ້ ບໍ່ໄດ້ຕອບແບບຟອມ ແລະ ບໍ່ມີຄຳຮ້ອງ", en="whoever cannot apply fills in no form, and there is no case"
)
"""An example that says `ineligible` and goes on all the same."""


def turned_away(question: str) -> Text:
    """An example of an application whose applicant does not get as far as the form."""
    return Text(lo=f"ຄຳຕອບ `{question}` ກ່ອນຍື່ນ ເຮັດໃຫ້ຍື່ນບໍ່ໄດ້", en=f"the answer to `{question}` before the form ends it")


def not_answered(question: str) -> Text:
    """A question before the form that an example says nothing of, though it answers others."""
    return Text(lo=f"ບໍ່ໄດ້ຕອບ `{question}` ກ່ອນຍື່ນ", en=f"`{question}`, asked before the form, is not answered")


NO_SUCH_AREA: Final = Text(
    lo="ຂຽນລະຫັດຂອງບ້ານ, ເມືອງ ຫຼື ແຂວງ ເຊັ່ນ 010101; ຊອກດ້ວຍ `portal places search`",
    en="write the code of an area, as 010101; `portal places search` finds it",
)
"""An area by its name, or by a code that no area has. An applicant would choose from a list."""


def no_option(sentence: Text, written: str, options: Collection[str], meant: str | None) -> Text:
    """An answer to a choice that is none of the options, with the one that is `meant`, or else the nearest."""
    found = {**guesses(written, options), **did_you_mean(meant)}
    return Text(
        lo=f"{sentence.lo} (`{written}` ບໍ່ແມ່ນຕົວເລືອກ. {found['guess_lo']}ທີ່ມີຢູ່: {found['known']})",
        en=f"{sentence.en} (`{written}` is none of them. {found['guess_en']}There are: {found['known']})",
    )


def bad_answer(field: str, sentence: Text) -> Text:
    """An answer that the form would not take."""
    return Text(lo=f"ຄຳຕອບ `{field}`: {sentence.lo}", en=f"the answer to `{field}`: {sentence.en}")


def bad_answer_in_row(group: str, row: int, field: str, sentence: Text) -> Text:
    """An answer in a row of a group, counted from 1, that the form would not take."""
    return Text(
        lo=f"ຄຳຕອບ `{group}`, ລາຍການທີ {row}, `{field}`: {sentence.lo}",
        en=f"the answer to `{group}`, row {row}, `{field}`: {sentence.en}",
    )


def refused(step: str | None, refusal: Refusal, state: str) -> Text:
    """A step, or handing in, that cannot be done."""
    why = _WHY.get(refusal.why, Text(lo=refusal.why.value, en=refusal.why.value))
    names = ", ".join([*refusal.pages, *refusal.fields])
    about = f" ({names})" if names else ""
    if step is None:
        return Text(lo=f"ຍື່ນບໍ່ໄດ້: {why.lo}{about}", en=f"it cannot be handed in: {why.en}{about}")
    return Text(
        lo=f"ເຮັດ `{step}` ບໍ່ໄດ້ ຕອນຄຳຮ້ອງຢູ່ `{state}`: {why.lo}{about}",
        en=f"`{step}` cannot be done while the case is in `{state}`: {why.en}{about}",
    )


def other(measure: str, found: object, expected: object) -> Text:
    """A state, list of messages or fee that is not the expected one."""
    text = _MEASURED[measure]
    return Text(lo=text.lo.format(found=found, expected=expected), en=text.en.format(found=found, expected=expected))


def not_on_certificate(expected: str, body: Text) -> Text:
    """A certificate without the words it should have; `body` is what it says, its table included."""
    return Text(
        lo=f"ໃບຢັ້ງຢືນບໍ່ມີ «{expected}»; ມັນຂຽນວ່າ «{body.lo}»",
        en=f"the certificate does not say “{expected}”; it says “{body.en}”",
    )


def unfilled(text: str, placeholder: str) -> Text:
    """A message or certificate with a placeholder that nothing fills."""
    return Text(
        lo=f"ຂໍ້ຄວາມ `{text}`: ບໍ່ມີຫຍັງໃສ່ໃນ {{{placeholder}}}",
        en=f"the text `{text}`: nothing fills {{{placeholder}}}",
    )
