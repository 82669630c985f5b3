"""What writing a PDF anew may cost, whoever made it, and what is said of one that the machine had no time for."""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.settings import ROOT
from portal.store import pdf_copy
from portal.store.media import Accepted, UploadProblem, accept
from portal.store.pdf_copy import MOST_SECONDS, WRITERS
from tests.store.test_pdf_actions import MEGABYTE, PDF, SCRIPT, packed, pdf


def pdf_full_of(filling: bytes, before: bytes = b"(", after: bytes = b")") -> bytes:
    return pdf(before + filling * (8 * MEGABYTE // len(filling)) + after)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "object stream encrypted": lambda: packed(SCRIPT).replace(b"x\x9c", b"\1\1", 1),
    "object stream that is a bomb": lambda: packed(b"(" + b" " * 300 * MEGABYTE + b")"),
    "streams without an end": lambda: pdf_full_of(b"obj/ObjStm/FlateDecode stream\n", b"<< >> stream\n", b""),
    "objects within objects": lambda: pdf_full_of(b"[", b"", b""),
    "very many objects": lambda: pdf(*[b"<</A[1.5]>>"] * 200_000),
    "a slash for ever": lambda: pdf_full_of(b"/"),
    "object streams in a text": lambda: pdf_full_of(b"/Type/ObjStm obj stream\n"),
    "brackets for ever": lambda: pdf_full_of(b"\\("),
    "beginnings for ever": lambda: pdf_full_of(b"1 0 obj "),
}


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy the machine, only the processor's time ends a writer."""
    monkeypatch.setattr(pdf_copy, "LONGEST_WRITING", 300)


def processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_pdf_costs_seconds_and_no_more(what: str) -> None:
    data = HOSTILE[what]()
    before = processor_seconds()
    taken = accept(data, PDF, 16 * MEGABYTE)
    assert processor_seconds() - before < MOST_SECONDS * 0.8, "it was ended before its time was over"
    assert isinstance(taken, Accepted) or taken is UploadProblem.BROKEN


@pytest.mark.usefixtures("unhurried")
@pytest.mark.parametrize(("limit", "most"), [("MOST_SECONDS", 1), ("MOST_MEMORY", 300 * MEGABYTE)])
def test_a_pdf_that_takes_more_than_it_may_is_not_taken(limit: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    many = HOSTILE["very many objects"]()
    monkeypatch.setattr(pdf_copy, limit, most)
    assert accept(many, PDF, 16 * MEGABYTE) is UploadProblem.BROKEN


def test_a_good_pdf_on_a_machine_that_is_busy_can_be_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as busy:
        busy.setattr(pdf_copy, "LONGEST_WRITING", 0.01)
        assert accept(pdf(), PDF, MEGABYTE) is UploadProblem.BUSY
    assert isinstance(accept(pdf(), PDF, MEGABYTE), Accepted)


@pytest.mark.usefixtures("unhurried")
def test_a_pdf_whose_writer_is_killed_can_be_sent_again() -> None:
    many, taken = HOSTILE["very many objects"](), []
    sending = threading.Thread(target=lambda: taken.append(accept(many, PDF, 16 * MEGABYTE)))
    sending.start()
    while sending.is_alive() and not (started := _writers()):
        time.sleep(0.01)
    os.kill(started[0], signal.SIGKILL)
    sending.join()
    assert taken == [UploadProblem.BUSY]


def _writers() -> list[int]:
    """The processes of this one that write a PDF."""
    children = [child for task in Path("/proc/self/task").glob("*/children") for child in task.read_text().split()]
    return [int(child) for child in children if b"pdf_actions" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_a_process_that_answers_pages_does_not_load_what_takes_pdfs_apart() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import portal.web.apply, portal.store.pdf_copy, sys; print('pikepdf' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout == "False\n"


FIRST_USE = """
import sys
sys.path.insert(0, sys.argv[1])
from portal.store.pdf_actions import main
main(10, 768 * 1024 * 1024, 100)
"""


def test_the_first_pdf_after_an_installation_spoils_nothing_for_the_next(tmp_path: Path) -> None:
    (package,) = importlib.util.find_spec("pikepdf").submodule_search_locations  # type: ignore[union-attr,misc]
    for each in Path(package).parent.glob("pikepdf*"):
        shutil.copytree(each, tmp_path / each.name, ignore=shutil.ignore_patterns("__pycache__"))
    for _ in range(2):
        used = subprocess.run(
            [sys.executable, "-c", FIRST_USE, str(tmp_path)],
            input=pdf(b"(x)"),
            cwd=ROOT,
            env={},
            capture_output=True,
            check=False,
        )
        assert "pikepdf" not in used.stderr.decode(), used.stderr.decode()
    assert list((tmp_path / "pikepdf").rglob("*.pyc")), "it was compiled"


def test_many_at_once_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_copy, "LONGEST_WAIT", 0.05)
    with WRITERS, WRITERS:
        assert accept(pdf(), PDF, MEGABYTE) is UploadProblem.BUSY
    assert isinstance(accept(pdf(), PDF, MEGABYTE), Accepted)
