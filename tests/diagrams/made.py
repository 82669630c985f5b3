"""Workflows made for drawing: of any shape, and as large as one may be."""

from __future__ import annotations

import random
from typing import Any, Final

from portal.definition.model import Service
from tests.definition.boat import service

LABELS: Final = (
    ("ຢັ້ງຢືນ", "Confirm"),
    ("ສົ່ງໃຫ້ພະແນກໂຍທາທິການ ແລະ ຂົນສົ່ງ ພິຈາລະນາຕໍ່", "Pass on to the department of public works for a review"),
    ("ຂໍຄຳເຫັນຊ່ຽວຊານ", "Ask the expert"),
    ("ບໍ່ເຫັນດີ", "Against"),
    ("ສົ່ງກັບ", "Back"),
)
TITLES: Final = (
    ("ບ້ານກວດສອບ", "Village check"),
    ("ຊ່ຽວຊານດ້ານສິ່ງແວດລ້ອມ ແລະ ຊັບພະຍາກອນທຳມະຊາດໃຫ້ຄຳເຫັນ", "Opinion of the expert on environment and natural resources"),
    ("ເມືອງເຊັນ", "District signature"),
)
END: Final = {"title": {"lo": "ສຳເລັດ", "en": "Done"}}


def with_workflow(workflow: dict[str, Any]) -> Service:
    """The boat licence with another workflow."""
    data = service().model_dump()
    return Service.model_validate({**data, "workflow": workflow, "messages": {}, "certificate": None, "examples": {}})


def ends() -> dict[str, Any]:
    """An end of each outcome."""
    titles = {"granted": ("ອອກໃບ", "Issued"), "refused": ("ຖືກປະຕິເສດ", "Refused"), "withdrawn": ("ຖອນແລ້ວ", "Taken back")}
    return {name: {"end": name, "title": {"lo": lo, "en": en}} for name, (lo, en) in titles.items()}


def step(number: int, targets: list[str], late: bool = False) -> dict[str, Any]:
    """An officer's step with an action to each of the targets."""
    title, labels = TITLES[number % len(TITLES)], [LABELS[(number + at) % len(LABELS)] for at in range(len(targets))]
    actions = {
        f"go_{at}": {"to": to, "label": {"lo": label[0], "en": label[1]}}
        for at, (to, label) in enumerate(zip(targets, labels, strict=True))
    }
    level = ("village", "district", "province")[number % 3]
    return {
        "title": {"lo": f"{title[0]} {number}", "en": f"{title[1]} {number}"},
        "office": level,
        "role": "clerk",
        "within": number % 9 + 1,
        "late": {"to": "province"} if late else None,
        "actions": actions,
    }


def large(steps: int = 60, actions: int = 5, seed: str = "large") -> Service:
    """A workflow of many steps, most leading on, some back, some to the applicant and to an end far below."""
    chance = random.Random(seed)
    names = [f"step_{number}" for number in range(steps)]
    workflow: dict[str, Any] = {}
    for number, name in enumerate(names):
        onward = names[number + 1] if number + 1 < steps else "granted"
        far = [chance.choice([*names, "applicant", "refused", "withdrawn"]) for _ in range(actions - 1)]
        workflow[name] = step(number, [onward, *far], late=number % 7 == 3)
    return with_workflow(workflow | ends())


def anything(seed: str) -> Service:
    """A workflow of any shape: parallel steps, ways to anywhere, also from a step to itself, and unreachable ones."""
    chance = random.Random(seed)
    names = [f"step_{number}" for number in range(chance.randint(1, 9))]
    everywhere = [*names, "applicant", "granted", "refused", "withdrawn"]
    workflow: dict[str, Any] = {}
    for number, name in enumerate(names):
        if chance.random() < 0.3:
            branches = {
                f"part_{at}": step(
                    10 * (number + 1) + at, ["done", *chance.sample(everywhere, chance.randint(0, 3))], at == 1
                )
                for at in range(chance.randint(2, 4))
            }
            workflow[name] = {
                "title": {"lo": f"ພິຈາລະນາພ້ອມກັນ {number}", "en": f"Reviews {number}"},
                "to": chance.choice(everywhere[:-4] or ["granted"]),
                "join": chance.choice(["all", "any", 2]),
                "branches": branches,
            }
        else:
            workflow[name] = step(
                number, chance.sample(everywhere, chance.randint(1, min(5, len(everywhere)))), chance.random() < 0.3
            )
    return with_workflow(workflow | ends())
