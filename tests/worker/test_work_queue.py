"""Work is done soon after it is called for, never twice at once, and ends gently."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog

from portal.work_queue import SWEEP_SECONDS, OneAtATime, WorkQueue

SERVER = """
import sys, time
from pathlib import Path
from portal.work_queue import WorkQueue

folder = Path(sys.argv[1])

def note(name):
    def work(stopping):
        with (folder / name).open("a") as file:
            file.write("begun\\n")
            file.flush()
            if name == "a" and (folder / "slow").exists():
                while not stopping():
                    time.sleep(0.01)
                file.write("asked to stop\\n")
    return work

def fail(stopping):
    note("failing")(stopping)
    raise RuntimeError("words of a person")

WorkQueue(folder / "jobs.db").serve({"a": note("a"), "b": note("b"), "c": fail}, shutdown_seconds=5)
(folder / "ended").touch()
"""


def until(true: Callable[[], object], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def break_file(file: Path) -> None:
    for part in (file, file.with_name("jobs.db-wal")):
        if part.exists():
            part.write_bytes(b"no database " * max(1, part.stat().st_size // 12))


def delete_file(file: Path) -> None:
    for part in file.parent.glob("jobs.db*"):
        part.unlink()


Serve = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        command = [sys.executable, "-c", SERVER, str(tmp_path)]
        process = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        started.append(process)
        assert until(lambda: len(lines(tmp_path / "failing")) >= 1)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_work_is_begun_within_a_second_of_the_call(tmp_path: Path, serve: Serve) -> None:
    serve()
    queue = WorkQueue(tmp_path / "jobs.db")
    waits = []
    for _ in range(3):
        before = len(lines(tmp_path / "a"))
        called = time.monotonic()
        queue.call("a")
        assert until(lambda known=before: len(lines(tmp_path / "a")) > known)  # type: ignore[misc]
        waits.append(time.monotonic() - called)
    assert sorted(waits)[1] < 1


def test_work_nobody_called_for_is_found_by_the_sweep(tmp_path: Path, serve: Serve) -> None:
    serve()
    before = len(lines(tmp_path / "a"))
    assert until(lambda: len(lines(tmp_path / "a")) > before, seconds=2 * SWEEP_SECONDS + 2)


def rung(folder: Path) -> bool:
    """Whether a call, of which the sweep knows nothing, is answered at once."""
    before = len(lines(folder / "a"))
    if not until(lambda: len(lines(folder / "a")) > before, seconds=SWEEP_SECONDS + 3):
        return False
    before = len(lines(folder / "a"))
    WorkQueue(folder / "jobs.db").call("a")
    return until(lambda: len(lines(folder / "a")) > before, seconds=SWEEP_SECONDS / 2)


def test_a_broken_file_is_put_aside_at_the_start(tmp_path: Path, serve: Serve) -> None:
    (tmp_path / "jobs.db").write_bytes(b"no database " * 1000)
    serve()
    assert rung(tmp_path)
    [aside] = tmp_path.glob("jobs.db.broken-*")
    assert aside.read_bytes().startswith(b"no database")


@pytest.mark.parametrize("harm", [break_file, delete_file])
def test_a_file_that_breaks_under_a_running_worker_is_made_anew(
    tmp_path: Path, serve: Serve, harm: Callable[[Path], None]
) -> None:
    process = serve()
    WorkQueue(tmp_path / "jobs.db").call("a")
    harm(tmp_path / "jobs.db")
    assert rung(tmp_path)
    assert process.poll() is None


def test_a_locked_file_stops_no_work_and_keeps_nobody_waiting(tmp_path: Path, serve: Serve) -> None:
    serve()
    queue = WorkQueue(tmp_path / "jobs.db")
    queue.call("a")
    with closing(sqlite3.connect(tmp_path / "jobs.db", isolation_level=None)) as other:
        other.execute("begin exclusive")
        for ringing in (queue, WorkQueue(tmp_path / "jobs.db")):
            asked = time.monotonic()
            for _ in range(20):
                ringing.call("b")
            assert time.monotonic() - asked < 0.5
        before = len(lines(tmp_path / "a"))
        assert until(lambda: len(lines(tmp_path / "a")) > before, seconds=2 * SWEEP_SECONDS + 2)


def test_a_place_where_no_file_can_be_stops_no_work_and_is_told_once(tmp_path: Path, serve: Serve) -> None:
    (tmp_path / "jobs.db").mkdir()
    process = serve()
    WorkQueue(tmp_path / "jobs.db").call("a")
    before = len(lines(tmp_path / "a"))
    assert until(lambda: len(lines(tmp_path / "a")) > before, seconds=2 * SWEEP_SECONDS + 2)
    process.terminate()
    log, _ = process.communicate(timeout=10)
    assert log.count("bell_out_of_order") == 1
    assert "SQLITE_CANTOPEN" in log


def test_calls_made_while_no_worker_runs_are_one_call(tmp_path: Path, serve: Serve) -> None:
    queue = WorkQueue(tmp_path / "jobs.db")
    for _ in range(300):
        queue.call("a")
    serve()
    queue.call("c")
    assert until(lambda: len(lines(tmp_path / "failing")) >= 2)
    assert len(lines(tmp_path / "a")) <= 3


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_work_in_hand_is_told_to_stop_and_waited_for(tmp_path: Path, serve: Serve, stop: signal.Signals) -> None:
    process = serve()
    before = len(lines(tmp_path / "a"))
    (tmp_path / "slow").touch()
    WorkQueue(tmp_path / "jobs.db").call("a")
    assert until(lambda: len(lines(tmp_path / "a")) > before)
    process.send_signal(stop)
    assert process.wait(10) == 0
    assert lines(tmp_path / "a")[-1] == "asked to stop"
    assert (tmp_path / "ended").exists()


def test_work_that_fails_is_done_again_and_its_words_are_not_logged(tmp_path: Path, serve: Serve) -> None:
    process = serve()
    WorkQueue(tmp_path / "jobs.db").call("c")
    assert until(lambda: len(lines(tmp_path / "failing")) >= 2)
    process.terminate()
    log, _ = process.communicate(timeout=10)
    assert "RuntimeError" in log
    assert "words of a person" not in log


def test_a_call_during_the_work_has_it_done_once_more() -> None:
    begun, go_on = threading.Semaphore(0), threading.Semaphore(0)
    running, most, done = 0, 0, 0

    def do(_: Callable[[], bool]) -> None:
        nonlocal running, most, done
        running += 1
        most = max(most, running)
        begun.release()
        go_on.acquire()
        running -= 1
        done += 1

    work = OneAtATime("w", do, lambda: False)
    thread = threading.Thread(target=work)
    thread.start()
    begun.acquire()
    for _ in range(5):
        work()
    go_on.release()
    begun.acquire()
    go_on.release()
    thread.join()
    assert (most, done) == (1, 2)


def test_a_fault_leaves_the_work_to_be_done_again() -> None:
    tries = []

    def do(_: Callable[[], bool]) -> None:
        tries.append(1)
        raise RuntimeError("words of a person")

    work = OneAtATime("w", do, lambda: False)
    with structlog.testing.capture_logs() as logged:
        work()
        work()
    assert len(tries) == 2
    assert [line["fault"] for line in logged] == ["RuntimeError"] * 2
    assert "words of a person" not in str(logged)
