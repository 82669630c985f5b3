"""A service among others: roles that look misspelt, and papers that would bear equal numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.definition.check_beside import check_beside, slips
from portal.definition.findings import Place
from portal.definition.model import Service
from tests.definition.boat import TEXT, load, service, spoil


def other(*changes: tuple[str, str]) -> Service:
    text = TEXT.replace("service: boat-licence", "service: ferry-licence")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    made = load(text).service
    assert made is not None
    return made


OWN_NUMBERS = ("{year}/{office.code}", "FL-{year}/{office.code}")


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("role: clerk", "role: ¦clerck", "clerk"),
        ("role: signer", "role: ¦singer", "signer"),
        ("late: {to: district}", "late: {to: district, role: ¦clekr}", "clerk"),
        ("role: surveyor, within", "role: ¦serveyor, within", "surveyor"),
    ],
)
def test_role_that_is_nearly_another_is_asked_about_where_it_stands(old: str, new: str, meant: str) -> None:
    spoilt = spoil((old, new))
    (found,) = check_beside(load(spoilt.text), [other(OWN_NUMBERS)])
    assert (found.code, Place(found.line, found.column)) == ("doubtful-role", spoilt.place)
    assert f"Did you mean `{meant}`?" in found.hint.en
    assert f"`{meant}` ບໍ?" in found.hint.lo


def test_role_is_not_asked_about_because_of_its_misspelling_elsewhere() -> None:
    assert check_beside(load(TEXT), [other(OWN_NUMBERS, ("role: clerk", "role: clerck"))]) == []


def test_roles_of_two_fields_of_work_are_told_apart() -> None:
    """DIGIT's roles begin with an abbreviation: TL_APPROVER of trade licences, PT_APPROVER of property tax."""
    licences = other(OWN_NUMBERS, ("role: clerk", "role: tl_approver"))
    assert check_beside(load(TEXT.replace("role: clerk", "role: pt_approver")), [licences]) == []
    slipped = check_beside(load(TEXT.replace("role: clerk", "role: tl_aprover")), [licences])
    assert [each.code for each in slipped] == ["doubtful-role"]


@pytest.mark.parametrize("role", ["reviewer", "clerk_2", "designer_in_chief", "planner"])
def test_other_roles_are_roles(role: str) -> None:
    assert check_beside(load(TEXT.replace("role: clerk", f"role: {role}")), [other(OWN_NUMBERS)]) == []


def test_numbers_that_one_office_would_give_twice() -> None:
    spoilt = spoil(('number: "{year}', 'number: ¦"{year}'))
    (found,) = check_beside(load(spoilt.text), [other(("{serial:05}", "{serial:03}"))])
    assert (found.code, Place(found.line, found.column)) == ("number-shared", spoilt.place)
    assert "ferry-licence" in found.message.en
    assert "ferry-licence" in found.message.lo


def test_numbers_that_a_word_or_the_office_tells_apart() -> None:
    assert check_beside(load(TEXT), [other(OWN_NUMBERS)]) == []
    assert check_beside(load(TEXT), [other(("signed_by: province", "signed_by: village"))]) == []
    assert check_beside(load(TEXT), [service()]) == []


@given(st.text("abc", max_size=6), st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_a_distance(one: str, two: str, three: str) -> None:
    assert (slips(one, two) == 0) == (one == two)
    assert slips(one, two) == slips(two, one) <= max(len(one), len(two))
    assert slips(one + three, two + three) <= slips(one, two)


def test_two_letters_exchanged_are_one_slip() -> None:
    assert slips("signer", "singer") == 1
    assert slips("clerk", "clerck") == 1
    assert slips("clerk", "planner") > 3
