"""The demo's data: every step and end of every service, through the use cases, as if they had come in over weeks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.definition.form import shown
from portal.definition.model import APPLICANT, EndStep, ParallelStep, Service
from portal.lao.calendar import is_working_day
from portal.lao.dates import VIENTIANE, local_date
from portal.lao.phone import parse_phone
from portal.people.appointments import appointments_of, may_work
from portal.settings import ROOT
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store.desk_counts import DeskCounts, counts
from portal.store.tables import (
    AppointmentRow,
    CaseRow,
    CertificateRow,
    EventRow,
    FileRow,
    MessageRow,
    OfficerRow,
    PhoneRow,
    TaskRow,
)
from portal.workflow.case import Status
from portal.workflow.events import ActionTaken
from portal.workflow.evolve import replay
from tests.demo.making import DemoMade, make_demo
from tests.world import two_pilots

pytestmark = pytest.mark.xdist_group("demo-data")

CASES = 120


TUESDAY_MORNING = datetime(2026, 11, 24, 10, 30, tzinfo=VIENTIANE)
SUNDAY_NIGHT = datetime(2026, 11, 22, 3, 10, tzinfo=VIENTIANE)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoMade]:
    made = make_demo(tmp_path_factory.mktemp("demo"), CASES, clock=lambda: TUESDAY_MORNING)
    yield made
    made.environment.database.dispose()


@pytest.fixture
def session(demo: DemoMade) -> Iterator[Session]:
    with demo.environment.database.reading() as reading:
        yield reading


@pytest.fixture
def services(demo: DemoMade) -> list[Service]:
    return [offer.service for offer in demo.environment.services.offers().values()]


def test_as_many_cases_as_asked_for(demo: DemoMade, session: Session) -> None:
    assert demo.made.cases == CASES
    assert session.scalar(select(func.count()).select_from(CaseRow)) == CASES
    assert demo.made.without_example == []


def test_a_case_waits_in_every_step_and_branch(session: Session, services: list[Service]) -> None:
    waiting = {(name, path) for name, path in session.execute(select(TaskRow.service, TaskRow.path))}
    assert waiting == {(service.service, path) for service in services for path in service.officer_steps}


def test_what_the_village_of_the_tour_left_lying_is_late_at_its_district(session: Session) -> None:
    """The README names both clerks."""
    tour = (ROOT / "README.md").read_text(encoding="utf-8")
    village, district = (_at_the_desk(session, name) for name in ("nongping-clerk", "chanthabuly-clerk"))
    assert "`nongping-clerk`" in tour
    assert "`chanthabuly-clerk`" in tour
    assert village.waiting
    assert not village.late
    assert district.late


def _at_the_desk(session: Session, username: str) -> DeskCounts:
    officer = session.scalars(select(OfficerRow.id).where(OfficerRow.username == username)).one()
    held = appointments_of(session, officer, local_date(TUESDAY_MORNING))
    month = TUESDAY_MORNING - timedelta(days=30)
    return counts(session, held, officer, today=local_date(TUESDAY_MORNING), now=TUESDAY_MORNING, since=month)


def test_a_parallel_step_waits_whole_and_in_part(session: Session, services: list[Service]) -> None:
    tasks = session.execute(select(TaskRow.case_id, TaskRow.service, TaskRow.path))
    open_paths: dict[tuple[str, str], set[str]] = {}
    for case_id, service_name, path in tasks:
        open_paths.setdefault((service_name, case_id), set()).add(path)
    for service in services:
        seen = {frozenset(paths) for (name, _), paths in open_paths.items() if name == service.service}
        for name, step in service.workflow.items():
            if isinstance(step, ParallelStep):
                branches = {f"{name}.{branch}" for branch in step.branches}
                assert frozenset(branches) in seen
                if step.needed == len(branches):
                    assert {frozenset({branch}) for branch in branches} <= seen


def test_a_case_came_to_every_end_and_was_withdrawn(session: Session, services: list[Service]) -> None:
    ended = session.execute(select(CaseRow.service, CaseRow.step).where(CaseRow.status == Status.ENDED)).all()
    for service in services:
        ends = {name for name, step in service.workflow.items() if isinstance(step, EndStep)}
        assert {name for owner, name in ended if owner == service.service} == {*ends, "withdrawn"}


def test_a_case_waits_for_its_applicant_from_every_step_that_sends_back(
    session: Session, services: list[Service]
) -> None:
    query = select(CaseRow.service, CaseRow.step).where(CaseRow.status == Status.WITH_APPLICANT)
    sent_back = {(name, step) for name, step in session.execute(query)}
    expected = {
        (service.service, path.partition(".")[0])
        for service in services
        for path, step in service.officer_steps.items()
        if any(action.to == APPLICANT for action in step.actions.values())
    }
    assert sent_back == expected


def test_a_case_waits_corrected_where_it_was_sent_back(session: Session, services: list[Service]) -> None:
    corrected = {
        (name, path) for name, path in session.execute(select(TaskRow.service, TaskRow.path).where(TaskRow.corrected))
    }
    expected = {
        (service.service, path)
        for service in services
        for path, step in service.officer_steps.items()
        if "." not in path and any(action.to == APPLICANT for action in step.actions.values())
    }
    assert expected <= corrected


def test_every_action_that_ends_or_sends_back_was_taken(session: Session, services: list[Service]) -> None:
    taken = set()
    for (case_id,) in session.execute(select(CaseRow.id)):
        case_service = session.get_one(CaseRow, case_id).service
        for _, event in case_store.history(session, case_id):
            if isinstance(event, ActionTaken):
                taken.add((case_service, event.path, event.action))
    ending = {
        (service.service, path, name)
        for service in services
        for path, step in service.officer_steps.items()
        for name, action in step.actions.items()
        if action.to == APPLICANT or isinstance(service.workflow.get(action.to), EndStep)
    }
    assert ending <= taken


def test_drafts_are_there_and_some_have_answers(session: Session) -> None:
    drafts = list(session.scalars(select(CaseRow.id).where(CaseRow.status == Status.DRAFT)))
    assert drafts
    assert any(answer_store.current(session, case_id) for case_id in drafts)


def test_some_are_late_some_went_up_some_are_claimed(demo: DemoMade, session: Session) -> None:
    tasks = list(session.scalars(select(TaskRow)))
    today = demo.environment.today()
    assert any(task.due and task.due < today and not task.goes_up for task in tasks)
    assert any(task.escalated for task in tasks)
    assert any(task.claimed_until and task.claimed_until > demo.environment.clock() for task in tasks)


def test_nothing_overdue_is_left_that_should_have_gone_up(demo: DemoMade, session: Session) -> None:
    due = session.scalars(select(TaskRow.due).where(TaskRow.goes_up.is_(True)))
    assert all(day is None or day >= demo.environment.today() for day in due)


def test_events_make_the_rows_and_none_is_in_the_future(demo: DemoMade, session: Session) -> None:
    now = demo.environment.clock()
    for row in session.scalars(select(CaseRow)):
        events = [event for _, event in case_store.history(session, row.id)]
        case = replay(row.id, events)
        assert (case.status, case.step, case.sequence) == (row.status, row.step, row.sequence)
        moments = [event.at for event in events]
        assert moments == sorted(moments)
        assert moments[-1] <= now


def test_officers_act_in_office_hours_and_nobody_at_night(demo: DemoMade) -> None:
    assert _moments_of("officer", demo) != []
    for moment in _moments_of("officer", demo):
        assert is_working_day(moment.date())
        assert time(8) <= moment.time() < time(16)
    assert all(7 <= moment.hour < 22 for moment in _moments_of("applicant", demo))


def test_a_demo_made_on_a_sunday_night_is_whole_and_no_officer_is_at_work(tmp_path: Path) -> None:
    night = make_demo(tmp_path, 0, two_pilots(), clock=lambda: SUNDAY_NIGHT)
    with night.environment.database.reading() as session:
        services = [offer.service for offer in night.environment.services.offers().values()]
        test_a_case_waits_in_every_step_and_branch(session, services)
        test_a_case_came_to_every_end_and_was_withdrawn(session, services)
        assert session.scalars(select(TaskRow).where(TaskRow.claimed_until > SUNDAY_NIGHT)).all() == []
    test_officers_act_in_office_hours_and_nobody_at_night(night)
    night.environment.database.dispose()


def _moments_of(kind: str, demo: DemoMade) -> list[datetime]:
    """When people of a kind did something, on the clocks of Vientiane."""
    with demo.environment.database.reading() as session:
        rows = session.execute(select(EventRow.at).where(EventRow.actor.startswith(kind)))
        return [at.astimezone(VIENTIANE) for (at,) in rows]


def test_cases_are_spread_over_weeks(session: Session) -> None:
    days = {local_date(moment) for moment in session.scalars(select(CaseRow.created_at))}
    assert len(days) > 20
    assert max(days) - min(days) > timedelta(days=25)


def test_answers_are_complete_and_differ(demo: DemoMade, session: Session) -> None:
    everything = []
    for row in session.scalars(select(CaseRow).where(CaseRow.submitted_at.is_not(None))):
        case = case_store.load(session, row.id)
        assert case is not None
        service = demo.environment.services.version(row.definition)
        answers = dict(case.answers)
        asked_on = max(event.at for _, event in case_store.history(session, row.id) if event.kind == "submitted")
        assert not shown(service, answers, local_date(asked_on)).missing
        everything.append(tuple(sorted((name, str(value)) for name, value in answers.items())))
    assert len(set(everything)) == len(everything)


def test_files_are_there_and_are_what_they_say(demo: DemoMade, session: Session) -> None:
    kinds = set()
    for row in session.scalars(select(FileRow)):
        with demo.environment.files.open(row.content) as file:
            data = file.read()
        kinds.add(row.media_type)
        if row.media_type == "image/jpeg":
            Image.open(io.BytesIO(data)).verify()
        else:
            assert data.startswith(b"%PDF-")
    assert kinds == {"image/jpeg", "application/pdf"}


def test_messages_went_when_they_were_due(session: Session) -> None:
    messages = list(session.scalars(select(MessageRow)))
    assert messages
    for message in messages:
        assert message.status == "sent"
        assert message.sent_at is not None
        assert timedelta() <= message.sent_at - message.created_at < timedelta(minutes=10)
    assert len({local_date(message.created_at) for message in messages}) > 15


def test_every_certificate_is_made_and_registers_follow_time(demo: DemoMade, session: Session) -> None:
    rows = list(session.scalars(select(CertificateRow).order_by(CertificateRow.ordered_at)))
    assert rows
    registers: dict[tuple[str, str, int], list[int]] = {}
    for row in rows:
        assert row.content is not None
        assert demo.environment.files.exists(row.content)
        assert row.serial is not None
        registers.setdefault((row.service, row.area, row.year), []).append(row.serial)
        case = case_store.load(session, row.case_id)
        assert case is not None
        assert [(one.step, one.certificate) for one in case.issuances] == [(row.step, row.id)]
    assert all(serials == list(range(1, len(serials) + 1)) for serials in registers.values())


def test_somebody_may_work_every_task(demo: DemoMade, session: Session) -> None:
    today = demo.environment.today()
    officers = session.scalars(select(OfficerRow.id)).all()
    held = [one for officer in officers for one in appointments_of(session, officer, today)]
    for task in session.scalars(select(TaskRow)):
        assert may_work(held, level=task.level, area=task.area, role=task.role, service=task.service)


def test_officers_have_one_password_that_was_hashed_once(session: Session) -> None:
    assert len(set(session.scalars(select(OfficerRow.password)))) == 1


def test_every_officer_holds_one_post(session: Session) -> None:
    posts = session.scalars(select(AppointmentRow.officer_id)).all()
    assert len(posts) == len(set(posts)) == session.scalar(select(func.count()).select_from(OfficerRow))


def test_phones_are_lao_numbers(session: Session) -> None:
    numbers = list(session.scalars(select(PhoneRow.number)))
    assert all(parse_phone(number) == number for number in numbers)


def test_the_chain_of_events_is_whole(session: Session) -> None:
    for case_id in session.scalars(select(CaseRow.id).limit(20)):
        previous = None
        rows = session.scalars(select(EventRow).where(EventRow.case_id == case_id).order_by(EventRow.sequence))
        for row in rows:
            assert row.digest == case_store.chain_digest(previous, case_id, row.sequence, row.kind, row.actor, row.data)
            previous = row.digest
