"""Answers that contradict each other, side by side: one of them is wrong, and its applicant knows which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.contradictions import contradicted
from portal.definition.model import Service
from portal.lao.language import Language
from portal.web.forms.filling import Filling
from portal.web.forms.summary import AnswerLine, answer_lines


def contradictions(
    service: Service, answers: Mapping[str, Any], filling: Filling, session: Session, language: Language
) -> list[list[AnswerLine]]:
    """The answers of each failed check on a page being filled in of which one or more stand on no box of it.

    What is on the page counts as it is typed; `answers` are all others.
    """
    found = []
    for name, problem in filling.problems.items():
        compared = contradicted(service, name, problem)
        if set(compared) <= filling.fields.keys():
            continue  # in sight, each in its boxes
        fields = {each: service.fields[each] for each in compared}
        found.append(answer_lines(fields, {**answers, **filling.values}, session, language))
    return found
