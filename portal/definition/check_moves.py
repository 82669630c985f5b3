"""Rules over `moves`: what became of a step is a step of this version in which a case can stand."""

from __future__ import annotations

from portal.definition.check_workflow import STEP_KIND
from portal.definition.examination import Examination
from portal.definition.model import STAY, EndStep


def check_moves(examination: Examination) -> None:
    """Run every rule of this family. What the earlier versions hold, `portal publish` knows."""
    service = examination.service
    steps = [name for name, step in service.workflow.items() if not isinstance(step, EndStep)]
    branches = [path for path in service.officer_steps if "." in path]
    for version, becomes in service.moves.items():
        for old, new in {} if becomes == STAY else becomes.items():
            known = branches if "." in old else steps
            if new not in known:
                examination.unknown(STEP_KIND, new, known, "moves", version, old)
