"""An officer's action: whether it may be taken, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable

from portal.definition.asked import printed_of, questions_asked
from portal.definition.form import Shown, check_fields
from portal.definition.model import APPLICANT, DONE, Action, ParallelStep, Service
from portal.workflow.answers import form_of
from portal.workflow.case import Case, Deed, Task
from portal.workflow.claiming import is_claimed_by_other
from portal.workflow.commands import Act
from portal.workflow.deadlines import Moment
from portal.workflow.entering import close_tasks, enter
from portal.workflow.events import ActionTaken, BranchDone, Event, SentBack
from portal.workflow.refusals import Decision, Refusal, Why


def open_actions(service: Service, case: Case, task: Task, officer: str, moment: Moment) -> dict[str, Action]:
    """The actions that `officer` could take on `task` now, as far as answers and four eyes decide it."""
    step = service.officer_step(task.path)
    actions = step.actions if step else {}
    form = form_of(service, case, moment.today)
    return {
        name: action
        for name, action in actions.items()
        if _is_open(action, form) and not acted_before(action, case.deeds, officer)
    }


def acted_before(action: Action, deeds: Iterable[Deed | ActionTaken], officer: str) -> bool:
    """Whether four eyes forbid `officer` the action: they acted in a step of its `not_by`, at any time so far."""
    return any(deed.officer == officer and is_barred_by(action, deed.path) for deed in deeds)


def is_barred_by(action: Action, path: str) -> bool:
    """Whether four eyes keep whoever acted at a path from the action: a step's name in its `not_by` stands for all its
    branches, 'step.branch' for the one."""
    return path in action.not_by or path.partition(".")[0] in action.not_by


def act(service: Service, case: Case, command: Act, moment: Moment) -> Decision:
    """Take the action on the task, close the task, and go where the action leads."""
    task = case.tasks.get(command.task)
    if task is None:
        return Refusal(Why.UNKNOWN_TASK)
    step = service.officer_step(task.path)
    if step is None:
        return Refusal(Why.BROKEN_DEFINITION)
    action = step.actions.get(command.action)
    if action is None:
        return Refusal(Why.UNKNOWN_ACTION)
    form = form_of(service, case, moment.today)
    refusal = _forbidden(form, case, command, task, action, moment) or _unanswered(form, task, command, action, moment)
    if refusal:
        return refusal
    onward = _follow(service, case, command, task, action, moment)
    if isinstance(onward, Refusal):
        return onward
    remarks = dict(command.remark_digests)
    taken = ActionTaken(moment.at, task.id, task.path, command.action, action.to, command.officer, remarks)
    return (taken, *onward)


def _forbidden(form: Shown, case: Case, command: Act, task: Task, action: Action, moment: Moment) -> Refusal | None:
    if is_claimed_by_other(task, command.officer, moment):
        return Refusal(Why.CLAIMED_BY_OTHER)
    if not _is_open(action, form):
        return Refusal(Why.ACTION_NOT_OPEN)
    return Refusal(Why.FOUR_EYES) if acted_before(action, case.deeds, command.officer) else None


def _is_open(action: Action, form: Shown) -> bool:
    return action.when is None or form.holds(action.when)


def _unanswered(form: Shown, task: Task, command: Act, action: Action, moment: Moment) -> Refusal | None:
    """What the action asks for and the command does not bring, or brings and the action does not ask for."""
    if refusal := _wrong_answers(form, task, command, action, moment):
        return refusal
    if action.asks_fields and not command.said.fields:
        return Refusal(Why.MISSING_FIELDS)
    known = form.questions if action.asks_fields else {}
    unknown = [name for name in command.said.fields if name not in known]
    return Refusal(Why.UNKNOWN_FIELD, dict.fromkeys(unknown, "unknown")) if unknown else None


def _wrong_answers(form: Shown, task: Task, command: Act, action: Action, moment: Moment) -> Refusal | None:
    asked = questions_asked(form.service, task.path, action)
    given = command.said.given
    if missing := [name for name, question in asked.items() if question.required and name not in given]:
        return Refusal(Why.MISSING_REMARK, dict.fromkeys(missing, "required"))
    if unasked := [name for name in given if name not in asked]:
        return Refusal(Why.BAD_ANSWERS, dict.fromkeys(unasked, "unknown"))
    if given.keys() != command.remark_digests.keys():
        return Refusal(Why.BAD_ANSWERS)
    printed = printed_of(form.service, task.path, action)
    wrong = check_fields(asked, given, printed, form, moment.today)
    return Refusal(Why.BAD_ANSWERS, {name: problem.code for name, problem in wrong.items()}) if wrong else None


def _follow(service: Service, case: Case, command: Act, task: Task, action: Action, moment: Moment) -> Decision:
    if action.to == DONE:
        return _complete_branch(service, case, command, task, moment)
    closed = close_tasks((task.id, *(other for other in case.tasks if other != task.id)), moment)
    if action.to == APPLICANT:
        # Of a parallel step the whole is resumed: what its branches reviewed may be what is corrected.
        resume = task.path.partition(".")[0]
        return (*closed, SentBack(moment.at, tuple(dict.fromkeys(command.said.fields)), resume))
    return _then_enter(closed, service, case, action.to, command, moment)


def _complete_branch(service: Service, case: Case, command: Act, task: Task, moment: Moment) -> Decision:
    name, _, branch = task.path.partition(".")
    step = service.workflow.get(name)
    if not isinstance(step, ParallelStep):
        return Refusal(Why.BROKEN_DEFINITION)
    done: tuple[Event, ...] = (*close_tasks([task.id], moment), BranchDone(moment.at, name, branch))
    if len(case.done_branches | {branch}) < step.needed:
        return done
    others = close_tasks((other for other in case.tasks if other != task.id), moment)
    return _then_enter((*done, *others), service, case, step.to, command, moment)


def _then_enter(
    before: tuple[Event, ...], service: Service, case: Case, to: str, command: Act, moment: Moment
) -> Decision:
    entered = enter(service, to, case.offices, command.task_ids, moment, case.tasks)
    return entered if isinstance(entered, Refusal) else (*before, *entered)
