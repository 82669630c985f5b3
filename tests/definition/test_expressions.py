"""Expressions over answers: one kind of number, missing answers, and no expression that raises or runs away."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.definition.expressions import ExpressionProblem, evaluate, parse
from portal.definition.patterns import matches
from tests.definition.fields import EVERY, field

TODAY = date(2026, 11, 25)
FIELDS = {
    "area": EVERY["number"],
    "price": EVERY["money"],
    "born": EVERY["date"],
    "kind": EVERY["choice"],
    "several": EVERY["choices"],
    "agreed": EVERY["yes-no"],
    "name": EVERY["person-name"],
    "village": EVERY["village"],
    "parts": field("group", fields={"use": EVERY["choice"], "area": EVERY["number"]}),
    "total": EVERY["computed"],
}
ANSWERS = {
    "area": 12.5,
    "price": 20000,
    "born": "1985-11-26",
    "kind": "a",
    "several": ["a", "b"],
    "agreed": True,
    "name": "ສົມຊາຍ",
    "village": "010101",
    "parts": [{"use": "a", "area": 10}, {"use": "b", "area": 2.5}],
    "total": 4,
}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("area * 1500", 18750),
        ("price + 1", 20001),
        ("price * 1.1", 22000),
        ("area / 5", 2.5),
        ("7 / 2", 3.5),
        ("total * 2 > 7", True),
        ("born < today", True),
        ("today - duration('24h') < today", True),
        ("born + duration('24h')", "1985-11-27"),
        ("age(born)", 40),
        ("year(born)", 1985),
        ("month(born) * 100 + day(born)", 1126),
        ("kind == 'a' && agreed", True),
        ("kind in ['b', 'c']", False),
        ("'b' in several", True),
        ("size(several) * 2", 4),
        ("parts.size() * 1500", 3000),
        ("parts[0].area", 10),
        ("sum(parts.map(p, p.area))", 12.5),
        ("sum(parts.filter(p, p.use == 'a').map(p, p.area)) * 1500", 15000),
        ("parts.all(p, p.area > 1)", True),
        ("parts.exists(p, p.area > 11)", False),
        ("parts.all(p, parts.exists_one(q, q.use == p.use))", True),
        ("parts.filter(p, p.use in ['b', 'c']).size()", 1),
        ("parts.map(p, several[0])", ["a", "a"]),
        ("max([50000, area * 1500])", 50000),
        ("min([1, 2.5])", 1),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("sum([])", 0),
        ("village.startsWith('01')", True),
        ("name.matches('[a-z]+')", False),
        ("area > 100 ? 2000 : 1000", 1000),
        ("'1 + 1' + '1'", "1 + 11"),
        ("true", True),
    ],
)
def test_value(expression: str, value: object) -> None:
    result = evaluate(expression, FIELDS, ANSWERS, TODAY)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("area == null", True),
        ("kind == 'a'", False),
        ("sum(parts.map(p, p.area))", 0),
        ("size(several)", 0),
        ("kind == null ? 0 : area * 2", 0),
    ],
)
def test_answers_not_given(expression: str, value: object) -> None:
    assert evaluate(expression, FIELDS, {}, TODAY) == value


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("area >", "syntax"),
        ("area = 1", "syntax"),
        ("ares > 1", "unknown-name"),
        ("open('x')", "unknown-function"),
        ("int(area)", "unknown-function"),
        ("born.getFullYear()", "unknown-function"),
        ("area > 'x'", "cannot-compute"),
        ("1 / 0", "cannot-compute"),
        ("parts[9].area", "cannot-compute"),
        ("parts.map(p, p.depth)", "cannot-compute"),
        ("duration('1h')", "cannot-compute"),
        ("1e300 * 1e300", "cannot-compute"),
        ("(" * 200 + "1" + ")" * 200, "syntax"),
        ("['x'].map(a, a).map(a, a).map(a, a).map(a, a)", "too-costly"),
        ("[1].all(a, [1].all(b, [1].all(c, true)))", "too-costly"),
        ("['x'].map(a, " + "+".join("a" * 40) + ")", "too-costly"),
        ("parts.map(p, parts.map(q, q.area))", "too-costly"),
        ("parts.all(p, parts.filter(q, q.use == p.use).size() == 1)", "too-costly"),
        ("parts.map(p, [parts, parts])", "too-costly"),
    ],
)
def test_faults_are_values(expression: str, fault: str) -> None:
    result = evaluate(expression, FIELDS, ANSWERS, TODAY)
    assert isinstance(result, ExpressionProblem)
    assert result.fault == fault


@pytest.mark.parametrize(
    "expression",
    [
        "['" + "a" * 300 + "'].map(x, x + x + x).map(x, x + x + x).map(x, x + x).size() > 1",
        "'a'.matches('((((a{99}){99}){99}){99})')",
        "name.matches('(a+)+$')",
        "parts.map(p, parts + parts + parts + parts + parts)",
        "parts.all(p, (parts + parts + parts + parts + parts).exists(q, q.area > 5))",
        f"[{'parts, ' * 60}parts].filter(q, true).map(q, q).map(q, q)",
    ],
)
def test_dearest_expression_is_soon_done(expression: str) -> None:
    rows = [{"use": "a", "area": 1}] * 50
    start = time.process_time()
    evaluate(expression, FIELDS, {**ANSWERS, "parts": rows, "name": "a" * 100}, TODAY)
    assert time.process_time() - start < 2


def test_names_bound_by_a_loop_are_not_answers() -> None:
    parsed = parse("sum(parts.map(row, row.area)) > area")
    assert not isinstance(parsed, ExpressionProblem)
    assert parsed.names == {"parts", "area"}


def test_pattern_must_match_the_whole() -> None:
    assert matches("[0-9]{2}", "12") is True
    assert matches("[0-9]{2}", "123") is False
    assert matches("1|2", "12") is False
    assert matches("(", "(") is None


PIECES = (
    "area parts kind today null 1 2.5 'a' + - * / == < && || ! ? : ( ) [ ] . , size( sum( age( \\ ' ກ { } 1u 0x1f //"
)
pieces = st.sampled_from([*PIECES.split(), "map(p, p)"])
expressions = st.lists(pieces, max_size=14).map(" ".join) | st.text(max_size=60)
odd_answers = st.dictionaries(
    st.sampled_from(sorted(FIELDS)),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.lists(st.integers(), max_size=3),
)


FAULTS = {"syntax", "too-costly", "unknown-name", "unknown-function", "arguments", "cannot-compute"}


@settings(max_examples=500, deadline=None)
@given(expressions, odd_answers)
@example("1.0 / 0.0", {})
@example("[[1, 2.5], [today]]", {})
@example("{'a': 1}", {})
def test_no_expression_raises(expression: str, answers: dict[str, object]) -> None:
    result = evaluate(expression, FIELDS, answers, TODAY)
    if isinstance(result, ExpressionProblem):
        assert result.fault in FAULTS
    else:
        assert json.loads(json.dumps(result, allow_nan=False)) == result
