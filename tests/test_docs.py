"""What the documents state: links lead somewhere, commands and targets exist, every option has its default."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from portal.cli import portal
from portal.settings import ROOT, Settings

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md")])
LINK = re.compile(r'\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)|<img src="([^"]+)"')
ANCHOR = re.compile(r"\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    targets = {found[1] or found[2] for found in LINK.finditer(document.read_text())}
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_anchors_are_headings(document: Path) -> None:
    for found in ANCHOR.finditer(document.read_text()):
        target = document.parent / found[1] if found[1] else document
        headings = re.findall(r"^#+ (.+)$", target.read_text(), re.MULTILINE)
        assert found[2] in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_commands_in_the_documents_exist() -> None:
    context = click.Context(portal)
    officers = portal.get_command(context, "officers")
    assert isinstance(officers, click.Group)
    for document in DOCUMENTS:
        text = code_in(document)
        known = set(portal.list_commands(context))
        assert set(re.findall(r"(?:^|/)portal ([a-z]+)\b", text, re.MULTILINE)) <= known, document.name
        named = set(re.findall(r"(?:^|/)portal officers ([a-z-]+)", text, re.MULTILINE))
        assert named <= set(officers.commands), document.name


def test_make_targets_in_the_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for document in DOCUMENTS:
        assert set(re.findall(r"^make ([a-z-]+)", code_in(document), re.MULTILINE)) <= targets, document.name


def code_in(document: Path) -> str:
    """The shell blocks and the words in backticks, each on lines of their own."""
    found = re.findall(r"```sh\n(.*?)```|`([^`\n]+)`", document.read_text(), re.DOTALL)
    return "\n".join(block or inline for block, inline in found)


def test_every_option_is_in_the_operators_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `PORTAL_([A-Z_]+)` \| ([^|]*)\|", operating(), re.MULTILINE))
    assert set(rows) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, bool | int | float) or name in {"base_url", "sms_gateway", "log_format"}:
            default = f"{field.default:g}" if isinstance(field.default, float) else str(field.default).lower()
            assert rows[name.upper()].strip().strip("`") == default


def operating() -> str:
    return (ROOT / "docs" / "operating.md").read_text()
