"""Answers, remarks and typed input: the rows that hold what people wrote."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.store.tables import AnswerRow, CaseNameRow, InputRow, OfferedRow, RemarkInputRow

APPLICANTS = 0
"""`given_at` of an applicant's current answer; a remark has the sequence of its event."""
CORRECTION = ""
"""`page` of what was typed on the correction page."""


class Salted:
    """Values with a fresh salt each, and the digests that events may hold. A value of None is no answer."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}
        self.salts = {name: secrets.token_hex(16) for name in self.values}
        self.digests = {name: _digest(self.salts[name], value) for name, value in self.values.items()}

    def only(self, names: Collection[str]) -> Salted:
        """Those of these names, with the salts they have."""
        chosen = Salted({})
        chosen.values = {name: value for name, value in self.values.items() if name in names}
        chosen.salts = {name: self.salts[name] for name in chosen.values}
        chosen.digests = {name: self.digests[name] for name in chosen.values}
        return chosen


def _digest(salt: str, value: Any) -> str:
    body = salt + json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def current(session: Session, case_id: str) -> dict[str, Any]:
    """The applicant's answers."""
    rows = session.scalars(select(AnswerRow).where(AnswerRow.case_id == case_id, AnswerRow.given_at == APPLICANTS))
    return {row.name: row.value for row in rows}


def of_cases(session: Session, case_ids: Collection[str], names: Collection[str]) -> dict[str, dict[str, Any]]:
    """The applicants' answers of these names, by case; one query."""
    query = select(AnswerRow).where(
        AnswerRow.case_id.in_(case_ids), AnswerRow.given_at == APPLICANTS, AnswerRow.name.in_(names)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in session.scalars(query):
        found.setdefault(row.case_id, {})[row.name] = row.value
    return found


def remarks(session: Session, case_id: str) -> dict[int, dict[str, Any]]:
    """What officers answered to what their actions ask, by the sequence of the event it belongs to and the name."""
    of_officers = AnswerRow.given_at > APPLICANTS, AnswerRow.replaced.is_(False)
    rows = session.scalars(select(AnswerRow).where(AnswerRow.case_id == case_id, *of_officers))
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.given_at, {})[row.name] = row.value
    return found


def replaced(session: Session, case_id: str) -> dict[int, dict[str, Any]]:
    """The answers before each correction that it gave anew or took away, by its sequence and their name.

    One that was given anew and is the same is among them; where nothing had been answered before, there is nothing."""
    rows = session.scalars(select(AnswerRow).where(AnswerRow.case_id == case_id, AnswerRow.replaced.is_(True)))
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row.given_at, {})[row.name] = row.value
    return found


def set_aside(session: Session, case_id: str, names: Collection[str], sequence: int) -> None:
    """Keep a copy of the present answers of these names, as what the correction of this sequence replaces."""
    present = AnswerRow.given_at == APPLICANTS, AnswerRow.name.in_(names)
    session.add_all(
        AnswerRow(case_id=case_id, name=row.name, given_at=sequence, replaced=True, value=row.value, salt=row.salt)
        for row in session.scalars(select(AnswerRow).where(AnswerRow.case_id == case_id, *present))
    )


def save(session: Session, case_id: str, salted: Salted, given_at: int = APPLICANTS) -> None:
    """Keep the values in place of earlier ones of the same names."""
    for name, value in salted.values.items():
        session.merge(AnswerRow(case_id=case_id, name=name, given_at=given_at, value=value, salt=salted.salts[name]))


def change(
    session: Session, case_id: str, before: Mapping[str, Any], after: Mapping[str, Any], given: Salted | None
) -> None:
    """Turn the applicant's answers from `before` into `after`: what is gone is dropped, what is among `given` kept
    anew, with the salt that its digest was made with."""
    _drop(session, case_id, before.keys() - after.keys())
    if given is not None:
        save(session, case_id, given.only(after.keys()))


def _drop(session: Session, case_id: str, names: Collection[str]) -> None:
    if names:
        session.execute(
            delete(AnswerRow).where(
                AnswerRow.case_id == case_id, AnswerRow.given_at == APPLICANTS, AnswerRow.name.in_(names)
            )
        )


def typed(session: Session, case_id: str, page: str) -> dict[str, list[str]] | None:
    """What was typed on a page and not accepted yet."""
    row = session.get(InputRow, (case_id, page))
    return row.typed if row else None


def typed_for(session: Session, case_id: str, field: str) -> set[str]:
    """What was typed for a question and not accepted yet, on any page of the case or in its correction."""
    rows = session.scalars(select(InputRow).where(InputRow.case_id == case_id))
    return {value for row in rows for value in row.typed.get(field, ())}


def typed_text(session: Session, case_id: str, field: str) -> str:
    """What was typed for a question of one line and not accepted yet; nothing when it was not typed."""
    rows = session.scalars(select(InputRow).where(InputRow.case_id == case_id))
    return next((row.typed[field][0].strip() for row in rows if row.typed.get(field)), "")


def keep_typed(session: Session, case_id: str, page: str, raw: Mapping[str, list[str]], now: datetime) -> None:
    """Keep what was typed on a page, until it is accepted or typed anew."""
    session.merge(InputRow(case_id=case_id, page=page, typed=dict(raw), updated_at=now))


def forget_typed(session: Session, case_id: str, page: str) -> None:
    """What was typed has become answers."""
    session.execute(delete(InputRow).where(InputRow.case_id == case_id, InputRow.page == page))


def forget_all_typed(session: Session, case_id: str) -> None:
    """What was typed on any page, or offered for it, has become answers, or is wanted no more."""
    session.execute(delete(InputRow).where(InputRow.case_id == case_id))
    session.execute(delete(OfferedRow).where(OfferedRow.case_id == case_id))


def erase(session: Session, case_id: str) -> None:
    """Forget everything a case's people wrote, with the salts: the events' digests then say nothing."""
    session.execute(delete(AnswerRow).where(AnswerRow.case_id == case_id))
    session.execute(delete(InputRow).where(InputRow.case_id == case_id))
    session.execute(delete(OfferedRow).where(OfferedRow.case_id == case_id))
    session.execute(delete(CaseNameRow).where(CaseNameRow.case_id == case_id))
    session.execute(delete(RemarkInputRow).where(RemarkInputRow.case_id == case_id))


def pages_typed(session: Session, case_id: str) -> set[str]:
    """The pages on which something was typed that is not an answer yet."""
    return set(session.scalars(select(InputRow.page).where(InputRow.case_id == case_id)))


def remark_typed(session: Session, case_id: str, officer: str, task: str, action: str) -> dict[str, list[str]] | None:
    """What an officer typed for an action and has not taken it with."""
    row = session.get(RemarkInputRow, (case_id, officer, task, action))
    return row.typed if row else None


def keep_remark(
    session: Session,
    case_id: str,
    officer: str,
    task: str,
    action: str,
    typed: Mapping[str, list[str]],
    now: datetime,
) -> None:
    """Keep what an officer typed for an action, until they take an action on the task."""
    session.merge(
        RemarkInputRow(
            case_id=case_id, officer_id=officer, task_id=task, action=action, typed=dict(typed), updated_at=now
        )
    )


def forget_remarks(session: Session, case_id: str, officer: str, task: str) -> None:
    """The officer has decided the task."""
    mine = RemarkInputRow.officer_id == officer, RemarkInputRow.task_id == task
    session.execute(delete(RemarkInputRow).where(RemarkInputRow.case_id == case_id, *mine))
