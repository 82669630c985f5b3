"""Uploads: what a file is, by its content, and a harmless copy of it.

A photograph is decoded and drawn anew, so that nothing but the picture is kept: no place where it was taken, no hidden
second file. A PDF is written anew when it is a PDF and nothing else, and does nothing by itself.
"""

from __future__ import annotations

import io
import re
import threading
import warnings
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from PIL import Image, ImageOps

from portal.store.pdf_copy import NoCopy, harmless_copy

Kind = Literal["photo", "pdf"]

LONGEST_SIDE: Final = 2000
"""Pixels. A page of A4 at 170 dots an inch: small print stays readable."""
SMALL_SIDE: Final = 160
"""Pixels of a small picture: a page of A4 shows what kind of paper it is, and no word of it."""
JPEG_QUALITY: Final = 85
MAX_PIXELS: Final = {"JPEG": 52_000_000, "MPO": 52_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
"""Pixels before decoding. JPEG, which decodes at a fraction of its size, holds what a 50-megapixel phone takes; PNG and
WebP are decoded whole, and copied to be scaled."""
MAX_PIXELS_IN_SCANS: Final = 16_000_000
"""The same for a JPEG in several scans (a progressive one), all of whose coefficients are held until the last has come.
Cameras write one scan; messengers make progressive pictures, of a few megapixels."""
MAX_SCANS: Final = 100
"""Scans of a progressive JPEG. Cameras make about ten; thousands over a large picture keep a decoder busy for hours."""
DECODERS: Final = threading.BoundedSemaphore(2)
"""Photographs decoded at a time in one process; others wait, so that many at once cost time and not memory."""
LONGEST_WAIT = 15.0
"""Seconds that a photograph waits for a decoder. A browser on a slow line waits longer than that for the upload."""

_MARKER: Final = 0xFF
_SCAN: Final = 0xDA
_FRAMES: Final = frozenset({0xC0, 0xC1})
_PROGRESSIVE_FRAMES: Final = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_PHOTO_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_PDF_START: Final = re.compile(rb"%PDF-[12]\.\d[\r\n \t]")
_PDF_END: Final = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF[\s\x00]*\Z")
_END_LENGTH: Final = 1024
_OTHER_LANGUAGES: Final = re.compile(rb"<(?:(?:!doctype|html|head|body|script|svg|iframe)[\s/>]|\?php)", re.IGNORECASE)


class UploadProblem(Enum):
    """Why a file was not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_A_PHOTO = "not-a-photo"
    """A photograph was asked for, and this is none (JPEG, PNG or WebP)."""
    NOT_A_PDF = "not-a-pdf"
    """A PDF was asked for, and this is none."""
    WRONG_KIND = "wrong-kind"
    """A photograph or a PDF was asked for, and this is neither."""
    BROKEN = "broken"
    """The right kind, but incomplete, damaged, locked with a password, or more than one kind at once."""
    TOO_MANY_PIXELS = "too-many-pixels"
    ACTIVE_PDF = "active-pdf"
    """A PDF that does something when it is opened, or carries another file."""
    BUSY = "busy"
    """Too many files came at once, or the machine is too busy to look at this one; it can be sent again."""
    TOO_MANY = "too-many"
    """As many files as are kept for a question are there already."""
    NOT_ASKED_FOR = "not-asked-for"
    """No question of the application takes a file of this name, or none does now."""


@dataclass(frozen=True)
class Accepted:
    """A file that can be kept and shown. `data` is a copy of what came."""

    data: bytes
    media_type: Literal["image/jpeg", "application/pdf"]


def accept(data: bytes, accept: Collection[Kind], max_bytes: int) -> Accepted | UploadProblem:
    """Take an uploaded file of one of the kinds in `accept`, up to `max_bytes` bytes."""
    if not data:
        return UploadProblem.EMPTY
    if len(data) > max_bytes:
        return UploadProblem.TOO_LARGE
    kind = _kind(data)
    if kind == "photo" and "photo" in accept:
        return _photo(data)
    if kind == "pdf" and "pdf" in accept:
        return _pdf(data, max_bytes)
    if len(set(accept)) > 1:
        return UploadProblem.WRONG_KIND
    return UploadProblem.NOT_A_PHOTO if "photo" in accept else UploadProblem.NOT_A_PDF


def _kind(data: bytes) -> Kind | None:
    if data.startswith(_PHOTO_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "photo"
    return "pdf" if data.startswith(b"%PDF-") else None


def _photo(data: bytes) -> Accepted | UploadProblem:
    if data.startswith(b"\xff\xd8") and data.count(b"\xff\xda") > MAX_SCANS:
        return UploadProblem.BROKEN
    if not DECODERS.acquire(timeout=LONGEST_WAIT):
        return UploadProblem.BUSY
    try:
        return _decoded(data)
    except Image.DecompressionBombError:
        return UploadProblem.TOO_MANY_PIXELS
    except Exception:  # a decoder meets hostile bytes in more ways than it names
        return UploadProblem.BROKEN
    finally:
        DECODERS.release()


def _decoded(data: bytes) -> Accepted | UploadProblem:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
        image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    with image:
        if image.width * image.height > _most_pixels(image, data):
            return UploadProblem.TOO_MANY_PIXELS
        longest = max(image.size)
        if longest > LONGEST_SIDE:  # a JPEG, also a long panorama, is decoded at the smallest size that is enough
            image.draft("RGB", (image.width * LONGEST_SIDE // longest, image.height * LONGEST_SIDE // longest))
        return Accepted(_redrawn(image), "image/jpeg")


def _most_pixels(image: Image.Image, data: bytes) -> int:
    if image.format in {"JPEG", "MPO"} and _comes_in_scans(data):
        return MAX_PIXELS_IN_SCANS
    return MAX_PIXELS[image.format or "JPEG"]


def _comes_in_scans(jpeg: bytes) -> bool:
    """Whether the first scan is not all there is (ITU-T T.81, B.2): it is progressive, or lacks some of the colours."""
    at, colours = 2, 0
    while at + 9 < len(jpeg) and jpeg[at] == _MARKER:
        kind = jpeg[at + 1]
        if kind == _MARKER:  # a marker may be filled up with any number of these
            at += 1
            continue
        if kind in _PROGRESSIVE_FRAMES:
            return True
        if kind in _FRAMES:
            colours = jpeg[at + 9]
        if kind == _SCAN:
            return jpeg[at + 4] < colours
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return True  # it cannot be told


def _redrawn(image: Image.Image) -> bytes:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    picture: Image.Image = image if image.mode == mode else image.convert(mode)  # a copy only where one is needed
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    picture = ImageOps.exif_transpose(picture)
    clean = Image.new("RGB", picture.size, "white")  # a fresh one carries nothing over: no EXIF, profile or comment
    clean.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()


def small_copy(photo: bytes) -> bytes:
    """A photograph that was taken by `accept`, at most SMALL_SIDE pixels wide and high, as JPEG."""
    with Image.open(io.BytesIO(photo), formats=("JPEG",)) as image:
        image.draft("RGB", (SMALL_SIDE, SMALL_SIDE))
        image.thumbnail((SMALL_SIDE, SMALL_SIDE))
        out = io.BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def _pdf(data: bytes, max_bytes: int) -> Accepted | UploadProblem:
    end = _PDF_END.search(data, max(0, len(data) - _END_LENGTH))
    if _PDF_START.match(data) is None or end is None or not _has_cross_references(data, int(end[1])):
        return UploadProblem.BROKEN
    if _is_something_else(data):
        return UploadProblem.BROKEN
    match harmless_copy(data, max_bytes):
        case NoCopy.ACTIVE:
            return UploadProblem.ACTIVE_PDF
        case NoCopy.BUSY:
            return UploadProblem.BUSY
        case NoCopy.TOO_LARGE:
            return UploadProblem.TOO_LARGE
        case bytes() as copy if not _is_something_else(copy):
            return Accepted(copy, "application/pdf")
    return UploadProblem.BROKEN


def _is_something_else(pdf: bytes) -> bool:
    """Whether another reader could take it for a web page or an archive."""
    return _OTHER_LANGUAGES.search(pdf) is not None or zipfile.is_zipfile(io.BytesIO(pdf))


def _has_cross_references(data: bytes, offset: int) -> bool:
    """Whether the table (`xref`) or stream (`7 0 obj`) that finds everything in the file is where the file says."""
    found = data[offset : offset + 40].lstrip()
    return found.startswith(b"xref") or re.match(rb"\d+\s+\d+\s+obj", found) is not None
