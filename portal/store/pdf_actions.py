"""A program that writes a PDF anew, unless it does something by itself: runs a script, starts a program, sends a form,
plays a film, fetches a picture from elsewhere, or carries another file.

It reads the PDF from its input and writes the copy to its output; how it ends says what came of it (`Ending`). Its
arguments say how many seconds of the processor and bytes of memory it may take. qpdf
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


class Ending(IntEnum):
    """The program's exit status; any other means that the PDF could not be read, in the time or at all."""

    WRITTEN = 0
    ACTIVE = 3


def main(seconds: int, memory: int) -> Ending:
    """Write a harmless copy of the PDF in the input to the output, within these limits."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # SIGXCPU, and later SIGKILL
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    import pikepdf

    copy = io.BytesIO()
    with pikepdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
        pdf.save(
            copy,
            deterministic_id=True,  # the same file sent twice gives the same copy
            fix_metadata_version=False,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,  # pictures and texts stay as they are
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    with pikepdf.open(copy, attempt_recovery=False) as written:
        if _opens_with_an_action(written) or any(map(_is_active, _dictionaries(written))):
            return Ending.ACTIVE
    sys.stdout.buffer.write(copy.getvalue())
    return Ending.WRITTEN


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Everything in the file but the bytes of its streams."""
    yield pdf.trailer
    yield from pdf.objects


def _is_active(found: pikepdf.Object) -> bool:
    import pikepdf

    is_stream = isinstance(found, pikepdf.Stream)
    written = (found.stream_dict if is_stream else found).unparse(resolved=True)
    text = _STRING.sub(b"()", written)
    kept_elsewhere = is_stream and "/F" in found  # its bytes are in another file
    return kept_elsewhere or _FETCHED.search(text) is not None or not _ACTIVE.isdisjoint(_NAME.findall(text))


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
