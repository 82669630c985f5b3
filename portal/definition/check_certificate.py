"""Rules over the certificate: it is issued, signed by a step there is, numbered once, and can be filled in."""

from __future__ import annotations

from functools import partial
from typing import Final

from portal.definition import placeholders
from portal.definition.asked import every_question, printed_of, questions_asked, reader_of
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
from portal.definition.graph import can_miss, issuing_ends, target_of
from portal.definition.kinds.table import kind_of
from portal.definition.model import (
    REMARKS,
    Action,
    Certificate,
    EndStep,
    FormField,
    Outcome,
    ParallelStep,
    Question,
    Service,
    keys_of,
    officer_steps_of,
)
from portal.definition.signature import signatures
from portal.definition.template import names_in

_PATH: Final = ("certificate",)
_NUMBERED_BY: Final = ("year", "office.code", "serial")
"""The running number begins anew each year in each office, so that all three make a number unique."""
_UNSAID: Final[WhyEmpty] = (
    "ຄຳຮ້ອງອາດຜ່ານໄປໂດຍບໍ່ໄດ້ຖາມ ຫຼື ບໍ່ໄດ້ຕອບ. ຖ້າຢູ່ໃນ `particulars` ແຖວທີ່ບໍ່ມີຄຳຕອບຈະບໍ່ພິມ",
    "a case may be granted without its being asked and answered. In `particulars` a row without an answer is left out",
)
_NEVER_SAID: Final[dict[bool, WhyEmpty]] = {
    True: (
        "ຄຳອະທິບາຍ ຫຼື ເຫດຜົນ ທີ່ຫ້ອງການຂຽນເຖິງກັນ ບໍ່ພິມໃສ່ໃບ. ຖ້າຕ້ອງການໃຫ້ພິມ ໃຫ້ຕັ້ງຄຳຖາມຂອງທ່ານເອງໃສ່ `asks`",
        "a note or reason between offices is never printed. To have it printed, ask a question of your own in `asks`",
    ),
    False: (
        "ຄຳຖາມນັ້ນຖາມແຕ່ບ່ອນທີ່ບໍ່ອອກໃບ",
        "it is asked only with actions that lead to no paper",
    ),
}
"""By whether it is a note or a reason."""


def check_certificate(examination: Examination) -> None:
    """Run every rule of this family."""
    service = examination.service
    issuing = issuing_ends(service)
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
        _said_at_once(examination)


def _signature(examination: Examination, certificate: Certificate) -> None:
    """Some other office signs where a case comes to its paper without an approval of the step that `signed_by` names;
    and who takes one of several ways on from there may have meant another than to approve."""
    service, name = examination.service, certificate.signed_by
    if service.officer_step(name) is None:
        return
    signing, ends = signatures(service), issuing_ends(service)
    if can_miss(service, lambda path, action: path == name and action in signing.values(), ends):
        examination.at_value("may-miss-signature", *_PATH, "signed_by", name=name)
    if len({target_of(service, name, action) for action in signing.values()} - {*ends}) > 1:
        actions = ", ".join(f"`{each}`" for each in signing)
        examination.at_value("doubtful-signature", *_PATH, "signed_by", name=name, actions=actions)


def _names(examination: Examination, certificate: Certificate) -> None:
    paths = [path for _, path, _ in examination.officer_steps()]
    if certificate.signed_by not in paths:
        examination.unknown(STEP_KIND, certificate.signed_by, paths, *_PATH, "signed_by")
    names = [name for name, _ in certificate.rows()]
    for index, name in enumerate(names):
        _row(examination, name, index)
        if name in names[:index]:
            examination.at_value("particular-twice", *_PATH, "particulars", index, name=name)


def _row(examination: Examination, name: str, index: int) -> None:
    """A row of the table is of a question of the form, or of one that the file words for officers and others may
    read."""
    fields = examination.service.fields
    own = {each: asked for each, asked in every_question(examination.service).items() if each not in REMARKS}
    asked: list[FormField] = [fields[name]] if name in fields else [*own.get(name, [])]
    unfit = [each.type.value for each in asked if not kind_of(each).on_paper]
    if not asked:
        examination.unknown(FIELD_KIND, name, [*fields, *own], *_PATH, "particulars", index)
    elif unfit:
        examination.at_value("not-on-paper", *_PATH, "particulars", index, name=name, type=unfit[0])
    elif all(isinstance(each, Question) and each.internal for each in asked):
        examination.at_value("internal-on-paper", *_PATH, "particulars", index, name=name)
    elif name not in fields and not _may_be_said(examination.service, name):
        examination.at_value("never-on-paper", *_PATH, "particulars", index, name=name)


def _said_at_once(examination: Examination) -> None:
    """Of several reviews at once that ask under one name, the paper holds only what was said last, by chance."""
    service = examination.service
    for name, step in service.workflow.items():
        asked_in: dict[str, str] = {}
        several = isinstance(step, ParallelStep) and step.needed > 1  # where one is enough, the others say nothing
        for path, branch in officer_steps_of(name, step).items() if several else ():
            for action_name, action in branch.actions.items():
                for question in printed_of(service, path, action) & action.own_questions.keys():
                    other = asked_in.setdefault(question, path)
                    if other != path:
                        where = (*keys_of(path), "actions", action_name, "asks")
                        examination.at_value("said-at-once", *where, name=question, other=other)


def _number(examination: Examination, certificate: Certificate) -> None:
    if not check_line(examination, (*_PATH, "number"), certificate.number, placeholders.NUMBER_NAMES):
        return
    for name in _NUMBERED_BY:
        if name not in names_in(certificate.number):
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
    if name in placeholders.said_names(examination.service) and _may_be_unsaid(examination, name):
        return _UNSAID if _may_be_said(examination.service, name) else _NEVER_SAID[name in REMARKS]
    return why_empty(examination, name)


def _may_be_said(service: Service, placeholder: str) -> bool:
    """Whether any action asks for what the paper is to hold in such a way that it may stand there."""
    return any(
        placeholder.partition(".")[0] in printed_of(service, path, action)
        for path, step in service.officer_steps.items()
        for action in step.actions.values()
    )


def _may_be_unsaid(examination: Examination, placeholder: str) -> bool:
    """Whether a case can come to its paper though no officer had to say what the paper is to hold."""
    service = examination.service
    name = placeholder.partition(".")[0]

    def says(path: str, action: Action) -> bool:
        question = questions_asked(service, path, action).get(name)
        if question is None or (name in REMARKS and reader_of(service, path, action) == "office"):
            return False
        return question.required and not question.internal and placeholder in placeholders.names_of(name, question)

    return can_miss(service, says, issuing_ends(service))
