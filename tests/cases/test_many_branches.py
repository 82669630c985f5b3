"""A command brings as many task ids as the widest step of its service needs."""

from __future__ import annotations

from pathlib import Path

from tests.cases.shelves import changed
from tests.world import World

PERMIT = "construction-permit"
BRANCHES = 30
PLANNING = "      planning:\n"
REVIEW = """\
      more{number}:
        title:  {{lo: ກວດ {number}, en: Review {number}}}
        office: district
        role:   planner
        within: 5 working days
        actions:
          approve: {{to: done, label: {{lo: ເຫັນດີ, en: Approve}}}}
"""


def test_a_step_of_thirty_reviews_opens_them_all(tmp_path: Path) -> None:
    more = "".join(REVIEW.format(number=number) for number in range(BRANCHES - 2))
    wide = (("    join:  all ", "    join:  2 "), (PLANNING, more + PLANNING))
    world = World(tmp_path, services=changed(tmp_path, PERMIT, *wide))
    case_id = world.submitted(PERMIT)
    world.act(case_id, "village.support")
    assert len(world.case(case_id).tasks) == BRANCHES
    world.close()
