"""A rule over what actions are called: a refusal in one branch that lets the case go on would surprise everybody."""

from __future__ import annotations

import re
from typing import Final

from portal.definition.examination import Examination
from portal.definition.model import DONE, Action, EndStep, Outcome, ParallelStep, keys_of, officer_steps_of

_REFUSES: Final = re.compile(r"\b(reject|refuse|deny|decline)|ປະຕິເສດ|ບໍ່ອະນຸຍາດ", re.IGNORECASE)


def check_wording(examination: Examination) -> None:
    """Run every rule of this family."""
    steps = examination.service.workflow
    for step_name, step in steps.items():
        if not isinstance(step, ParallelStep):
            continue
        following = steps.get(step.to)
        if isinstance(following, EndStep) and following.end is not Outcome.GRANTED:
            continue
        for path, branch in officer_steps_of(step_name, step).items():
            for name, action in branch.actions.items():
                if action.to == DONE and _is_refusal(name, action):
                    keys = (*keys_of(path), "actions", name, "to")
                    examination.at_value("refusal-goes-on", *keys, name=f"{path}.{name}")


def _is_refusal(name: str, action: Action) -> bool:
    return any(_REFUSES.search(text) for text in (name.replace("_", " "), action.label.en, action.label.lo))
