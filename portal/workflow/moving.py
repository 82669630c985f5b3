"""Moving a running case to another version of its service: where it stands there, and who has it then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from portal.definition.model import EndStep, OfficerStep, ParallelStep, Service, officer_steps_of
from portal.workflow.answers import form_of
from portal.workflow.case import Case, Status, Task
from portal.workflow.commands import Move
from portal.workflow.deadlines import Moment
from portal.workflow.entering import close_tasks, enter, levels_needed
from portal.workflow.events import Event, Moved, TaskClosed, TaskOpened
from portal.workflow.refusals import Decision, Refusal, Why


@dataclass(frozen=True)
class _Landing:
    """Where a case goes on: the step, and which path of the new version each path of the old one became.

    `goes_on` tells whether its open reviews go on there; else it enters the step from its beginning.
    """

    step: str
    paths: Mapping[str, str]
    goes_on: bool


def move(service: Service, case: Case, command: Move, moment: Moment) -> Decision:
    """Let the case go on under the version `command.into`, in the same step or the one that `command.steps` names.

    A review that goes on keeps its day, and its task unless another post has it now. What officers did keeps counting
    for four eyes, signatures and words, under the new names. Refused is what would strand it: a step or a field to
    correct that is gone, an office that its place does not have, an answer that the new form would not take.
    """
    if command.into.service != service.service:
        return Refusal(Why.WRONG_SERVICE)
    if command.definition == case.definition:
        return Refusal(Why.SAME_VERSION)
    if case.step is None:
        return Refusal(Why.NOT_SUBMITTED)
    landing = _landing(service, case, command)
    if isinstance(landing, Refusal):
        return landing
    if unfit := _unfit(case, command.into, moment):
        return Refusal(Why.INCOMPLETE, unfit)
    if not case.offices.keys() >= levels_needed(command.into):
        return Refusal(Why.NO_OFFICE)
    if case.status is Status.WITH_APPLICANT:
        return _while_corrected(case, command, landing, moment)
    return _at_office(case, command, landing, moment)


def _landing(service: Service, case: Case, command: Move) -> _Landing | Refusal:
    """Where the case goes on; refused when the step, or a review that is open, is not there any more."""
    here = case.step or ""
    target = command.steps.get(here, here)
    before, after = service.workflow.get(here), command.into.workflow.get(target)
    if before is None or after is None or isinstance(after, EndStep):
        return Refusal(Why.STEP_GONE, steps=(here,))
    paths = dict(_renamed(service, command.steps))
    if type(before) is not type(after):
        is_meant = here in command.steps or case.status is Status.WITH_APPLICANT
        return _Landing(target, paths, goes_on=False) if is_meant else Refusal(Why.STEP_GONE, steps=(here,))
    there = officer_steps_of(target, after)
    stood = [*(task.path for task in case.tasks.values()), *(f"{here}.{branch}" for branch in case.done_branches)]
    lands = [paths.get(path, path) for path in stood]
    gone = tuple(
        path
        for place, (path, new) in enumerate(zip(stood, lands, strict=True))
        if lands.count(new) > 1 or (place < len(case.tasks) and new not in there)
    )
    return Refusal(Why.STEP_GONE, steps=gone) if gone else _Landing(target, paths, goes_on=True)


def _renamed(service: Service, steps: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each path of the old version that has another name in the new one; a branch goes with its parallel step."""
    for path in (*service.workflow, *service.officer_steps):
        name, _, branch = path.partition(".")
        with_step = f"{steps.get(name, name)}.{branch}" if branch else name
        new = steps.get(path, with_step)
        if new != path:
            yield path, new


def _unfit(case: Case, into: Service, moment: Moment) -> dict[str, str]:
    """The answers that the form of the new version would not take, or misses, each with the code of what is wrong.

    While the applicant corrects the case, what they are asked for is not missed yet.
    """
    form = form_of(into, case, moment.today)
    awaited = case.correction.fields if case.correction else ()
    wrong = {**form.missing, **{name: problem.code for name, problem in form.misfits.items()}}
    return {name: code for name, code in wrong.items() if name not in awaited}


def _while_corrected(case: Case, command: Move, landing: _Landing, moment: Moment) -> Decision:
    """The case waits for its applicant: what is asked of them must be asked still."""
    asked = case.correction.fields if case.correction else ()
    questions = form_of(command.into, case, moment.today).questions
    if gone := [name for name in asked if name not in questions]:
        return Refusal(Why.UNKNOWN_FIELD, dict.fromkeys(gone, "unknown"))
    return (Moved(moment.at, command.definition, landing.step, landing.paths, ()),)


def _at_office(case: Case, command: Move, landing: _Landing, moment: Moment) -> Decision:
    into = command.into
    if not landing.goes_on:
        moved = Moved(moment.at, command.definition, landing.step, landing.paths, ())
        entered = enter(into, landing.step, case.offices, command.task_ids, moment, case.tasks)
        return entered if isinstance(entered, Refusal) else (moved, *close_tasks(case.tasks, moment), *entered)
    there = officer_steps_of(landing.step, into.workflow[landing.step])
    done = _still_done(case, landing, there)
    moved = Moved(moment.at, command.definition, landing.step, landing.paths, done)
    step = into.workflow[landing.step]
    if isinstance(step, ParallelStep) and len(done) >= step.needed:  # fewer reviews are asked for now
        entered = enter(into, step.to, case.offices, command.task_ids, moment, case.tasks)
        return entered if isinstance(entered, Refusal) else (moved, *close_tasks(case.tasks, moment), *entered)
    tasks = _tasks(case, landing, there, done, command, moment)
    return tasks if isinstance(tasks, Refusal) else (moved, *tasks)


def _still_done(case: Case, landing: _Landing, there: Mapping[str, OfficerStep]) -> tuple[str, ...]:
    """The branches, by their names in the new version, that were done before and are asked for still."""
    before = (f"{case.step}.{branch}" for branch in case.done_branches)
    after = {landing.paths.get(path, path) for path in before}
    return tuple(path.partition(".")[2] for path in there if path in after)


def _tasks(
    case: Case,
    landing: _Landing,
    there: Mapping[str, OfficerStep],
    done: tuple[str, ...],
    command: Move,
    moment: Moment,
) -> tuple[Event, ...] | Refusal:
    """What closes and opens: a review that another post has now keeps its last day, a new one has all its days."""
    open_at = {landing.paths.get(task.path, task.path): task for task in case.tasks.values()}
    fresh = iter([task for task in dict.fromkeys(command.task_ids) if task not in case.tasks])
    events: list[Event] = []
    for path, step in there.items():
        before = open_at.get(path)
        if path.partition(".")[2] in done or (before is not None and _is_same_post(before, step)):
            continue
        task = next(fresh, None)
        if task is None:
            return Refusal(Why.NO_TASK_IDS)
        if before is not None:
            events.append(TaskClosed(moment.at, before.id))
        level = step.office.value
        anew = moment.due(step.within) if step.within is not None else None
        due = anew if before is None else before.due
        events.append(TaskOpened(moment.at, task, path, level, case.offices[level], step.role, due))
    return tuple(events)


def _is_same_post(task: Task, step: OfficerStep) -> bool:
    """Whether the office that has the task still has it: the step's own, or the one that it went up to."""
    return task.escalated or (task.level == step.office.value and task.role == step.role)
