"""The Lao catalogue: every text of the portal has its translation, fit to use."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

ROOT: Final = Path(__file__).resolve().parent.parent.parent
LAO: Final = ROOT / "translations" / "lo" / "LC_MESSAGES" / "messages.po"
KEYWORDS: Final = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
"""As the extract command of the Makefile has them."""

_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
_LAO_LETTER: Final = re.compile(r"[\u0E81-\u0EDF]")
_WORD: Final = re.compile(r"[A-Za-z]")


def _extracted() -> set[str]:
    with (ROOT / "translations" / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)  # type: ignore[no-untyped-call]
    texts: set[str] = set()
    for folder in ("portal", "templates"):
        found = extract_from_dir(str(ROOT / folder), methods, options, keywords=KEYWORDS)
        texts |= {text if isinstance(text, str) else text[0] for _file, _line, text, _comments, _context in found}
    return texts


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with LAO.open("rb") as source:
        return read_po(source, locale="lo", abort_invalid=True)


def _said(message: Message) -> list[str]:
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_extraction_reads_code_and_templates() -> None:
    assert {"Sign in", "Skip to main content", "Page not found"} <= _extracted()


def test_every_text_has_a_translation(catalogue: Catalog) -> None:
    known = {_key(message) for message in _messages(catalogue) if all(_said(message))}
    assert _extracted() - known == set(), "run `make messages`, then translate in translations/lo"


def test_no_translation_is_for_a_text_that_is_gone(catalogue: Catalog) -> None:
    assert {_key(message) for message in _messages(catalogue)} - _extracted() == set(), "run `make messages`"


def test_no_translation_is_a_guess(catalogue: Catalog) -> None:
    assert not catalogue.fuzzy, "without its header Babel takes the whole catalogue for a guess and compiles nothing"
    assert [_key(message) for message in _messages(catalogue) if message.fuzzy] == []


def test_every_translation_is_in_lao(catalogue: Catalog) -> None:
    foreign = [
        _key(message)
        for message in _messages(catalogue)
        for said in _said(message)
        if not _LAO_LETTER.search(said) and _WORD.search(_PLACEHOLDER.sub("", str(message.id)))
    ]
    assert foreign == []


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    differing = []
    for message in _messages(catalogue):
        wanted = [message.id] if isinstance(message.id, str) else list(message.id)
        names = sorted(_PLACEHOLDER.findall(wanted[-1]))
        differing += [_key(message) for said in _said(message) if sorted(_PLACEHOLDER.findall(said)) != names]
    assert differing == []


def test_the_catalogue_compiles_and_reads_back(catalogue: Catalog) -> None:
    assert [str(fault) for _message, faults in catalogue.check() for fault in faults] == []
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    assert len(_messages(read_mo(compiled))) == len(_messages(catalogue))


def test_collecting_the_texts_again_changes_nothing(tmp_path: Path) -> None:
    """What `make messages` does, in a copy: only new texts may change the file, not the width of its lines."""
    shutil.copytree(ROOT / "translations", tmp_path / "translations")
    catalogues = tmp_path / "translations"
    subprocess.run(["make", "--silent", "collect", f"CATALOGUES={catalogues}"], cwd=ROOT, check=True)
    assert (catalogues / "lo" / "LC_MESSAGES" / "messages.po").read_text() == LAO.read_text()
