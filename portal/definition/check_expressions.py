"""Rules over expressions: they parse, name what can be answered by then, and give what is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any, Final

from portal.definition.check_form import FIELD_KIND, is_unfinished
from portal.definition.dependencies import Dependencies
from portal.definition.examination import Examination, did_you_mean, guesses
from portal.definition.expression_faults import (
    chained_comparisons,
    date_parts,
    grouped_number,
    grouped_numbers,
    name_behind_page,
    round_to_thousands,
    row_parts,
    slip_in,
)
from portal.definition.expression_given import asked_for
from portal.definition.expression_source import place_of_name
from portal.definition.expression_types import WORDS, kind_of_value, mismatches, words_of
from portal.definition.expression_uses import Use, Wanted, uses
from portal.definition.expression_words import function_meant, word_meant
from portal.definition.expressions import FUNCTIONS, ExpressionProblem, Parsed, bound, evaluate, parse
from portal.definition.form import shown
from portal.definition.kinds.day import midnight
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.samples import SAMPLE_DAY, ordinary, telling
from portal.definition.source import Path

_WANTED_WORDS: Final = {
    "condition": ("ຈິງ ຫຼື ບໍ່ຈິງ", "true or false"),
    "number": ("ຕົວເລກ", "a number"),
    "value": ("ຕົວເລກ ຫຼື ຂໍ້ຄວາມ", "a number or a text"),
}
_MOST_TRIALS: Final = 200
_MORE: Final = {
    "duration": (
        "ຊ່ວງເວລາລະຫວ່າງສອງວັນບໍ່ແມ່ນຕົວເລກ: ອາຍຸແມ່ນ `age(born)`. ",
        "The time between two days is no number: an age is `age(born)`. ",
    ),
    "function: 'string'": (
        "`string(…)` ຮັບຕົວເລກ ຫຼື ຂໍ້ຄວາມ; ແມ່ນ ຫຼື ບໍ່ແມ່ນ ຂຽນເປັນຂໍ້ຄວາມວ່າ `engine ? 'yes' : 'no'`. ",
        "`string(…)` takes a number or a text; a yes-no becomes a text as `engine ? 'yes' : 'no'`. ",
    ),
}
"""What else a hint says, by a word of the reckoner."""


def check_expressions(examination: Examination) -> None:
    """Run every rule of this family."""
    for use in uses(examination):
        if not _is_sound(examination, use):
            examination.unsound.add(use.path)
        elif use.path not in examination.unsound:
            _gives_what_is_wanted(examination, use)
    _written_numbers(examination)
    _fee_without_answers(examination)


def _written_numbers(examination: Examination) -> None:
    """Numbers that stand by themselves: fee, bounds, and what an example says of the fee."""
    paths: list[Path] = [("fee", "amount")]
    paths += [(*path, bound_key) for path, _, _ in examination.fields() for bound_key in ("min", "max")]
    paths += [(*path, bound_key) for path, _, _ in examination.eligible() for bound_key in ("min", "max")]
    paths += [(*path, bound_key) for path, _, _ in examination.questions_asked() for bound_key in ("min", "max")]
    paths += [("examples", name, "expect", "fee") for name in examination.service.examples]
    for path in paths:
        entry = examination.source.entries.get(path)
        if entry is not None and path not in examination.unsound and (found := grouped_number(entry.written)):
            examination.at_value("grouped-number", *path, **found)
            examination.unsound.add(path)


def _is_sound(examination: Examination, use: Use) -> bool:
    """Report what is wrong with the words of an expression; whether it can be tried."""
    parts = [
        *date_parts(use.expression, lambda name: _is_date(examination, use, name)),
        *row_parts(use.expression, {name: field.fields or {} for name, field in use.fields.items()}),
        *chained_comparisons(use.expression),
        *asked_for(use.expression, set(_lists(use.fields))),
    ]
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
        meant = word_meant(name, {option for field in use.fields.values() for option in kind_of(field).options(field)})
        meant = meant or name_behind_page(use.expression, name, use.fields)
        examination.inside("unknown-name", offset, *use.path, **{**what, **did_you_mean(meant)})
    early = sorted(parsed.names & use.later)
    for name in early:
        examination.inside("used-too-early", place_of_name(use.expression, name), *use.path, name=name)
    return not (grouped or unknown or early or _mixes_kinds(examination, use, parsed))


def _lists(fields: Mapping[str, FormField]) -> Iterator[str]:
    """The names of the questions whose answer is a list, those in rows too."""
    for name, field in fields.items():
        if kind_of(field).is_list:
            yield name
        yield from _lists(field.fields or {})


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
        examination.inside("cannot-compare", each.offset, *use.path, **words_of(each))
    return bool(found)


def _report_unparsed(examination: Examination, use: Use, problem: ExpressionProblem) -> None:
    if problem.fault == "unknown-function":
        name = problem.detail
        found = {
            "name": name,
            **guesses(name, FUNCTIONS),
            "known": ", ".join(FUNCTIONS),
            **did_you_mean(function_meant(name, use.fields)),
        }
        examination.inside("unknown-function", place_of_name(use.expression, name), *use.path, **found)
    elif problem.fault == "arguments":
        name = problem.detail
        whole = round_to_thousands(use.expression, problem.offset) if name == "round" else None
        meant = whole or (f"{name}([a, b])" if name in {"min", "max", "sum"} else f"{name}(a)")
        examination.inside("wrong-arguments", problem.offset, *use.path, name=name, meant=meant)
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
            more = next((said for word, said in _MORE.items() if word in result.detail), ("", ""))
            found = {"detail": result.detail, "more_lo": more[0], "more_en": more[1]}
            examination.at_value("cannot-compute", *use.path, **found)
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
                _fee_needs(examination, name)
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
                _fee_needs(examination, name)
                return


def _fee_needs(examination: Examination, name: str) -> None:
    is_list = kind_of(examination.service.fields[name]).is_list
    without = f"size({name}) == 0" if is_list else f"{name} == null"
    examination.at_value("fee-needs-answer", "fee", "amount", name=name, without=without)
