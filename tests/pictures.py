"""Takes the pictures of docs/pictures, from a world of its own: python -m tests.pictures [NAME ...]."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from portal.definition.samples import SAMPLE_DAY
from portal.lao.dates import VIENTIANE
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
    """A picture of a scene, in its languages: scrolled to `at`, and of a demonstration, whose papers are specimens, or
    of a portal in earnest."""

    scene: str
    viewport: ViewportSize
    languages: tuple[str, ...] = ("lo", "en")
    at: str = ""
    demo: bool = True


PICTURES: Final = {
    "front": Picture("front", PHONE),
    "service": Picture("service", PHONE),
    "sign-in": Picture("sign in", PHONE),
    "code": Picture("sign in, code", PHONE),
    "page": Picture("page", PHONE),
    "apply": Picture("page", PHONE, ("lo",)),
    "errors": Picture("page, errors", PHONE),
    "village": Picture("page, villages found", PHONE),
    "parts": Picture("page, groups", PHONE),
    "uploads": Picture("page, uploads", PHONE),
    "check": Picture("check", PHONE),
    "received": Picture("received", PHONE),
    "my": Picture("my applications", PHONE),
    "track": Picture("case, folds closed", PHONE),
    "correct": Picture("correct", PHONE),
    "issued": Picture("case granted", PHONE, at="h1"),
    "queue": Picture("queue", PHONE),
    "case": Picture("case on the desk", PHONE),
    "ask": Picture("ask", PHONE),
    "phone": Picture("demonstration phone, one", PHONE, at=".portal-phone"),
    "verify": Picture("verify, genuine", PHONE, demo=False),
    "unknown": Picture("verify, unknown", PHONE),
    "desk-sign-in": Picture("officers' sign-in", PHONE),
    "queue-desk": Picture("queue", LAPTOP),
    "case-desk": Picture("case on the desk", LAPTOP),
    "parallel-desk": Picture("case on the desk, parallel", LAPTOP),
}
PAPERS: Final = {
    "certificate-specimen": ("residence-certificate", "granted"),
    "paper-birth-registration": ("birth-registration", "hospital"),
    "paper-marital-status": ("marital-status", "divorced"),
    "paper-construction-permit": ("construction-permit", "granted"),
    "paper-event-permit": ("event-permit", "concert"),
    "paper-small-business": ("small-business", "workshop"),
}
"""Each pilot's paper: the example of its service file that it is issued for."""
EXAMPLES_DAY: Final = datetime.combine(SAMPLE_DAY, time(9), VIENTIANE)


def take(names: list[str]) -> None:
    """Take the pictures of these names, or all."""
    for demo in (True, False):
        shown = [name for name in names or PICTURES if name not in PAPERS]
        if wanted := {name: PICTURES[name] for name in shown if PICTURES[name].demo == demo}:
            with TemporaryDirectory() as folder:
                scenes = Scenes(World(Path(folder), services=ROOT / "services", demo=demo))
                _take(wanted, scenes)
                scenes.world.close()
    if papers := [name for name in names or PAPERS if name in PAPERS]:
        with TemporaryDirectory() as folder:
            world = World(Path(folder), services=ROOT / "services", now=EXAMPLES_DAY, demo=True)
            for name in papers:
                draw_paper(world, *PAPERS[name], FOLDER / f"{name}.png")
            world.close()


def _take(pictures: dict[str, Picture], scenes: Scenes) -> None:
    by_name = {scene.name: scene for scene in scenes.all}
    with _chromium() as browser, serving(scenes.app) as address:
        for name, picture in pictures.items():
            for language in picture.languages:
                with visiting(browser, address, language, picture.viewport) as page:
                    open_scene(page, scenes, by_name[picture.scene], address)
                    save(page, FOLDER / f"{name}-{language}.png", picture.at)


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


def draw_paper(world: World, service: str, example: str, path: Path) -> None:
    """Draw the first page of the paper that the portal itself issued for an example, as a printer would."""
    case_id = world.played(service, example)
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
