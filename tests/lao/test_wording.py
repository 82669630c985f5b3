"""One thing, one word: what docs/glossary.md says not to use is used nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from babel.messages.pofile import read_po

from portal.definition.problems import SENTENCES
from portal.settings import ROOT

GLOSSARY: Final = ROOT / "docs" / "glossary.md"
CATALOGUE: Final = ROOT / "translations" / "lo" / "LC_MESSAGES" / "messages.po"
SERVICES: Final = sorted((ROOT / "services").glob("*/service.yaml"))
_LAO: Final = re.compile(r"[^\n\"'{}]*[\u0e81-\u0edf][^\n\"'{}]*")
_DATE_AFTER_WHEN: Final = re.compile(r"ເມື່ອ\s*%\((?:when|day)\)s")


def forbidden() -> list[str]:
    """The right column of the table under the heading "Words not to use"."""
    section = GLOSSARY.read_text(encoding="utf-8").partition("## Words not to use")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (?!use)[^|-]+ \| ([^|]+) \|$", section, re.MULTILINE)
    return [word.strip() for row in rows for word in row.split(",")]


def sentences() -> Iterator[tuple[str, str]]:
    """Every Lao sentence that a visitor reads, with where it stands."""
    with CATALOGUE.open("rb") as source:
        for message in read_po(source, locale="lo"):
            said = message.string
            for text in (said,) if isinstance(said, str) else said or ():
                yield CATALOGUE.name, text
    for path in SERVICES:
        yield from ((path.parent.name, found[0]) for found in _LAO.finditer(path.read_text(encoding="utf-8")))


def test_the_table_is_read() -> None:
    assert {"ເຂົາ", "ລັອກອິນ", "ຫລື"} <= set(forbidden())


@pytest.mark.parametrize("word", forbidden())
def test_no_text_uses_a_word_that_the_glossary_forbids(word: str) -> None:
    whole = re.compile(f"(?<!ພູ){word}")  # ພູເຂົາ is a mountain
    assert [(where, text) for where, text in sentences() if whole.search(text)] == []


def test_a_date_follows_a_word_that_takes_one() -> None:
    assert [text for _, text in sentences() if _DATE_AFTER_WHEN.search(text)] == []


def test_a_standing_is_said_alike_to_applicants_and_officers() -> None:
    with CATALOGUE.open("rb") as source:
        said = {message.id: message.string for message in read_po(source, locale="lo")}
    assert said["Being prepared"] == said["Certificate being made"]
    assert said["Issued"] == said["Certificate issued"]


def test_the_village_of_an_answer_need_not_be_ones_own() -> None:
    assert [text for _, text in sentences() if re.search("(?<!ຫ້ອງການ)ບ້ານຂອງທ່ານ", text)] == []


def test_a_text_of_any_service_names_no_kind_of_paper() -> None:
    """What is said of a paper that is being made, or was checked, holds for a ໃບອະນຸຍາດ too."""
    with CATALOGUE.open("rb") as source:
        texts = [(str(message.id), str(message.string)) for message in read_po(source, locale="lo")]
    told = re.compile(
        "[Tt]h(?:e|is) certificate is|[Yy]our certificate is|No such certificate|not issued a certificate"
    )
    assert [said for asked, said in texts if told.search(asked) and "ໃບຢັ້ງຢືນ" in said] == []


def test_whoever_applies_is_named_in_full() -> None:
    assert [text for _, text in sentences() if re.search("ຜູ້ຍື່ນ(?!ຄຳຮ້ອງ)", text)] == []


def test_lao_is_quoted_in_one_way() -> None:
    assert [text for _, text in sentences() if re.search("[“”]", text)] == []
    assert [text.lo for text in SENTENCES.values() if re.search("[“”]", text.lo)] == []


def test_please_is_said_at_most_once_in_a_text() -> None:
    assert [text for _, text in sentences() if text.count("ກະລຸນາ") > 1] == []


def test_no_text_is_written_with_lao_digits_or_two_signs_for_one() -> None:
    assert [
        text
        for _, text in sentences()
        if re.search("[\u0ed0-\u0ed9]|\u0ecd\u0eb2|\u0ec0\u0ec0|\u0ecd[\u0ec8-\u0ecb]\u0eb2", text)
    ] == []
