"""Every page in every state it is met in, in both languages, on the smallest phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from portal.settings import ROOT
from tests.browser import SMALLEST, axe_violations, serving, sideways_overflow
from tests.pictures import open_scene
from tests.scenes import Scene, Scenes
from tests.world import World

SPOKEN_AS_THEY_ARE: Final = {"SMS", "PDF", "JPEG", "PNG", "MB", "QR", "English"}
"""Words of a Lao page that are not Lao: what everybody calls them, the other language, and the names of cookies."""

TYPED: Final = re.compile(
    r"\b[2-9A-HJ-NP-Z]{4}(?:-?[2-9A-HJ-NP-Z]{4}){1,2}\b"  # a reference, a code of a certificate
    r"|\b[2-9A-HJ-NP-Z]{6}\b"  # the number of an incident
    r"|https?://\S+"
    r"|[\w-]+\.(?:jpg|pdf)\b"  # the name of a file somebody sent
    r"|\b[A-Z][a-z]+ [A-Z][a-z]+\b"  # a person who writes their name in Latin letters
)

STRUCTURE: Final = """() => {
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
    const inline = [...document.querySelectorAll('*')].flatMap(element =>
        [...element.attributes].filter(at => at.name === 'style' || at.name.startsWith('on')).map(at => at.name));
    const said = [...document.querySelectorAll('[alt], [aria-label], [title], [placeholder]')].flatMap(element =>
        ['alt', 'aria-label', 'title', 'placeholder'].map(name => element.getAttribute(name) || ''));
    const named = [...document.querySelectorAll('code')];  // names of the machine, which have no Lao
    named.forEach(code => code.hidden = true);
    const read = document.body.innerText;
    named.forEach(code => code.hidden = false);
    return {
        language: document.documentElement.lang,
        repeated: ids.filter((id, place) => ids.indexOf(id) !== place),
        headings: document.querySelectorAll('h1').length,
        scripts: document.scripts.length,
        inline,
        text: [document.title, read, ...said].join('\\n'),
    };
}"""

_BLOCKS: Final = r"""
    const shown = element => !element.closest('textarea, option, title, style, .govuk-visually-hidden, [hidden]');
    const blocks = new Map();  // the letters of each block of text, whatever elements are inside it
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        let block = node.parentElement;
        if (!shown(block)) continue;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        if (!blocks.has(block)) blocks.set(block, []);
        const range = document.createRange();
        for (let at = 0; at < node.data.length; at++) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            blocks.get(block).push([node.data[at], range.getClientRects()[0]]);
        }
    }
"""
PARTED: Final = (
    r"""() => {
    const together = [/.ໆ/gu, /«[^«»]{1,24}»[.,:;!?)]*/gu, /(?<!\d{3})\d[  ](?:(?!ເວລາ)[ກ-ໝ]|MB)/gu, /\d–⁠?\d+/gu,
        /(?:ວັນທີ[  ])?\d{1,2}[  ](?:\p{L}|\p{M})+[  ]\d{4}/gu, /ວັນທີ[  ]\d/gu,
        /[2-9A-HJ-NP-Z]{4}(?:-[2-9A-HJ-NP-Z]{4}){1,2}/gu,
        /(?<=ຫ້ອງ(?:ວ່າ\u2060?)?ການປົກຄອງ|^)(?:ບ້ານ|ເມືອງ|ແຂວງ) (?:ຈັນທະບູລີ|ໜອງປິງ|ຫ້ວຍຫົງ)|ນະຄອນຫຼວງວຽງຈັນ/gu,
        /ເມືອງ ໄກສອນ\sພົມວິຫານ|ບ້ານ ນ້ຳແຫງໃຕ້\s\(ນ້ຳກູດ\)/gu,
        /ແກ້ວມະນີວົງ(?:ສາ)?|ພົມມະວົງ|ສີຫາລາດ/gu];"""
    + _BLOCKS
    + r"""
    const parted = [];
    for (const letters of blocks.values()) {
        const text = letters.map(([sign]) => sign).join('');
        for (const found of together.flatMap(kind => [...text.matchAll(kind)])) {
            const boxes = letters.slice(found.index, found.index + found[0].length)
                .map(([, box]) => box).filter(box => box && box.width);
            if (boxes.some(box => box.top >= boxes[0].bottom - 2)) parted.push(found[0]);
        }
    }
    return parted;
}"""
)
"""What belongs together and yet stands on two lines of the page."""

BEGUN_WRONG: Final = (
    "() => {"
    + _BLOCKS
    + r"""
    const wrong = [];
    for (const letters of blocks.values()) {
        let before = null, text = '';
        for (const [sign, box] of letters) {
            if (!box || !box.width) continue;
            if (before && box.top >= before.bottom - 2) {
                if (/[\s.,:;!?)»”%·–]/u.test(sign)) wrong.push(text.slice(-20) + '⏎' + sign);
                text = '';
            }
            text += sign;
            before = box;
        }
    }
    return wrong;
}"""
)
"""The lines of a page that begin with a blank or with what belongs to the line before, each after what it follows."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    world = World(tmp_path_factory.mktemp("world"), services=ROOT / "services", demo=True)
    yield Scenes(world)
    world.close()


@pytest.fixture(scope="module")
def address(scenes: Scenes) -> Iterator[str]:
    with serving(scenes.app) as address:
        yield address


@pytest.mark.parametrize("language", ["lo", "en"])
def test_no_page_has_a_fault(browser: Browser, scenes: Scenes, address: str, language: str) -> None:
    faults: dict[str, list[str]] = {}
    for who in dict.fromkeys(scene.who for scene in scenes.all):
        with _Visitor(browser, address, language) as visitor:
            for scene in scenes.all:
                if scene.who == who and (found := visitor.faults_of(scenes, scene)):
                    faults[scene.name] = found
    assert not faults, "\n".join(f"{name}: {found}" for name, found in faults.items())


class _Visitor:
    """One person's browser, in which the portal's own policy holds: whatever a page tries against it is heard."""

    def __init__(self, browser: Browser, address: str, language: str) -> None:
        self._address = address
        self._language = language
        self._context = browser.new_context(viewport=SMALLEST, base_url=address)
        self._context.set_default_timeout(5_000)
        self._context.add_cookies([{"name": "lang", "value": language, "url": address}])
        self._page = self._context.new_page()
        self._heard: list[str] = []
        self._page.on("console", self._hear)
        self._page.on("request", self._watch)

    def __enter__(self) -> _Visitor:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def faults_of(self, scenes: Scenes, scene: Scene) -> list[str]:
        """What is wrong with a page once it is as the scene says."""
        self._heard = []
        statuses: list[int] = []
        self._page.once("response", lambda response: statuses.append(response.status))
        open_scene(self._page, scenes, scene, self._address)
        found: Any = self._page.evaluate(STRUCTURE)
        faults = [*self._heard]
        if statuses != [scene.status]:
            faults.append(f"answered {statuses}")
        if found["language"] != self._language:
            faults.append(f"says that it is in {found['language']}")
        if found["headings"] != 1:
            faults.append(f"{found['headings']} main headings")
        if found["scripts"] or found["inline"]:
            faults.append(f"script or style of its own: {found['inline']}")
        if found["repeated"]:
            faults.append(f"ids twice: {found['repeated']}")
        if self._language == "lo" and (words := english_words(found["text"])):
            faults.append(f"English left over: {sorted(words)}")
        if parted := self._page.evaluate(PARTED):
            faults.append(f"parted at the end of a line: {parted}")
        if begun_wrong := self._page.evaluate(BEGUN_WRONG):
            faults.append(f"at the beginning of a line: {begun_wrong}")
        if overflow := sideways_overflow(self._page):
            faults.append(f"{overflow} px too wide")
        if not _skips_by_keyboard(self._page, scene):
            faults.append("the first Tab does not reach the skip link")
        return faults + axe_violations(self._page)

    def _hear(self, message: ConsoleMessage) -> None:
        # The browser itself says that a page was not found.
        if not message.text.startswith("Failed to load resource"):
            self._heard.append(message.text)

    def _watch(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self._address).netloc and not request.url.startswith("data:"):
            self._heard.append(f"asked another host: {request.url}")


def english_words(text: str) -> set[str]:
    """Latin words in a Lao text that nobody typed and that are not said so in Lao."""
    return set(re.findall(r"[A-Za-z]{2,}", TYPED.sub(" ", text))) - SPOKEN_AS_THEY_ARE


def _skips_by_keyboard(page: Page, scene: Scene) -> bool:
    """Whether the skip link comes first; Tab is pressed where nothing has moved the focus yet."""
    if scene.then is None:
        page.keyboard.press("Tab")
        return bool(page.evaluate("document.activeElement.matches('.govuk-skip-link')"))
    return bool(
        page.evaluate("document.querySelector('a, button, input, select, summary').matches('.govuk-skip-link')")
    )


def test_a_word_of_english_is_noticed() -> None:
    assert english_words("ກັບຄືນ Back 7KQ2-MZ4P HWU4K2 https://x.la/t/A title.jpg ສົ່ງທາງ SMS, Mali Phommavong") == {"Back"}
