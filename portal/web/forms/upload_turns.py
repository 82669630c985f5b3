"""Whose uploads are looked at: of a few people at a time, one form of each; who has used little time comes first.

That holds for the turns and for the places of those who wait. Taking files apart takes seconds of a processor. Who
finds no turn is told so: pages without uploads go on, whatever a few people or a busy morning send.
"""

from __future__ import annotations

import math
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

AT_ONCE: Final = 3
"""Forms whose uploads are looked at at a time in one process: one more than most small machines have processors."""
NOT_LIGHT_AT_ONCE: Final = AT_ONCE - 1
"""How many of these may be of people who have used more than almost no time lately: one turn is for the others."""
HEAVY_AT_ONCE: Final = 1
"""How many of these may be of people who have used much time lately."""
MOST_WAITING: Final = 12
"""Forms that wait for a turn, each in a thread that answers pages too (`portal.web_server` has many more)."""
HEAVY_WAITING: Final = 3
"""How many of these may be of people who have used much time lately, each with one."""
LONGEST_WAIT = 10.0
"""Seconds that a form waits for a turn. Being told to come again costs a thin line the whole upload once more."""
LONGEST_FORM = 20.0
"""Seconds after which no further file of a form is looked at. Ten photographs take about five."""
LONGEST_WHILE_OTHERS_WAIT = 8.0
"""The same while others wait."""
LIGHT_SECONDS: Final = 7.0
"""Who has used no more of the last `REMEMBERED_SECONDS` has used almost none: more than ten photographs take, and less
than `LONGEST_WHILE_OTHERS_WAIT`, so that who fills a form's time is among these once only."""
HEAVY_SECONDS: Final = 30.0
"""Who has used more of the last `REMEMBERED_SECONDS` leaves all turns but `HEAVY_AT_ONCE` to others: as much as some
forty photographs take."""
REMEMBERED_SECONDS: Final = 600.0


class Turn:
    """A form's time with the uploads that came with it. It may be over before it begins."""

    def __init__(self, turns: UploadTurns | None = None) -> None:
        self._turns = turns
        self._began = time.monotonic()
        self._ended = turns is None

    @property
    def is_over(self) -> bool:
        """Whether no further file is looked at."""
        if self._ended or self._turns is None:
            return True
        return time.monotonic() - self._began >= (LONGEST_WHILE_OTHERS_WAIT if self._turns.waiting else LONGEST_FORM)

    def end(self) -> None:
        """Look at no further file of the form."""
        self._ended = True


@dataclass(frozen=True, eq=False)
class _Waiting:
    person: str


class UploadTurns:
    """Gives out turns. Of one person no more than two forms hold a thread: one is looked at, one waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._looked_at: dict[str, float] = {}
        """Since when, by `time.monotonic`, a form of a person is looked at."""
        self._waiting: list[_Waiting] = []
        self._used: defaultdict[str, deque[tuple[float, float]]] = defaultdict(deque)

    @property
    def waiting(self) -> int:
        """How many forms wait for a turn."""
        return len(self._waiting)

    @contextmanager
    def of(self, person: str) -> Iterator[Turn]:
        """A turn for a form of this person; one that is over when there is none."""
        if not self._begin(person):
            yield Turn()
            return
        try:
            yield Turn(self)
        finally:
            with self._changed:
                began = self._looked_at.pop(person)
                self._used[person].append((time.monotonic(), time.monotonic() - began))
                self._changed.notify_all()

    def _begin(self, person: str) -> bool:
        with self._changed:
            waiting = sum(one.person == person for one in self._waiting)
            if waiting + (person in self._looked_at) > 1 or (waiting and self._seconds_of(person) > HEAVY_SECONDS):
                return False
            form = _Waiting(person)
            self._waiting.append(form)
            self._put_out()
            try:
                self._changed.wait_for(lambda: form not in self._waiting or self._next() is form, LONGEST_WAIT)
                is_next = form in self._waiting and self._next() is form
                if is_next:
                    self._looked_at[person] = time.monotonic()
            finally:
                if form in self._waiting:
                    self._waiting.remove(form)
                self._changed.notify_all()
            return is_next

    def _put_out(self) -> None:
        """Where more wait than may, send away the form of who has used most time, and of several the last that came.

        A person's second form goes before the first of another who has used as much.
        """
        weights = []
        forms: defaultdict[str, int] = defaultdict(int, dict.fromkeys(self._looked_at, 1))
        for place, one in enumerate(self._waiting):
            weights.append((self._seconds_of(one.person), forms[one.person], place))
            forms[one.person] += 1
        if len(weights) > MOST_WAITING or sum(weight[0] > HEAVY_SECONDS for weight in weights) > HEAVY_WAITING:
            del self._waiting[max(weights)[2]]
            self._changed.notify_all()

    def _next(self) -> _Waiting | None:
        """The form that has the next turn: of who has used least time, and of several the first that came."""
        if len(self._looked_at) >= AT_ONCE:
            return None
        taken = [self._seconds_of(person) for person in self._looked_at]
        most = math.inf
        if sum(seconds > LIGHT_SECONDS for seconds in taken) >= NOT_LIGHT_AT_ONCE:
            most = LIGHT_SECONDS
        elif sum(seconds > HEAVY_SECONDS for seconds in taken) >= HEAVY_AT_ONCE:
            most = HEAVY_SECONDS
        may = [
            (seconds, place)
            for place, one in enumerate(self._waiting)
            if one.person not in self._looked_at and (seconds := self._seconds_of(one.person)) <= most
        ]
        return self._waiting[min(may)[1]] if may else None

    def _seconds_of(self, person: str) -> float:
        """How much time the forms of a person have used lately, with the one that is looked at now."""
        now = time.monotonic()
        running = now - self._looked_at.get(person, now)
        used = self._used.get(person)
        while used and used[0][0] < now - REMEMBERED_SECONDS:
            used.popleft()
        if not used:
            self._used.pop(person, None)
            return running
        return running + sum(seconds for _ended, seconds in used)


TURNS: Final = UploadTurns()
"""Of this process."""
