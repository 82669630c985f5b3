"""Whether a PDF does something by itself when it is opened or read: runs a script, starts a program, sends a form,
plays a film, fetches a picture from elsewhere, or carries another file.

The file is searched, not understood: for names, spelled plainly or with #xx escapes, in the file as it lies and in the
object streams that it packs (ISO 32000-1, 7.3.5 and 7.5.7). What cannot be searched is taken for active: object streams
that are encrypted, packed in another way than by Flate alone, or larger than `MOST_UNPACKED`. What the search cannot
see is a fault of one reader that a harmless-looking file makes use of.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

MOST_UNPACKED: Final = 32 * 1024 * 1024
"""Bytes of all object streams of one file together. A hundred pages of plans have less than one megabyte of them."""
MOST_STREAMS: Final = 50_000
"""Streams in a file. A page has a handful."""
MOST_OPENINGS: Final = 100
"""Times that a file says what it opens with. Each time it was saved it may say so once."""

_SPACE: Final = rb"[\x00\t\n\f\r ]"
_NAME_ENDS: Final = rb"(?=[\x00\t\n\f\r ()<>\[\]{}/%]|\Z)"


def _names(*names: str) -> bytes:
    """A pattern for any of the names, with each letter plain or escaped."""
    spelled = ("".join(f"(?:{c}|#{_digit(ord(c) // 16)}{_digit(ord(c) % 16)})" for c in name) for name in names)
    return f"/(?:{'|'.join(spelled)})".encode() + _NAME_ENDS


def _digit(value: int) -> str:
    return f"[{value:x}{value:X}]" if value > 9 else str(value)


_ACTIVE: Final = re.compile(
    _names(
        "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "SubmitForm", "ImportData", "GoToE", "GoToR",
        "Rendition", "RichMedia", "XFA", "FFilter", "FDecodeParms", "OnInstantiate",
    )
)  # fmt: skip
_SHORT: Final = re.compile(_names("JS", "AA", "Movie", "Sound"))
"""A script; what is done when a page is turned to or a box entered (additional actions); films and sounds."""
_FETCHED: Final = re.compile(_names("FS") + _SPACE + rb"*" + _names("URL"))
_KEPT_ELSEWHERE: Final = re.compile(
    _names("F") + _SPACE + rb"*(?:[(<]|\d{1,10}" + _SPACE + rb"+\d{1,5}" + _SPACE + rb"+R\b)"
)
"""In the dictionary of a stream: its bytes are in another file."""
_URI: Final = re.compile(_names("URI"))
_OPENING: Final = re.compile(_names("OpenAction") + _SPACE + rb"*")
_A_PLACE: Final = re.compile(rb"<<[^<>]{0,400}/S" + _SPACE + rb"*/GoTo" + _NAME_ENDS + rb"[^<>]{0,400}>>")
_NEXT: Final = re.compile(_names("Next"))
_ELSEWHERE: Final = re.compile(rb"\d{1,10}" + _SPACE + rb"+\d{1,5}" + _SPACE + rb"+R\b")

_STREAM: Final = re.compile(rb"\bstream(?:\r\n|\n|\r)")
_PACKED_OBJECTS: Final = re.compile(_names("ObjStm"))
_FLATE: Final = re.compile(_names("FlateDecode"))
_OTHERWISE_PACKED: Final = re.compile(_names("DecodeParms", "Crypt"))
_LONGEST_HEAD: Final = 2048
"""Bytes before a stream in which its dictionary is looked for."""


class _UnsearchableError(Exception):
    """An object stream that cannot be unpacked."""


def is_active(data: bytes) -> bool:
    """Whether a PDF does, or might do, something besides being read. Opening at a certain page is none of it."""
    try:
        parts = [data, *_object_streams(data)]
    except _UnsearchableError:
        return True
    return (
        any(_ACTIVE.search(part) for part in parts)
        or any(_SHORT.search(part) or _FETCHED.search(part) for part in (_without_streams(data), *parts[1:]))
        or any(_KEPT_ELSEWHERE.search(head) for head in _heads(data))
        or _opens_with_an_action(parts)
    )


def _without_streams(data: bytes) -> bytes:
    """The file without its pictures: /JS is so short that it is met there by chance. A script has a longer name too."""
    kept = []
    at = 0
    while (stream := _STREAM.search(data, at)) and (end := data.find(b"endstream", stream.end())) >= 0:
        kept.append(data[at : stream.start()])
        at = end + len(b"endstream")
    return b"".join((*kept, data[at:]))


def _opens_with_an_action(parts: Iterable[bytes]) -> bool:
    """Whether something else is opened than a place in the document.

    What runs, sends or fetches has been found by its name; a web address (/URI), harmless in the text, is not when it
    opens by itself. An action that is named by its number might be one when the file has any.
    """
    addresses = any(_URI.search(part) for part in parts)
    openings = ((part, found.end()) for part in parts for found in _OPENING.finditer(part))
    for count, (searched, at) in enumerate(openings):
        harmless = _is_a_place(searched, at) or (not addresses and _ELSEWHERE.match(searched, at))
        if count > MOST_OPENINGS or not harmless:
            return True
    return False


def _is_a_place(searched: bytes, at: int) -> bool:
    """Whether a place is opened, and nothing done after it."""
    if searched.startswith(b"[", at):
        return True
    found = _A_PLACE.match(searched, at)
    return found is not None and _NEXT.search(found[0]) is None


def _heads(data: bytes) -> Iterator[bytes]:
    """The dictionaries of the streams, as far as they are looked at."""
    for count, stream in enumerate(_STREAM.finditer(data)):
        if count > MOST_STREAMS:
            return
        head = data[max(0, stream.start() - _LONGEST_HEAD) : stream.start()]
        yield head[head.rfind(b"obj") :]


def _object_streams(data: bytes) -> list[bytes]:
    """What the object streams of a file hold, unpacked."""
    said = sum(1 for _ in _PACKED_OBJECTS.finditer(data))
    if not said:
        return []
    unpacked: list[bytes] = []
    left = MOST_UNPACKED
    for count, stream in enumerate(_STREAM.finditer(data)):
        if count > MOST_STREAMS:
            raise _UnsearchableError
        head = data[max(0, stream.start() - _LONGEST_HEAD) : stream.start()]
        head = head[head.rfind(b"obj") :]
        if _PACKED_OBJECTS.search(head):
            unpacked.append(_unpacked(head, data[stream.end() : data.find(b"endstream", stream.end())], left))
            left -= len(unpacked[-1])
    if len(unpacked) != said:
        raise _UnsearchableError
    return unpacked


def _unpacked(head: bytes, content: bytes, most: int) -> bytes:
    if len(_FLATE.findall(head)) != 1 or _OTHERWISE_PACKED.search(head):
        raise _UnsearchableError
    unpacker = zlib.decompressobj()
    try:
        objects = unpacker.decompress(content, most + 1)
    except zlib.error as error:
        raise _UnsearchableError from error
    if not unpacker.eof or len(objects) > most:
        raise _UnsearchableError
    return objects
