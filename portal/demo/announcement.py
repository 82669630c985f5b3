"""What the demo says on the terminal once it runs: where to go, and as whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from portal.definition.findings import Finding
from portal.definition.posts import Post
from portal.demo.sign_ins import SignIns
from portal.lao.phone import format_phone

COMMAND: Final = ".venv/bin/portal demo"
"""As it is typed in a clone, where nothing is on the PATH."""
PAGES: Final = (
    ("/", "services, to apply", "ບໍລິການ, ຍື່ນຄຳຮ້ອງ"),
    ("/demo/phone", "the phone that gets all SMS", "ໂທລະສັບທີ່ໄດ້ຮັບຂໍ້ຄວາມ"),
    ("/desk", "officers' queues", "ຄຳຮ້ອງລໍຖ້າຂອງເຈົ້າໜ້າທີ່"),
    ("/v", "check a certificate", "ກວດສອບໃບຢັ້ງຢືນ"),
)
ALL_WELL: Final = (
    "\nNo mistakes are left in the service files: they are on offer as they stand.",
    "ໄຟລ໌ບໍລິການບໍ່ມີຂໍ້ຜິດພາດແລ້ວ: ເປີດໃຫ້ໃຊ້ຕາມທີ່ຂຽນໄວ້.",
)
STANDING: Final = {
    "draft": ("not sent yet", "ຍັງບໍ່ໄດ້ສົ່ງ"),
    "with-office": ("in progress", "ກຳລັງດຳເນີນການ"),
    "with-applicant": ("to correct", "ຕ້ອງແກ້ໄຂ"),
    "granted": ("issued", "ອອກໃບແລ້ວ"),
    "refused": ("refused", "ຖືກປະຕິເສດ"),
    "withdrawn": ("withdrawn", "ຖອນຄຳຮ້ອງແລ້ວ"),
}


def refusals(findings: Sequence[Finding], on_offer: Collection[str]) -> Iterator[str]:
    """What is wrong with service files, and what is served instead: `on_offer` are the names of services."""
    errors = [found for found in findings if found.severity == "error"]
    for file, group in groupby(errors, key=lambda found: found.file):
        if Path(file).parent.name in on_offer:
            yield "\nThis change of a service is not on offer; the version before it is."
            yield "ການແກ້ໄຂບໍລິການນີ້ຍັງບໍ່ໄດ້ນຳໃຊ້; ສະບັບກ່ອນໜ້າຍັງເປີດໃຫ້ບໍລິການຢູ່."
        else:
            yield "\nThis service is not on offer."
            yield "ບໍລິການນີ້ຍັງບໍ່ເປີດໃຫ້ໃຊ້."
        for found in group:
            yield f"{found.file}:{found.line}:{found.column}: {found.code}"
            yield f"    {found.message.en} {found.hint.en}"
            yield f"    {found.message.lo} {found.hint.lo}"


def vacant(service: str, posts: Sequence[Post]) -> Iterator[str]:
    """The posts of a service that no officer held when the demo started, and whom the demo now appoints to."""
    for post in posts:
        yield (
            f"Nobody had the role {post.role} at a {post.level.value} office ({service}, {post.step}): "
            "the demo appoints officers. If the role is misspelt, mend the file."
        )


def announcement(demo: SignIns) -> str:
    """The whole text, Lao in the last column of each table, since terminals draw it in different widths."""
    return "\n".join(_lines(demo))


def _lines(demo: SignIns) -> Iterator[str]:
    yield f"\nThe demo portal is running (made-up people and cases): {demo.address}"
    yield "ລະບົບສາທິດເປີດແລ້ວ (ບຸກຄົນ ແລະ ຄຳຮ້ອງທັງໝົດເປັນເລື່ອງສົມມຸດ)\n"
    yield from _table([(demo.address + path, english, lao) for path, english, lao in PAGES])
    yield "\nCitizens: sign in with the phone number; the code arrives on the demo phone."
    yield "ປະຊາຊົນ: ເຂົ້າສູ່ລະບົບດ້ວຍເບີໂທລະສັບ, ລະຫັດຈະມາຮອດໂທລະສັບສາທິດ\n"
    yield from _table(
        [
            (format_phone(citizen.number), _standing(citizen.cases, 0), _standing(citizen.cases, 1))
            for citizen in demo.citizens
        ]
    )
    yield f"\nOfficers, all with the password {demo.password}"
    yield f"ເຈົ້າໜ້າທີ່: ທຸກຄົນໃຊ້ລະຫັດຜ່ານ {demo.password}\n"
    yield from _table(
        [
            ("username", "role", "waiting", "office", "ຫ້ອງການ"),
            ("ຊື່ຜູ້ໃຊ້", "ໜ້າທີ່", "ລໍຖ້າ", "", ""),
            *(
                (each.username, each.role, str(each.waiting), each.office["en"], each.office["lo"])
                for each in demo.officers
            ),
        ]
    )
    yield f"\nCtrl-C stops it. The data stay; `{COMMAND} --fresh` makes new ones."
    yield f"ກົດ Ctrl-C ເພື່ອຢຸດ. ຂໍ້ມູນຍັງຢູ່; ຖ້າຢາກເລີ່ມໃໝ່ໝົດ ໃຫ້ໃຊ້ `{COMMAND} --fresh`"


def _standing(cases: dict[str, int], language: int) -> str:
    return ", ".join(
        f"{cases[status]} {words[language]}" if language == 0 else f"{words[language]} {cases[status]}"
        for status, words in STANDING.items()
        if status in cases
    )


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield ("  " + "  ".join(cells)).rstrip()


def _width(text: str) -> int:
    """Columns on a terminal: marks above and below a Lao consonant take none."""
    return sum(unicodedata.category(sign) != "Mn" for sign in text)
