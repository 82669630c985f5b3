"""Titles and labels, with what could not be put into Lao in the report."""

from __future__ import annotations

from portal.definition.model import Text
from portal.digit.machine import Machine, Move
from portal.digit.plan import Plan
from portal.digit.report import Report
from portal.digit.words import Worded, action_text, service_text, state_text
from portal.lao.language import LANGUAGES


def state_title(machine: Machine, state: str, report: Report) -> tuple[Text, bool]:
    """The title of a state, and whether its Lao is Lao."""
    where = machine.states[state]
    worded = state_text(state, list(machine.states).index(state) + 1)
    _say(worded, state, report, *where.path, "state")
    return worded.text, worded.translated


def action_label(move: Move, report: Report) -> Text:
    """The label of an action."""
    number = move.action.path[-1]
    worded = action_text(move.name, (number if isinstance(number, int) else 0) + 1)
    _say(worded, move.name, report, *move.action.path, "action")
    return worded.text


def service_title(machine: Machine, number: int, report: Report) -> Text:
    """The title of a service, the `number`th of its file."""
    service = machine.service
    worded = service_text(service.name, number)
    _say(worded, service.name, report, *service.path, "businessService")
    return worded.text


def tell_apart(plan: Plan) -> None:
    """Let no two actions of a step read alike: the later one also says where it leads, and at last its number."""
    for step in plan.steps.values():
        for language in LANGUAGES:
            read: set[str] = set()
            for number, action in enumerate(step.actions.values(), start=1):
                label = action.label.in_language(language)
                target = plan.steps.get(action.to) or plan.ends.get(action.to)
                longer = f"{label}: {target.title.in_language(language)}" if target else label
                numbers = (f"{longer} ({each})" for each in range(number, number + len(step.actions)))
                fresh = next(each for each in (label, longer, *numbers) if each.casefold() not in read)
                read.add(fresh.casefold())
                action.label = action.label.model_copy(update={language: fresh})


def _say(worded: Worded, name: str, report: Report, *path: str | int) -> None:
    if not worded.translated:
        report.at_value("not-translated", *path, name=name or "-", mark=f"«{worded.text.lo}»")
