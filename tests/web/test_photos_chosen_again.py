"""Choosing photos again: each counts once, and one too many is named and not called saved."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from PIL import Image

from portal.store import pdf_copy
from tests.store.test_pdf_actions import pdf
from tests.web.test_citizen_ways import Citizen
from tests.world import World


def photo(number: int) -> bytes:
    """A small photo, another for each number."""
    made = io.BytesIO()
    Image.new("RGB", (60, 40 + number), (200, number, 40)).save(made, "JPEG")
    return made.getvalue()


def _photo(number: int, name: str = "") -> tuple[io.BytesIO, str]:
    return io.BytesIO(photo(number)), name or f"{number}.jpg"


def _saved(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select("#at--title_photo .portal-kept a")]


def _ids(page: BeautifulSoup) -> list[str]:
    return [str(box["value"]) for box in page.select("#at--title_photo input[type=hidden][name=title_photo]")]


def test_photos_chosen_again_count_once_and_one_too_many_is_named(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540011")
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/land"
    page = citizen.send(path, {"title_no": "", "title_photo": [_photo(1), _photo(2)]})
    assert _saved(page) == ["1.jpg", "2.jpg"]
    page = citizen.send(path, {"title_no": "", "title_photo": [*_ids(page), _photo(1), _photo(2)]})
    assert _saved(page) == ["1.jpg", "2.jpg"], "the same photos again are no more photos"
    assert not page.select("#at--title_photo .govuk-error-message")
    page = citizen.send(path, {"title_no": "1", "title_photo": [*_ids(page), _photo(3)]})
    assert citizen.path == path
    assert _saved(page) == ["1.jpg", "2.jpg"], "what was not added is not called saved"
    (said,) = page.select("#at--title_photo .govuk-error-message")
    assert "3.jpg" in said.get_text()


def test_two_photos_of_one_name_are_both_kept(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540013")
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/land"
    page = citizen.send(path, {"title_no": "", "title_photo": [_photo(1, "image.jpg")]})
    page = citizen.send(path, {"title_no": "", "title_photo": [*_ids(page), _photo(2, "image.jpg")]})
    assert _saved(page) == ["image.jpg (1)", "image.jpg (2)"]
    assert len(set(_ids(page))) == 2


def test_a_refused_photo_is_named(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540012")
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/land"
    page = citizen.send(path, {"title_no": "1", "title_photo": [_photo(1), (io.BytesIO(b"MZ"), "bad.jpg")]})
    (said,) = page.select("#at--title_photo .govuk-error-message")
    assert "bad.jpg" in said.get_text()
    assert _saved(page) == ["1.jpg"]


def test_a_pdf_that_a_busy_machine_could_not_look_at_costs_nothing_else(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_copy, "LONGEST_WRITING", 300)  # however busy this one is
    citizen = Citizen(world, app, "+8562055540014")
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/building"
    page = citizen.send(path, {"plans": (io.BytesIO(pdf()), "first.pdf")})
    kept = [str(box["value"]) for box in page.select("#at--plans input[type=hidden][name=plans]")]
    assert len(kept) == 1
    with monkeypatch.context() as busy:
        busy.setattr(pdf_copy, "LONGEST_WRITING", 0.01)
        page = citizen.send(path, {"purpose": "house", "plans": [*kept, (io.BytesIO(pdf(b"1")), "second.pdf")]})
    assert citizen.path == path
    (said,) = page.select("#at--plans .govuk-error-message")
    assert "second.pdf" in said.get_text()
    assert "ລໍຖ້າ" in said.get_text().translate({0x200B: "", 0x2060: ""}), "the next thing to do is to wait"
    assert [link.get_text() for link in page.select("#at--plans .portal-kept a")] == ["first.pdf"]
    assert page.select_one("input[name=purpose][value=house][checked]")
    page = citizen.send(path, {"plans": [*kept, (io.BytesIO(pdf(b"1")), "second.pdf")]})
    assert not page.select("#at--plans .govuk-error-message")
