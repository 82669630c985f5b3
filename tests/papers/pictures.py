"""Pictures of set text: from a PDF by poppler, from a page by Chromium, and how far two of them differ."""

import shutil
import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

PIXELS_PER_POINT = 3
_CHROMIUM_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
    "--hide-scrollbars",
)
_SHIFTS = [(dx, dy) for dx in range(-2, 3) for dy in range(-2, 3)]


def rasterise(pdf: bytes, folder: Path, dots_per_inch: int = 72 * PIXELS_PER_POINT) -> list[Image.Image]:
    """Return the pages of `pdf` as poppler shows them, in shades of grey."""
    source = folder / "paper.pdf"
    source.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", str(dots_per_inch), "-png", "-gray", source, folder / "page"], check=True)
    return [Image.open(page).convert("L") for page in sorted(folder.glob("page*.png"))]


def photograph(page: str, folder: Path, width: int, height: int) -> Image.Image:
    """Return an HTML page as Chromium shows it, `width` by `height` CSS pixels, in shades of grey."""
    source, target = folder / "page.html", folder / "shot.png"
    source.write_text(page, encoding="utf-8")
    chromium = shutil.which("chromium") or "chromium"
    subprocess.run(
        [
            chromium,
            *_CHROMIUM_SWITCHES,
            f"--user-data-dir={folder / 'profile'}",
            f"--force-device-scale-factor={PIXELS_PER_POINT}",
            f"--window-size={width},{height}",
            f"--screenshot={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return Image.open(target).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures of one string differ: 0 for the same, 1 for no ink in common.

    Sum |a - b| / (sum a + sum b) over the ink, each picture cropped to its ink, at the best shift of up to two pixels.
    """
    inks = [_ink(picture) for picture in (one, other)]
    size = (max(ink.width for ink in inks) + 4, max(ink.height for ink in inks) + 4)
    total = sum(ImageStat.Stat(ink).sum[0] for ink in inks)
    fixed = _placed(inks[0], size, 2, 2)
    return min(
        ImageStat.Stat(ImageChops.difference(fixed, _placed(inks[1], size, 2 + dx, 2 + dy))).sum[0] / total
        for dx, dy in _SHIFTS
    )


def _ink(picture: Image.Image) -> Image.Image:
    ink = ImageChops.invert(picture)
    box = ink.point(lambda shade: 255 if shade > 40 else 0).getbbox()
    assert box, "nothing was drawn"
    return ink.crop(box)


def _placed(ink: Image.Image, size: tuple[int, int], x: int, y: int) -> Image.Image:
    canvas = Image.new("L", size)
    canvas.paste(ink, (x, y))
    return canvas
