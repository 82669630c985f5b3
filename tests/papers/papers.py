"""A paper to draw, and ways to change it."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from portal.papers.paper import Bilingual, Paper, Particular


def particular(lo: str, en: str, value_lo: str, value_en: str) -> Particular:
    return Particular(Bilingual(lo, en), Bilingual(value_lo, value_en))


RESIDENCE = Paper(
    languages=("lo", "en"),
    number="2026/0103/00017",
    offices=(
        Bilingual("ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital"),
        Bilingual("ເມືອງໄຊເສດຖາ", "Xaysetha District"),
        Bilingual("ບ້ານໂພນທັນ", "Phonthan Village"),
    ),
    title=Bilingual("ໃບຢັ້ງຢືນທີ່ຢູ່", "Residence certificate"),
    body=Bilingual(
        "ຢັ້ງຢືນວ່າ ທ້າວ ສົມຊາຍ ວົງສາ ເກີດວັນທີ 12 ມີນາ 1985 ອາໄສຢູ່ບ້ານໂພນທັນ ເມືອງໄຊເສດຖາ ນະຄອນຫຼວງວຽງຈັນ ແທ້ "
        "ຕັ້ງແຕ່ວັນທີ 1 ມັງກອນ 2012 ເປັນຕົ້ນມາ.\nໃບຢັ້ງຢືນສະບັບນີ້ ອອກໃຫ້ຜູ້ກ່ຽວເພື່ອນຳໄປໃຊ້ຕາມຄວາມເໝາະສົມ.",
        "This certifies that Mr Somxay Vongsa, born on 12 March 1985, has lived in Phonthan Village, Xaysetha "
        "District, Vientiane Capital, since 1 January 2012.",
    ),
    particulars=(
        particular("ຊື່ ແລະ ນາມສະກຸນ", "Full name", "ສົມຊາຍ ວົງສາ", "Somxay Vongsa"),
        particular("ເພດ", "Gender", "ຊາຍ", "Male"),
        particular("ວັນເດືອນປີເກີດ", "Date of birth", "12 ມີນາ 1985", "12 March 1985"),
        particular(
            "ບ້ານ",
            "Village",
            "ບ້ານໂພນທັນ ເມືອງໄຊເສດຖາ ນະຄອນຫຼວງວຽງຈັນ",
            "Phonthan Village, Xaysetha District, Vientiane Capital",
        ),
    ),
    place_and_date=Bilingual("ເມືອງໄຊເສດຖາ, ວັນທີ 24 ພະຈິກ 2026", "Xaysetha District, 24 November 2026"),
    signer_title=Bilingual("ເຈົ້າເມືອງໄຊເສດຖາ", "Governor of Xaysetha District"),
    signer_name=Bilingual("ບຸນມີ ແກ້ວມະນີວົງ", "Bounmy Keomanivong"),
    valid_until=Bilingual("ໃຊ້ໄດ້ຮອດວັນທີ 24 ພຶດສະພາ 2027.", "Valid until 24 May 2027."),
    verify_url="https://portal.example.la/v/K7PX9QRM",
    code="K7PX-9QRM",
    specimen=False,
    issued_at=datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=7))),
)


def changed(**parts: Any) -> Paper:
    """Return the residence certificate with some of its parts replaced."""
    return replace(RESIDENCE, **parts)


LONG_NAME = "ສົມຊາຍແກ້ວມະນີວົງສາພົມມະຈັນສີສະຫວັດວົງໄພສິດ " * 5

LONG_LIST = changed(
    particulars=tuple(
        particular(f"ລາຍການທີ {number}", f"Item {number}", f"ອາຄານ {number} ຊັ້ນ ເນື້ອທີ່ 120 ຕາແມັດ", f"Building {number}")
        for number in range(1, 61)
    ),
    specimen=True,
)

LONG_WORDS = changed(
    offices=tuple(Bilingual(LONG_NAME, "Department of very long names " * 5) for _ in range(4)),
    title=Bilingual("ໃບອະນຸຍາດປຸກສ້າງອາຄານທີ່ຢູ່ອາໄສ ແລະ ສິ່ງປຸກສ້າງອື່ນໆ " * 2, "Permit " * 25),
    number="2026/" + "0" * 90,
    place_and_date=Bilingual(LONG_NAME, "A place " * 30),
    particulars=(particular(LONG_NAME, "Name " * 40, LONG_NAME * 20, "Somxay " * 400),),
    signer_title=Bilingual(LONG_NAME, "Governor " * 20),
    signer_name=Bilingual(LONG_NAME, "Somxay " * 30),
    verify_url="https://portal.example.la/v/" + "K7PX9QRM" * 12,
    code="K7PX-9QRM-" * 8,
)

BARE = changed(
    languages=("lo",), offices=(), particulars=(), valid_until=None, body=Bilingual("ຢັ້ງຢືນ.", ""), verify_url="x"
)
LONG_BODY = changed(body=Bilingual((RESIDENCE.body.lo + "\n") * 14, RESIDENCE.body.en), particulars=())
ENGLISH = changed(languages=("en",))
ENGLISH_FIRST = changed(languages=("en", "lo"))
HOSTILE = changed(
    signer_name=Bilingual("\u202eevil\u0000 \ud800(\\) ກ\u0eb4\u0eb5\u0ec9\u0ec9", "evil <b>&amp;</b> ()\\"),
    title=Bilingual("\n\n", "  "),
    body=Bilingual("\u200b\n\n \n", ""),
)
