"""What the checker says of a page that only some answers lead to."""

from __future__ import annotations

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
