"""The officer's way: take a task, give it back, decide it, look at a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy.orm import Session

from portal.cases.access import ended_appointment, seen_case, workable_task
from portal.cases.command import Actor, Done, NoSuchCase, carry_out, deed_key, fresh_task_ids, once
from portal.cases.environment import Environment
from portal.store import answers as answer_store
from portal.store import files as file_store
from portal.store.answers import Salted
from portal.store.file_store import MissingFileError
from portal.store.tables import FileRow
from portal.workflow.answers import file_ids
from portal.workflow.case import Case
from portal.workflow.closing import is_same_look
from portal.workflow.commands import Act, Claim, Command, OpenFile, Release
from portal.workflow.refusals import Refusal, Why
from portal.workflow.said import Said


def act(
    environment: Environment, officer: str, case_id: str, task_id: str, action: str, said: Said, key: str
) -> Done | Refusal:
    """Decide a task of one of the officer's offices."""
    actor = Actor("officer", officer)

    def work(session: Session) -> Case | Refusal:
        case, task = workable_task(session, environment, officer, task_id, case_id)
        if task is None:
            return Refusal(Why.UNKNOWN_TASK)
        remarks = Salted(said.given)
        command = Act(
            task=task_id,
            action=action,
            officer=officer,
            task_ids=fresh_task_ids(environment, case),
            said=said,
            remark_digests=remarks.digests,
        )
        done = carry_out(session, environment, case, command, actor, remarks)
        if not isinstance(done, Refusal):
            answer_store.forget_remarks(session, case_id, officer, task_id)
        return done

    return once(environment, actor, deed_key(key, "act", case_id, task_id, action, asdict(said)), work)


def keep_typed(
    environment: Environment, officer: str, case_id: str, task_id: str, action: str, typed: Mapping[str, list[str]]
) -> None:
    """Keep what the officer typed for an action and has not sent, or could not, so that it is there again.

    Also for a task that is theirs no more since their appointment ended: their words are theirs still.
    """
    with environment.database.writing() as session:
        try:
            workable_task(session, environment, officer, task_id, case_id)
        except NoSuchCase:
            if ended_appointment(session, environment, officer, case_id, task_id) is None:
                raise
        answer_store.keep_remark(session, case_id, officer, task_id, action, typed, environment.clock())


def claim(environment: Environment, officer: str, case_id: str, task_id: str, key: str) -> Done | Refusal:
    """Take a task for a while, so that colleagues see that someone is at it."""
    until = environment.clock() + timedelta(minutes=environment.settings.claim_minutes)
    return _on_task(environment, officer, case_id, task_id, Claim(task_id, officer, until), key)


def release(environment: Environment, officer: str, case_id: str, task_id: str, key: str) -> Done | Refusal:
    """Give a claimed task back to the office."""
    return _on_task(environment, officer, case_id, task_id, Release(task_id, officer), key)


def _on_task(
    environment: Environment, officer: str, case_id: str, task_id: str, command: Command, key: str
) -> Done | Refusal:
    actor = Actor("officer", officer)

    def work(session: Session) -> Case | Refusal:
        case, task = workable_task(session, environment, officer, task_id, case_id)
        if task is None:
            return Refusal(Why.UNKNOWN_TASK)
        return carry_out(session, environment, case, command, actor)

    return once(environment, actor, deed_key(key, type(command).__name__, case_id, task_id), work)


def open_file(environment: Environment, officer: str, case_id: str, file_id: str) -> FileRow:
    """A file of a case that the officer may see; that they opened it becomes an event the applicant can read.

    Asking for the same file again within ONE_LOOK, as a browser does for its parts, is the same opening. Raises
    MissingFileError, and tells nobody that it was opened, when bytes of it are gone from the file store.
    """
    with environment.database.reading() as session:
        case, row = _file(session, environment, officer, case_id, file_id)
        if is_same_look(case, officer, file_id, environment.clock()):
            return row
    with environment.database.writing() as session:
        case, row = _file(session, environment, officer, case_id, file_id)
        done = carry_out(session, environment, case, OpenFile(officer, file_id), Actor("officer", officer))
        if isinstance(done, Refusal):
            raise NoSuchCase(case_id)
        return row


def glance_at_file(environment: Environment, officer: str, case_id: str, file_id: str) -> FileRow:
    """A file as it stands on the case page, too small to be read, or asked about and not shown: no opening."""
    with environment.database.reading() as session:
        return _file(session, environment, officer, case_id, file_id)[1]


def _file(session: Session, environment: Environment, officer: str, case_id: str, file_id: str) -> tuple[Case, FileRow]:
    case = seen_case(session, environment, officer, case_id)
    row = file_store.of_case(session, case_id, file_id)
    service = environment.services.version(case.definition)
    if row is None or case.submitted is None or file_id not in file_ids(service.fields, case.answers):
        raise NoSuchCase(case_id)
    if not environment.files.exists(row.content, row.size):
        raise MissingFileError(row.content)
    return case, row
