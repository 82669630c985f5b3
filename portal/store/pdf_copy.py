"""A harmless copy of an uploaded PDF, written by a program of its own (`pdf_actions`)."""

from __future__ import annotations

import subprocess
import sys
import threading
from enum import Enum
from typing import Final

from portal.store import pdf_actions
from portal.store.pdf_actions import Ending

WRITERS: Final = threading.BoundedSemaphore(2)
"""PDFs written at a time for one process; others wait, so that many at once cost time and not memory."""
LONGEST_WAIT = 15.0
"""Seconds that a PDF waits for a writer."""
LONGEST_WRITING: Final = 2 * pdf_actions.MOST_SECONDS
"""Seconds after which a writer is ended, on a machine that is busy."""


class NoCopy(Enum):
    """Why there is no copy."""

    ACTIVE = "active"
    """The PDF does something by itself, or carries another file."""
    UNREADABLE = "unreadable"
    """It is damaged, locked with a password, or so made that reading it would take too much time or memory."""
    BUSY = "busy"


def harmless_copy(pdf: bytes) -> bytes | NoCopy:
    """The PDF written anew, its pages as they were, or why not."""
    if not WRITERS.acquire(timeout=LONGEST_WAIT):
        return NoCopy.BUSY
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-I", pdf_actions.__file__],
            input=pdf,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_WRITING,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return NoCopy.UNREADABLE
    finally:
        WRITERS.release()
    if done.returncode == Ending.ACTIVE:
        return NoCopy.ACTIVE
    return done.stdout if done.returncode == Ending.WRITTEN else NoCopy.UNREADABLE
