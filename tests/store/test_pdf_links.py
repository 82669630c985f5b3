"""A link in a PDF leads to the web, a mailbox or a telephone: any other is not in the copy that an officer opens. A PDF
whose pages come from another file is not taken, nor one that is packed small and holds more than may be kept."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from portal.store import pdf_actions
from portal.store.media import Accepted, UploadProblem, accept
from tests.store.test_pdf_actions import MEGABYTE, PDF, packed, pdf, stream


def link(address: str) -> bytes:
    return f"<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI ({address}) >> >>".encode()


def addresses(sent: bytes) -> list[str]:
    """Every address in the copy."""
    kept = accept(sent, PDF, MEGABYTE)
    assert isinstance(kept, Accepted)
    found = []
    with pikepdf.open(io.BytesIO(kept.data)) as written:
        for each in written.objects:
            if isinstance(each, pikepdf.Dictionary) and "/Subtype" in each:
                action = each["/A"]
                assert action["/S"] == "/URI"
                found += [str(action["/URI"])] if "/URI" in action else []
    return found


SAFE = ["https://example.org/a?b#c", "HTTP://example.org", "mailto:noy@example.org", "tel:+85620555"]
DANGEROUS = [
    "file:///etc/passwd", r"\\\\host\\share", "//host/share", "smb://host/share", "ms-word:ofe|u|http://evil.example",
    "javascript:alert\\(1\\)", "JavaScript:x", "data:text/html,x", "vbscript:x", "plan.exe", "../plan.exe", "",
    " https://example.org", "ht\\ntps://example.org", "file:https://example.org", "httpsx:y",
]  # fmt: skip


@pytest.mark.parametrize("address", SAFE)
def test_a_link_to_the_web_a_mailbox_or_a_telephone_is_kept(address: str) -> None:
    assert addresses(pdf(link(address))) == [address]


@pytest.mark.parametrize("address", DANGEROUS)
def test_any_other_link_is_left_out_and_the_rest_is_kept(address: str) -> None:
    assert addresses(pdf(link(address), link(SAFE[0]))) == [SAFE[0]]


HIDDEN = {
    "packed": packed(link("smb:x")),
    "spelled otherwise": pdf(link("smb:x").replace(b"/URI", b"/U#52I").replace(b"/S /U#52I", b"/S /URI")),
    "in hexadecimal": pdf(link("").replace(b"()", b"<" + b"smb:x".hex().encode() + b">")),
    "kept elsewhere": pdf(link("").replace(b"()", b"5 0 R"), b"(smb:x)"),
    "no text": pdf(link("").replace(b"()", b"[(https:x) (smb:x)]")),
    "in lists in lists": pdf(b"[[<< /Subtype /Link /A << /S /URI /URI (smb:x) >> >>]]"),
    "in a stream": pdf(stream(b"", b"/A << /S /URI /URI (smb:x) >>")),
    "where links begin": pdf(catalog=b"/URI << /Base (smb:x) >>"),
    "with a beginning of its own": pdf(link("").replace(b"()", b"<FEFF0073006D0062003A0078>")),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_link_is_found_however_it_is_hidden(how: str) -> None:
    kept = accept(HIDDEN[how], PDF, MEGABYTE)
    assert isinstance(kept, Accepted)
    with pikepdf.open(io.BytesIO(kept.data)) as written:
        plain = io.BytesIO()
        written.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    assert b"/URI (" not in plain.getvalue()
    assert b"/URI <" not in plain.getvalue()
    assert b"/URI [" not in plain.getvalue()
    assert b"/Base" not in plain.getvalue()


OF_ANOTHER_FILE = {
    "page of another file": pdf(stream(b"", rb"/Subtype /Form /Ref << /F (\\\\host\\x.pdf) /Page 0 >>")),
    "page of a file described elsewhere": pdf(stream(b"", b"/Subtype /Form /Ref 5 0 R"), b"<< /F 6 0 R >>", b"<< >>"),
    "file in a link": pdf(b"<< /Subtype /Link /A << /S /Thread /D 0 /F (x.pdf) >> >>"),
    "file by its other name": pdf(b"<< /Type /Filespec /UF (x.exe) >>"),
    "file by its name on Windows": pdf(b"<< /Type /Filespec /DOS <78> >>"),
    "packed": packed(b"<< /Type /Filespec /F 5 0 R >>", b"(x.exe)"),
}


@pytest.mark.parametrize("what", OF_ANOTHER_FILE)
def test_a_pdf_that_names_another_file_is_not_taken(what: str) -> None:
    assert accept(OF_ANOTHER_FILE[what], PDF, MEGABYTE) is UploadProblem.ACTIVE_PDF


READ_ONLY = {
    "a note that is printed": pdf(b"<< /Type /Annot /Subtype /Text /F 4 /Contents (x) >>"),
    "a letter called F": pdf(b"<< /Font << /F 5 0 R /Ref 5 0 R >> >>", b"<< /Type /Font >>"),
    "a structure that refers to its parts": pdf(b"<< /Type /StructElem /S /P /Ref [5 0 R] >>", b"<< /S /Note >>"),
    "numbers kept elsewhere": pdf(b"5", b"1.5", b"true", b"null", b"/Name"),
    "the names in a text": pdf(b"(/F (x.exe) /URI (smb:x) /Ref)"),
}


@pytest.mark.parametrize("what", READ_ONLY)
def test_what_only_looks_like_the_name_of_a_file_is_kept(what: str) -> None:
    assert isinstance(accept(READ_ONLY[what], PDF, MEGABYTE), Accepted)


@pytest.mark.parametrize("megabytes", [2, 8])
def test_what_was_packed_small_is_kept_small(megabytes: int) -> None:
    sent = packed(b"(" + b"A" * megabytes * MEGABYTE + b")")
    kept = accept(sent, PDF, MEGABYTE)
    assert isinstance(kept, Accepted)
    assert len(kept.data) < 2 * len(sent)


def test_a_copy_that_is_larger_than_a_file_may_be_is_not_kept() -> None:
    """Packed twice, the second time by what the copy leaves out."""
    content = b"".join(b"%d " % number for number in range(200_000))
    sent = packed(b"[" + content + b"]", filters=b"/Filter [/FlateDecode /FlateDecode]")
    size = len(getattr(accept(sent, PDF, MEGABYTE), "data", b""))
    assert size > len(sent)
    assert accept(sent, PDF, size - 1) is UploadProblem.TOO_LARGE
    assert isinstance(accept(sent, PDF, size), Accepted)


def test_the_program_cannot_write_more_than_it_may(tmp_path: Path) -> None:
    """Whatever a PDF makes of it: the system sees to that."""
    taken_over = (
        "import runpy, sys; runpy.run_path(sys.argv[1])['main'](9, 2**29, 1000); sys.stdout.buffer.write(b'x'*2000)"
    )
    out = tmp_path / "copy"
    with out.open("wb") as copy:
        subprocess.run(
            [sys.executable, "-c", taken_over, pdf_actions.__file__],
            input=pdf(),
            stdout=copy,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ),
            check=False,
        )
    assert out.stat().st_size <= 1000
