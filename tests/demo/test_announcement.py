"""What the demo says of service files that are wrong: what is served instead, and where the fault stands."""

from __future__ import annotations

from portal.definition.check import check
from portal.definition.load import load_text
from portal.definition.posts import posts_of
from portal.demo.announcement import refusals, vacant
from tests.definition.boat import TEXT, service

FILE = "services/boat-licence/service.yaml"
BROKEN = check(load_text(TEXT.replace("place: village", "place: vilage"), FILE))


def test_a_change_that_is_wrong_leaves_the_version_before_it_on_offer() -> None:
    said = "\n".join(refusals(BROKEN, {"boat-licence"}))
    assert "This change of a service is not on offer; the version before it is." in said
    assert "ສະບັບກ່ອນໜ້າຍັງເປີດໃຫ້ບໍລິການຢູ່" in said
    assert f"{FILE}:6:8: unknown-name" in said
    assert "Did you mean `village`?" in said
    assert "ໝາຍເຖິງ `village` ບໍ?" in said


def test_a_new_service_that_is_wrong_is_not_on_offer() -> None:
    said = "\n".join(refusals(BROKEN, {"another"}))
    assert "This service is not on offer." in said
    assert "version before" not in said


def test_warnings_are_not_refusals() -> None:
    warned = check(load_text(TEXT.replace("promise: 9", "promise: 6"), FILE))
    assert warned
    assert list(refusals(warned, {"boat-licence"})) == []


def test_roles_that_nobody_had_are_named_with_their_steps() -> None:
    (line,) = vacant("boat-licence", [post for post in posts_of(service()) if post.role == "surveyor"])
    assert "surveyor at a district office (boat-licence, reviews.hull)" in line
