"""A PDF that does something by itself is not taken, in whatever way it spells, packs or hides it; one that is only read
is, as a copy that has nothing more than its pages show."""

from __future__ import annotations

import base64
import io
import random
import zlib
from collections.abc import Sequence

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from portal.demo.papers import specimen
from portal.store.media import Accepted, Kind, UploadProblem, accept

MEGABYTE = 1024 * 1024
PDF: tuple[Kind, ...] = ("pdf",)
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"


def catalog_of(objects: Sequence[bytes], more: bytes) -> bytes:
    """A root that leads to each of the `objects`, numbered from 4 on."""
    kept = b" ".join(b"%d 0 R" % number for number in range(4, 4 + len(objects)))
    return b"<< /Type /Catalog /Pages 2 0 R /Kept [" + kept + b"] " + more + b" >>"


def pdf(*objects: bytes, catalog: bytes = b"") -> bytes:
    """A PDF of one page with further `objects` from number 4 on, and `catalog` added to its root."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate((catalog_of(objects, catalog), PAGES, PAGE, *objects), start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table)
    return bytes(out)


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), head, content)


FLATE = b"/Filter /FlateDecode"


def packed(
    *objects: bytes, catalog: bytes = b"", kind: bytes = b"/Type /ObjStm", filters: bytes = FLATE, decoy: bytes = b""
) -> bytes:
    """The same PDF with everything in one object stream, coded as `filters` say."""
    bodies = (catalog_of(objects, catalog), PAGES, PAGE, *objects)
    index, content = b"", b""
    for number, body in enumerate(bodies, start=1):
        index += b"%d %d " % (number, len(content))
        content += body + b"\n"
    coded = _coded(index + content, filters)
    holder = len(bodies) + 1
    out = bytearray(b"%PDF-1.7\n")
    here = len(out)
    out += b"%d 0 obj\n<< %b %b /N %d /First %d %b /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
        holder, kind, decoy, len(bodies), len(index), filters, len(coded), coded,
    )  # fmt: skip
    table = len(out)
    rows = [(0, 0, 255), *((2, holder, place) for place in range(len(bodies))), (1, here, 0), (1, table, 0)]
    found = zlib.compress(b"".join(bytes([sort]) + at.to_bytes(4, "big") + bytes([place]) for sort, at, place in rows))
    out += b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 1] /Root 1 0 R %b /Length %d >>\nstream\n%b\nendstream\n" % (
        holder + 1, len(rows), FLATE, len(found), found,
    )  # fmt: skip
    return bytes(out + b"endobj\nstartxref\n%d\n%%%%EOF\n" % table)


def _coded(content: bytes, filters: bytes) -> bytes:
    """The filters are named in the order in which a reader undoes them."""
    for name in reversed(filters.removeprefix(b"/Filter").strip(b" []").split()):
        match name:
            case b"/FlateDecode":
                content = zlib.compress(content)
            case b"/ASCIIHexDecode":
                content = content.hex().encode() + b">"
            case b"/ASCII85Decode":
                content = base64.a85encode(content) + b"~>"
    return content


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
    "packed film": packed(b"<< /Subtype /M#6fvie >>"),
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
    "file beside a note": pdf(stream(b"MZ"), b"<< /Subtype /FileAttachment /FS << /EF << /F 4 0 R >> >> >>"),
    "after a name in another script": pdf(b"<< /\xcb\xce /\xcb\xce /BaseFont /#cb#ce /S /J#61vaScript >>"),
    "after a string with brackets": pdf(b"<< /A (\\)\\() /B (()) /JS (x) /C (\\)) >>"),
    "in an object stream": packed(SCRIPT),
    "escaped in an object stream": packed(SCRIPT.replace(b"Java", b"#4aava"), kind=b"/Type/Obj#53tm"),
    "opened from an object stream": packed(catalog=b"/OpenAction << /S /URI /URI (x) >>"),
    "behind a false stream": pdf(b"<< /A (\nstream\n) >>", SCRIPT, b"<< /A (\nendstream\n) >>"),
    "object stream of no type": packed(SCRIPT, kind=b""),
    "object stream not packed": packed(SCRIPT, filters=b""),
    "object stream packed twice": packed(SCRIPT, filters=b"/Filter [/FlateDecode /FlateDecode]"),
    "object stream in hexadecimal": packed(SCRIPT, filters=b"/Filter [/FlateDecode /ASCIIHexDecode]"),
    "object stream in base 85": packed(SCRIPT, filters=b"/Filter [/FlateDecode /ASCII85Decode]"),
    "object stream with a long head": packed(SCRIPT, decoy=b" " * 5000),
    "object stream with a decoy": packed(
        SCRIPT, kind=b"", decoy=b"/A (9 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\nendstream)" + b" " * 3000
    ),
}


NAMES_OF_ACTIONS = (
    "AA", "EF", "EmbeddedFile", "EmbeddedFiles", "FDecodeParms", "FFilter", "GoToE", "GoToR", "ImportData", "JS",
    "JavaScript", "Launch", "Movie", "OnInstantiate", "RichMedia", "RichMediaExecute", "Rendition", "Sound",
    "SubmitForm", "XFA",
)  # fmt: skip


def test_each_name_of_an_action_is_enough() -> None:
    """In a link, which nothing opens by itself."""
    linked = {name: pdf(f"<< /Subtype /Link /A << /S /{name} /{name} (x) >> >>".encode()) for name in NAMES_OF_ACTIONS}
    taken = [name for name, sent in linked.items() if accept(sent, PDF, MEGABYTE) is not UploadProblem.ACTIVE_PDF]
    assert taken == []


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
    "an object stream": packed(b"<< /Type /Font >>"),
    "a name that begins alike": pdf(b"<< /JavaScripture 1 /JSON 2 /Launcher 3 /OpenActions 4 >>"),
    "names in another script": pdf(b"<< /Type /Font /BaseFont /#cb#ce#cc#e5 /\xcb\xce 1 >>"),
    "names in a text": pdf(b"(/JavaScript \\) /JS)"),
    "a form": pdf(
        b"<< /FT /Tx /T (name) /Subtype /Widget /MK << /BG [1 1 1] >> >>", catalog=b"/AcroForm << /Fields [4 0 R] >>"
    ),
    "a scan": pdf(stream(b"\xff\xd8\xff\xd9", b"/Subtype /Image /Filter /DCTDecode /Width 1 /Height 1")),
    "a fax": pdf(stream(b"\0\1", b"/Subtype /Image /Filter /CCITTFaxDecode /DecodeParms << /K -1 >>")),
    "a picture with a short name in it": pdf(stream(b"\xff\xd8 /JS \xff\xd9")),
}


@pytest.mark.parametrize("what", READ_ONLY)
def test_a_pdf_that_is_only_read_is_taken(what: str) -> None:
    kept = accept(READ_ONLY[what], PDF, 10 * MEGABYTE)
    assert isinstance(kept, Accepted)
    with pikepdf.open(io.BytesIO(kept.data)) as written, pikepdf.open(io.BytesIO(READ_ONLY[what])) as sent:
        assert [page.mediabox for page in written.pages] == [page.mediabox for page in sent.pages]
        assert _streams(written) >= _streams(sent)  # pictures and texts, as they were


def _streams(pdf: pikepdf.Pdf) -> set[bytes]:
    streams = (found for found in pdf.objects if isinstance(found, pikepdf.Stream))
    return {_content(found) for found in streams if found.get("/Type") not in {"/ObjStm", "/XRef"}}


def _content(found: pikepdf.Stream) -> bytes:
    """A picture as its own kind of coding has it; anything else unpacked."""
    picture = str(found.get("/Filter")) in {"/DCTDecode", "/CCITTFaxDecode"}
    return found.read_raw_bytes() if picture else found.read_bytes()


def test_what_no_page_leads_to_is_not_kept() -> None:
    hidden = pdf(stream(b"MZ")).replace(b"/Kept [4 0 R]", b"/Kept [     ]")
    kept = accept(hidden, PDF, MEGABYTE)
    assert isinstance(kept, Accepted)
    assert b"MZ" not in kept.data


def test_the_same_pdf_gives_the_same_copy() -> None:
    assert accept(reportlab := reportlab_pdf(), PDF, MEGABYTE) == accept(reportlab, PDF, MEGABYTE)


def test_a_pdf_locked_with_a_password_is_not_taken() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as open_to_all:
        open_to_all.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert accept(out.getvalue(), PDF, MEGABYTE) is UploadProblem.BROKEN


def test_what_only_its_owner_may_change_is_searched_all_the_same() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(SCRIPT))) as locked:
        locked.save(out, encryption=pikepdf.Encryption(user="", owner="secret"))
    assert accept(out.getvalue(), PDF, MEGABYTE) is UploadProblem.ACTIVE_PDF


def test_a_large_scan_is_not_taken_for_a_script() -> None:
    for seed in range(3):
        scan = pdf(stream(random.Random(seed).randbytes(8 * MEGABYTE)))
        assert isinstance(accept(scan, PDF, 10 * MEGABYTE), Accepted)
