"""The examples of the real services play; an example that promises something else is told so, at its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.definition.load import load_service
from portal.definition.model import Fee, Service
from portal.definition.samples import SAMPLE_DAY
from portal.workflow.examples import run_example
from tests.workflow.made_services import ANSWERS, RESIDENCE

TODAY = date(2026, 11, 24)
SERVICES = sorted((Path(__file__).resolve().parents[2] / "services").glob("*/service.yaml"))
GRANTED: dict[str, Any] = {
    "answers": ANSWERS,
    "actions": ["village.confirm", "district.sign"],
    "expect": {"state": "issued"},
}
CERTIFICATE = {
    "number": "{serial}",
    "title": {"lo": "ໃບ", "en": "Paper"},
    "body": {"lo": "{full_name} ຢູ່ {village}", "en": "{full_name} lives in {village}"},
    "signed_by": "district",
}


def made(**example: Any) -> Service:
    whole = RESIDENCE.model_dump(mode="json") | {"examples": {"one": example}, "certificate": CERTIFICATE}
    return Service.model_validate(whole)


def codes(**example: Any) -> list[tuple[str, str]]:
    found = run_example(made(**example), "one", TODAY)
    return [(problem.code, ".".join(map(str, problem.where[2:]))) for problem in found]


def _real_examples() -> list[Any]:
    loaded = [load_service(path).service for path in SERVICES]
    return [
        pytest.param(service, name, id=f"{service.service}:{name}")
        for service in loaded
        if service
        for name in service.examples
    ]


@pytest.mark.parametrize(("real", "name"), _real_examples())
def test_the_examples_of_the_services_play(real: Service, name: str) -> None:
    assert run_example(real, name, SAMPLE_DAY) == []


def test_there_are_services_with_examples() -> None:
    assert len({parameter.values[0].service for parameter in _real_examples()}) == len(SERVICES) > 0


def test_an_example_that_goes_as_it_says() -> None:
    expect = {"state": "issued", "sms": ["submitted", "district", "issued"], "fee": 23000, "certificate": "ສົມຊາຍ ວົງສາ"}
    assert codes(**GRANTED | {"expect": expect}) == []


@pytest.mark.parametrize(
    ("expect", "code"),
    [
        ({"state": "rejected"}, "state"),
        ({"state": "issued", "sms": ["submitted", "issued"]}, "sms"),
        ({"state": "issued", "fee": 1}, "fee"),
        ({"state": "issued", "certificate": "ຄົນອື່ນ"}, "certificate"),
    ],
)
def test_each_expectation_is_checked(expect: dict[str, Any], code: str) -> None:
    assert codes(**GRANTED | {"expect": expect}) == [(code, f"expect.{code}")]


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("rooms / 0", "the fee cannot be worked out with these answers, and is not 1"),
        ("rooms - 5", "the fee is 0, not 1"),
    ],
)
def test_a_fee_that_cannot_be_worked_out_is_not_told_as_none(amount: str, said: str) -> None:
    example = GRANTED | {"expect": {"state": "issued", "fee": 1}}
    dear = made(**example).model_copy(update={"fee": Fee(amount=amount)})
    (problem,) = run_example(dear, "one", TODAY)
    assert (problem.code, problem.message.en) == ("fee", said)


def test_a_certificate_is_expected_where_none_is_issued() -> None:
    rejected = [{"do": "village.reject", "reason": "ບໍ່ໄດ້ຢູ່"}]
    expect = {"state": "rejected", "certificate": "ສົມຊາຍ"}
    assert codes(answers=ANSWERS, actions=rejected, expect=expect) == [("no-certificate", "expect.certificate")]


def test_bad_and_unasked_answers() -> None:
    answers = {**ANSWERS, "born": "32/1/1985", "host_name": "ຄຳ"}
    assert codes(**GRANTED | {"answers": answers}) == [("answer", "answers.born"), ("unasked", "answers.host_name")]


def test_a_missing_answer() -> None:
    answers = {name: value for name, value in ANSWERS.items() if name != "born"}
    assert codes(**GRANTED | {"answers": answers}) == [("answer", "answers.born")]


@pytest.mark.parametrize(
    "step",
    [
        "district.sign",
        "village.fly",
        "nowhere.go",
        "village.reject",
        {"do": "village.return", "note": "ແກ້"},
        {"correct": {"since": "2013-01-01"}},
    ],
)
def test_a_step_that_is_refused_is_named(step: Any) -> None:
    assert codes(**GRANTED | {"actions": [step]}) == [("refused", "actions.0")]


def test_a_correction_is_read_as_the_form_reads_it() -> None:
    back = {"do": "village.return", "fields": ["since"], "note": "ແກ້"}
    actions = [back, {"correct": {"since": "1/2/2013"}}, "village.confirm", "district.sign"]
    assert codes(**GRANTED | {"actions": actions}) == []
    bad = [back, {"correct": {"since": "31/2/2013", "nobody": "x"}}]
    assert codes(**GRANTED | {"actions": bad}) == [
        ("answer", "actions.1.correct.since"),
        ("unasked", "actions.1.correct.nobody"),
    ]
    closed = [back, {"correct": {"full_name": "ຄົນອື່ນ"}}]
    assert codes(**GRANTED | {"actions": closed}) == [("refused", "actions.1")]


def test_an_example_may_end_with_the_applicant() -> None:
    back = {"do": "village.return", "fields": ["since"], "note": "ແກ້"}
    assert codes(answers=ANSWERS, actions=[back], expect={"state": "applicant"}) == []


def test_a_hole_in_a_text_is_found_by_playing_it() -> None:
    service = made(**GRANTED)
    assert service.certificate is not None
    body = service.certificate.body.model_copy(update={"lo": "{full_name} {nobody}"})
    holed = service.model_copy(update={"certificate": service.certificate.model_copy(update={"body": body})})
    assert [(problem.code, problem.message.en) for problem in run_example(holed, "one", TODAY)] == [
        ("unfilled", "the text `certificate`: nothing fills {nobody}")
    ]


def test_problems_are_told_in_both_languages() -> None:
    problem = run_example(made(**GRANTED | {"actions": ["district.sign"]}), "one", TODAY)[0]
    assert problem.message.en.startswith("`district.sign` cannot be done while the case is in `village`")
    assert problem.message.lo.startswith("ເຮັດ `district.sign` ບໍ່ໄດ້")
