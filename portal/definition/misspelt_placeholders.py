"""Words between braces that are no name: `{Ref}`, `{boat name}`, `{born:%d/%m/%Y}`, `{{Ref}}`; and the name meant."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

_IN_BRACES: Final = re.compile(r"(?P<before>\{*)\{(?P<inside>[^{}\n]{0,60})\}(?P<after>\}*)")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z]+)?(?::0[1-9])?")
_END_OF_NAME: Final = re.compile(r"[:|!?,;(]")
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MOST_WORDS: Final = 3
"""Words of a name; more, or a sentence, is a remark in braces."""
_IN_LAO: Final = {
    "ເລກທີ": ("number", "serial", "ref"),
    "ເລກອ້າງອີງ": ("ref",),
    "ຄ່າທຳນຽມ": ("fee",),
    "ຫ້ອງການ": ("office",),
    "ບໍລິການ": ("service",),
    "ກຳນົດ": ("due",),
    "ລິ້ງ": ("link",),
    "ໝາຍເຫດ": ("note",),
    "ເຫດຜົນ": ("reason",),
}
"""Names as a translator may have put them into Lao; the first of them that is filled is meant."""


@dataclass(frozen=True)
class MisspeltPlaceholder:
    """What stands between braces, what is visible of it, where its brace is, and the name meant, if one is like it."""

    inside: str
    shown: str
    offset: int
    meant: str | None


def misspelt_placeholders(text: str, known: Set[str]) -> Iterator[MisspeltPlaceholder]:
    """Each pair of single braces around what cannot be a name but may be meant as one of those `known`."""
    for found in _IN_BRACES.finditer(text):
        if not found["before"] and not found["after"] and not _NAME.fullmatch(found["inside"]):
            each = _misspelt(found["inside"], found.start("inside") - 1, known)
            if each.meant is not None or len(each.shown.split()) <= _MOST_WORDS:
                yield each


def doubled_braces(text: str, known: Set[str]) -> Iterator[MisspeltPlaceholder]:
    """Each pair of doubled braces around one word, or what is like one of the names `known` and is not that name."""
    for found in _IN_BRACES.finditer(text):
        inside = found["inside"].strip()
        if len(found["before"]) == 1 and len(found["after"]) == 1 and inside and inside.partition(":")[0] not in known:
            each = _misspelt(found["inside"], found.start(), known)
            if each.meant is not None or len(each.shown.split()) == 1:
                yield each


def name_meant(written: str, known: Set[str]) -> str | None:
    """The one of the names `known` that was most likely meant by what is `written`."""
    visible = "".join(sign for sign in unicodedata.normalize("NFC", written) if unicodedata.category(sign) != "Cf")
    first = _END_OF_NAME.split(visible, maxsplit=1)[0].strip()
    if lao := next((name for name in _IN_LAO.get(first, ()) if name in known), None):
        return lao
    plain = re.sub(r"[\s_-]+", "_", _HUMP.sub("_", unicodedata.normalize("NFKC", first)).strip()).lower()
    alike = {name.replace(".", "_"): name for name in sorted(known)}
    for part in (plain, plain.replace(".", "_"), plain.rpartition(".")[2], plain.partition(".")[0]):
        if part in alike:
            return alike[part]
    close = difflib.get_close_matches(plain[:60], sorted(known), n=1)
    return next(iter(close), None)


def _misspelt(inside: str, offset: int, known: Set[str]) -> MisspeltPlaceholder:
    shown = "".join(f"<U+{ord(sign):04X}>" if unicodedata.category(sign) == "Cf" else sign for sign in inside)
    return MisspeltPlaceholder(inside, shown, offset, name_meant(inside, known))
