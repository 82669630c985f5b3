"""Rules over the letters of what is printed: the file's own words on the paper are in letters that papers print."""

from __future__ import annotations

from collections.abc import Iterator

from portal.definition.asked import printed_of
from portal.definition.dependencies import Dependencies
from portal.definition.examination import Examination
from portal.definition.expression_source import without_compared_texts
from portal.definition.kinds.table import kind_of
from portal.definition.model import Certificate, FormField, Text
from portal.definition.printed import printed_names
from portal.definition.source import Path
from portal.definition.template import names_in
from portal.lao.language import LANGUAGES
from portal.lao.printing import NO_BASE, unprintable

_CERTIFICATE: Path = ("certificate",)


def check_letters(examination: Examination) -> None:
    """Run every rule of this family."""
    certificate = examination.service.certificate
    if certificate is None:
        return
    for path, text in _lines(examination, certificate):
        if sign := unprintable(text):
            # The text is judged in its one spelling, so the sign may be written otherwise.
            offset = max(text.find(sign.removeprefix(NO_BASE)), 0)
            examination.inside("not-printed", offset, *path, sign=sign)


def _lines(examination: Examination, certificate: Certificate) -> Iterator[tuple[Path, str]]:
    """Every text of the file that stands on the paper, once each, with its path."""
    yield (*_CERTIFICATE, "number"), certificate.number
    for path, text in dict(_texts(examination, certificate)).items():
        for language in LANGUAGES:
            yield (*path, language), text.in_language(language)
    yield from _computed(examination)


def _texts(examination: Examination, certificate: Certificate) -> Iterator[tuple[Path, Text]]:
    service = examination.service
    yield ("agency",), service.agency
    yield (*_CERTIFICATE, "title"), certificate.title
    yield (*_CERTIFICATE, "body"), certificate.body
    if "service" in {*names_in(certificate.body.lo), *names_in(certificate.body.en)}:
        yield ("title",), service.title
    for index, (name, called) in enumerate(certificate.rows()):
        if called is not None:
            yield (*_CERTIFICATE, "particulars", index, name), called
    labelled = {name for name, called in certificate.rows() if called is None}
    for path, name, question in _printed(examination):
        yield from _words_of(path, question, labelled=name in labelled)


def _questions(examination: Examination) -> Iterator[tuple[Path, str, FormField]]:
    for path, page in examination.pages():
        for name, field in page.fields.items():
            yield (*path, "fields", name), name, field


def _printed(examination: Examination) -> Iterator[tuple[Path, str, FormField]]:
    """The questions whose answers may stand on the paper."""
    service = examination.service
    names = printed_names(service)
    yield from (each for each in _questions(examination) if each[1] in names)
    said = {
        (*path, "actions", name): printed_of(service, where, action)
        for path, where, step in examination.officer_steps()
        for name, action in step.actions.items()
    }
    yield from (each for each in examination.questions_asked() if each[1] in said[each[0][:-3]])


def _words_of(path: Path, question: FormField, *, labelled: bool) -> Iterator[tuple[Path, Text]]:
    """The words of a question that its answer is printed with: those of its rows each with its label."""
    if labelled:
        yield (*path, "label"), question.label
    for name, option in (question.options or {}).items():
        yield (*path, "options", name), option
    if question.unit is not None:
        yield (*path, "unit"), question.unit
    for name, inner in (question.fields or {}).items():
        yield from _words_of((*path, "fields", name), inner, labelled=True)


def _computed(examination: Examination) -> Iterator[tuple[Path, str]]:
    """The expressions whose result is printed, and those that they hang on: they may hold words. What they only compare
    with is no word of theirs."""
    service = examination.service
    near = Dependencies(service)
    values = [service.fields[name].value for name in printed_names(service) if name in service.fields]
    for name in near.near(value for value in values if value is not None):
        values.append(service.fields[name].value)
    for path, _, field in _questions(examination):
        if kind_of(field).is_worked_out and field.value is not None and field.value in values:
            yield (*path, "value"), without_compared_texts(field.value)
