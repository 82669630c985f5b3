"""Rules over every text in two languages: Lao is Lao and rightly spelt, English is English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from portal.definition.examination import Examination
from portal.definition.model import Service, Text
from portal.definition.other_placeholders import other_placeholders
from portal.definition.placeholders import CERTIFICATE_NAMES, MESSAGE_NAMES
from portal.definition.source import Path
from portal.definition.template import names_in, without
from portal.lao.text import canonical

_LAO: Final = re.compile(r"[\u0e80-\u0eff]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def check_texts(examination: Examination) -> None:
    """Run every rule of this family."""
    fillable = MESSAGE_NAMES | CERTIFICATE_NAMES | examination.service.fields.keys()
    for path, lao, english in texts_of(examination.service):
        worded = _has_letter(lao) or _has_letter(english)  # what one language says in words, the other says too
        if worded and not _LAO.search(without(lao)):
            examination.at_value("not-lao", *path, "lo", text=lao)
        if worded and not _LATIN.search(without(english)):
            examination.at_value("not-english", *path, "en", text=english)
        if not _is_filled(path):
            for language, text in (("lo", lao), ("en", english)):
                doubled = [each.name for each in other_placeholders(text, fillable) if "{" in each.written]
                for name in dict.fromkeys([*names_in(text), *doubled]):
                    examination.at_value("not-filled", *path, language, name=name)
        if canonical(lao) != " ".join(lao.split()):
            examination.at_value("lao-spelling", *path, "lo", text=canonical(lao))


def texts_of(service: Service) -> Iterator[tuple[Path, str, str]]:
    """Every text of a service in Lao and English, with its path in the file."""
    return _texts(service, ())


def _is_filled(path: Path) -> bool:
    """Whether the text at `path` is a template: a message, or the body of the certificate."""
    return path[0] == "messages" or path == ("certificate", "body")


def _has_letter(text: str) -> bool:
    """Whether a text has a letter outside its placeholders: '2 m' needs a language, '{ref}: 100%' does not."""
    return any(unicodedata.category(sign)[0] == "L" for sign in without(text))


def _texts(part: object, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Every text of the service, with its path in the file."""
    if isinstance(part, Text):
        yield path, part.lo, part.en
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), (*path, name))
    elif isinstance(part, dict):
        for name, inner in part.items():
            yield from _texts(inner, (*path, name))
    elif isinstance(part, tuple):
        for index, inner in enumerate(part):
            yield from _texts(inner, (*path, index))
