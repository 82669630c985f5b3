"""Questions before the form: one a page, of anybody, ending with the way to apply or with what to do instead."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from portal.cases.apply import NoSuchService
from portal.definition.eligibility import Standing, as_form, standing
from portal.definition.kinds.table import kind_of
from portal.definition.model import EligibleQuestion, Service
from portal.store import places
from portal.store.area_wording import AreaNames
from portal.web import eligible_answers
from portal.web.buttons import BACK, DO
from portal.web.current import environment
from portal.web.eligible_answers import Begun
from portal.web.forms.areas import AreaFinder
from portal.web.forms.filling import Filling
from portal.web.forms.judges import page_judge
from portal.web.forms.summary import AnswerLine, answer_lines
from portal.web.forms.typed import typed_on_page
from portal.web.language import current_language

blueprint = Blueprint("eligibility", __name__)


@blueprint.get("/services/<name>/eligible")
def begin(name: str) -> Response:
    """To the first question, for whoever comes now: what somebody else answered in this browser is forgotten."""
    service = _service(name)
    eligible_answers.forget()
    return redirect(url_for("eligibility.ask", name=name, question=next(iter(service.eligible))), 303)


@blueprint.get("/services/<name>/eligible/<question>")
def ask(name: str, question: str) -> str | Response:
    """A question, with what was answered or typed before; one that comes later leads to the one to be answered next."""
    service, begun, here = _here(name)
    if elsewhere := _not_open(service, question, here):
        return elsewhere
    with environment().database.reading() as session:
        filling = _filling(service, question, begun, session)
        filling.show(begun.typed if begun.question == question else None)
        ((_name, definition, control),) = filling.controls
        return render_template(
            "eligible/question.html",
            service=service,
            definition=definition,
            control_of=control,
            place=list(service.eligible).index(question) + 1,
            filling=filling,
        )


@blueprint.post("/services/<name>/eligible/<question>")
def answer(name: str, question: str) -> Response:
    """Take an answer and go on: to the next question, the way to apply, or what to do instead."""
    service, begun, here = _here(name)
    if elsewhere := _not_open(service, question, here):
        return elsewhere
    typed = typed_on_page(request.form)
    with environment().database.reading() as session:
        filling = _filling(service, question, begun, session)
        accepted = filling.accept(typed)
    if accepted:
        answers = {**begun.answers, **filling.values}
        unsent = Begun(name) if begun.question == question else begun
        eligible_answers.keep(replace(unsent, answers=answers))
        return _onward(service, standing(service, answers, environment().today()))
    if typed.get(DO) != [BACK] or filling.changes(typed):
        eligible_answers.keep(replace(begun, question=question, typed=filling.typed))
    if typed.get(DO) == [BACK]:
        return redirect(_before(service, question), 303)
    return redirect(url_for("eligibility.ask", name=name, question=question) + filling.anchor, 303)


@blueprint.get("/services/<name>/eligible/can-apply")
def can_apply(name: str) -> str | Response:
    """Nothing speaks against applying: all that was answered, and the way on."""
    service, _begun, here = _here(name)
    if not here.may_apply:
        return _onward(service, here)
    return render_template("eligible/can_apply.html", service=service, lines=_lines(service, here))


@blueprint.get("/services/<name>/eligible/what-to-do")
def instead(name: str) -> str | Response:
    """Who cannot apply: why, what to do instead, and the way back to change the answer."""
    service, _begun, here = _here(name)
    if here.ends is None:
        return _onward(service, here)
    question = service.eligible[here.ends]
    with environment().database.reading() as session:
        office = _office(question, service, here, session)
    return render_template(
        "eligible/instead.html",
        service=service,
        question=question,
        lines=_lines(service, here),
        office=office,
        link_to=urlsplit(question.link or "").netloc,
    )


@blueprint.post("/services/<name>/eligible/forget-answers")
def forget(name: str) -> Response:
    """Leave nothing of the answers in this browser."""
    service = _service(name)
    eligible_answers.forget()
    return redirect(url_for("catalogue.service", name=service.service), 303)


def _service(name: str) -> Service:
    offer = environment().services.offers().get(name)
    if offer is None:
        raise NoSuchService(name)
    if not offer.service.eligible:
        raise NotFound
    return offer.service


def _here(name: str) -> tuple[Service, Begun, Standing]:
    """The service, what was answered so far in this browser, and where that leads."""
    service, begun = _service(name), eligible_answers.begun(name)
    return service, begun, standing(service, begun.answers, environment().today())


def _not_open(service: Service, question: str, here: Standing) -> Response | None:
    """Onward from a question that is not to be answered yet, or that answers before it make idle."""
    if question not in service.eligible:
        raise NotFound
    return None if question in {*here.answers, here.asks} else _onward(service, here)


def _filling(service: Service, question: str, begun: Begun, session: Session) -> Filling:
    """One question, ready to be answered; it is read as a page of a form is."""
    form = as_form(service)
    page = next(page for page in form.form if page.page == question)
    judge = page_judge(form, page, begun.answers, environment().today())
    return Filling(page.fields, begun.answers, judge, AreaFinder(session, current_language()), {})


def _onward(service: Service, here: Standing) -> Response:
    """Where somebody stands: the question to be answered next, the way to apply, or what to do instead."""
    name = service.service
    if here.asks is not None:
        return redirect(url_for("eligibility.ask", name=name, question=here.asks), 303)
    return redirect(url_for("eligibility.can_apply" if here.may_apply else "eligibility.instead", name=name), 303)


def _before(service: Service, question: str) -> str:
    names = list(service.eligible)
    place = names.index(question)
    if place == 0:
        return url_for("catalogue.service", name=service.service)
    return url_for("eligibility.ask", name=service.service, question=names[place - 1])


def _lines(service: Service, here: Standing) -> list[AnswerLine]:
    asked = {name: question for name, question in service.eligible.items() if name in here.answers}
    with environment().database.reading() as session:
        return answer_lines(asked, here.answers, session, current_language())


def _office(question: EligibleQuestion, service: Service, here: Standing, session: Session) -> str:
    """What the office is called that the question sends people to; '' where they answered no place that it is of."""
    if question.office is None:
        return ""
    for name, value in here.answers.items():
        above = places.ancestors(session, str(value)) if _is_area(service.eligible[name]) else {}
        if code := above.get(question.office):
            return AreaNames(session).office(code).in_language(current_language())
    return ""


def _is_area(question: EligibleQuestion) -> bool:
    return kind_of(question).level is not None
