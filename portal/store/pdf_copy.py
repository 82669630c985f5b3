"""A harmless copy of an uploaded PDF, written by a program of its own (`pdf_actions`)."""

from __future__ import annotations

import errno
import os
import signal
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
MOST_SECONDS = 10
"""Of the processor, for a writer. A hundred pages of plans take less than one."""
MOST_MEMORY = 768 * 1024 * 1024
"""Bytes of addresses, of which Python and qpdf alone take 200 MB; the largest upload is held three times."""
LONGEST_WRITING = 20.0
"""Seconds by the clock after which a writer is ended that has had less of the processor: the machine is busy."""

_ENDED_FROM_OUTSIDE: Final = frozenset({-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP})
"""By the system, out of memory, or by who stops the portal. Its own limits end a writer in other ways."""
_NONE_NOW: Final = frozenset({errno.EAGAIN, errno.ENOMEM, errno.EMFILE, errno.ENFILE})
"""Why no further process can be started."""


class NoCopy(Enum):
    """Why there is no copy."""

    ACTIVE = "active"
    """The PDF does something by itself, or carries another file."""
    TOO_LARGE = "too-large"
    """It holds more than may be kept, however small it was packed."""
    UNREADABLE = "unreadable"
    """It is damaged, locked with a password, or so made that reading it would take too much time or memory."""
    BUSY = "busy"
    """The machine had no time or room for it; nothing is known of the PDF, which can be sent again."""


def harmless_copy(pdf: bytes, max_bytes: int) -> bytes | NoCopy:
    """The PDF written anew in at most `max_bytes` bytes, its pages as they were, or why not."""
    if not WRITERS.acquire(timeout=LONGEST_WAIT):
        return NoCopy.BUSY
    limits = map(str, (MOST_SECONDS, MOST_MEMORY, max_bytes))
    try:
        # A file in memory: the system limits its size, as it does no pipe's, and no disk can be full.
        with os.fdopen(os.memfd_create("copy"), "w+b", buffering=0) as copy:
            done = subprocess.run(  # noqa: S603 - our own program
                [sys.executable, "-I", pdf_actions.__file__, *limits],
                input=pdf,
                stdout=copy,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST_WRITING,
                env={},
                check=False,
            )
            copy.seek(0)
            written = copy.read(max_bytes)
    except subprocess.TimeoutExpired:
        return NoCopy.BUSY
    except OSError as error:
        if error.errno not in _NONE_NOW:
            raise
        return NoCopy.BUSY
    finally:
        WRITERS.release()
    if done.returncode in _ENDED_FROM_OUTSIDE:
        return NoCopy.BUSY
    match done.returncode:
        case Ending.WRITTEN:
            return written
        case Ending.ACTIVE:
            return NoCopy.ACTIVE
        case Ending.TOO_LARGE:
            return NoCopy.TOO_LARGE
        case _:
            return NoCopy.UNREADABLE
