"""Whose uploads wait where there is no room for all: who has used little time comes first there too."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from portal.web.forms import upload_turns
from portal.web.forms.upload_turns import AT_ONCE, HEAVY_WAITING, MOST_WAITING, NOT_LIGHT_AT_ONCE, UploadTurns
from tests.web.test_upload_turns import is_over, until


@contextmanager
def _waiting(turns: UploadTurns, people: Iterable[str], places: int) -> Iterator[list[str]]:
    """A form of each of these people comes, in this order, while all turns are taken, and so many wait. Gives the
    people who were sent away."""
    sent_away: list[str] = []

    def upload(person: str) -> None:
        if is_over(turns, person):
            sent_away.append(person)

    with ExitStack() as others:
        for number in range(AT_ONCE):
            others.enter_context(turns.of(f"somebody {number}"))
        threads = [threading.Thread(target=upload, args=(person,)) for person in people]
        for started, each in enumerate(threads, start=1):
            each.start()
            until(lambda started=started: turns.waiting + len(sent_away) == started)  # type: ignore[misc]
        assert turns.waiting == places
        yield sent_away
    for each in threads:
        each.join()


def _use(turns: UploadTurns, people: Iterable[str]) -> None:
    """Let each of these people use a little time."""
    for person in people:
        with turns.of(person):
            time.sleep(0.02)


def test_who_has_used_little_time_takes_the_place_of_who_has_used_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 30)
    turns = UploadTurns()
    many = [f"{number}" for number in range(MOST_WAITING)]
    _use(turns, [*many, "3", "5", "5"])
    with _waiting(turns, [*many, "noy", "kham"], places=MOST_WAITING) as sent_away:
        assert sent_away == ["5", "3"], "whoever has used most, and then whoever has of the others"
        assert is_over(turns, "5"), "who has used more than all who wait is told at once"
    assert sent_away == ["5", "3"], "the others had their turns"


def test_a_second_form_has_no_place_before_the_first_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 30)
    turns = UploadTurns()
    twice = [f"{number // 2}" for number in range(MOST_WAITING)]
    with _waiting(turns, [*twice, "noy"], places=MOST_WAITING) as sent_away:
        assert sent_away == [twice[-1]]


def test_people_who_have_used_much_time_have_few_places_each_with_one_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 30)
    monkeypatch.setattr(upload_turns, "HEAVY_SECONDS", 0.01)
    turns = UploadTurns()
    heavy = [f"heavy {number}" for number in range(HEAVY_WAITING + 2)]
    _use(turns, [*heavy, heavy[0]])
    with _waiting(turns, [heavy[1], *heavy], places=HEAVY_WAITING) as sent_away:
        assert sent_away[0] == heavy[1], "one of theirs waits already"
        assert heavy[0] in sent_away, "who has used most has no place"


def test_one_turn_is_for_who_has_used_almost_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(upload_turns, "LIGHT_SECONDS", 0.01)
    turns = UploadTurns()
    people = [f"{number}" for number in range(AT_ONCE)]
    _use(turns, people)
    with ExitStack() as held:
        got = [held.enter_context(turns.of(person)).is_over for person in people]
        assert got.count(False) == NOT_LIGHT_AT_ONCE
        assert not is_over(turns, "noy")


def test_the_time_of_a_form_that_is_looked_at_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_turns, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(upload_turns, "LIGHT_SECONDS", 0.01)
    turns = UploadTurns()
    _use(turns, ["kham"])
    with ExitStack() as held:
        for number in range(NOT_LIGHT_AT_ONCE):
            held.enter_context(turns.of(f"somebody {number}"))
        time.sleep(0.02)
        assert is_over(turns, "kham"), "those two have used some time by now"
        assert not is_over(turns, "noy")
