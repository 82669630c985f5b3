"""Who may apply, by what anybody answers before the form: how far somebody has come, and where it ends. Pure.

It is advice, given early and kept nowhere: what must hold for an application stands in the form's own checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.definition.expressions import evaluate
from portal.definition.fitting import fits
from portal.definition.model import EligibleQuestion, Page, Service
from portal.definition.values import is_empty


@dataclass(frozen=True)
class Standing:
    """How far somebody has come with the questions before the form.

    `answers` are those that count: of each question up to the one that is to be asked next (`asks`), or whose answer
    ends it (`ends`). Neither of them is named where all are answered and nothing speaks against applying.
    """

    answers: Mapping[str, Any]
    asks: str | None = None
    ends: str | None = None

    @property
    def may_apply(self) -> bool:
        """Whether every question is answered, and each answer lets go on."""
        return self.asks is None and self.ends is None


def standing(service: Service, answers: Mapping[str, Any], today: date) -> Standing:
    """Where somebody stands with these answers on the day `today`. One that does not fit its question is no answer.

    A check that cannot be worked out passes, as one of the form does: nobody is turned away by a slip in an expression.
    """
    counted: dict[str, Any] = {}
    for name, question in service.eligible.items():
        if is_empty(answers.get(name)) or not fits(question, answers[name]):
            return Standing(counted, asks=name)
        counted[name] = answers[name]
        if evaluate(question.check, service.eligible, counted, today) is False:
            return Standing(counted, ends=name)
    return Standing(counted)


def as_form(service: Service) -> Service:
    """The service with these questions for its form, a page each, so that they are read and searched as a form is. What
    ends an application is no fault of an answer, so the checks are left out."""
    pages = tuple(
        Page(page=name, title=question.label, fields={name: asked_plainly(question)})
        for name, question in service.eligible.items()
    )
    parts = {name: getattr(service, name) for name in Service.model_fields}
    return Service.model_construct(**{**parts, "form": pages, "eligible": {}, "certificate": None, "fee": None})


def asked_plainly(question: EligibleQuestion) -> EligibleQuestion:
    """The question without its check."""
    return question.model_copy(update={"check": None})
