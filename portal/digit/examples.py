"""Examples for a planned service: one for each end, and a correction. They are played, to say what happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time
from typing import Any, Final

from portal.definition.model import Example, Outcome, Service
from portal.definition.samples import SAMPLE_AREA, SAMPLE_DAY
from portal.definition.values import read
from portal.digit.plan import RECEIPT, Plan
from portal.workflow.simulate import play

MOST_EXAMPLES: Final = 12
_ANSWERS: Final[tuple[dict[str, str], ...]] = (
    {"full_name": "ສົມຊາຍ ວົງສາ", "phone": "020 5555 1234", "village": SAMPLE_AREA},
    {"full_name": "ບົວຄຳ ພົມມະຈັນ", "phone": "030 555 1234", "village": SAMPLE_AREA},
    {"full_name": "Mali Phommavong", "phone": "020 2222 3333", "village": SAMPLE_AREA},
)
_SAID: Final = {"note": "ກວດຄືນຂໍ້ນີ້", "reason": "ເອກະສານບໍ່ຄົບ", RECEIPT: "KV-00123"}


def examples_of(plan: Plan, service: Service) -> dict[str, dict[str, Any]]:
    """The examples by name: at most twelve ends, and the first correction that can come before a granted one.

    `service` is the plan as it was read back, without examples.
    """
    found: dict[str, dict[str, Any]] = {}
    for number, (name, script) in enumerate(_scripts(plan)):
        answers = _ANSWERS[number % len(_ANSWERS)]
        example = {"answers": answers, "actions": script, "expect": {"state": "draft"}}
        actions = Example.model_validate(example).actions
        typed = [each.model_copy(update={"correct": _typed(service, each.correct)}) for each in actions]
        run, stopped = play(service, _typed(service, answers) or {}, typed, datetime.combine(SAMPLE_DAY, time(3), UTC))
        if stopped is None:
            sms = [notice.key for notice in run.notices]
            found[name] = {**example, "expect": {"state": run.case.step or "draft", "sms": sms}}
    return found


def _typed(service: Service, answers: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Answers as they are kept, of answers as they are typed."""
    if answers is None:
        return None
    return {name: read(service.fields[name], value, SAMPLE_DAY, lambda *_: True) for name, value in answers.items()}


def _scripts(plan: Plan) -> Iterator[tuple[str, list[Any]]]:
    first = next(iter(plan.steps))
    ways = {name: way for name in plan.ends if (way := plan.way(first, name)) is not None}
    for name, way in list(ways.items())[:MOST_EXAMPLES]:
        yield name, [_done(plan, each) for each in way]
    corrected = _corrected(plan, first)
    if corrected:
        yield ("corrected" if "corrected" not in ways else "corrected_example"), corrected


def _corrected(plan: Plan, first: str) -> list[Any]:
    """A case that is sent back, corrected and then granted, if that can be; else that ends somehow."""
    for outcome in (Outcome.GRANTED, Outcome.REFUSED, Outcome.WITHDRAWN):
        for name, step in plan.steps.items():
            backs = [action for action, planned in step.actions.items() if planned.sends_back]
            there = plan.way(first, name)
            for end in (end for end, planned in plan.ends.items() if planned.outcome is outcome):
                onward = plan.way(name, end)
                if backs and there is not None and onward is not None:
                    back = {**_done(plan, f"{name}.{backs[0]}"), "fields": ["phone"]}
                    correction = [back, {"correct": {"phone": "020 5555 4321"}}]
                    return [_done(plan, each) for each in there] + correction + [_done(plan, each) for each in onward]
    return []


def _done(plan: Plan, taken: str) -> Any:
    """A step of a script: what the action asks is answered."""
    step, _, action = taken.partition(".")
    asks = plan.steps[step].actions[action].asks
    said: dict[str, Any] = {each: _SAID[each] for each in asks if each != RECEIPT}
    if RECEIPT in asks:
        said["answers"] = {RECEIPT: _SAID[RECEIPT]}
    return {"do": taken, **said} if said else taken
