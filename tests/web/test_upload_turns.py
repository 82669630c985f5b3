"""Files are looked at while there is room and time for them; of the others it is said, and nothing else is lost."""

from __future__ import annotations

import io
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from PIL import Image

from portal.store.media import UploadProblem, accept
from portal.web.forms import upload_turns
from portal.web.forms.upload_turns import (
    AT_ONCE,
    HEAVY_AT_ONCE,
    MOST_WAITING,
    TURNS,
    UploadTurns,
)
from tests.store.test_pdf_actions import pdf
from tests.web.test_citizen_ways import Citizen
from tests.world import World

Look = Callable[..., object]
_NUMBERS = itertools.count()


def _plans(*numbers: int) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(pdf(b"(%d)" % number)), f"{number}.pdf") for number in numbers]


def _photos(*numbers: int) -> list[tuple[io.BytesIO, str]]:
    photos = []
    for number in numbers:
        made = io.BytesIO()
        Image.new("RGB", (40, 40 + number), (number, 80, 80)).save(made, "JPEG")
        photos.append((made, f"{number}.jpg"))
        made.seek(0)
    return photos


@contextmanager
def _counted(look: Look = accept) -> Iterator[list[int]]:
    """The sizes of the files that are looked at meanwhile, each by `look`."""
    looked: list[int] = []

    def counting(data: bytes, *rest: object) -> object:
        looked.append(len(data))
        return look(data, *rest)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("portal.cases.attach.accept", counting)
        yield looked


def _kept(page: BeautifulSoup, question: str) -> list[str]:
    return [link.get_text() for link in page.select(f"#at--{question} .portal-kept a")]


def _said(page: BeautifulSoup, question: str) -> str:
    return " ".join(each.get_text() for each in page.select(f"#at--{question} .govuk-error-message"))


def _ids(page: BeautifulSoup, question: str) -> list[str]:
    return [str(box["value"]) for box in page.select(f"#at--{question} input[type=hidden][name={question}]")]


@pytest.fixture
def citizen(world: World, app: Flask) -> Citizen:
    return Citizen(world, app, f"+8562055571{next(_NUMBERS):03}")


def test_no_more_files_are_looked_at_than_a_question_has_room_for(world: World, citizen: Citizen) -> None:
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/building"
    with _counted() as looked:
        page = citizen.send(path, {"purpose": "house", "plans": _plans(*range(10))})
    assert len(looked) == 3
    assert _kept(page, "plans") == ["0.pdf", "1.pdf", "2.pdf"]
    assert all(f"{number}.pdf" in _said(page, "plans") for number in range(3, 10)), "each of the others is named"
    assert page.select_one("input[name=purpose][value=house][checked]")
    with _counted() as looked:
        page = citizen.send(path, {"plans": [*_ids(page, "plans"), *_plans(0, 1, 7)]})
    assert looked == []
    assert _kept(page, "plans") == ["0.pdf", "1.pdf", "2.pdf"]
    assert "7.pdf" in _said(page, "plans")
    assert "0.pdf" not in _said(page, "plans"), "a file that is kept already takes no room"


def test_of_several_files_for_one_that_is_asked_for_only_one_is_looked_at(world: World, citizen: Citizen) -> None:
    draft = world.draft("residence-certificate", citizen.person, example="corrected")
    path = f"/applications/{draft}/pages/householder"
    with _counted() as looked:
        page = citizen.send(path, {"host_name": "", "consent": _photos(1, 2, 3)})
    assert len(looked) == 1
    assert _kept(page, "consent") == ["1.jpg"]
    assert "2.jpg" in _said(page, "consent")


def test_once_there_is_no_time_for_one_the_others_are_not_tried(world: World, citizen: Citizen) -> None:
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/land"
    with _counted(lambda *_: UploadProblem.BUSY) as looked:
        page = citizen.send(path, {"title_no": "77", "title_photo": _photos(1, 2)})
    assert len(looked) == 1
    assert all(name in _said(page, "title_photo") for name in ("1.jpg", "2.jpg"))
    box = page.select_one("input[name=title_no]")
    assert box is not None
    assert box["value"] == "77"


def test_a_form_has_so_much_time_and_what_was_kept_in_it_stays(
    world: World, citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_FORM", 0.05)

    def slow(*what: bytes) -> object:
        time.sleep(0.1)
        return accept(*what)  # type: ignore[arg-type]

    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/building"
    with _counted(slow) as looked:
        page = citizen.send(path, {"plans": _plans(1, 2, 3)})
    assert len(looked) == 1
    assert _kept(page, "plans") == ["1.pdf"]
    assert "2.pdf" in _said(page, "plans")


def test_who_finds_no_turn_is_told_so_and_loses_nothing_else(
    world: World, citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 0.05)
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/land"
    with ExitStack() as others, _counted() as looked:
        for number in range(AT_ONCE):
            others.enter_context(TURNS.of(f"somebody {number}"))
        page = citizen.send(path, {"title_no": "78", "title_photo": _photos(4)})
    assert looked == []
    assert "4.jpg" in _said(page, "title_photo")
    box = page.select_one("input[name=title_no]")
    assert box is not None
    assert box["value"] == "78"
    page = citizen.send(path, {"title_no": "", "title_photo": _photos(4)})
    assert _kept(page, "title_photo") == ["4.jpg"]


def test_a_page_without_uploads_needs_no_turn(world: World, citizen: Citizen) -> None:
    path = f"/applications/{world.draft('construction-permit', citizen.person)}/pages/land"
    with ExitStack() as others:
        for number in range(AT_ONCE):
            others.enter_context(TURNS.of(f"somebody {number}"))
        citizen.send(path, {"title_no": "79", "title_photo": (io.BytesIO(), "")})
    said = _said(citizen.open(path), "title_photo").translate({0x200B: "", 0x2060: ""})
    assert "ລໍຖ້າ" not in said, "there is nothing to wait for"


def test_of_one_person_a_second_form_waits_and_a_third_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 30)
    turns, got = UploadTurns(), []
    with turns.of("noy") as first:
        assert not first.is_over
        waiting = threading.Thread(target=lambda: got.append(is_over(turns, "noy")))
        waiting.start()
        while waiting.is_alive() and not turns.waiting:
            time.sleep(0.01)
        assert is_over(turns, "noy")
        assert not is_over(turns, "kham"), "of another person one is looked at meanwhile"
    waiting.join()
    assert got == [False], "the second had its turn after the first"
    assert not is_over(turns, "noy")


def test_who_comes_while_all_turns_are_taken_has_one_when_another_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 30)
    turns, got = UploadTurns(), []
    with ExitStack() as others:
        for number in range(AT_ONCE):
            others.enter_context(turns.of(f"somebody {number}"))
        waiting = threading.Thread(target=lambda: got.append(is_over(turns, "noy")))
        waiting.start()
        until(lambda: turns.waiting == 1)
        assert not got
    waiting.join()
    assert got == [False]


def test_who_has_used_much_time_leaves_turns_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(upload_turns, "HEAVY_SECONDS", 0.01)
    turns = UploadTurns()
    heavy = [f"heavy {number}" for number in range(AT_ONCE)]
    for person in heavy:
        with turns.of(person):
            time.sleep(0.02)
    with ExitStack() as held:
        got = [held.enter_context(turns.of(person)).is_over for person in heavy]
        assert got.count(False) == HEAVY_AT_ONCE
        assert not is_over(turns, "noy"), "whoever has used none finds a turn"
    monkeypatch.setattr(upload_turns, "REMEMBERED_SECONDS", 0.0)
    with ExitStack() as held:
        assert not any(held.enter_context(turns.of(person)).is_over for person in heavy), "it is forgotten in time"


def test_of_those_who_wait_whoever_has_used_least_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 30)
    turns, order = UploadTurns(), []

    def upload(person: str) -> None:
        with turns.of(person):
            order.append(person)

    with turns.of("kham"):
        time.sleep(0.02)
    with ExitStack() as others:
        for number in range(AT_ONCE):
            others.enter_context(turns.of(f"somebody {number}"))
        waiting = [threading.Thread(target=upload, args=(person,)) for person in ("kham", "noy")]
        for place, each in enumerate(waiting, start=1):
            each.start()
            until(lambda place=place: turns.waiting == place)  # type: ignore[misc]
        others.pop_all().close()
    for each in waiting:
        each.join()
    assert order[0] == "noy"


def test_only_so_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 30)
    turns = UploadTurns()
    with ExitStack() as others:
        for number in range(AT_ONCE):
            others.enter_context(turns.of(f"somebody {number}"))
        waiting = [threading.Thread(target=is_over, args=(turns, str(number))) for number in range(MOST_WAITING)]
        for each in waiting:
            each.start()
        until(lambda: turns.waiting == MOST_WAITING)
        assert is_over(turns, "noy"), "and is told at once"
    for each in waiting:
        each.join()


def test_while_others_wait_a_form_has_less_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WHILE_OTHERS_WAIT", 0.0)
    turns = UploadTurns()
    with ExitStack() as held:
        first, *_others = [held.enter_context(turns.of(f"somebody {number}")) for number in range(AT_ONCE)]
        assert not first.is_over
        waiting = threading.Thread(target=is_over, args=(turns, "noy"))
        waiting.start()
        until(lambda: turns.waiting == 1)
        assert first.is_over
    waiting.join()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_form_does_not_wait_for_ever_for_another_of_its_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 0.05)
    turns = UploadTurns()
    with turns.of("noy"):
        assert is_over(turns, "noy")
    assert not is_over(turns, "noy")


def test_a_turn_ends_also_when_something_fails() -> None:
    turns = UploadTurns()
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ZeroDivisionError), turns.of("noy"):
            raise ZeroDivisionError
    assert not is_over(turns, "noy")


def is_over(turns: UploadTurns, person: str) -> bool:
    with turns.of(person) as turn:
        return turn.is_over
