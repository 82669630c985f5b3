"""Names that stand in the signs of other template languages: `{{name}}`, `${name}`, `%(name)s`, `[name]`,
or between the wide brackets of other keyboards: `｛name｝`, `【name】`.

Here nothing fills them, and a citizen would read them as they stand, or with a sign too many beside the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

_NAME: Final = r"\s*([a-z][a-z0-9_]*(?:\.[a-z]+)?)(?::0[1-9])?\s*"
_IN_SIGNS: Final = re.compile(
    "|".join(
        (
            rf"\{{\{{+{_NAME}\}}\}}+",
            rf"[$%]\{{{_NAME}\}}",
            rf"%\({_NAME}\)[sd]?",
            rf"\[{_NAME}\]",
            rf"<{_NAME}>",
            rf"[｛＜［【〔〈《]{_NAME}[｝＞］】〕〉》]",
            r"\$([a-z][a-z0-9_]*)\b",
            r"%([a-z][a-z0-9_]*)%",
        )
    )
)


@dataclass(frozen=True)
class OtherPlaceholder:
    """The name of something that is filled, as it was written, and where in the text that begins."""

    name: str
    written: str
    offset: int


def other_placeholders(text: str, known: Set[str]) -> Iterator[OtherPlaceholder]:
    """Each name among those `known` that stands in signs of another template language, in the order of the text."""
    for found in _IN_SIGNS.finditer(text):
        name = next(each for each in found.groups() if each is not None)
        if name in known:
            yield OtherPlaceholder(name, found[0], found.start())
