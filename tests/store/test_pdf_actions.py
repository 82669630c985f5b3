"""A PDF that does something by itself is not taken, in whatever way it spells it; one that is only read is."""

from __future__ import annotations

import io
import random
import time
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from portal.demo.papers import specimen
from portal.store.media import Accepted, Kind, UploadProblem, accept
from portal.store.pdf_actions import MOST_UNPACKED, is_active

MEGABYTE = 1024 * 1024
PDF: tuple[Kind, ...] = ("pdf",)


def pdf(*objects: bytes, catalog: bytes = b"") -> bytes:
    """A PDF of one page with further `objects` from number 4 on, and `catalog` added to its root."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *objects,
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)
    return bytes(out)


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), head, content)


def packed(content: bytes, head: bytes = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode") -> bytes:
    """An object stream."""
    return stream(zlib.compress(b"4 0 " + content), head)


SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
ADDRESS = b"<< /S /URI /URI (http://evil.example/track) >>"
ACTIVE = {
    "address when a page is turned to": pdf(ADDRESS, b"<< /Type /Page /AA << /O 4 0 R >> >>"),
    "address on closing": pdf(ADDRESS, catalog=b"/A#41 << /WC 4 0 R >>"),
    "address after a place": pdf(ADDRESS, catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next 4 0 R >>"),
    "address inside a place": pdf(catalog=b"/OpenAction << /D [3 0 R /Fit] /Next " + ADDRESS + b" /S /GoTo >>"),
    "address when a link is shown": pdf(b"<< /Subtype /Link /A << /S /URI >> /AA << /PV " + ADDRESS + b" >> >>"),
    "picture of a web server": pdf(stream(b"", b"/Subtype /Image /F << /FS /URL /F (http://evil.example/x.jpg) >>")),
    "picture of another file": pdf(stream(b"", b"/Subtype /Image /F (//evil.example/x.jpg)")),
    "picture of a file named elsewhere": pdf(stream(b"", b"/Subtype /Image /F 5 0 R"), b"(x.jpg)"),
    "film of a web server": pdf(b"<< /Subtype /Movie /Movie << /F (http://evil.example/x.mov) >> /A true >>"),
    "sound": pdf(b"<< /S /Sound /Volume 1 >>"),
    "packed film": pdf(packed(b"<< /Subtype /M#6fvie >>")),
    "script on opening": pdf(catalog=b"/OpenAction " + SCRIPT),
    "script elsewhere": pdf(SCRIPT, catalog=b"/OpenAction 4 0 R"),
    "script among the names": pdf(catalog=b"/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"),
    "script on closing": pdf(SCRIPT, catalog=b"/AA << /WC 4 0 R >>"),
    "escaped": pdf(catalog=b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"),
    "all escaped": pdf(catalog=b"/OpenAction<</S/#4a#61#76#61#53#63#72#69#70#74 >>"),
    "escaped in capitals": pdf(catalog=b"/AA << /S /#4AavaScript >>"),
    "without spaces": pdf(catalog=b"/AA<</S/JavaScript/JS(x)>>"),
    "only the short name": pdf(b"<< /JS (x) >>"),
    "program": pdf(catalog=b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
    "address on opening": pdf(catalog=b"/OpenAction << /S /URI /URI (https://example.org) >>"),
    "address elsewhere on opening": pdf(b"<< /S /URI /URI (https://example.org) >>", catalog=b"/OpenAction 4 0 R"),
    "form sent": pdf(b"<< /S /SubmitForm /F (https://example.org) >>"),
    "file inside": pdf(stream(b"MZ", b"/Type /EmbeddedFile"), catalog=b"/Names << /EmbeddedFiles 5 0 R >>"),
    "film": pdf(b"<< /S /Rendition >>"),
    "in an object stream": pdf(packed(SCRIPT)),
    "escaped in an object stream": pdf(
        packed(SCRIPT.replace(b"Java", b"#4aava"), b"/Type/Obj#53tm/Filter/FlateDecode")
    ),
    "opened from an object stream": pdf(packed(b"<< /OpenAction << /S /URI /URI (x) >> >>")),
    "behind a false stream": pdf(b"<< /A (\nstream\n) >>", SCRIPT, b"<< /A (\nendstream\n) >>"),
    "inside a stream that is none": pdf(stream(b"9 0 obj " + SCRIPT + b" endobj")),
    "object stream packed otherwise": pdf(packed(SCRIPT, b"/Type /ObjStm /Filter /LZWDecode")),
    "object stream not packed": pdf(stream(b"4 0 <<>>", b"/Type /ObjStm")),
    "object stream packed twice": pdf(packed(SCRIPT, b"/Type /ObjStm /Filter [/FlateDecode /FlateDecode]")),
    "object stream with a predictor": pdf(packed(SCRIPT, b"/Type /ObjStm /Filter /FlateDecode /DecodeParms <<>>")),
    "object stream encrypted": pdf(stream(b"\x01" * 64, b"/Type /ObjStm /Filter /FlateDecode")),
    "object stream cut short": pdf(stream(zlib.compress(b"4 0 " * 99)[:-6], b"/Type /ObjStm /Filter /FlateDecode")),
    "object stream with a long head": pdf(packed(SCRIPT, b"/Type /ObjStm" + b" " * 5000 + b"/Filter /FlateDecode")),
    "object stream that is a bomb": pdf(packed(b"\0" * (MOST_UNPACKED + 1))),
    "object streams that are a bomb together": pdf(*[packed(b"\0" * (MOST_UNPACKED // 3))] * 4),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_a_pdf_that_does_something_is_not_taken(what: str) -> None:
    assert accept(ACTIVE[what], PDF, 10 * MEGABYTE) is UploadProblem.ACTIVE_PDF


def reportlab_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.linkURL("https://example.org", (0, 0, 100, 100))
    canvas.drawString(100, 700, "/JavaScript in a text is packed away")
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("A", "a")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


READ_ONLY = {
    "plain": pdf(),
    "made by reportlab": reportlab_pdf(),
    "a plan": specimen(PDF, "", 0)[1],
    "opening at a place": pdf(catalog=b"/OpenAction [3 0 R /XYZ null null 0]"),
    "opening by going there": pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
    "opening by a place elsewhere": pdf(b"[3 0 R /Fit]", catalog=b"/OpenAction 4 0 R"),
    "an address in the text": pdf(b"<< /S /URI /URI (https://example.org) >>", catalog=b"/OpenAction [3 0 R /Fit]"),
    "an object stream": pdf(packed(b"<< /Type /Font >>")),
    "a name that begins alike": pdf(b"<< /JavaScripture 1 /JSON 2 /Launcher 3 /OpenActions 4 >>"),
    "a picture with a short name in it": pdf(stream(b"\xff\xd8 /JS \xff\xd9")),
}


@pytest.mark.parametrize("what", READ_ONLY)
def test_a_pdf_that_is_only_read_is_taken(what: str) -> None:
    data = READ_ONLY[what]
    assert accept(data, PDF, 10 * MEGABYTE) == Accepted(data, "application/pdf")


def test_a_large_scan_is_not_taken_for_a_script() -> None:
    for seed in range(3):
        assert not is_active(pdf(stream(random.Random(seed).randbytes(8 * MEGABYTE))))


@pytest.mark.parametrize(
    "filling",
    [b"stream\n", b"/OpenAction<<", b"/", b"/J", b"/Type/ObjStm obj stream\n", b"#4a/#4a", b"/OpenAction 1 0 R"],
)
def test_a_hostile_pdf_is_searched_in_seconds(filling: bytes) -> None:
    data = pdf(b"(" + filling * (8 * MEGABYTE // len(filling)) + b")")
    began = time.process_time()
    is_active(data)
    assert time.process_time() - began < 8
