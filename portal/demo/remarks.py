"""What officers of the demo write with an action: what the service's examples say, or a plain sentence."""

from __future__ import annotations

import random
from typing import Final

from portal.cases.work import Said
from portal.definition.model import Action, ExampleAction, Service
from portal.workflow.acting import asks_of

NOTE: Final = "ກະລຸນາກວດຂໍ້ມູນຄືນໃຫ້ກົງກັບເອກະສານ"
"""Please check the information against the papers again."""
REASON: Final = "ຂໍ້ມູນບໍ່ກົງກັບເອກະສານທີ່ຍື່ນມາ"
"""The information does not match the papers handed in."""


class Remarks:
    """Words for the actions of one service."""

    def __init__(self, service: Service) -> None:
        self._said: dict[str, list[ExampleAction]] = {}
        for example in service.examples.values():
            for step in example.actions:
                if step.do is not None:
                    self._said.setdefault(step.do, []).append(step)

    def on(self, path: str, name: str, action: Action, asked: list[str], chance: random.Random) -> Said:
        """What is said with an action on a case that `asked` these questions."""
        asks = asks_of(action)
        fitting = [
            each for each in self._said.get(f"{path}.{name}", ()) if set(each.fields) <= set(asked) and each.fields
        ]
        example = chance.choice(fitting or self._said.get(f"{path}.{name}", [ExampleAction(do=f"{path}.{name}")]))
        fields = tuple(field for field in example.fields if field in asked) or (chance.choice(asked),)
        return Said(fields, example.note or NOTE, example.reason or REASON).only(asks)
