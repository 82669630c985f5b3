"""The import as a whole: a file of DIGIT in, service files and findings out. Never raises on bad content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.definition.findings import Finding
from portal.definition.graph import days_needed, routes
from portal.definition.load import load_text
from portal.definition.model import Level
from portal.digit.convert import Conversion
from portal.digit.examples import MOST_EXAMPLES, examples_of
from portal.digit.json_source import read_json
from portal.digit.kinds import kinds_of
from portal.digit.machine import machine_of
from portal.digit.model import BusinessService
from portal.digit.names import slug_of
from portal.digit.plan import Plan, Trace
from portal.digit.report import Report
from portal.digit.roles import officers
from portal.digit.shape import business_services
from portal.digit.texts import service_title
from portal.digit.times import promise, whole_time
from portal.digit.write import TO_WRITE, written


@dataclass(frozen=True)
class ImportedService:
    """A service that was imported: what it is called in the file and here, the text of its service.yaml, and what
    became of each of its actions."""

    source: str
    slug: str
    text: str
    traces: tuple[Trace, ...]


@dataclass
class Imported:
    """All that an import gives. `roles` are those of officers that the file names, in small letters."""

    services: list[ImportedService] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)


def import_digit(content: bytes, file: str, offices: Mapping[str, Level] | None = None) -> Imported:
    """Import every BusinessService of a JSON file; `file` is the name that findings carry.

    `offices` says at which level a role's officers are, by DIGIT's name of the role in small letters; others are at the
    district.
    """
    source = read_json(content, file)
    if source.findings:
        return Imported(findings=source.findings)
    report, imported = Report(source), Imported()
    taken: set[str] = set()
    for number, service in enumerate(business_services(report), start=1):
        slug = slug_of(service.name, taken, f"service-{number}")
        if slug != slug_of(service.name, (), f"service-{number}"):
            report.at_value("duplicate-service", *service.path, "businessService", name=service.name, slug=slug)
        taken.add(slug)
        named = officers(role for state in service.states for action in state.actions for role in action.roles)
        imported.roles |= {role.casefold() for role in named}
        one = _imported(service, number, slug, report, offices or {})
        if one is not None:
            imported.services.append(one)
    imported.findings = report.in_order()
    return imported


def _imported(
    service: BusinessService, number: int, slug: str, report: Report, offices: Mapping[str, Level]
) -> ImportedService | None:
    machine = machine_of(service, report)
    kinds = kinds_of(machine, report) if machine else None
    if machine is None or kinds is None:
        return None
    plan = Plan(slug, service.name, service_title(machine, number, report))
    conversion = Conversion(machine, kinds, report, plan, offices)
    conversion.run()
    _say_assumed(conversion, report)
    text = _text(plan, service, report)
    if text is None:
        return None
    became = {trace.path for trace in plan.traces}
    left_out = (
        Trace(action.path, "left-out")
        for state in service.states
        for action in state.actions
        if action.path not in became
    )
    return ImportedService(service.name, slug, text, (*plan.traces, *left_out))


def _text(plan: Plan, service: BusinessService, report: Report) -> str | None:
    """The text of the file, with a promise that can be kept, and examples; None where it is too large to be one."""
    whole = whole_time(service, report)
    plan.promise = whole or plan.promise
    draft = load_text(written(plan, {}), service.name)
    if draft.service is not None:
        needed = days_needed(draft.service, routes(draft.service)) or 0
        plan.promise = promise(plan, service, needed, whole, report)
    else:
        report.at_value("not-written", *service.path, name=service.name, problem=draft.findings[0].code)
        return None
    text = written(plan, examples_of(plan, draft.service))
    loaded = load_text(text, service.name)
    if loaded.service is None:  # the examples make it too large
        text = written(plan, {})
    if len(plan.ends) > MOST_EXAMPLES:
        report.at_value("examples-left-out", *service.path, count=len(plan.ends), limit=MOST_EXAMPLES)
    return text


def _say_assumed(conversion: Conversion, report: Report) -> None:
    """Say what stands in the file that the source does not say."""
    service = conversion.machine.service
    if conversion.assumed:
        roles = ", ".join(conversion.assumed)
        report.at_value("office-assumed", *service.path, "businessService", roles=roles)
    pays = any(step.pays for step in conversion.plan.steps.values())
    missing_lo = "ບໍລິການມີໄວ້ເຮັດຫຍັງ, ອົງການ, ຄຳຖາມໃນແບບຟອມ, ໃບທີ່ອອກໃຫ້" + (", ຄ່າທຳນຽມ" if pays else "")
    missing_en = "what the service is for, its agency, the questions of its form, the paper it issues" + (
        ", its fee" if pays else ""
    )
    shown = {"missing_lo": missing_lo, "missing_en": missing_en, "mark": TO_WRITE}
    report.at_value("to-be-written", *service.path, "businessService", **shown)
    for state in conversion.kinds.of:
        where = conversion.machine.states[state]
        if where.sla is not None and conversion.named.get(state) not in conversion.plan.steps:
            report.at_value("sla-not-used", *where.path, "sla", state=state or "null")
