"""Rules over the certificate: it is issued, signed by a step there is, numbered once, and can be filled in."""

from __future__ import annotations

from functools import partial
from typing import Final

from portal.definition import placeholders
from portal.definition.asked import questions_asked
from portal.definition.check_form import FIELD_KIND
from portal.definition.check_placeholders import (
    NEVER_EXPIRES,
    WhyEmpty,
    check_empty,
    check_line,
    check_template,
    why_empty,
)
from portal.definition.check_workflow import STEP_KIND
from portal.definition.examination import Examination
from portal.definition.graph import can_miss
from portal.definition.kinds.table import kind_of
from portal.definition.model import Action, Certificate, EndStep, Outcome, Service

_PATH: Final = ("certificate",)
_NUMBERED_BY: Final = ("year", "office.code", "serial")
"""The running number begins anew each year in each office, so that all three make a number unique."""


def check_certificate(examination: Examination) -> None:
    """Run every rule of this family."""
    service = examination.service
    issuing = _issuing(service)
    for name in issuing:
        step = service.workflow[name]
        if service.certificate is None:
            examination.at_value("issue-without-certificate", "workflow", name, "issue")
        if isinstance(step, EndStep) and step.end is not Outcome.GRANTED:
            examination.at_value("refused-with-certificate", "workflow", name, "issue", name=name)
    if service.certificate is not None:
        if not issuing:
            examination.at_key("certificate-never-issued", *_PATH)
        _names(examination, service.certificate)
        _signature(examination, service.certificate)
        _number(examination, service.certificate)
        _body(examination, service.certificate)


def _issuing(service: Service) -> list[str]:
    """The ends at which a paper is made."""
    return [name for name, step in service.workflow.items() if isinstance(step, EndStep) and step.issue]


def _signature(examination: Examination, certificate: Certificate) -> None:
    """Some other office signs where a case comes to its paper past the step that `signed_by` names."""
    service, signing = examination.service, certificate.signed_by
    known = service.officer_step(signing) is not None
    if known and can_miss(service, lambda path, _action: path == signing, _issuing(service)):
        examination.at_value("may-miss-signature", *_PATH, "signed_by", name=signing)


def _names(examination: Examination, certificate: Certificate) -> None:
    paths = [path for _, path, _ in examination.officer_steps()]
    if certificate.signed_by not in paths:
        examination.unknown(STEP_KIND, certificate.signed_by, paths, *_PATH, "signed_by")
    names = [name for name, _ in certificate.rows()]
    for index, name in enumerate(names):
        if name not in examination.service.fields:
            examination.unknown(FIELD_KIND, name, examination.service.fields, *_PATH, "particulars", index)
        elif not kind_of(asked := examination.service.fields[name]).on_paper:
            examination.at_value("not-on-paper", *_PATH, "particulars", index, name=name, type=asked.type.value)
        elif name in names[:index]:
            examination.at_value("particular-twice", *_PATH, "particulars", index, name=name)


def _number(examination: Examination, certificate: Certificate) -> None:
    if not check_line(examination, (*_PATH, "number"), certificate.number, placeholders.NUMBER_NAMES):
        return
    for name in _NUMBERED_BY:
        if name not in placeholders.names_in(certificate.number):
            examination.at_value("number-not-unique", *_PATH, "number", name=name)


def _body(examination: Examination, certificate: Certificate) -> None:
    known = (
        placeholders.CERTIFICATE_NAMES
        | placeholders.answer_names(examination.service)
        | placeholders.said_names(examination.service)
    )
    check_template(examination, (*_PATH, "body"), certificate.body, known)
    check_empty(examination, (*_PATH, "body"), certificate.body, partial(_why_empty, examination, certificate))


def _why_empty(examination: Examination, certificate: Certificate, name: str) -> WhyEmpty | None:
    if name == "valid_until" and certificate.valid is None:
        return NEVER_EXPIRES
    if name in placeholders.said_names(examination.service) and _may_be_unsaid(examination, name.partition(".")[0]):
        return "ຄຳຮ້ອງອາດຜ່ານໄປໂດຍບໍ່ໄດ້ຖາມ ຫຼື ບໍ່ໄດ້ຕອບ", "a case may be granted without its being asked and answered"
    return why_empty(examination, name)


def _may_be_unsaid(examination: Examination, name: str) -> bool:
    """Whether a case can come to its paper though no officer had to say what the paper is to hold."""
    service = examination.service

    def says(path: str, action: Action) -> bool:
        question = questions_asked(service, path, action).get(name)
        return question is not None and question.required and not question.internal

    return can_miss(service, says, _issuing(service))
