"""Common Lao names, each with a usual transliteration: given names by gender, and family names."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Final, Literal

from portal.definition.model import Text

Gender = Literal["female", "male"]

WOMEN: Final = (
    ("ບົວຄຳ", "Bouakham"),
    ("ມາລີ", "Malee"),
    ("ດາວັນ", "Davanh"),
    ("ຈັນສະໝອນ", "Chansamone"),
    ("ສຸພາພອນ", "Souphaphone"),
    ("ວັນນາ", "Vanna"),
    ("ພອນທິບ", "Phonethip"),
    ("ຄຳຫຼ້າ", "Khamla"),
    ("ນາງນ້ອຍ", "Nangnoy"),
    ("ແສງດາວ", "Sengdao"),
    ("ວິໄລວັນ", "Vilayvanh"),
    ("ມະນີວັນ", "Manivanh"),
    ("ສົມຈິດ", "Somchit"),
    ("ບຸນມີ", "Bounmy"),
    ("ອຳພອນ", "Amphone"),
    ("ແກ້ວມະນີ", "Keomany"),
)
MEN: Final = (
    ("ສົມຊາຍ", "Somxay"),
    ("ບຸນທັນ", "Bounthanh"),
    ("ຄຳແພງ", "Khampheng"),
    ("ສົມສັກ", "Somsack"),
    ("ວິໄລ", "Vilay"),
    ("ພູວົງ", "Phouvong"),
    ("ສີສະຫວາດ", "Sisavath"),
    ("ຄຳສອນ", "Khamsone"),
    ("ບຸນເລີດ", "Bounleuth"),
    ("ອານຸສອນ", "Anousone"),
    ("ທອງສະຫວັນ", "Thongsavanh"),
    ("ໄຊຍະ", "Xaiya"),
    ("ແສງເພັດ", "Sengphet"),
    ("ຈັນທາ", "Chantha"),
    ("ສຸລິຍາ", "Souliya"),
    ("ພອນສະຫວັນ", "Phonesavanh"),
)
FAMILIES: Final = (
    ("ວົງສາ", "Vongsa"),
    ("ພົມມະຈັນ", "Phommachanh"),
    ("ສີສຸລາດ", "Sisoulath"),
    ("ພົມມະວົງ", "Phommavong"),
    ("ແກ້ວມະນີວົງ", "Keomanivong"),
    ("ໄຊຍະວົງ", "Xaiyavong"),
    ("ສຸວັນນະວົງ", "Souvannavong"),
    ("ຈັນທະວົງ", "Chanthavong"),
    ("ອິນທະວົງ", "Inthavong"),
    ("ບຸນຍະວົງ", "Bounyavong"),
    ("ສີຫາລາດ", "Sihalath"),
    ("ເພັດດາລາ", "Phetdala"),
    ("ຫຼວງລາດ", "Luanglath"),
    ("ທຳມະວົງ", "Thammavong"),
    ("ຄຳພູວົງ", "Khamphouvong"),
    ("ສີວິໄລ", "Sivilay"),
    ("ນໍລະສິງ", "Nolasing"),
    ("ດາລາວົງ", "Dalavong"),
)


@dataclass(frozen=True)
class MadeUp:
    """A person who does not exist."""

    name: Text
    gender: Gender


def made_up(chance: random.Random) -> MadeUp:
    """Somebody new."""
    gender: Gender = chance.choice(("female", "male"))
    given = chance.choice(WOMEN if gender == "female" else MEN)
    family = chance.choice(FAMILIES)
    return MadeUp(Text(lo=f"{given[0]} {family[0]}", en=f"{given[1]} {family[1]}"), gender)
