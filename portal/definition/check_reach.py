"""Rules over conditions: for every page and question there are answers with which it is asked."""

from __future__ import annotations

from itertools import islice
from typing import Final

from portal.definition.answer_search import FormSearch
from portal.definition.answered import as_answered
from portal.definition.examination import Examination
from portal.definition.samples import OTHER_DAYS, SAMPLE_DAY, is_discrete
from portal.definition.source import Path

_FEW: Final = 9
"""Answers to a question that a report names."""
_FEW_LISTS: Final = 4
"""Lists of rows that it names."""
_NOT_ALL: Final = (
    " ມີຫຼາຍຄຳຕອບທີ່ຍັງບໍ່ໄດ້ລອງປະສົມກັນ.",
    " There are more combinations of them than could be tried.",
)


def check_reach(examination: Examination) -> None:
    """Run every rule of this family."""
    search = FormSearch(examination.service)
    for path, page in examination.pages():
        of_page = [] if page.when is None else [page.when]
        hidden_page = bool(of_page) and _report(examination, search, path, page.page, of_page, "unreachable-page")
        for name, field in page.fields.items():
            if field.when is not None and not hidden_page:
                whens = [*of_page, field.when]
                _report(examination, search, (*path, "fields", name), name, whens, "unreachable-field")


def _report(
    examination: Examination, search: FormSearch, path: Path, name: str, conditions: list[str], code: str
) -> bool:
    """Report a page or question that no answers show, and say whether it was reported."""
    on_the_way = {*conditions, *search.hangs.on_the_way(conditions)}
    if not search.hangs.are_sound(conditions) or on_the_way & examination.unsound_expressions:
        return False
    outcome = search.look_for(conditions)
    if outcome == "found":
        return False
    asks_the_day = search.hangs.ask_the_day(conditions)
    if asks_the_day and any(search.on(day).look_for(conditions) == "found" for day in OTHER_DAYS):
        return False
    if outcome == "none" and _tried_all(examination, search, conditions):
        examination.at_value(code, *path, "when", name=name)
    elif any(all(map(standing.holds, conditions)) for standing in examination.examples_as_answered):
        return False
    else:
        more = _NOT_ALL if outcome == "gave-up" else ("", "")
        tried = _tried(search, conditions)
        examination.at_value(
            "doubtful-condition", *path, "when", name=name, tried=tried, more_lo=more[0], more_en=more[1]
        )
    return True


def _tried_all(examination: Examination, search: FormSearch, conditions: list[str]) -> bool:
    """Whether every answer there is was tried, and no other day could make a difference."""
    names = search.hangs.questions(conditions)
    discrete = all(is_discrete(examination.service.fields[each]) for each in names)
    return discrete and not search.hangs.ask_the_day(conditions)


def _tried(search: FormSearch, conditions: list[str]) -> str:
    """What was tried, in a few words: `boat_length`: 1, 12.5, 30."""
    said = []
    for name, answers in search.tried(conditions).items():
        shown_answers = (as_answered(one) for one in answers if one is not None)
        few = _FEW_LISTS if search.service.fields[name].fields else _FEW
        more = ", …" if sum(one is not None for one in answers) > few else ""
        said.append(f"`{name}`: {', '.join(islice(shown_answers, few))}{more}")
    if search.hangs.ask_the_day(conditions):
        said.append(f"`today`: {', '.join(map(str, (SAMPLE_DAY, *OTHER_DAYS[:2])))}, …")
    return "; ".join(said)
