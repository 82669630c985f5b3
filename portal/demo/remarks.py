"""What officers of the demo write with an action: what the service's examples say, or a plain sentence."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, Final

from portal.definition.asked import questions_asked
from portal.definition.model import Action, ExampleAction, Question, Service
from portal.definition.problems import Problem
from portal.definition.samples import ordinary
from portal.definition.values import read
from portal.workflow.said import Said

NOTE: Final = "ກະລຸນາກວດຂໍ້ມູນຄືນໃຫ້ກົງກັບເອກະສານ"
"""Please check the information against the papers again."""
REASON: Final = "ຂໍ້ມູນບໍ່ກົງກັບເອກະສານທີ່ຍື່ນມາ"
"""The information does not match the papers handed in."""

_PLAIN: Final = {"note": NOTE, "reason": REASON}


class Remarks:
    """Words for the actions of one service."""

    def __init__(self, service: Service, today: date) -> None:
        self._service = service
        self._today = today
        self._said: dict[str, list[ExampleAction]] = {}
        for example in service.examples.values():
            for step in example.actions:
                if step.do is not None:
                    self._said.setdefault(step.do, []).append(step)

    def on(self, path: str, name: str, action: Action, asked: list[str], chance: random.Random) -> Said:
        """What is said with an action on a case that `asked` its applicant these questions."""
        fitting = [
            each for each in self._said.get(f"{path}.{name}", ()) if set(each.fields) <= set(asked) and each.fields
        ]
        example = chance.choice(fitting or self._said.get(f"{path}.{name}", [ExampleAction(do=f"{path}.{name}")]))
        fields = tuple(field for field in example.fields if field in asked) or (chance.choice(asked),)
        answers = {
            each: self._answer(each, question, example)
            for each, question in questions_asked(self._service, path, action).items()
        }
        return Said(fields if action.asks_fields else (), answers)

    def _answer(self, name: str, question: Question, example: ExampleAction) -> Any:
        read_so = read(question, example.said.get(name), self._today, lambda _level, _code: True)
        return _PLAIN.get(name, ordinary(question)) if read_so is None or isinstance(read_so, Problem) else read_so
