"""The style sheets: built from the recipe beside them, and knowing every class the templates use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent.parent
STATIC: Final = ROOT / "portal" / "web" / "static"

_CLASS: Final = re.compile(r"(?<![\w{-])((?:govuk|portal)-[a-z]+(?:(?:-|--|__)[a-z0-9]+)*)(?![\w-]|\.html|[{])")
_NOT_STYLED: Final = {
    "govuk-file-upload--error",
    "govuk-radios",
    "govuk-table__body",
    "govuk-table__head",
    "govuk-table__row",
}
"""Named in GOV.UK's markup without a rule of its own."""


def _classes_in_use() -> dict[str, str]:
    found: dict[str, str] = {}
    for template in sorted((ROOT / "templates").rglob("*.html")):
        for attribute in re.findall(r'class="([^"]*)"', template.read_text()):
            for name in _CLASS.findall(attribute):
                found[name] = str(template.relative_to(ROOT))
    return found


def test_every_class_of_a_template_has_a_rule() -> None:
    sheets = "".join((STATIC / name).read_text() for name in ("portal.css", "desk.css"))
    known = set(re.findall(r"\.((?:govuk|portal)[\w-]+)", sheets))
    unknown = {name: where for name, where in _classes_in_use().items() if name not in known | _NOT_STYLED}
    assert unknown == {}, "a misspelt class, or a component that portal.scss does not build yet"


def test_the_flag_colours_are_the_portal_s() -> None:
    sheet = (STATIC / "portal.css").read_text()
    assert "#002868" in sheet
    assert "#ce1126" in sheet
    assert "GDS Transport" not in sheet


def test_the_font_carries_its_licence() -> None:
    assert (STATIC / "phetsarath-bold.woff2").read_bytes()[:4] == b"wOF2"
    assert "SIL Open Font License" in (STATIC / "phetsarath-LICENSE.txt").read_text()
