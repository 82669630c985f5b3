"""Rules over the questions before the form: each can be asked of anybody, and somebody passes it and somebody does not.

That they parse, and name what is answered by then, say the rules over expressions.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from portal.definition.answer_search import FormSearch, Outcome
from portal.definition.check_form import RESERVED_FIELDS, check_whole
from portal.definition.eligibility import as_form, asked_plainly
from portal.definition.examination import Examination
from portal.definition.kinds.table import kind_of
from portal.definition.model import INELIGIBLE, EligibleQuestion, FormField
from portal.definition.samples import is_discrete
from portal.definition.source import Path

_WEB: Final = frozenset({"http", "https"})


def check_eligible(examination: Examination) -> None:
    """Run every rule of this family. Comes after the rules over expressions."""
    for path, name, question in examination.eligible():
        if name in RESERVED_FIELDS:
            examination.at_key("reserved-name", *path, name=name)
        _can_be_asked(examination, path, name, question)
        _asked_again(examination, path, name, question)
        if question.link is not None and not is_web_address(question.link):
            examination.at_value("bad-link", *path, "link", value=question.link)
    _checks(examination)
    _played(examination)


def is_web_address(link: str) -> bool:
    """Whether a link leads to a page of the web, and nowhere else."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in _WEB and "." in parts.netloc and link.isprintable() and " " not in link


def _can_be_asked(examination: Examination, path: Path, name: str, question: EligibleQuestion) -> None:
    if kind_of(question).asked_beforehand:
        check_whole(examination, path, name, asked_plainly(question))
    else:
        examination.at_key("eligible-part", *path, name=name, what=question.type.value)
    if question.when is not None:
        examination.at_key("eligible-part", *path, "when", name=name, what="when")
    if not question.required:
        examination.at_key("eligible-part", *path, "required", name=name, what="required: false")


def _asked_again(examination: Examination, path: Path, name: str, question: EligibleQuestion) -> None:
    """A name is one answer: what is given here stands filled in where the form asks it again."""
    again = examination.service.fields.get(name)
    if again is None or not kind_of(question).asked_beforehand:
        return
    if again.type is not question.type:
        types = {"type": question.type.value, "other": again.type.value}
        examination.at_key("eligible-otherwise", *path, name=name, **types)
    elif not _may_be_the_same(question, again):
        examination.at_key("eligible-options", *path, name=name)


def _may_be_the_same(question: FormField, again: FormField) -> bool:
    here, there = (kind_of(each).options(each).keys() for each in (question, again))
    return not here or not there or bool(here & there)


def _checks(examination: Examination) -> None:
    """Each check is passed by somebody who passed those before it, and by somebody it is not."""
    if not all(kind_of(question).asked_beforehand for question in examination.service.eligible.values()):
        return
    search = FormSearch(as_form(examination.service))
    before: list[str] = []
    for path, name, question in examination.eligible():
        passed = [*before, question.check]
        if (*path, "check") in examination.unsound or not search.hangs.are_sound(passed):
            return
        outcome = search.look_for(passed)
        if outcome != "found":
            certain = outcome == "none" and _tried_all(search, passed)
            code = "nobody-eligible" if certain else "doubtful-eligible"
            examination.at_value(code, *path, "check", name=name)
            return
        if _always(search, before, question.check) == "none":
            examination.at_value("everybody-eligible", *path, "check", name=name)
        before = passed


def _always(search: FormSearch, before: list[str], check: str) -> Outcome:
    """Whether answers turn up with which the check does not hold: `none` only where all there are were tried."""
    failed = [*before, f"!({check})"]
    outcome = search.look_for(failed)
    return outcome if _tried_all(search, failed) else "gave-up"


def _tried_all(search: FormSearch, conditions: list[str]) -> bool:
    """Whether every answer there is was tried, and no other day could make a difference."""
    names = search.hangs.questions(conditions)
    return all(is_discrete(search.service.fields[each]) for each in names) and not search.hangs.ask_the_day(conditions)


def _played(examination: Examination) -> None:
    service = examination.service
    ends = [example.expect.state == INELIGIBLE for example in service.examples.values()]
    if service.eligible and service.examples and not any(ends):
        examination.at_key("eligible-untested", "eligible")
