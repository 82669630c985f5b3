"""The words of findings: what was found is shown so that a terminal can print it and a reader can copy it."""

from __future__ import annotations

from portal.definition.findings import Place, finding
from portal.definition.rules_checking import RULES
from tests.definition.boat import TEXT, findings


def test_no_break_spaces_are_shown_as_spaces_and_controls_as_replaced() -> None:
    problem = "020\N{NO-BREAK SPACE}5555\N{NARROW NO-BREAK SPACE}1234 \x1b[31m"
    found = finding(
        RULES,
        "example-fails",
        "a.yaml",
        Place(1, 1),
        name="a",
        problem_lo=problem,
        problem_en=problem,
        day_lo="",
        day_en="",
    )
    assert "020 5555 1234 �[31m" in found.message.en
    assert "020 5555 1234 �[31m" in found.message.lo


def test_own_words_of_the_yaml_reader_stand_last_and_are_marked() -> None:
    (found,) = findings(TEXT.replace("promise: 9 working days", "promise: ? x"))
    assert found.code == "bad-yaml"
    assert "mapping keys" not in found.message.lo + found.message.en
    assert found.hint.en.endswith("The YAML reader's own words: mapping keys are not allowed here")
    assert found.hint.lo.endswith("ຄຳຂອງຕົວອ່ານ YAML ເອງ: mapping keys are not allowed here")


def test_text_with_a_comma_is_not_said_to_be_an_unknown_key_only() -> None:
    codes = [each.code for each in findings(TEXT.replace("en: Check the year}}", "en: Look, please}}"))]
    assert codes == ["comma-in-text"]
