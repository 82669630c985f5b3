"""The words of a drawing and of the table beside it, in both languages."""

from __future__ import annotations

from typing import Final

from portal.definition.model import Level, Outcome, ParallelStep, Service, Text

OFFICES: Final = {
    Level.VILLAGE: Text(lo="ຫ້ອງການບ້ານ", en="Village office"),
    Level.DISTRICT: Text(lo="ຫ້ອງການເມືອງ", en="District office"),
    Level.PROVINCE: Text(lo="ຫ້ອງການແຂວງ", en="Province office"),
}
OUTCOMES: Final = {
    Outcome.GRANTED: Text(lo="ສິ້ນສຸດ: ໄດ້ຮັບຕາມຄຳຮ້ອງ", en="End: granted"),
    Outcome.REFUSED: Text(lo="ສິ້ນສຸດ: ປະຕິເສດ", en="End: refused"),
    Outcome.WITHDRAWN: Text(lo="ສິ້ນສຸດ: ຖອນຄຳຮ້ອງ", en="End: withdrawn"),
}
ISSUES: Final = Text(lo="ອອກໃບໃຫ້", en="The paper is issued")
APPLICANTS: Final = Text(lo="ຜູ້ຍື່ນຄຳຮ້ອງ", en="Applicant")
HANDS_IN: Final = Text(lo="ຍື່ນຄຳຮ້ອງ", en="Applies")
IF_LATE: Final = Text(lo="ຖ້າຊ້າ", en="If late")
IS_DONE: Final = Text(lo="ພາກສ່ວນນີ້ແລ້ວ", en="this part is done")
ONWARD: Final = Text(lo="ຄົບແລ້ວ", en="When that is done")
HERE: Final = Text(lo="ຄຳຮ້ອງຢູ່ຂັ້ນຕອນນີ້", en="The case is here")

LEGEND_ACTION: Final = Text(lo="ສິ່ງທີ່ເຈົ້າໜ້າທີ່ຕັດສິນ ແລະ ບ່ອນທີ່ຄຳຮ້ອງໄປຕໍ່", en="What an officer decides, and where the case goes")
LEGEND_SENT_BACK: Final = Text(
    lo="ສົ່ງກັບໃຫ້ຜູ້ຍື່ນຄຳຮ້ອງແກ້ໄຂ. ແກ້ໄຂແລ້ວ ຄຳຮ້ອງກັບມາຂັ້ນຕອນທີ່ສົ່ງກັບ",
    en="Sent back to the applicant. Once corrected, the case comes back to the step that sent it",
)
LEGEND_LATE: Final = Text(lo="ຊ້າກວ່າກຳນົດ ຈຶ່ງສົ່ງຂຶ້ນຂັ້ນເທິງ", en="Late work is passed up to the office above")
LEGEND_FRAME: Final = Text(lo="ຫຼາຍພາກສ່ວນພິຈາລະນາພ້ອມກັນ", en="Several offices review at the same time")

_PROMISED: Final = Text(lo="ກຳນົດຕອບພາຍໃນ {days}", en="Promised within {days}")
_DAYS: Final = Text(lo="{days} ວັນເຮັດວຽກ", en="{days} working days")
_ONE_DAY: Final = Text(lo="1 ວັນເຮັດວຽກ", en="1 working day")
_ALL: Final = Text(lo="ຕ້ອງແລ້ວໝົດທັງ {all} ພາກສ່ວນ", en="All {all} must be done")
_BOTH: Final = Text(lo="ຕ້ອງແລ້ວທັງສອງພາກສ່ວນ", en="Both must be done")
_ANY: Final = Text(lo="ແລ້ວພາກສ່ວນດຽວກໍພໍ", en="One of them is enough")
_SOME: Final = Text(lo="ຕ້ອງແລ້ວ {needed} ໃນ {all} ພາກສ່ວນ", en="{needed} of the {all} must be done")


def filled(words: Text, **found: object) -> Text:
    """The words with what they are about."""
    return Text(lo=words.lo.format(**found), en=words.en.format(**found))


def working_days(days: int) -> Text:
    """A number of working days."""
    return _ONE_DAY if days == 1 else filled(_DAYS, days=days)


def promised(service: Service) -> Text:
    """What applicants are told the whole takes."""
    days = working_days(service.promise)
    return Text(lo=_PROMISED.lo.format(days=days.lo), en=_PROMISED.en.format(days=days.en))


def join_of(step: ParallelStep) -> Text:
    """How many of the parts of a parallel step must be done."""
    everyone = len(step.branches)
    if step.needed == everyone:
        return _BOTH if everyone == 2 else filled(_ALL, all=everyone)
    return _ANY if step.needed == 1 else filled(_SOME, needed=step.needed, all=everyone)


def role_of(service: Service, role: str) -> Text:
    """What a role is called: as the service words it, or else its name."""
    return service.roles.get(role) or Text(lo=role.replace("_", " "), en=role.replace("_", " "))
