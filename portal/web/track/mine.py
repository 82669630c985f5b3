"""The list of what a person has applied for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import render_template
from sqlalchemy.orm import Session

from portal.people.appointments import vacant_posts
from portal.store import cases as case_store
from portal.store.area_wording import AreaNames
from portal.store.certificates import papers_of
from portal.store.open_tasks import open_tasks
from portal.store.tables import NO_DUE_DAY, CaseRow
from portal.web.current import environment
from portal.web.drafts import tellings
from portal.web.language import current_language
from portal.web.track.blueprint import blueprint
from portal.web.visitors import Visitor, applicant_only
from portal.workflow.standing import standing


@blueprint.get("/my")
@applicant_only
def mine(visitor: Visitor) -> str:
    """Everything this person has applied for, and their drafts."""
    with environment().database.reading() as session:
        rows = case_store.of_applicant(session, visitor.person)
        told = tellings(session, rows)
        papers = papers_of(session, [row.id for row in rows])
        holders = _holders(session, rows)
    services = {row.definition: environment().services.version(row.definition) for row in rows}
    today = environment().today()
    standings = {row.id: standing(row.status, row.outcome, row.promised_on, today, papers[row.id]) for row in rows}
    return render_template(
        "track/mine.html", rows=rows, services=services, standings=standings, told=told, holders=holders
    )


@dataclass(frozen=True)
class Holder:
    """An office that has a case now, and by when; `due` is None where no day is set or nobody is appointed."""

    holder: str
    due: date | None
    late: bool


def _holders(session: Session, rows: Sequence[CaseRow]) -> dict[str, list[Holder]]:
    """Who has each case that is at an office, by its id, each office once."""
    names, language, today = AreaNames(session), current_language(), environment().today()
    held: dict[str, list[Holder]] = {}
    for case_id, tasks in open_tasks(session, [row.id for row in rows]).items():
        posts = {(task.area, task.role) for task in tasks}
        vacant = vacant_posts(session, posts, tasks[0].service, today)
        lines: dict[str, Holder] = {}
        for task in tasks:
            due = None if task.due == NO_DUE_DAY or (task.area, task.role) in vacant else task.due
            late = due is not None and due < today
            lines.setdefault(task.area, Holder(names.office(task.area).in_language(language), due, late))
        held[case_id] = list(lines.values())
    return held
