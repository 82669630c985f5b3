"""Takes the pictures of docs/pictures, from a world of its own: python -m tests.pictures [NAME ...]."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from portal.settings import ROOT
from portal.store import certificates
from tests.browser import CHROMIUM, CHROMIUM_FLAGS, PHONE, serving, visiting
from tests.scenes import Scene, Scenes
from tests.visits import sign_in
from tests.world import World

FOLDER: Final = ROOT / "docs" / "pictures"
LAPTOP: Final[ViewportSize] = {"width": 1280, "height": 800}
COLOURS: Final = 96


@dataclass(frozen=True)
class Picture:
    """A picture of a scene; `language` only when it is taken in one."""

    scene: str
    viewport: ViewportSize
    languages: tuple[str, ...] = ("lo", "en")
    at: str = ""


PICTURES: Final = {
    "front": Picture("front", PHONE),
    "service": Picture("service", PHONE),
    "page": Picture("page", PHONE),
    "apply": Picture("page", PHONE, ("lo",)),
    "errors": Picture("page, errors", PHONE),
    "village": Picture("page, villages found", PHONE),
    "check": Picture("check", PHONE),
    "received": Picture("received", PHONE),
    "track": Picture("case, folds closed", PHONE),
    "queue": Picture("queue", PHONE),
    "case": Picture("case on the desk", PHONE),
    "ask": Picture("ask", PHONE),
    "phone": Picture("demonstration phone, one", PHONE, at=".portal-phone"),
    "verify": Picture("verify, genuine", PHONE),
    "queue-desk": Picture("queue", LAPTOP, ("lo",)),
    "case-desk": Picture("case on the desk", LAPTOP, ("lo",)),
}
PAPER: Final = "certificate-specimen"
"""`at` is scrolled to the top of the picture."""


def take(names: list[str]) -> None:
    """Take the pictures of these names, or all."""
    with TemporaryDirectory() as folder, _chromium() as browser:
        scenes = Scenes(World(Path(folder), demo=True))
        by_name = {scene.name: scene for scene in scenes.all}
        with serving(scenes.app) as address:
            for name in (name for name in names or PICTURES if name != PAPER):
                picture = PICTURES[name]
                for language in picture.languages:
                    with visiting(browser, address, language, picture.viewport) as page:
                        open_scene(page, scenes, by_name[picture.scene], address)
                        save(page, FOLDER / f"{name}-{language}.png", picture.at)
            if PAPER in names or not names:
                draw_paper(scenes.world, FOLDER / f"{PAPER}.png")
        scenes.world.close()


def open_scene(page: Page, scenes: Scenes, scene: Scene, address: str) -> None:
    """Go where the scene is, as its person, and do what it says."""
    if scene.who != "nobody":
        sign_in(page.context, scenes.app, address, *scenes.people[scene.who])
    page.goto(scene.path)
    if scene.then:
        scene.then(page)


def save(page: Page, path: Path, at: str = "") -> None:
    """Write what the window shows, in few colours, which halves a picture of text."""
    page.evaluate("document.fonts.ready")
    if at:
        page.locator(at).first.evaluate("element => window.scrollTo(0, element.offsetTop - 8)")
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    shown.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def draw_paper(world: World, path: Path) -> None:
    """Draw the first page of a residence certificate that the portal itself issued, as a printer would."""
    case_id = world.played("residence-certificate", "granted")
    world.work()
    with world.environment.database.reading() as session:
        content = certificates.of_case(session, case_id)[0].content
    assert content is not None
    with world.environment.files.open(content) as paper:
        command = ["pdftoppm", "-r", "110", "-png", "-singlefile", "-"]
        drawn = subprocess.run(command, input=paper.read(), capture_output=True, check=True).stdout
    Image.open(io.BytesIO(drawn)).convert("RGB").quantize(COLOURS).save(path, optimize=True)


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1:])
