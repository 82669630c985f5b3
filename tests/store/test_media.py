"""Uploads are known by their content, and nothing but the picture is kept of a photograph."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base
from reportlab.pdfgen.canvas import Canvas

from portal.store import media
from portal.store.media import DECODERS, Accepted, Kind, UploadProblem, accept

MEGABYTE = 1024 * 1024
BOTH: tuple[Kind, ...] = ("photo", "pdf")
PDF_ONLY: tuple[Kind, ...] = ("pdf",)


def picture(width: int = 640, height: int = 480) -> Image.Image:
    """Red at the top left, blue at the bottom right."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 3, height // 3), fill="red")
    draw.rectangle((2 * width // 3, 2 * height // 3, width, height), fill="blue")
    return image


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(pages):
        canvas.drawString(100, 700, f"Consent, page {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def photo_of(answer: Accepted | UploadProblem) -> Image.Image:
    assert isinstance(answer, Accepted)
    assert answer.media_type == "image/jpeg"
    image = Image.open(io.BytesIO(answer.data))
    assert image.format == "JPEG"
    image.load()
    return image


def near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) < 40 for a, b in zip(found, colour, strict=True))


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_each_kind_becomes_a_jpeg_of_the_same_picture(kind: str) -> None:
    image = photo_of(accept(encoded(picture(), kind), BOTH, MEGABYTE))
    assert image.size == (640, 480)
    assert near(image, (20, 20), RED)
    assert near(image, (620, 460), BLUE)


def test_of_a_photo_with_a_second_picture_behind_it_the_first_is_kept() -> None:
    data = encoded(picture(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 48), "green")])
    assert near(photo_of(accept(data, BOTH, MEGABYTE)), (20, 20), RED)


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_colours_of_every_kind_are_taken(mode: str) -> None:
    image = picture().convert("L").convert(mode) if mode in {"LA", "I;16"} else picture().convert(mode)
    data = encoded(image, "JPEG" if mode == "CMYK" else "PNG")
    assert photo_of(accept(data, BOTH, MEGABYTE)).mode == "RGB"


def test_what_shines_through_is_white() -> None:
    image = Image.new("RGBA", (50, 50), (0, 0, 0, 0))
    assert near(photo_of(accept(encoded(image, "PNG"), BOTH, MEGABYTE)), (25, 25), WHITE)


def test_where_and_with_what_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[Base.Make] = "Maker of the phone"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (17.0, 57.0, 46.0)
    data = encoded(
        picture(), "JPEG", exif=exif, comment=b"a comment", icc_profile=b"\0" * 200, xmp=b"<x:xmpmeta>xmp</x:xmpmeta>"
    )
    assert b"Maker of the phone" in data
    answer = accept(data, BOTH, MEGABYTE)
    image = photo_of(answer)
    assert isinstance(answer, Accepted)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Maker", b"Exif", b"a comment", b"ICC_PROFILE", b"xmp"):
        assert trace not in answer.data


@pytest.mark.parametrize(
    ("orientation", "red", "blue"),
    [
        (1, (20, 20), (620, 460)),
        (2, (620, 20), (20, 460)),
        (3, (620, 460), (20, 20)),
        (4, (20, 460), (620, 20)),
        (5, (20, 20), (460, 620)),
        (6, (460, 20), (20, 620)),
        (7, (460, 620), (20, 20)),
        (8, (20, 620), (460, 20)),
    ],
)
def test_a_photo_stands_upright(orientation: int, red: tuple[int, int], blue: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    image = photo_of(accept(encoded(picture(), "JPEG", exif=exif), BOTH, MEGABYTE))
    assert near(image, red, RED)
    assert near(image, blue, BLUE)


def test_a_large_photo_becomes_two_thousand_pixels_long() -> None:
    assert photo_of(accept(encoded(picture(4000, 3000), "JPEG"), BOTH, 10 * MEGABYTE)).size == (2000, 1500)
    assert photo_of(accept(encoded(picture(1000, 5000), "PNG"), BOTH, 10 * MEGABYTE)).size == (400, 2000)
    assert photo_of(accept(encoded(picture(8160, 6144), "JPEG"), BOTH, 10 * MEGABYTE)).size == (2000, 1506)


def test_a_pdf_is_taken() -> None:
    for sent, kinds in ((pdf(3), BOTH), (pdf() + b"\r\n", PDF_ONLY)):
        taken = accept(sent, kinds, MEGABYTE)
        assert isinstance(taken, Accepted)
        assert taken.media_type == "application/pdf"
        assert taken.data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("data", "kinds", "problem"),
    [
        (b"", BOTH, UploadProblem.EMPTY),
        (b"x" * (MEGABYTE + 1), BOTH, UploadProblem.TOO_LARGE),
        (pdf(), ("photo",), UploadProblem.NOT_A_PHOTO),
        (b"MZ\x90\x00", ("photo",), UploadProblem.NOT_A_PHOTO),
        (encoded(picture(), "JPEG"), ("pdf",), UploadProblem.NOT_A_PDF),
        (b"hello", ("pdf",), UploadProblem.NOT_A_PDF),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", BOTH, UploadProblem.WRONG_KIND),
        (encoded(picture(), "GIF"), BOTH, UploadProblem.WRONG_KIND),
        (encoded(picture(), "TIFF"), BOTH, UploadProblem.WRONG_KIND),
        (b"<html></html>" + pdf(), BOTH, UploadProblem.WRONG_KIND),
    ],
)
def test_a_file_of_another_kind_is_said_to_be_so(data: bytes, kinds: tuple[Kind, ...], problem: UploadProblem) -> None:
    assert accept(data, kinds, MEGABYTE) == problem


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.9])
def test_a_photo_that_came_through_in_part_is_broken(kind: str, share: float) -> None:
    data = encoded(picture(), kind)
    assert accept(data[: max(16, int(len(data) * share))], BOTH, MEGABYTE) == UploadProblem.BROKEN


@pytest.mark.parametrize("missing", [1, 6, 40, 400])
def test_a_pdf_that_came_through_in_part_is_broken(missing: int) -> None:
    data = pdf().rstrip()
    assert accept(data[:-missing], BOTH, MEGABYTE) == UploadProblem.BROKEN


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it has width times height pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(4001, 4000), (6000, 6000), (12_000, 12_000), (60_000, 60_000)])
def test_a_small_file_of_too_many_pixels_is_not_unpacked(size: tuple[int, int]) -> None:
    assert accept(bomb(*size), BOTH, MEGABYTE) == UploadProblem.TOO_MANY_PIXELS


MANY_AT_ONCE = """
import io, re, threading
from pathlib import Path
from PIL import Image
from portal.store.media import Accepted, accept

out = io.BytesIO()
Image.new("RGBA", (4000, 4000), (200, 30, 40, 128)).save(out, "PNG")
data = out.getvalue()
answers = []
threads = [threading.Thread(target=lambda: answers.append(accept(data, ("photo",), 2**20))) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(answers) == 8 and all(isinstance(answer, Accepted) for answer in answers), answers
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""
"""Its own memory: what getrusage says goes on from the process that started it."""


def test_many_large_pictures_at_once_do_not_fill_the_memory() -> None:
    done = subprocess.run([sys.executable, "-c", MANY_AT_ONCE], capture_output=True, text=True, check=True)
    megabytes = int(done.stdout)
    assert megabytes < 1000, "with two decoded at a time it takes about 700 MB, with all eight 1,300"


ALONE = """
import re, sys
from pathlib import Path
from portal.store.media import accept

print(type(accept(sys.stdin.buffer.read(), ("photo",), 2**25)).__name__)
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.parametrize(
    ("kind", "mode", "size", "options"),
    [
        ("PNG", "RGB", (4000, 4000), {}),
        ("PNG", "RGBA", (4000, 4000), {}),
        ("PNG", "P", (4000, 4000), {"transparency": 0}),
        ("PNG", "I;16", (4000, 4000), {}),
        ("WEBP", "RGB", (4000, 4000), {}),
        ("WEBP", "RGBA", (4000, 4000), {}),
        ("JPEG", "RGB", (8000, 6500), {}),
        ("JPEG", "CMYK", (8000, 6500), {}),
        ("JPEG", "CMYK", (4000, 4000), {"progressive": True, "subsampling": 0}),
    ],
)
def test_the_largest_picture_of_each_kind_takes_a_bounded_memory(
    kind: str, mode: str, size: tuple[int, int], options: dict[str, object]
) -> None:
    data = encoded(Image.new(mode, size), kind, **options)
    done = subprocess.run([sys.executable, "-c", ALONE], input=data, capture_output=True, check=True)
    answer, megabytes = done.stdout.split()
    assert answer == b"Accepted"
    assert int(megabytes) < 350


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"progressive": True, "subsampling": 0}], ids=["progressive", "full colours"]
)
def test_a_large_photo_in_scans_is_too_large_where_one_in_one_scan_is_not(options: dict[str, object]) -> None:
    large = Image.new("RGB", (5000, 4000), "navy")
    assert accept(encoded(large, "JPEG", **options), BOTH, MEGABYTE) is UploadProblem.TOO_MANY_PIXELS
    assert isinstance(accept(encoded(large, "JPEG"), BOTH, MEGABYTE), Accepted)


def test_a_preview_inside_a_photo_is_no_scan_of_it() -> None:
    preview = encoded(Image.new("RGB", (160, 120), "navy"), "JPEG", progressive=True)
    data = encoded(Image.new("RGB", (5000, 4000), "navy"), "JPEG")
    with_preview = data[:2] + b"\xff\xe5" + (len(preview) + 2).to_bytes(2, "big") + preview + data[2:]
    assert isinstance(accept(with_preview, BOTH, MEGABYTE), Accepted)


def test_a_photo_whose_colours_come_one_after_the_other_is_in_scans() -> None:
    data = encoded(Image.new("RGB", (5000, 4000), "navy"), "JPEG")
    scan = data.rindex(b"\xff\xda")
    one_colour = data[:scan] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + data[scan + 14 :]
    assert accept(one_colour, BOTH, MEGABYTE) is UploadProblem.TOO_MANY_PIXELS


def test_a_photo_that_waits_too_long_is_to_be_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "LONGEST_WAIT", 0.05)
    data = encoded(picture(), "JPEG")
    with DECODERS, DECODERS:
        assert accept(data, BOTH, MEGABYTE) is UploadProblem.BUSY
        assert isinstance(accept(pdf(), BOTH, MEGABYTE), Accepted), "a PDF needs no decoder"
    assert isinstance(accept(data, BOTH, MEGABYTE), Accepted)


def test_a_broken_photo_holds_no_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "LONGEST_WAIT", 0.05)
    data = encoded(picture(), "JPEG")
    for _ in range(5):
        assert accept(data[:300], BOTH, MEGABYTE) is UploadProblem.BROKEN
        assert accept(bomb(60_000, 60_000), BOTH, MEGABYTE) is UploadProblem.TOO_MANY_PIXELS
    assert isinstance(accept(data, BOTH, MEGABYTE), Accepted)


def test_a_long_panorama_is_decoded_small() -> None:
    data = encoded(Image.new("RGB", (16_000, 3000), "navy"), "JPEG")
    assert photo_of(accept(data, BOTH, MEGABYTE)).size == (2000, 375)


def test_a_progressive_photo_is_taken_but_not_one_of_endless_scans() -> None:
    data = encoded(picture(), "JPEG", progressive=True)
    assert isinstance(accept(data, BOTH, MEGABYTE), Accepted)
    scan = data.rindex(b"\xff\xda")
    end = data.rindex(b"\xff\xd9")
    assert accept(data[:end] + data[scan:end] * 500 + data[end:], BOTH, MEGABYTE) == UploadProblem.BROKEN


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("payload.sh", "echo")
    return out.getvalue()


def zip_with_comment(comment: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("payload.sh", "echo")
        archive.comment = comment
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pdf() + zipped(),
        pdf() + zip_with_comment(pdf()[-200:]),
        pdf().replace(b"ReportLab Generated PDF", b"<script>go()</script>  ", 1),
        pdf().replace(b"%%EOF", b"%" + b"x" * 2000 + b"<HTML lang=lo>" + b"x" * 2000 + b"\n%%EOF"),
        b"%PDF-1.4 " + b"MZ" * 50,
        b"%PDF-" + pdf(),
        b"%PDF-1.4\nstartxref\n3\n%%EOF",
        b"%PDF-1.4\nstartxref\n99999999\n%%EOF",
    ],
    ids=[
        "zip behind",
        "zip ending as a pdf",
        "html before",
        "html far inside",
        "program",
        "two heads",
        "no table",
        "table outside",
    ],
)
def test_a_file_that_is_a_pdf_and_something_else_is_refused(data: bytes) -> None:
    assert accept(data, BOTH, MEGABYTE) == UploadProblem.BROKEN


@pytest.mark.parametrize("hidden", [zipped(), pdf(), b"<?php system($_GET['c']); ?>"])
def test_what_hides_behind_a_photo_is_gone(hidden: bytes) -> None:
    answer = accept(encoded(picture(), "JPEG") + hidden, BOTH, MEGABYTE)
    photo_of(answer)
    assert isinstance(answer, Accepted)
    assert hidden not in answer.data


STARTS = st.sampled_from(
    [b"", b"%PDF-1.7\n", *(encoded(picture(64, 48), kind) for kind in ("JPEG", "PNG", "WEBP")), pdf()]
)


@settings(max_examples=150, deadline=None)
@given(start=STARTS, cut=st.floats(0, 1), noise=st.binary(max_size=200), at=st.floats(0, 1))
def test_any_bytes_give_an_answer(start: bytes, cut: float, noise: bytes, at: float) -> None:
    kept = start[: int(len(start) * cut)]
    place = int(len(kept) * at)
    answer = accept(kept[:place] + noise + kept[place:], BOTH, MEGABYTE)
    assert isinstance(answer, Accepted | UploadProblem)
    if isinstance(answer, Accepted) and answer.media_type == "image/jpeg":
        photo_of(answer)
