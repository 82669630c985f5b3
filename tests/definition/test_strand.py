"""A step in which every action has a condition: nobody is stranded where the conditions cover every answer."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings

_PASS = "{pass: {to: done, label: {lo: ຜ່ານ, en: Pass}}}"


def _with_conditions(*whens: str) -> list[str]:
    actions = ", ".join(
        f'pass_{place}: {{to: done, label: {{lo: ຜ່ານ {place}, en: Pass {place}}}, when: "{when}"}}'
        for place, when in enumerate(whens)
    )
    assert TEXT.count(_PASS) == 2
    text = TEXT.replace(_PASS, f"{{{actions}}}", 1).replace("reviews.hull.pass,", "reviews.hull.pass_0,")
    return [each.code for each in findings(text)]


@pytest.mark.parametrize(
    "whens",
    [
        ("kind == 'row'", "kind != 'row'"),
        ("kind == 'row'", "kind == 'motor'"),
        ("kind == 'row'", "kind == 'motor' && power <= 20", "power > 20"),
        ("total <= 4", "total > 4"),
        ("seats.exists(s, s.places > 5)", "!seats.exists(s, s.places > 5)"),
        ("month(today) >= 7", "month(today) < 7"),
        ("true",),
    ],
)
def test_conditions_that_cover_every_answer_strand_nobody(whens: tuple[str, ...]) -> None:
    assert _with_conditions(*whens) == []


@pytest.mark.parametrize(
    "whens",
    [
        ("kind == 'row'",),
        ("kind == 'row'", "kind == 'motor' && power <= 20"),
        ("power <= 20", "power > 20"),
        ("total < 4", "total > 4"),
        ("seats.exists(s, s.places > 5)", "seats.exists(s, s.places < 5)"),
        ("month(today) >= 7", "month(today) == 6"),
    ],
)
def test_conditions_that_leave_somebody_out_may_strand(whens: tuple[str, ...]) -> None:
    assert _with_conditions(*whens) == ["may-strand"]
