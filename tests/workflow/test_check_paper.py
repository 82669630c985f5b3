"""The checker sets a service's paper with the fewest and with the most answers, and says what has no room."""

from __future__ import annotations

import pytest

from portal.definition.rules.beside import BESIDE
from portal.definition.rules_checking import RULES
from portal.workflow.check_paper import check_paper
from tests.definition.boat import TEXT, load

ROWS = "particulars: [full_name, kind, total]"
ASKED = "{label: {lo: ຄຳຖາມ, en: Question}, type: text, max: 40, required: REQUIRED}"
TITLE = "title: {lo: ໃບອະນຸຍາດເຮືອ, en: Boat licence}\n  body"


def of_rows(count: int, *, required: bool) -> str:
    """The service with so many questions more, each a row of the paper."""
    names = [f"extra_{row}" for row in range(count)]
    asked = ASKED.replace("REQUIRED", "true" if required else "false")
    page = TEXT.index("      full_name:")
    questions = "".join(f"      {name}: {asked}\n" for name in names)
    rows = f"particulars: [full_name, kind, total, {', '.join(names)}]"
    return (TEXT[:page] + questions + TEXT[page:]).replace(ROWS, rows)


def said(text: str) -> list[tuple[str, str]]:
    loaded = load(text)
    assert loaded.service is not None, loaded.findings
    return [(each.code, each.message.en) for each in check_paper(loaded)]


def test_a_paper_that_has_room_is_not_spoken_of() -> None:
    assert said(TEXT) == []
    assert said(of_rows(4, required=True)) == []


def test_rows_that_may_be_answered_count_where_answers_are_longest() -> None:
    assert said(of_rows(20, required=False)) == [
        ("paper-not-one-sheet", "With the longest answers this paper takes 2 sheets.")
    ]


def test_what_even_the_shortest_answers_fill_is_said_once() -> None:
    assert said(of_rows(20, required=True)) == [
        ("paper-not-one-sheet", "With the shortest answers this paper takes 2 sheets.")
    ]


@pytest.mark.parametrize(("letters", "found"), [(30, []), (60, ["paper-cuts-word"])])
def test_a_word_wider_than_the_sheet_is_named(letters: int, found: list[str]) -> None:
    assert TITLE in TEXT
    said_of = said(TEXT.replace(TITLE, TITLE.replace("Boat licence", "W" * letters)))
    assert [code for code, _ in said_of] == found
    assert all("WWW" in sentence for _, sentence in said_of)


def test_advice_keeps_no_service_from_being_published() -> None:
    advice = {*BESIDE, "paper-not-one-sheet", "paper-cuts-word"}
    assert {RULES[code].severity for code in advice} == {"warning"}


@pytest.mark.parametrize(("letters", "found"), [(10, set()), (60, {"paper-cuts-word"})])
@pytest.mark.parametrize("longer", ["village", "province"])
def test_of_questions_of_one_name_the_one_with_the_longest_answer_counts(
    longer: str, letters: int, found: set[str]
) -> None:
    text = TEXT.replace('body: {lo: "', 'body: {lo: "{grade} ').replace('en: "Permits', 'en: "{grade} permits')
    for step, action in (("village", "{to: reviews, "), ("province", "{to: granted, ")):
        grade = "W" * (letters if step == longer else 1)
        option = f"{{first: {{lo: {grade}, en: {grade}}}}}"
        asked = f"asks: [{{grade: {{type: choice, label: {{lo: ຊັ້ນ, en: Grade}}, options: {option}}}}}], "
        assert text.count(action) == 1
        text = text.replace(action, action + asked)
    assert {code for code, _ in said(text)} == found
