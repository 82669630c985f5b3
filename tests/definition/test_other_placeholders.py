"""Names in the signs of other template languages are found before a citizen reads them."""

from __future__ import annotations

import pytest

from portal.definition.other_placeholders import other_placeholders
from tests.definition.boat import TEXT, findings

WRITTEN = ["{{ref}}", "{{ ref }}", "{{{ref}}}", "${ref}", "%{ref}", "%(ref)s", "[ref]", "<ref>", "$ref", "%ref%"]


@pytest.mark.parametrize("written", WRITTEN)
def test_name_in_other_signs_is_the_one_finding_in_either_language(written: str) -> None:
    for old in ("ຮັບ {ref}", "Received {ref}"):
        (found,) = findings(TEXT.replace(old, old.replace("{ref}", written)))
        assert found.code == "other-placeholder"
        assert f"`{written}`" in found.message.en
        assert f"`{written}`" in found.message.lo
        assert "Write {ref}" in found.hint.en


@pytest.mark.parametrize(
    "text", ["{ref}", "[{ref}]", "{{x}}", "[urgent]", "100%", "{{ {ref} }}", "No. #{ref}", "(ref)"]
)
def test_what_is_filled_and_what_names_nothing_is_left_alone(text: str) -> None:
    assert list(other_placeholders(text, {"ref"})) == []


def test_number_of_a_paper() -> None:
    found = findings(TEXT.replace("{serial:05}", "{{serial:05}}"))
    assert [each.code for each in found] == ["other-placeholder"]
