"""What is said of a key or value in a step is said of that kind of step, in the words of the file."""

from __future__ import annotations

import pytest

from portal.definition.findings import Finding
from tests.definition.boat import TEXT, findings


def the_finding(old: str, new: str) -> Finding:
    assert old in TEXT
    (found,) = findings(TEXT.replace(old, new, 1))
    return found


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        ("{end: granted,", "{end: granted, office: village,", "`office` means nothing in an end", "title, end, issue."),
        (
            "    join: all",
            "    join: all\n    role: x",
            "`role` means nothing in a parallel step",
            "each of its `branches`",
        ),
        ("    role: clerk", "    role: clerk\n    to: x", "`to` means nothing in a step of an office", "its `actions`"),
        ("    role: clerk", "    role: clerk\n    issue: certificate", "`issue`", "a step with `end: granted`"),
    ],
)
def test_key_of_another_kind_of_step(old: str, new: str, message: str, hint: str) -> None:
    found = the_finding(old, new)
    assert found.code == "other-step-key"
    assert message in found.message.en
    assert hint in found.hint.en
    assert "Did you mean" not in found.hint.en


def test_key_that_is_no_step_s_is_compared_with_those_of_its_kind() -> None:
    found = the_finding("issue: certificate", "isue: certificate")
    assert found.code == "unknown-key"
    assert found.hint.en == "Did you mean `issue`? This part may have: title, end, issue."


@pytest.mark.parametrize("written", ["licence", "true", "[certificate]", "{a: true}", "1.50"])
def test_value_is_told_as_it_is_written_at_its_own_key(written: str) -> None:
    found = the_finding("issue: certificate", f"issue: {written}")
    assert found.code == "unknown-value"
    assert f"`{written}` is not a value that `issue` may have" in found.message.en


def test_name_of_an_ask_is_compared_with_all_there_are() -> None:
    found = the_finding("asks: [reason]", "asks: [raeson]")
    assert found.code == "unknown-value"
    assert found.hint.en == "Did you mean `reason`? Use one of: fields, note, reason."
