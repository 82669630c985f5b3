"""Every code of the checker has a file that earns it, at the line and column where the fault stands."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from portal.definition import rules_checking, rules_loading
from portal.definition.load import load_service
from tests.definition.boat import TEXT, findings, spoil

Change = tuple[str, str]

_CERTIFICATE = TEXT[TEXT.index("certificate:\n  number") : TEXT.index("examples:")]
_EXAMPLES = TEXT[TEXT.index("examples:") :]

FAULTS: list[tuple[str, list[Change]]] = [
    *(
        (fault["code"], [(change["old"], change["new"]) for change in fault["changes"]])
        for fault in YAML(typ="safe").load(Path(__file__).with_name("faults.yaml"))
    ),
    ("too-deep", [("promise: 9 working days", "promise: " + "[" * 23 + "¦[" + "]" * 24)]),
    ("text-too-long", [("en: Boat licence}", f"en: ¦{'x' * 4001}}}")]),
    ("too-long", [("role: clerk", f"role: ¦{'o' * 41}")]),
    ("sms-too-long", [('lo: "ຮັບ {ref} ແລ້ວ"', f'lo: ¦"ຮັບ {{ref}} {"ກ" * 200}"')]),
    (
        "paper-not-one-sheet",
        [
            ("certificate:\n", "¦certificate:\n"),
            ('lo: "ອະນຸຍາດໃຫ້ {full_name}', f'lo: "{"ອະນຸຍາດໃຫ້ " * 150}{{full_name}}'),
        ],
    ),
    ("issue-without-certificate", [("issue: certificate", "issue: ¦certificate"), (_CERTIFICATE, "")]),
    ("no-examples", [(_EXAMPLES, ""), ("service: boat", "¦service: boat")]),
]


@pytest.mark.parametrize(("code", "changes"), FAULTS)
def test_finding_stands_where_the_fault_is(code: str, changes: list[Change]) -> None:
    spoilt = spoil(*changes)
    found = findings(spoilt.text)
    assert (code, spoilt.place.line, spoilt.place.column) in {(each.code, each.line, each.column) for each in found}


def test_the_service_that_the_others_are_made_from_is_clean() -> None:
    assert findings(TEXT) == []


def test_findings_come_in_the_order_of_the_file() -> None:
    text = TEXT.replace("place: village", "place: vilage").replace("asks: [fields, note]", "asks: [note]")
    found = findings(text.replace("particulars: [full_name", "particulars: [name"))
    assert [each.code for each in found] == ["unknown-name", "send-back-without-fields", "unknown-name"]
    assert [each.line for each in found] == sorted(each.line for each in found)


def test_parallel_reviews_take_the_time_of_the_last_one_needed() -> None:
    slow = TEXT.replace("role: safety, within: 3 working days", "role: safety, within: 6 working days")
    assert [each.code for each in findings(slow)] == ["promise-too-short"]
    assert findings(slow.replace("join: all", "join: any")) == []


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("service: caf\xe9".encode("latin-1"))
    for file in (tmp_path / "none.yaml", tmp_path / "latin.yaml", tmp_path):
        assert [each.code for each in load_service(file).findings] == ["no-file"]


def test_file_without_content() -> None:
    assert [(each.code, each.line, each.column) for each in findings("# nothing yet\n")] == [("empty-file", 1, 1)]


def test_file_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "service.yaml"
    file.write_text(TEXT + "#" * 300_000, encoding="utf-8")
    assert [each.code for each in load_service(file).findings] == ["file-too-large"]


def test_pipe_and_device_and_folder_are_no_service_files(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    (tmp_path / "service.yaml").mkdir()
    for file in (pipe, Path("/dev/zero"), tmp_path):
        assert [each.code for each in load_service(file).findings] == ["not-a-file"]


@pytest.mark.parametrize(
    "to", ["/etc/shadow", "../secret.yaml", "nowhere/../../secret.yaml", "../folder.old/secret.yaml"]
)
def test_a_link_out_of_its_folder_is_not_read(tmp_path: Path, to: str) -> None:
    """What it points to may be for the administrator's eyes only, and findings quote a file."""
    folder, other = tmp_path / "folder", tmp_path / "folder.old"
    for each in (folder, other):
        each.mkdir()
    for secret in (tmp_path / "secret.yaml", other / "secret.yaml"):
        secret.write_text("root: SECRET", encoding="utf-8")
    (folder / "service.yaml").symlink_to(to)
    loaded = load_service(folder)
    assert [each.code for each in loaded.findings] == ["link-leads-away"]
    assert "SECRET" not in loaded.source


def test_links_within_a_folder_and_to_a_folder_are_read(tmp_path: Path) -> None:
    """As Kubernetes puts files into a container."""
    (tmp_path / "folder" / "..data").mkdir(parents=True)
    (tmp_path / "folder" / "..data" / "service.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "folder" / "service.yaml").symlink_to("..data/service.yaml")
    (tmp_path / "link").symlink_to("folder")
    for folder in ("folder", "link"):
        assert load_service(tmp_path / folder).service is not None


@pytest.mark.parametrize(
    "text",
    ["a: [" + "1," * 120_000 + "]", "".join(f"k{number}: 1\n" for number in range(24_000))],
    ids=["list", "keys"],
)
def test_file_of_too_many_parts_is_put_down_soon(text: str) -> None:
    started = time.process_time()
    assert [each.code for each in findings(text)] == ["too-many-parts"]
    assert time.process_time() - started < 2


_AS_PYTHON = re.compile(r"\[[{(]?['\"]|\{'|\b(?:True|False|None)\b|\bdict\b|\btuple\b")
"""How Python prints lists, dictionaries, truth and nothing; no author writes them so."""

ELSEWHERE = {
    *("no-file", "not-a-file", "link-leads-away", "empty-file", "file-too-large", "too-many-parts", "bad-shape"),
    *("example-fails", "name-not-folder"),
    *("doubtful-role", "number-shared", "role-without-officer"),
}
"""Tested above, in test_beside.py and in tests/cli/test_check.py; `bad-shape` is for faults that pydantic may learn to
find one day."""


def test_every_code_is_tested() -> None:
    tested = {code for code, _ in FAULTS}
    assert tested | ELSEWHERE == rules_loading.RULES.keys() | rules_checking.RULES.keys()


def test_every_code_is_explained() -> None:
    explained = set(re.findall(r"^### `([a-z-]+)`", Path("docs/checker.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert explained == rules_loading.RULES.keys() | rules_checking.RULES.keys()


@pytest.mark.parametrize(("code", "changes"), FAULTS)
def test_findings_speak_both_languages_and_say_how_to_mend(code: str, changes: list[Change]) -> None:
    for each in findings(spoil(*changes).text):
        for sentence in (each.message, each.hint):
            assert re.search("[\u0e80-\u0eff]", sentence.lo), sentence
            assert re.search("[A-Za-z]", sentence.en), sentence
            for said in (sentence.lo, sentence.en):
                assert not _AS_PYTHON.search(said), said
