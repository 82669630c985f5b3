"""Whose uploads are looked at: of a few people at a time, one form of each.

Taking files apart takes seconds of a thread that answers pages too. Who finds no turn is told so at once: pages without
uploads go on, whatever one person or a busy morning sends.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

AT_ONCE: Final = 4
"""Forms whose uploads are looked at, or wait for that, at a time in one process: half of the requests that it answers
at a time unless told otherwise (`portal.web_server`)."""
LONGEST_WAIT = 10.0
"""Seconds that a form waits for another of the same person: the first of two taps."""
LONGEST_FORM = 20.0
"""Seconds after which no further file of a form is looked at. Ten photographs take about five."""


class Turn:
    """A form's time with the uploads that came with it. It may be over before it begins."""

    def __init__(self, until: float) -> None:
        self._until = until

    @property
    def is_over(self) -> bool:
        """Whether no further file is looked at."""
        return time.monotonic() >= self._until

    def end(self) -> None:
        """Look at no further file of the form."""
        self._until = 0.0


class UploadTurns:
    """Gives out turns. Of one person no more than two forms hold a thread: one is looked at, one waits."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._looked_at: set[str] = set()
        self._waiting: set[str] = set()

    @property
    def waiting(self) -> int:
        """How many forms wait for another of the same person."""
        return len(self._waiting)

    @contextmanager
    def of(self, person: str) -> Iterator[Turn]:
        """A turn for a form of this person; one that is over when there is none."""
        if not self._begin(person):
            yield Turn(until=0.0)
            return
        try:
            yield Turn(time.monotonic() + LONGEST_FORM)
        finally:
            with self._changed:
                self._looked_at.remove(person)
                self._changed.notify_all()

    def _begin(self, person: str) -> bool:
        with self._changed:
            if len(self._looked_at) + len(self._waiting) >= AT_ONCE or person in self._waiting:
                return False
            if person in self._looked_at:
                self._waiting.add(person)
                try:
                    self._changed.wait_for(lambda: person not in self._looked_at, LONGEST_WAIT)
                finally:
                    self._waiting.remove(person)
                if person in self._looked_at:
                    return False
            self._looked_at.add(person)
            return True


TURNS: Final = UploadTurns()
"""Of this process."""
