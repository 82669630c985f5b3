"""Templates carry nothing that is not used."""

from __future__ import annotations

import pytest
from jinja2 import Environment, nodes

from portal.settings import ROOT

TEMPLATES = {
    str(file.relative_to(ROOT / "templates")): file.read_text() for file in (ROOT / "templates").rglob("*.html")
}
NOT_YET_USED = {"scroll"}
"""For a table wider than a phone, which no page has today."""
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
    assert made - called - here == NOT_YET_USED
