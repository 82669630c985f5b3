"""The buttons of forms have one home: what a page offers is among them."""

from __future__ import annotations

import re

from portal.settings import ROOT
from portal.web import buttons

_IN_TEMPLATES = re.compile(r'name="_do",? value="([a-z]+)')


def test_every_button_of_a_page_is_named_with_the_others() -> None:
    named = {value for name, value in vars(buttons).items() if name.isupper()}
    offered = {
        word
        for page in (ROOT / "templates").rglob("*.html")
        for word in _IN_TEMPLATES.findall(page.read_text(encoding="utf-8"))
    }
    assert {"continue", "add", "remove", "unfile", "find", "anyway"} <= offered
    assert offered <= named
