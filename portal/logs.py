"""Logs: one line an event on stderr, as JSON or for people to read. Lines hold ids, never what people wrote.

The portal's own lines name only ids and figures. Other libraries' lines and the messages of exceptions may quote a
request or a database row, so their words are left out here, whatever they are.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Any, Final, Literal

import structlog
from structlog.typing import EventDict, WrappedLogger

from portal.faults import described

OURS: Final = "portal"
"""The loggers whose lines are written from INFO up; everyone else's are from WARNING up."""
_LEFT_OUT: Final = "…"


def set_up_logs(style: Literal["json", "console"], level: int = logging.INFO) -> None:
    """Send the lines of this process to stderr. Calling it again replaces the earlier set-up."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _faults_without_words,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_without_arguments)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(style)],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
    logging.getLogger(OURS).setLevel(level)


def _renderer(style: Literal["json", "console"]) -> structlog.typing.Processor:
    if style == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())


def _faults_without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """In place of a traceback, the kind of the fault and the lines of code it passed."""
    told = event.pop("exc_info", None)
    fault = told[1] if isinstance(told, tuple) else told
    if told is True:
        fault = sys.exc_info()[1]
    if isinstance(fault, BaseException):
        event.update(described(fault))
    return event


def _without_arguments(record: logging.LogRecord) -> bool:
    """Leave out what another library puts into its sentences, except numbers."""
    if not isinstance(record.msg, dict) and record.args:
        record.args = _without_words(record.args)
    record.stack_info = None
    return True


def _without_words(arguments: tuple[object, ...] | Mapping[str, object]) -> Any:
    if isinstance(arguments, Mapping):
        return {name: _number_only(value) for name, value in arguments.items()}
    return tuple(_number_only(value) for value in arguments)


def _number_only(value: object) -> object:
    return value if isinstance(value, int | float) else _LEFT_OUT
