"""Everything that decides whether a service file may be published: the checker, its folder, its examples played; and
what there is to advise on beside.

The live portal asks for `findings_of`, `portal check` also for `advice_on`, which holds warnings only: so what passes
in one passes in the other, and a portal that reads a changed file sets no paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from portal.definition.check import check
from portal.definition.check_areas import check_known_areas
from portal.definition.check_beside import check_beside
from portal.definition.check_folder import check_folder
from portal.definition.findings import Finding, finding
from portal.definition.load import Loaded
from portal.definition.model import Service
from portal.definition.rules_checking import RULES
from portal.definition.samples import SAMPLE_DAY
from portal.definition.values import AreaExists
from portal.lao.dates import format_date
from portal.workflow.check_paper import check_paper
from portal.workflow.examples import run_example


def findings_of(
    loaded: Loaded, area_exists: AreaExists, *, today: date = SAMPLE_DAY, folder: str | None = None
) -> list[Finding]:
    """What the checker finds, and, where it finds no error, what playing the examples on `today` shows.

    `folder` is the name of the folder that the file stands in; without it the file may stand anywhere.
    """
    found = check(loaded)
    if folder is not None:
        found += check_folder(loaded, folder)
    if loaded.service is None:
        return found
    found += check_known_areas(loaded.service, loaded.places, area_exists)
    if has_errors(found):
        return found
    return [*found, *_example_findings(loaded, today, area_exists)]


def advice_on(loaded: Loaded, found: Sequence[Finding], beside: Sequence[Service]) -> list[Finding]:
    """What is odd about a service given those `beside` it (that have another name), and, where nothing `found` is an
    error, what is too much for its paper. Never an error."""
    advice = check_beside(loaded, beside)
    return advice if has_errors(found) else [*advice, *check_paper(loaded)]


def has_errors(found: Sequence[Finding]) -> bool:
    """Whether what was found keeps the service from being published."""
    return any(each.severity == "error" for each in found)


def _example_findings(loaded: Loaded, today: date, area_exists: AreaExists) -> Iterator[Finding]:
    if loaded.service is None:
        return
    for name in loaded.service.examples:
        for problem in run_example(loaded.service, name, today, area_exists):
            yield finding(
                RULES,
                "example-fails",
                loaded.file,
                loaded.places.value(*problem.where),
                name=name,
                problem_lo=problem.message.lo,
                problem_en=problem.message.en,
                day_lo=format_date(today, "lo"),
                day_en=format_date(today, "en"),
            )
