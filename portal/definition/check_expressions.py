"""Rules over expressions: they parse, name what can be answered by then, and give what is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import Any, Final, Literal

from portal.definition.check_form import FIELD_KIND, is_unfinished
from portal.definition.dependencies import Dependencies
from portal.definition.examination import Examination, guesses
from portal.definition.expression_faults import date_parts, grouped_number, grouped_numbers, slip_in
from portal.definition.expression_source import place_of_name
from portal.definition.expression_types import WORDS, Mismatch, kind_of_value, mismatches
from portal.definition.expressions import FUNCTIONS, ExpressionProblem, Parsed, bound, evaluate, parse
from portal.definition.form import shown
from portal.definition.kinds.day import midnight
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, OfficerStep
from portal.definition.samples import SAMPLE_DAY, ordinary, telling
from portal.definition.source import Path

Wanted = Literal["condition", "number", "value"]

_WANTED_WORDS: Final = {
    "condition": ("ຈິງ ຫຼື ບໍ່ຈິງ", "true or false"),
    "number": ("ຕົວເລກ", "a number"),
    "value": ("ຕົວເລກ ຫຼື ຂໍ້ຄວາມ", "a number or a text"),
}
_MOST_TRIALS: Final = 200


@dataclass(frozen=True)
class Use:
    """An expression where it stands: what it must give, the questions it may name, and those not answered by then."""

    path: Path
    expression: str
    wanted: Wanted
    fields: Mapping[str, FormField]
    later: frozenset[str]


def check_expressions(examination: Examination) -> None:
    """Run every rule of this family."""
    for use in uses(examination):
        if _is_sound(examination, use):
            _gives_what_is_wanted(examination, use)
        else:
            examination.unsound.add(use.path)
    _written_numbers(examination)
    _fee_without_answers(examination)


def uses(examination: Examination) -> Iterator[Use]:
    """Every expression of the service."""
    fields = examination.service.fields
    given: set[str] = set()
    for path, page in examination.pages():
        if page.when is not None:
            yield Use((*path, "when"), page.when, "condition", fields, frozenset(fields.keys() - given))
        on_page = given | page.fields.keys()
        for name, field in page.fields.items():
            field_path = (*path, "fields", name)
            yield from _field_uses(field_path, field, fields, given, on_page)
            given = given | {name}
    yield from _other_uses(examination, fields)


def _field_uses(
    path: Path, field: FormField, fields: Mapping[str, FormField], given: set[str], on_page: set[str]
) -> Iterator[Use]:
    not_given, not_on_page = frozenset(fields.keys() - given), frozenset(fields.keys() - on_page)
    if field.when is not None:
        yield Use((*path, "when"), field.when, "condition", fields, not_given)
    if field.check is not None:
        yield Use((*path, "check"), field.check, "condition", fields, not_on_page)
    if field.value is not None:
        yield Use((*path, "value"), field.value, "value", fields, not_given)
    for name, inner in (field.fields or {}).items():
        if inner.check is not None:
            scope = {**fields, **(field.fields or {})}
            yield Use((*path, "fields", name, "check"), inner.check, "condition", scope, not_on_page)


def _other_uses(examination: Examination, fields: Mapping[str, FormField]) -> Iterator[Use]:
    fee = examination.service.fee
    if fee is not None and isinstance(fee.amount, str):
        yield Use(("fee", "amount"), fee.amount, "number", fields, frozenset())
    for path, _, step in examination.officer_steps():
        yield from _action_uses(path, step, fields)


def _action_uses(path: Path, step: OfficerStep, fields: Mapping[str, FormField]) -> Iterator[Use]:
    for name, action in step.actions.items():
        if action.when is not None:
            yield Use((*path, "actions", name, "when"), action.when, "condition", fields, frozenset())
        for index, ask in enumerate(action.asks):
            for asked, question in ({} if isinstance(ask, str) else ask).items():
                if question.check is not None:
                    check = (*path, "actions", name, "asks", index, asked, "check")
                    yield Use(check, question.check, "condition", {**fields, **action.own_questions}, frozenset())


def _written_numbers(examination: Examination) -> None:
    """Numbers that stand by themselves: fee, bounds, and what an example says of the fee."""
    paths: list[Path] = [("fee", "amount")]
    paths += [(*path, bound_key) for path, _, _ in examination.fields() for bound_key in ("min", "max")]
    paths += [(*path, bound_key) for path, _, _ in examination.questions_asked() for bound_key in ("min", "max")]
    paths += [("examples", name, "expect", "fee") for name in examination.service.examples]
    for path in paths:
        entry = examination.source.entries.get(path)
        if entry is not None and path not in examination.unsound and (found := grouped_number(entry.written)):
            examination.at_value("grouped-number", *path, **found)
            examination.unsound.add(path)


def _is_sound(examination: Examination, use: Use) -> bool:
    """Report what is wrong with the words of an expression; whether it can be tried."""
    parts = list(date_parts(use.expression, lambda name: _is_date(examination, use, name)))
    for slip in parts:
        examination.inside(slip.code, slip.offset, *use.path, **slip.found)
    if parts:
        return False
    parsed = parse(use.expression)
    if isinstance(parsed, ExpressionProblem):
        _report_unparsed(examination, use, parsed)
        return False
    grouped = list(grouped_numbers(use.expression))
    for slip in grouped:
        examination.inside(slip.code, slip.offset, *use.path, **slip.found)
    if any(name in use.fields and is_unfinished(use.fields[name]) for name in parsed.names):
        return False
    known = [*use.fields, "today"]
    unknown = sorted(parsed.names - set(known))
    for name in unknown:
        offset = place_of_name(use.expression, name)
        what = {"kind_lo": FIELD_KIND[0], "kind_en": FIELD_KIND[1], "name": name, **guesses(name, known)}
        examination.inside("unknown-name", offset, *use.path, **what)
    early = sorted(parsed.names & use.later)
    for name in early:
        examination.inside("used-too-early", place_of_name(use.expression, name), *use.path, name=name)
    return not (grouped or unknown or early or _mixes_kinds(examination, use, parsed))


def _is_date(examination: Examination, use: Use, name: str) -> bool:
    if name not in use.fields:
        return name == "today"
    return kind_of_value(bound(use.fields[name], _sample(examination, use, name))) == "date"


def _mixes_kinds(examination: Examination, use: Use, parsed: Parsed) -> bool:
    """Report values that cannot be compared or reckoned with each other; whether there were any."""

    def value_of(name: str) -> Any:
        if name == "today":
            return midnight(SAMPLE_DAY)
        known = name in parsed.names and name in use.fields
        return bound(use.fields[name], _sample(examination, use, name)) if known else None

    found = list(mismatches(use.expression, value_of))
    for each in found:
        names = {"left": each.left, "right": each.right, "sign": each.operator}
        kinds = dict(zip(("left_lo", "left_en"), WORDS[each.left_kind], strict=True))
        kinds |= dict(zip(("right_lo", "right_en"), WORDS[each.right_kind], strict=True))
        examination.inside("cannot-compare", each.offset, *use.path, **names, **kinds, **_mend(each))
    return bool(found)


def _mend(found: Mismatch) -> dict[str, str]:
    truth = found.left if found.left_kind == "truth" else found.right
    if found.operator in {"==", "!="} and "truth" in {found.left_kind, found.right_kind}:
        return {"fix_lo": f"ຂຽນ `{truth}` ຫຼື `!{truth}`", "fix_en": f"Write `{truth}` or `!{truth}`"}
    return {
        "fix_lo": "ປຽບທຽບຕົວເລກກັບຕົວເລກ, ວັນທີກັບວັນທີ, ຂໍ້ຄວາມກັບຂໍ້ຄວາມ",
        "fix_en": "Numbers go with numbers, dates with dates, texts with texts",
    }


def _report_unparsed(examination: Examination, use: Use, problem: ExpressionProblem) -> None:
    if problem.fault == "unknown-function":
        known = ", ".join(FUNCTIONS)
        offset = place_of_name(use.expression, problem.detail)
        examination.inside("unknown-function", offset, *use.path, name=problem.detail, known=known)
    else:
        if problem.fault == "too-costly":
            examination.at_value("costly-expression", *use.path, detail=problem.detail)
            return
        slip = slip_in(use.expression, problem.detail, problem.offset)
        examination.inside(slip.code, slip.offset, *use.path, **slip.found)


def _gives_what_is_wanted(examination: Examination, use: Use) -> None:
    """Try an expression over plausible answers; the first result of a wrong kind is reported."""
    for answers in _trials(examination, use):
        result = evaluate(use.expression, use.fields, answers, SAMPLE_DAY)
        if isinstance(result, ExpressionProblem):
            examination.at_value("cannot-compute", *use.path, detail=result.detail)
            return
        if not _fits(result, use.wanted):
            lao, english = _WANTED_WORDS[use.wanted]
            got = WORDS[kind_of_value(result)]
            words = {"wanted_lo": lao, "wanted_en": english, "got_lo": got[0], "got_en": got[1]}
            examination.at_value("wrong-result", *use.path, **words)
            return


def _trials(examination: Examination, use: Use) -> Iterator[dict[str, Any]]:
    """Complete sets of answers that differ in what the expression names."""
    parsed = parse(use.expression)
    names = [] if isinstance(parsed, ExpressionProblem) else sorted(parsed.names - {"today"})
    base = {**examination.complete_answers, **{name: _sample(examination, use, name) for name in names}}
    varied = [
        [answer for answer in telling(use.fields[name], [use.expression], SAMPLE_DAY) if answer is not None]
        if kind_of(use.fields[name]).turns_conditions
        else [base[name]]
        for name in names
    ]
    for combination in islice(product(*varied), _MOST_TRIALS):
        yield {**base, **dict(zip(names, combination, strict=True))}


def _sample(examination: Examination, use: Use, name: str) -> Any:
    return examination.complete_answers.get(name, ordinary(use.fields[name]))


def _fits(result: Any, wanted: Wanted) -> bool:
    if wanted == "condition":
        return isinstance(result, bool)
    return _is_number(result) or (wanted == "value" and isinstance(result, str))


def _is_number(result: Any) -> bool:
    return isinstance(result, int | float) and not isinstance(result, bool)


def _fee_without_answers(examination: Examination) -> None:
    """A fee must be known for every complete application, whichever optional or hidden answers it lacks."""
    service = examination.service
    if service.fee is None or isinstance(service.fee.amount, int):
        return
    amount = service.fee.amount
    if not _is_number(evaluate(amount, service.fields, examination.complete_answers, SAMPLE_DAY)):
        return
    hangs = Dependencies(service)
    for name in hangs.questions([amount]) if hangs.are_sound([amount]) else ():
        if examination.may_be_empty(name):
            without = shown(service, {**examination.complete_answers, name: None}, SAMPLE_DAY).answers
            if not _is_number(evaluate(amount, service.fields, without, SAMPLE_DAY)):
                examination.at_value("fee-needs-answer", "fee", "amount", name=name)
                return
    _fee_of_hidden_value(examination, amount)


def _fee_of_hidden_value(examination: Examination, amount: str) -> None:
    """A computed value that the fee names may itself be hidden."""
    parsed = parse(amount)
    names = frozenset() if isinstance(parsed, ExpressionProblem) else parsed.names
    for name, field in examination.service.fields.items():
        if name in names and kind_of(field).is_worked_out and examination.may_be_empty(name):
            without = {**examination.complete_answers, name: None}
            if not _is_number(evaluate(amount, examination.service.fields, without, SAMPLE_DAY)):
                examination.at_value("fee-needs-answer", "fee", "amount", name=name)
                return
