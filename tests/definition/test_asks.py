"""What an action asks is checked as a question of the form is, wherever it is named."""

from __future__ import annotations

import pytest

from portal.definition.asked import questions_asked
from tests.definition.boat import TEXT, findings, load

OWN = "{receipt: {type: text, label: {lo: ເລກໃບຮັບເງິນ, en: Receipt number}}}"
SIGN = "label: {lo: ເຊັນ, en: Sign}, "
"""Of the one action that leads to the paper."""
PASS = "pass: {to: done, label: {lo: ຜ່ານ, en: Pass}}"
MESSAGE = 'granted: {lo: "{ref} ອອກແລ້ວ", en: "{ref} is granted"}'
BODY = 'body: {lo: "ອະນຸຍາດໃຫ້ {full_name}, {village.full}", en: "Permits {full_name}, {village.full}"}'
PLAYED = "reviews.safety.pass, province.sign]"


def _changed(*changes: tuple[str, str], asks: str = OWN) -> str:
    """The file in which signing asks something, with other changes."""
    text = TEXT
    played = PLAYED.replace("province.sign", "{do: province.sign, answers: {receipt: A7}}")
    for old, new in ((SIGN, f"{SIGN}asks: [{asks}], "), (PLAYED, played), *changes):
        assert old in text, old
        text = text.replace(old, new)
    return text


def _codes(text: str) -> list[str]:
    return [each.code for each in findings(text)]


IN_MESSAGE = (MESSAGE, 'granted: {lo: "{ref} ອອກແລ້ວ {receipt}", en: "{ref} is granted, {receipt}"}')
ON_PAPER = (
    BODY,
    'body: {lo: "ອະນຸຍາດໃຫ້ {full_name}, {village.full} {receipt}", en: "Permits {full_name}, {village.full} {receipt}"}',
)


def test_a_question_of_ones_own_is_asked_and_named_in_message_and_paper() -> None:
    assert findings(_changed(IN_MESSAGE, ON_PAPER)) == []


@pytest.mark.parametrize("key", ["required: false", "internal: true"])
def test_what_may_be_unsaid_or_inside_is_no_word_for_the_applicant(key: str) -> None:
    asks = OWN.replace("type: text", f"type: text, {key}")
    assert _codes(_changed(IN_MESSAGE, ON_PAPER, asks=asks)) == ["may-be-empty", "may-be-empty"]


def test_a_message_is_told_only_what_leads_to_it() -> None:
    refused = ('refused: {lo: "{ref} ບໍ່ໄດ້: {reason}"', 'refused: {lo: "{ref} ບໍ່ໄດ້ {receipt}: {reason}"')
    english = ('en: "{ref} is refused: {reason}"', 'en: "{ref} is refused {receipt}: {reason}"')
    assert _codes(_changed(refused, english)) == ["may-be-empty"]


def test_a_paper_holds_what_every_way_to_it_says() -> None:
    both = TEXT.replace(PASS, PASS[:-1] + f", asks: [{OWN}]" + "}").replace(*ON_PAPER)
    assert _codes(both) == ["said-at-once"], "one of the two answers would be lost"
    assert _codes(both.replace("join: all", "join: any")) == []
    one = TEXT.replace(PASS, PASS[:-1] + f", asks: [{OWN}]" + "}", 1).replace(*ON_PAPER)
    assert _codes(one) == [], "of all reviews one says it"
    assert "may-be-empty" in _codes(one.replace("join: all", "join: any"))


NOTED = (BODY, BODY.replace("{village.full}", "{village.full} {note}"))
PASS_NOTED = f"{PASS[:-1]}, asks: [note]}}"


def test_a_note_between_offices_is_no_word_for_the_paper() -> None:
    between = TEXT.replace(PASS, PASS_NOTED).replace(*NOTED)
    (found,) = findings(between)
    assert found.code == "may-be-empty"
    assert "between offices is never printed" in found.message.en
    assert "ບໍ່ພິມໃສ່ໃບ" in found.message.lo
    assert _codes(_changed(NOTED, asks=f"{OWN}, note")) == []


def test_what_is_asked_only_where_no_paper_comes_of_it_is_no_word_for_the_paper() -> None:
    reject = next(line for line in TEXT.splitlines() if line.strip().startswith("reject:"))
    asked = TEXT.replace(reject, reject.replace("asks: [", f"asks: [{OWN}, "), 1).replace(*ON_PAPER)
    told = [each.message for each in findings(asked) if each.code == "may-be-empty"]
    assert ["lead to no paper" in each.en for each in told] == [True]
    assert ["ບໍ່ອອກໃບ" in each.lo for each in told] == [True]


def test_where_the_answer_to_one_action_is_a_place_another_must_ask_for_a_place_too() -> None:
    place = "{where: {type: village, label: {lo: ບ່ອນຢູ່, en: Where}}}"
    said = (BODY, BODY.replace("{village.full}", "{village.full} {where.full}"))
    asked = PLAYED.replace("province.sign", "{do: province.sign, answers: {where: '010101'}}")
    in_full = TEXT.replace(SIGN, f"{SIGN}asks: [{place}], ").replace(*said).replace(PLAYED, asked)
    assert _codes(in_full) == []
    in_words = in_full.replace(place, place.replace("village", "text"))
    other = (
        "sign_here: {to: granted, label: {lo: ເຊັນຢູ່ນີ້, en: Sign here}, asks: [" + place.replace("village", "text") + "]}"
    )
    assert "unknown-placeholder" in _codes(in_words)
    both = _codes(in_full.replace("      sign: ", f"      {other}\n      sign: "))
    assert sorted(both) == ["asked-otherwise", "may-be-empty"]


@pytest.mark.parametrize(
    ("asks", "code"),
    [
        (OWN.replace("receipt", "kind"), "duplicate-field"),
        (OWN.replace("receipt", "ref"), "reserved-name"),
        (OWN.replace("receipt", "fields"), "reserved-name"),
        ("{reason: {type: number, label: {lo: ເຫດຜົນ, en: Reason}}}", "reserved-name"),
        (OWN.replace("type: text", "type: choice"), "no-options"),
        (OWN.replace("type: text", "type: text, min: 3"), "no-effect"),
        (OWN.replace("type: text", "type: number, min: 3, max: 1"), "empty-range"),
        (OWN.replace("type: text", 'type: text, when: "true"'), "ask-part"),
        (OWN.replace("type: text", "type: statement"), "ask-part"),
        (OWN.replace("type: text", 'type: text, check: "nobody > 1"'), "unknown-name"),
        (OWN.replace("ເລກໃບຮັບເງິນ", "Receipt"), "not-lao"),
        (OWN.replace(", en: Receipt number", ""), "missing-language"),
        (OWN.replace("type: text", "typ: text"), "unknown-key"),
        ("receipt", "unknown-value"),
        (f"note, {OWN}, note", "asked-twice"),
    ],
)
def test_a_fault_in_what_is_asked_is_found(asks: str, code: str) -> None:
    found = {each.code: each for each in findings(_changed(asks=asks))}
    assert code in found
    assert TEXT.splitlines()[found[code].line - 1].strip().startswith("sign:")


def test_an_example_answers_what_is_asked() -> None:
    assert _codes(_changed(("receipt: A7", "recept: A7"))) == ["unknown-name"]


def test_a_note_has_words_of_its_own_where_the_file_gives_them() -> None:
    conditions = "{note: {label: {lo: ເງື່ອນໄຂ, en: Conditions}, required: false}}"
    service = load(_changed(asks=f"{conditions}, reason")).service
    assert service is not None
    asked = questions_asked(service, "province", service.officer_steps["province"].actions["sign"])
    assert [(name, each.label.en, each.required) for name, each in asked.items()] == [
        ("note", "Conditions", False),
        ("reason", "The reason", True),
    ]
    assert asked["note"].type is asked["reason"].type
