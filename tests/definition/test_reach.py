"""What the checker says of a page that only some answers lead to."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings

_KIND = "      kind: {type: choice, "
_BERTH = (
    "      berth: {type: choice, label: {lo: ບ່ອນຈອດ, en: Berth}, "
    "options: {bank: {lo: ແຄມນ້ຳ, en: Bank}, pier: {lo: ທ່າເຮືອ, en: Pier}}}\n"
)
_CHECK = "check: \"kind == 'row' || berth == 'pier'\", error: {lo: ຕ້ອງມີທ່າເຮືອ, en: Only at a pier}, "


def _with_berth(check: str) -> list[str]:
    text = TEXT.replace(_KIND, _BERTH + _KIND + check)
    assert check in text
    text = text.replace("kind: row", "berth: bank, kind: row").replace("kind: motor", "berth: pier, kind: motor")
    return [each.code for each in findings(text)]


def test_a_page_is_reached_though_its_answer_is_turned_away_with_the_ordinary_answer_to_another_question() -> None:
    assert _with_berth(_CHECK) == []


def test_a_page_to_which_only_an_answer_leads_that_is_always_turned_away_is_reached_by_nobody() -> None:
    assert _with_berth(_CHECK.replace("'pier'\"", "'none'\"")) == ["unreachable-page"]


@pytest.mark.parametrize(
    "when", ["month(today) == 12", "kind == 'motor' && month(today) >= 10", "year(today) > 2100", "kind == 'motor'"]
)
def test_a_page_that_hangs_on_the_day_is_never_called_out_of_reach(when: str) -> None:
    found = findings(TEXT.replace("when: \"kind == 'motor'\"", f'when: "{when}"'))
    assert [each.code for each in found if each.severity == "error"] == []
    day = [each.message.en for each in found if each.code == "doubtful-condition"]
    assert all("`today`: 2026" in said for said in day)
    assert bool(day) == ("today" in when)
