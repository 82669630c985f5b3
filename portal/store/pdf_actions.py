"""A program that writes a PDF anew, unless it does something by itself: runs a script, starts a program, sends a form,
plays a film, names another file to be shown or opened, or carries one. Links that lead elsewhere than to the web, a
mailbox or a telephone are left out of the copy.

It reads the PDF from its input and writes the copy to its output, a file; how it ends says what came of it (`Ending`).
Its arguments say how many seconds of the processor and bytes of memory it may take, and bytes it may write. qpdf
takes the file apart, so what is looked at is what the copy has, however the file packed, spelled or hid it. qpdf is a
large program that reads what strangers send: it runs in a process of its own, with little time, little memory and no
more than this file.
"""

from __future__ import annotations

import io
import re
import resource
import sys
from collections.abc import Iterator
from enum import IntEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pikepdf  # loaded by the program only: whoever starts it, as each page process may, has no use for qpdf

_ACTIVE: Final = frozenset(
    b"/" + name
    for name in (
        b"JavaScript", b"JS", b"AA", b"Launch", b"EmbeddedFile", b"EmbeddedFiles", b"EF", b"SubmitForm", b"ImportData",
        b"GoToE", b"GoToR", b"Rendition", b"RichMedia", b"RichMediaExecute", b"Movie", b"Sound", b"XFA", b"FFilter",
        b"FDecodeParms", b"OnInstantiate",
    )
)  # fmt: skip
"""Names of ISO 32000-1 and its extensions. JS is a script, AA what is done when a page is turned to or a box entered
(additional actions), EF a file inside."""
_STRING: Final = re.compile(rb"\((?:[^\\()]|\\.)*+\)", re.DOTALL)
"""As qpdf writes one: with each bracket escaped."""
_NAME: Final = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*")
_FETCHED: Final = re.compile(rb"/FS /URL(?=[ /<>\[(])")
_MAY_LEAD_AWAY: Final = re.compile(rb"/(?:URI|UF|F|DOS|Mac|Unix|Ref)(?=[ /<>\[(])")
_FILE_NAMES: Final = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
"""Keys whose value, a text, names a file or a place where one is (7.11.3); /F is a number in most places."""
_SAFE_LINK: Final = re.compile(rb"(?:https?|mailto|tel):", re.IGNORECASE)
"""How an address begins that an officer may press. Others open files of the office's machines and its network, or
start programs there (file:, smb:, ms-word:, \\\\host\\share); one without a beginning is a file beside the PDF."""


class Ending(IntEnum):
    """The program's exit status; any other means that the PDF could not be read, in the time or at all."""

    WRITTEN = 0
    ACTIVE = 3
    TOO_LARGE = 4
    """The copy would be larger than it may."""


def main(seconds: int, memory: int, most: int) -> Ending:
    """Write a harmless copy of the PDF in the input to the output, within these limits."""
    # Before the limits, under which Python would keep a compiled part of it cut short, to be read ever after.
    import pikepdf

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # SIGXCPU, and later SIGKILL
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    copy = io.BytesIO()
    with pikepdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
        for found in _dictionaries(pdf):
            if b"/URI" in _written(found):
                _leave_out_links(found)
        pdf.save(
            copy,
            deterministic_id=True,  # the same file sent twice gives the same copy
            fix_metadata_version=False,
            compress_streams=True,  # what came small, packed together, stays small
            stream_decode_level=pikepdf.StreamDecodeLevel.none,  # pictures stay as they are
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    with pikepdf.open(copy, attempt_recovery=False) as written:
        if _opens_with_an_action(written) or any(map(_is_active, _dictionaries(written))):
            return Ending.ACTIVE
    if copy.getbuffer().nbytes > most:
        return Ending.TOO_LARGE
    sys.stdout.buffer.write(copy.getvalue())
    return Ending.WRITTEN


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Everything in the file but numbers and the bytes of its streams."""
    import pikepdf

    yield pdf.trailer
    yield from (found for found in pdf.objects if isinstance(found, pikepdf.Object))


def _written(found: pikepdf.Object) -> bytes:
    import pikepdf

    return (found.stream_dict if isinstance(found, pikepdf.Stream) else found).unparse(resolved=True)


def _is_active(found: pikepdf.Object) -> bool:
    text = _STRING.sub(b"()", _written(found))
    if _FETCHED.search(text) is not None or not _ACTIVE.isdisjoint(_NAME.findall(text)):
        return True
    return _MAY_LEAD_AWAY.search(text) is not None and _leads_away(found)


def _leads_away(found: pikepdf.Object) -> bool:
    """Whether it names another file, to be shown in a page or opened, or has a link that is not safe."""
    import pikepdf

    if isinstance(found, pikepdf.Stream) and "/F" in found:  # its bytes are in another file
        return True
    for each in _within(found):
        if any(isinstance(each.get(key), pikepdf.String) for key in _FILE_NAMES):
            return True
        shown = each.get("/Ref")  # a page of another file (8.10.4); a list in a structure tree
        if isinstance(shown, pikepdf.Dictionary) and "/F" in shown:
            return True
        if "/URI" in each and not _is_safe(each["/URI"]):
            return True
    return False


def _leave_out_links(found: pikepdf.Object) -> None:
    for each in _within(found):
        if "/URI" in each and not _is_safe(each["/URI"]):
            del each["/URI"]


def _is_safe(link: pikepdf.Object) -> bool:
    import pikepdf

    return isinstance(link, pikepdf.String) and _SAFE_LINK.match(bytes(link)) is not None


def _within(found: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The dictionaries in an object, and its own; not what it refers to, which is an object itself."""
    import pikepdf

    left = [found.stream_dict if isinstance(found, pikepdf.Stream) else found]
    while left:
        held = left.pop()
        if isinstance(held, pikepdf.Dictionary):
            yield held
        if isinstance(held, pikepdf.Dictionary | pikepdf.Array):
            inner = held.as_dict().values() if isinstance(held, pikepdf.Dictionary) else held.as_list()
            left += [each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect]


def _opens_with_an_action(pdf: pikepdf.Pdf) -> bool:
    """Whether something else is opened than a place in the document, or something done after it.

    A web address (/URI), harmless in the text, is not when it opens by itself.
    """
    import pikepdf

    opened = pdf.Root.get("/OpenAction")
    if opened is None or isinstance(opened, pikepdf.Array):
        return False
    if not isinstance(opened, pikepdf.Dictionary):
        return True
    return opened.get("/S") != pikepdf.Name.GoTo or "/Next" in opened


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
