"""A text that an expression only compares with is not printed, and may be in any letters."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings

TOTAL = 'value: "sum(seats.map(s, s.places))"'


def codes(expression: str) -> list[str]:
    assert TOTAL in TEXT
    text = TEXT.replace(TOTAL, f'value: "{expression}"').replace('fee: {amount: "total * 1000"}', "fee: {amount: 4000}")
    return [each.code for each in findings(text) if each.code == "not-printed"]


@pytest.mark.parametrize(
    "compared",
    [
        "full_name.contains('→')",
        "full_name.startsWith( '→' )",
        "full_name.matches('[→✓]+')",
        "'→✓'.contains(full_name)",
        "full_name == '→'",
        "'→' != full_name",
        "full_name in ['a', '→', 'ທອງ ทอง']",
    ],
)
def test_what_is_only_compared_with_may_be_in_any_letters(compared: str) -> None:
    assert codes(f"{compared} ? 'yes' : 'no'") == []
    assert codes(f"{compared} ? '→' : 'no'") == ["not-printed"]


@pytest.mark.parametrize(
    "result",
    [
        "'→'",
        "full_name + '→'",
        "full_name == 'a' ? 'b' : '→'",
        "['→', 'b'][0]",
        "full_name + ('→')",
        "['a'].map(s, '→')[0]",
    ],
)
def test_what_may_be_the_result_is_in_letters_that_papers_print(result: str) -> None:
    assert codes(result) == ["not-printed"]
