"""What every test may use: the translations, compiled, one browser, and databases (tests.postgres)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, sync_playwright

from tests.browser import CHROMIUM, CHROMIUM_FLAGS

pytest_plugins = ["tests.postgres", "tests.world"]

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"


@pytest.fixture(scope="session", autouse=True)
def _compiled_catalogues() -> None:
    """Compile translations that are newer than their compiled form; several test processes may do so at once."""
    for source in CATALOGUES.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name)
        with tempfile.NamedTemporaryFile(dir=source.parent, suffix=".tmp", delete=False) as made:
            write_mo(made, catalogue)
        Path(made.name).replace(compiled)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, once for all tests; each visitor gets a context of their own (see tests.browser.visiting)."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()
