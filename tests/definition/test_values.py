"""Reading what people type: right answers in every spelling, wrong ones with their problem, and never an exception."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.definition.display import display, display_line, format_number, to_raw
from portal.definition.fitting import fits
from portal.definition.model import FieldType, FormField, Text
from portal.definition.problems import SENTENCES, Problem, say
from portal.definition.samples import longest, ordinary, telling
from portal.definition.values import is_empty, read
from tests.definition.fields import EVERY, OPTIONS, field

TODAY = date(2026, 11, 25)
NAMES = Text(lo="ໜອງປິງ", en="Nongping")


def area_exists(level: str, code: str) -> bool:
    return len(code) == {"village": 6, "district": 4, "province": 2}[level] and code.isascii() and code.isdigit()


def taken(asked: FormField, raw: object) -> Any:
    value = read(asked, raw, TODAY, area_exists)
    assert not isinstance(value, Problem), value
    return value


def refused(asked: FormField, raw: object) -> str:
    value = read(asked, raw, TODAY, area_exists)
    assert isinstance(value, Problem), value
    return value.code


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("person-name", "  ສົມຊາຍ   ວົງສາ ", "ສົມຊາຍ ວົງສາ"),
        ("person-name", "Dr. Anne-Marie O’Neil", "Dr. Anne-Marie O’Neil"),
        ("person-name", "ຄໍາແພງ", "ຄຳແພງ"),
        ("gender", "female", "female"),
        ("date", {"day": "໑໒", "month": "໓", "year": "໑໙໘໕"}, "1985-03-12"),
        ("date", {"day": "1", "month": "ມັງກອນ", "year": "2000"}, "2000-01-01"),
        ("date", "12/3/1985", "1985-03-12"),
        ("date", "1985-03-12", "1985-03-12"),
        ("lao-phone", "020 5555 1234", "+8562055551234"),
        ("lao-phone", "໐໒໐ ໕໕໕໕ ໑໒໓໔", "+8562055551234"),
        ("village", "010101", "010101"),
        ("village", "໐໑໐໑໐໑", "010101"),
        ("choice", "b", "b"),
        ("choices", ["c", "a", "a"], ["a", "c"]),
        ("yes-no", "yes", True),
        ("yes-no", "no", False),
        ("number", "12,5", 12.5),
        ("number", "12.5", 12.5),
        ("number", "1.500,5", 1500.5),
        ("number", "1,500.5", 1500.5),
        ("number", "1.000.000", 1000000),
        ("number", "1 500", 1500),
        ("number", "0.125", 0.125),
        ("number", "໑໒໐", 120),
        ("number", "-3", -3),
        ("money", "20.000 ກີບ", 20000),
        ("money", "20,000", 20000),
        ("person-name", "Mr.Somchai J.R. Vongsa", "Mr.Somchai J.R. Vongsa"),
        ("person-name", "ທ.ສົມຊາຍ", "ທ.ສົມຊາຍ"),
        ("person-name", "Ya", "Ya"),
        ("text", "  a  b ", "a b"),
        ("long-text", "a\r\n\r\nb\n", "a\n\nb"),
        ("email", "Somchai@Example.COM", "Somchai@example.com"),
        ("id-number", "໐໑-໑໒໓ ໔໕໖", "01-123456"),
        ("file", "one", ["one"]),
        ("file", ["one", "two", "one"], ["one", "two"]),
        ("group", [{"use": "a", "area": "1,5", "note": ""}], [{"use": "a", "area": 1.5, "note": None}]),
        ("computed", "anything", None),
        ("statement", "anything", None),
    ],
)
def test_answers_are_read(kind: str, raw: object, value: object) -> None:
    assert taken(EVERY[kind], raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("person-name", "", "required"),
        ("person-name", "Som7", "name-signs"),
        ("person-name", "<b>Som</b>", "name-signs"),
        ("person-name", "evil.example pay", "name-signs"),
        ("person-name", "Pay.Evil.Example", "name-signs"),
        ("person-name", "- .", "name-no-letter"),
        ("person-name", "ກ" * 101, "too-long"),
        ("gender", "", "required-choice"),
        ("gender", "other", "choice-unknown"),
        ("date", {"day": "", "month": "", "year": ""}, "required"),
        ("date", {"day": "1", "month": "2"}, "date-year-missing"),
        ("date", {"day": "31", "month": "2", "year": "2000"}, "date-not-in-calendar"),
        ("date", {"day": "1", "month": "1", "year": "85"}, "date-year-not-four-digits"),
        ("date", {"day": "1", "month": "1", "year": "2528"}, "date-buddhist-year"),
        ("date", {"day": "1", "month": "1", "year": "1066"}, "date-year-out-of-range"),
        ("date", {"day": "x", "month": "1", "year": "2000"}, "date-not-understood"),
        ("date", "yesterday", "date-not-understood"),
        ("lao-phone", "12", "phone-not-a-number"),
        ("lao-phone", "7777 1234", "phone-no-beginning"),
        ("lao-phone", "+66 81 234 5678", "phone-not-lao"),
        ("lao-phone", "020 555", "phone-too-short"),
        ("lao-phone", "030 5555 1234", "phone-too-long"),
        ("lao-phone", "021 212121", "phone-not-mobile"),
        ("village", "", "required-area"),
        ("village", "0101", "area-unknown"),
        ("choice", "z", "choice-unknown"),
        ("choices", [], "required-choice"),
        ("choices", ["a", "z"], "choice-unknown"),
        ("yes-no", "maybe", "choice-unknown"),
        ("number", "12 cows", "number-not-understood"),
        ("number", "1.500", "number-ambiguous"),
        ("number", "1,500", "number-ambiguous"),
        ("number", "1e5", "number-not-understood"),
        ("number", "9" * 20, "number-too-large"),
        ("money", "12.5", "money-not-an-amount"),
        ("money", "-5", "money-not-an-amount"),
        ("text", "x" * 201, "too-long"),
        ("long-text", "x" * 2001, "too-long"),
        ("email", "somchai@", "email-not-understood"),
        ("id-number", "ABC", "pattern"),
        ("file", [], "required-file"),
        ("file", ["1", "2", "3", "4"], "file-too-many"),
        ("group", [], "group-too-few"),
        ("group", [{}] * 21, "group-too-many"),
        ("group", "text", "not-understood"),
        ("text", {"a": "b"}, "not-understood"),
    ],
)
def test_wrong_answers_are_named(kind: str, raw: object, code: str) -> None:
    assert refused(EVERY[kind], raw) == code


def test_buddhist_year_is_answered_with_the_year_meant() -> None:
    problem = read(EVERY["date"], {"day": "1", "month": "1", "year": "2528"}, TODAY, area_exists)
    assert isinstance(problem, Problem)
    assert "1985" in say(problem, EVERY["date"]).lo


def test_number_outside_its_bounds() -> None:
    floors = field("number", min=1, max=30)
    assert taken(field("number", unit={"lo": "ຕາແມັດ", "en": "sq m"}), "120 ຕາແມັດ") == 120
    assert taken(field("number", unit={"lo": "ຕາແມັດ", "en": "sq m"}), "12,5Sq M") == 12.5
    assert refused(field("number", unit={"lo": "ຕາແມັດ", "en": "sq m"}), "120 ເຮັກຕາ") == "number-not-understood"
    assert refused(floors, "0") == "number-too-small"
    assert refused(floors, "31") == "number-too-large"
    assert taken(floors, "30") == 30


@pytest.mark.parametrize(
    ("asked", "raw", "lo", "en"),
    [
        (field("number", max=20000), "20001", "20.000", "20,000"),
        (field("number", min=1234.5), "2", "1.234,5", "1,234.5"),
        (field("money", max=20000), "20001", "20.000", "20,000"),
        (field("long-text"), "ກ" * 12_345, "12.345", "12,345"),
    ],
)
def test_an_error_writes_numbers_as_the_pages_do(asked: FormField, raw: str, lo: str, en: str) -> None:
    problem = read(asked, raw, TODAY, area_exists)
    assert isinstance(problem, Problem)
    sentence = say(problem, asked)
    assert lo in sentence.lo
    assert en in sentence.en


def test_each_row_of_a_group_has_its_problems() -> None:
    rows = [{"use": "a", "area": "1"}, {"use": "", "area": "x"}]
    problem = read(EVERY["group"], rows, TODAY, area_exists)
    assert isinstance(problem, Problem)
    assert [{name: each.code for name, each in row.items()} for row in problem.rows] == [
        {},
        {"use": "required-choice", "area": "number-not-understood"},
    ]


def test_optional_question_may_stay_empty() -> None:
    for kind, asked in EVERY.items():
        optional = asked.model_copy(update={"required": False})
        assert taken(optional, None) is None, kind


def test_pattern_that_would_take_forever_elsewhere_is_quick() -> None:
    assert refused(field("text", pattern="(a+)+"), "a" * 199 + "b") == "pattern"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["day", "month", "year", "use", "area", "note", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
typed_texts = st.text(alphabet="0123456789໐໑໒໙.,/- +()abກຂໍາ່@ກີບ\n\u200b", max_size=24)
every_field = st.sampled_from(sorted(EVERY))


@settings(max_examples=400, deadline=None)
@given(every_field, anything | typed_texts)
def test_reading_is_total_and_what_is_read_fits_and_reads_back(kind: str, raw: object) -> None:
    asked = EVERY[kind]
    value = read(asked, raw, TODAY, area_exists)
    if isinstance(value, Problem):
        assert say(value, asked).lo
        return
    assert fits(asked, value)
    assert read(asked, to_raw(asked, value), TODAY, area_exists) == value
    for language in ("lo", "en"):
        shown = display(asked, value, language, lambda _: NAMES)
        assert bool(shown) != is_empty(value)


@settings(max_examples=300, deadline=None)
@given(every_field, anything)
@example("computed", 1e22)
@example("number", float("nan"))
def test_any_stored_value_can_be_shown_and_put_back(kind: str, value: object) -> None:
    asked = EVERY[kind]
    fits(asked, value)
    display(asked, value, "lo", lambda _: NAMES)
    assert isinstance(display_line(asked, value, "en", lambda _: NAMES), str)
    to_raw(asked, value)


@given(st.integers(-(10**11), 10**11) | st.floats(-1e9, 1e9).map(lambda number: round(number, 6)))
def test_numbers_read_back(number: float) -> None:
    assert taken(EVERY["number"], to_raw(EVERY["number"], number)) == number


def test_number_with_three_decimals_reads_back_and_is_not_asked_again() -> None:
    assert taken(EVERY["number"], to_raw(EVERY["number"], 1.125)) == 1.125
    assert taken(EVERY["number"], 12.345) == 12.345


@pytest.mark.parametrize("number", [float("inf"), float("nan"), 1e13])
def test_number_no_form_could_give_does_not_fit(number: float) -> None:
    assert not fits(EVERY["number"], number)


@given(st.dates(date(1850, 1, 1), date(2200, 12, 31)))
def test_dates_read_back(day: date) -> None:
    assert taken(EVERY["date"], to_raw(EVERY["date"], day.isoformat())) == day.isoformat()


def test_answers_are_shown_in_the_readers_language() -> None:
    def both(kind: str, value: object) -> tuple[object, object]:
        return (
            display(EVERY[kind], value, "lo", lambda _: NAMES),
            display(EVERY[kind], value, "en", lambda _: NAMES),
        )

    assert both("gender", "male") == ("ຊາຍ", "Male")
    assert both("date", "1985-03-12") == ("12 ມີນາ 1985", "12 March 1985")
    assert both("lao-phone", "+8562055551234") == ("020 5555 1234", "020 5555 1234")
    assert both("village", "010101") == ("ໜອງປິງ", "Nongping")
    assert both("choices", ["a", "c"]) == (["ກໍ", "ຄໍ"], ["One", "Three"])
    assert both("yes-no", False) == ("ບໍ່ແມ່ນ", "No")
    assert both("money", 20000) == ("20.000 ກີບ", "20,000 kip")
    assert both("number", 1234.5) == ("1.234,5", "1,234.5")
    assert both("computed", "2026-01-02") == ("2 ມັງກອນ 2026", "2 January 2026")
    assert both("group", [{"use": "a", "area": 2, "note": None}])[1] == [
        [("Question", "One"), ("Question", "2"), ("Question", "")]
    ]


def test_unit_follows_the_number() -> None:
    asked = field("number", unit=Text(lo="ຕາແມັດ", en="m²"))
    assert display(asked, 120, "lo", lambda _: NAMES) == "120 ຕາແມັດ"
    assert format_number(0.1 + 0.2, "en") == "0.3"


def test_every_problem_has_its_sentence_in_both_languages() -> None:
    params = {"most": "1", "least": "1", "count": "2", "sign": "#", "typed": "1.500", "year": "1985"}
    params |= {"whole": "1500", "decimal": "1.5", "min": "1", "max": "2"}
    params |= {"beginning": "020", "wanted": "8", "off": "5"}
    for code in SENTENCES:
        sentence = say(Problem(code, params), EVERY["text"])
        assert "{" not in sentence.lo + sentence.en
        assert sentence.en[0].isupper()


def test_failed_check_speaks_with_the_services_words() -> None:
    words = Text(lo="ກວດປີ", en="Check the year")
    assert say(Problem("check"), field("date", check="true", error=words)) == words
    assert say(Problem("pattern"), field("text", pattern="[0-9]", error=words)) == words
    assert say(Problem("pattern"), field("id-number", pattern="[0-9]", check="true", error=words)) == words
    assert say(Problem("too-long", {"most": "9", "count": "10"}), field("text", pattern="[0-9]", error=words)) != words
    assert "not written in the right way" in say(Problem("pattern"), field("text", pattern="[0-9]")).en


def test_label_stands_in_an_english_sentence() -> None:
    assert say(Problem("required"), field("text", label=Text(lo="ຊື່", en="Full name"))).en == "Enter full name"
    assert say(Problem("required"), field("text", label=Text(lo="ເລກ", en="ID number"))).en == "Enter ID number"


@pytest.mark.parametrize("kind", [kind for kind in EVERY if kind not in {"computed", "statement"}])
def test_samples_are_answers(kind: str) -> None:
    asked = EVERY[kind]
    samples = [ordinary(asked), longest(asked), *telling(asked, ["x == 'a' && y > 3"], TODAY)]
    assert all(fits(asked, sample) for sample in samples)
    assert not is_empty(ordinary(asked))


def test_options_are_all_told() -> None:
    assert telling(field(FieldType.CHOICE, options=OPTIONS), [], TODAY) == ["a", "b", "c"]


@pytest.mark.parametrize("typed", ["12,5", "ສອງ", "0.5", "1,25"])
def test_a_whole_number_is_taught_with_a_whole_one(typed: str) -> None:
    floors = field("number", whole=True)
    problem = read(floors, typed, TODAY, area_exists)
    assert isinstance(problem, Problem)
    example = re.findall(r"[0-9][0-9.,]*", say(problem, floors).lo)
    assert example
    assert all(isinstance(taken(floors, one), int) for one in example)


def test_a_whole_number_is_grouped_by_either_sign() -> None:
    assert [taken(field("number", whole=True), typed) for typed in ("2", "2,0", "1.500", "1,500")] == [2, 2, 1500, 1500]


def test_every_fault_of_a_row_is_told_at_once() -> None:
    row: dict[str, dict[str, Any]] = {
        "floors": {"type": "number", "whole": True},
        "area": {"type": "number"},
        "use": {"type": "text"},
    }
    label = {"lo": "ກ", "en": "A"}
    parts = field("group", fields={name: {**each, "label": label} for name, each in row.items()})
    rows = [{"floors": "12,5", "area": "x", "use": ""}, {"floors": "", "area": "1", "use": "ກ"}]
    problem = read(parts, rows, TODAY, area_exists)
    assert isinstance(problem, Problem)
    assert [sorted(each) for each in problem.rows] == [["area", "floors", "use"], ["floors"]]
