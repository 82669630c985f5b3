"""How long a step and the whole may take."""

from __future__ import annotations

from portal.digit.days import (
    DAYS_WITHOUT_SLA,
    MILLISECONDS,
    MOST_DAYS,
    SHORTEST,
    in_days,
    working_days,
)
from portal.digit.model import BusinessService, SourceState
from portal.digit.plan import Plan
from portal.digit.report import Report


def time_of(state: SourceState, service: BusinessService, report: Report) -> tuple[int | None, float]:
    """The working days of a step, None without a time, and its milliseconds in the source."""
    days = _read(state.sla, report, *state.path, "sla")
    if days is None or state.sla is None:
        return None, 0
    if service.sla is not None and 0 < service.sla < state.sla:
        shown = {"days": in_days(state.sla), "whole": in_days(service.sla)}
        report.at_value("sla-over-service", *state.path, "sla", state=state.name, **shown)
    return days, state.sla


def whole_time(service: BusinessService, report: Report) -> int | None:
    """The working days of a whole service, None where it says none that can be."""
    return _read(service.sla, report, *service.path, "businessServiceSla")


def promise(plan: Plan, service: BusinessService, needed: int, whole: int | None, report: Report) -> int:
    """The working days to promise: what the source says, but no fewer than the quickest way to a granted end `needed`
    when each office uses all its time."""
    path = (*service.path, "businessServiceSla")
    if whole is None:
        days = min(MOST_DAYS, needed or DAYS_WITHOUT_SLA)
        report.at_value("no-sla", *path, name=service.name, days=days)
        return days
    if needed <= whole:
        return whole
    days, least = min(MOST_DAYS, needed), quickest(plan)
    shown = {"whole": in_days(service.sla or 0), "promise": days}
    if least is not None and service.sla is not None and least > service.sla:
        report.at_value("slas-exceed-service", *path, needed=in_days(least), **shown)
    else:
        report.at_value("promise-rounded-up", *path, **shown)
    return days


def quickest(plan: Plan) -> float | None:
    """The milliseconds, by the source, of the way to an end of a granted case that takes least; None without one."""
    granted = {name for name, end in plan.ends.items() if end.outcome == "granted"}
    best = dict.fromkeys([next(iter(plan.steps))], 0.0)
    for _ in range(len(plan.steps)):
        for name, step in plan.steps.items():
            for _, target in plan.following(name) if name in best else ():
                taken = best[name] + step.milliseconds
                best[target] = min(best.get(target, taken), taken)
    return min((taken for name, taken in best.items() if name in granted), default=None)


def _read(sla: float | None, report: Report, *path: str | int) -> int | None:
    if sla is None:
        return None
    if sla <= 0:
        report.at_value("sla-not-positive", *path, sla=f"{sla:.0f}")
        return None
    if sla < SHORTEST:
        report.at_value("sla-too-short", *path, sla=f"{sla:g}")
    elif sla * 5 / 7 > MOST_DAYS * MILLISECONDS:
        report.at_value("sla-too-long", *path, days=in_days(sla), most=MOST_DAYS)
    return working_days(sla)
