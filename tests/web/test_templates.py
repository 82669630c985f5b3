"""Templates carry nothing that is not used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import portal
from portal.settings import ROOT

TEMPLATES = {
    str(file.relative_to(ROOT / "templates")): file.read_text() for file in (ROOT / "templates").rglob("*.html")
}
CLASS = re.compile(r"\.(portal-[a-z_-]*[a-z])")
JINJA = Environment(extensions=["jinja2.ext.do", "jinja2.ext.i18n"], autoescape=True)


def _names(template: str) -> set[str]:
    return {found.name for found in JINJA.parse(template).find_all(nodes.Name)}


@pytest.mark.parametrize("path", TEMPLATES)
def test_what_is_imported_is_used(path: str) -> None:
    imported = {
        name if isinstance(name, str) else name[1]
        for line in JINJA.parse(TEMPLATES[path]).find_all(nodes.FromImport)
        for name in line.names
    }
    assert not imported - _names(TEMPLATES[path])


def test_every_macro_is_used() -> None:
    made = {macro.name for text in TEMPLATES.values() for macro in JINJA.parse(text).find_all(nodes.Macro)}
    called = {
        name if isinstance(name, str) else name[0]
        for text in TEMPLATES.values()
        for line in JINJA.parse(text).find_all(nodes.FromImport)
        for name in line.names
    }
    here = {
        name
        for text in TEMPLATES.values()
        for name in _names(text) & {macro.name for macro in JINJA.parse(text).find_all(nodes.Macro)}
    }
    assert not made - called - here


def test_every_class_of_ours_that_has_a_style_is_used() -> None:
    web = Path(portal.__file__).parent / "web"
    styled = {name for sheet in (web / "static").glob("*.css") for name in CLASS.findall(sheet.read_text())}
    written = "".join([*TEMPLATES.values(), *(file.read_text() for file in web.glob("**/[a-z]*.py"))])
    assert styled
    # What stands after `--` may be the state of what is shown.
    assert not {name for name in styled if name.partition("--")[0] not in written}
