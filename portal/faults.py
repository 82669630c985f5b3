"""Telling the log of a fault without its words."""

from __future__ import annotations

import traceback
from pathlib import Path


def described(fault: BaseException) -> dict[str, object]:
    """Return the kind of a fault and the lines of code it passed, for a log line.

    Its message stays out: it may hold what people wrote, as a database's does with the values of a statement.
    """
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)]
    return {"fault": type(fault).__name__, "places": places}
