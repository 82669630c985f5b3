"""Every component in each state, in both languages, on the smallest phone and on a desk: readable, reachable, light."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser import DESK, SMALLEST, axe_violations, serving, sideways_overflow, visiting
from tests.web.gallery import INFORMATION, PAGES, gallery_app

FIRST_PAGE_BYTES = 14_000
"""One TCP flight: what a server may send before the phone must answer (10 segments of 1,460 bytes)."""

FOCUS_COLOUR = "rgb(255, 207, 63)"

EVERY_PAGE = [
    *("/" if page == "front" else f"/{page}" for page in PAGES),
    *(f"/{page}" for page in INFORMATION),
    "/nowhere",
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(gallery_app()) as address:
        yield address


@pytest.mark.parametrize("viewport", [SMALLEST, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["lo", "en"])
def test_no_page_has_a_barrier_or_scrolls_sideways(
    browser: Browser, address: str, language: str, viewport: ViewportSize
) -> None:
    found: dict[str, object] = {}
    with visiting(browser, address, language, viewport) as page:
        for path in EVERY_PAGE:
            page.goto(path)
            found |= {f"{path} {fault}": "axe" for fault in axe_violations(page)}
            if overflow := sideways_overflow(page):
                found[path] = f"{overflow} px too wide"
    assert found == {}


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_first_page_and_what_it_needs_fit_one_flight(browser: Browser, address: str, language: str) -> None:
    sizes: dict[str, int] = {}
    with visiting(browser, address, language) as page:
        page.on(
            "response",
            lambda response: sizes.update({response.url: int(response.headers.get("content-length", "1000000"))}),
        )
        page.goto("/", wait_until="networkidle")
    # Headings show in the phone's own face until the font arrives; reading needs nothing of it.
    needed = {url: size for url, size in sizes.items() if not url.endswith((".woff2", "favicon.svg"))}
    assert len(needed) >= 3, "the page, its style sheet and the champa"
    assert sum(needed.values()) <= FIRST_PAGE_BYTES, needed


def test_the_keyboard_reaches_the_content_first(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        page.goto("/form")
        page.keyboard.press("Tab")
        skip = page.locator(".govuk-skip-link")
        expect(skip).to_be_focused()
        assert skip.bounding_box()["height"] > 20  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.url.endswith("#main-content")


def test_focus_can_be_seen(browser: Browser, address: str) -> None:
    with visiting(browser, address) as page:
        page.goto("/form")
        for selector in ("main input[type=text]", "main button", ".portal-nav a", "footer a", ".portal-language a"):
            control = page.locator(selector).first
            control.focus()
            page.wait_for_timeout(120)
            look = control.evaluate(
                "e => { const s = getComputedStyle(e); return s.outline + s.boxShadow + s.backgroundColor; }"
            )
            assert FOCUS_COLOUR in look, selector


def test_lao_lines_leave_room_for_marks(browser: Browser, address: str) -> None:
    """Text of 18 px with lines at least 1.7 apart, as the design says, wherever a paragraph or a list stands."""
    with visiting(browser, address, "lo", SMALLEST) as page:
        page.goto("/words")
        measured = page.evaluate(
            """() => [...document.querySelectorAll('main .govuk-body, main li')].map(element => {
                 const style = getComputedStyle(element);
                 return [parseFloat(style.fontSize), parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
               })"""
        )
    assert measured
    assert all(size >= 18 and ratio >= 1.69 for size, ratio in measured), measured


def test_forced_colours_keep_every_boundary(browser: Browser, address: str) -> None:
    context = browser.new_context(forced_colors="active", base_url=address, bypass_csp=True)
    page = context.new_page()
    page.goto("/case")
    borders = page.evaluate(
        """() => ['.govuk-panel', '.portal-empty'].map(
             name => getComputedStyle(document.querySelector(name)).borderTopWidth)"""
    )
    rings = page.evaluate(
        """() => {
             const step = document.querySelector('.portal-progress__step--current');
             return getComputedStyle(step, '::after').borderTopWidth;
           }"""
    )
    context.close()
    assert all(width != "0px" for width in [*borders, rings]), (borders, rings)


def test_paper_carries_the_content_and_no_controls(browser: Browser, address: str) -> None:
    with visiting(browser, address, "lo") as page:
        page.emulate_media(media="print")
        page.goto("/case")
        expect(page.locator(".portal-nav")).to_be_hidden()
        expect(page.locator(".govuk-summary-list__actions").first).to_be_hidden()
        expect(page.locator(".portal-progress")).to_be_visible()


def test_pages_run_no_script_and_break_no_policy(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=True, base_url=address)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for path in EVERY_PAGE[:-1]:
        page.goto(path)
        assert page.locator("script").count() == 0
    context.close()
    assert complaints == []
