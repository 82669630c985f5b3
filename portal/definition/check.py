"""The checker: everything that can be known to be wrong with a service before a citizen meets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from portal.definition.check_amounts import check_amounts
from portal.definition.check_areas import check_areas
from portal.definition.check_asks import check_asks
from portal.definition.check_brackets import check_brackets
from portal.definition.check_certificate import check_certificate
from portal.definition.check_choosing import check_choosing
from portal.definition.check_compared import check_compared
from portal.definition.check_computed import check_computed
from portal.definition.check_eligible import check_eligible
from portal.definition.check_examples import check_examples
from portal.definition.check_expressions import check_expressions
from portal.definition.check_form import check_form
from portal.definition.check_four_eyes import check_four_eyes
from portal.definition.check_letters import check_letters
from portal.definition.check_messages import check_messages
from portal.definition.check_moves import check_moves
from portal.definition.check_nothing import check_nothing
from portal.definition.check_reach import check_reach
from portal.definition.check_texts import check_texts
from portal.definition.check_thai import check_thai
from portal.definition.check_wording import check_wording
from portal.definition.check_workflow import check_workflow
from portal.definition.examination import Examination
from portal.definition.findings import Finding
from portal.definition.load import Loaded

FAMILIES: Final[tuple[Callable[[Examination], None], ...]] = (
    check_form,
    check_choosing,
    check_workflow,
    check_four_eyes,
    check_wording,
    check_asks,
    check_texts,
    check_areas,
    check_compared,
    check_nothing,
    check_brackets,
    check_expressions,
    check_eligible,
    check_amounts,
    check_computed,
    check_reach,
    check_messages,
    check_certificate,
    check_letters,
    check_thai,
    check_examples,
    check_moves,
)
"""The families of rules, each over one part of a service. A new rule is a function of its family and a wording."""


def check(loaded: Loaded) -> list[Finding]:
    """Everything wrong with a loaded service, in the order of the file. A file that could not be read has only what
    loading found."""
    if loaded.service is None:
        return list(loaded.findings)
    examination = Examination(loaded.service, loaded.places)
    for family in FAMILIES:
        family(examination)
    found = [*loaded.findings, *examination.findings]
    return sorted(dict.fromkeys(found), key=lambda each: (each.line, each.column, each.code))
