"""`portal demo` as it is started on a desk machine: it answers, lets everybody in, and leaves nothing running."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from portal.demo.processes import port_is_free
from portal.lao.phone import format_phone
from portal.settings import ROOT
from tests.demo.making import make_demo
from tests.test_logs import personal_data
from tests.visitor import Visitor
from tests.world import two_pilots

pytestmark = pytest.mark.xdist_group("demo-command")


@dataclass
class Running:
    """A started demo. What it prints goes to files beside its data."""

    folder: Path
    port: int
    options: tuple[str, ...] = ()
    services: Path = field(default_factory=two_pilots)
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.json.unlink(missing_ok=True)
        settings = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        settings |= {"PORTAL_SERVICES_DIR": str(self.services), "PORTAL_RELOAD_SECONDS": "0.2"}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "portal.cli", "demo", "--cases", "0"),
                    *("--data-dir", str(self.folder), "--port", str(self.port), "--json", str(self.json)),
                    *self.options,
                ],
                cwd=ROOT,
                env=settings,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def json(self) -> Path:
        return self.folder.with_name("sign-ins.json")

    @property
    def output(self) -> Path:
        return self.folder.with_name("output.txt")

    def said(self) -> str:
        return self.output.read_text()

    def sign_ins(self) -> dict[str, Any]:
        """Wait until it runs."""
        assert until(lambda: self.json.exists() or self.process.poll() is not None, 90), self.said()
        assert self.process.poll() is None, self.said()
        found: dict[str, Any] = json.loads(self.json.read_text())
        return found

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)

    def processes(self) -> list[tuple[str, int, int]]:
        """What it started: `web` or `worker`, the process id and its parent's (gunicorn's own child is `web` too)."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                variables = (folder / "environ").read_bytes().split(b"\0")
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if f"PORTAL_DATA_DIR={self.folder}".encode() in variables and b"portal.cli" in words:
                found.append((words[words.index(b"portal.cli") + 1].decode(), int(folder.name), parent))
        return found

    def child(self, name: str) -> int:
        """The process id of its own child of that name."""
        return next(number for word, number, parent in self.processes() if (word, parent) == (name, self.process.pid))


def until(true: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """One that made its data itself, for tests that only look."""
    yield from ended_afterwards(Running(tmp_path_factory.mktemp("command") / "demo", free_port()))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Complete data, to copy."""
    made = make_demo(tmp_path_factory.mktemp("data") / "demo", 0, two_pilots())
    made.environment.database.dispose()
    return made.home.folder


@pytest.fixture
def mortal(data: Path, tmp_path: Path) -> Iterator[Running]:
    """One that may be ended; its data were there when it started."""
    shutil.copytree(data, tmp_path / "demo")
    yield from ended_afterwards(Running(tmp_path / "demo", free_port()))


def ended_afterwards(started: Running) -> Iterator[Running]:
    yield started
    if started.process.poll() is None:
        started.process.terminate()
        started.process.wait(60)


def test_everybody_who_is_listed_gets_in(running: Running) -> None:
    listed = running.sign_ins()
    assert listed["address"] == f"http://127.0.0.1:{running.port}"
    for path in ("/", "/demo/phone", "/v", "/desk/sign-in"):
        Visitor(listed["address"]).get(path)
    officers = {officer["username"]: officer for officer in listed["officers"]}
    for username in (officer for officer in officers if officers[officer]["waiting"]):
        officer = Visitor(listed["address"])
        officer.get("/desk/sign-in")
        officer.post("/desk/sign-in", username=username, password=listed["password"])
        assert officer.path == "/desk"
    for one in listed["citizens"][:2]:
        citizen = Visitor(listed["address"])
        citizen.get("/sign-in")
        citizen.post("/sign-in", phone=format_phone(one["number"]))
        citizen.post("/sign-in/code", code=code_on_demo_phone(listed["address"], one["number"]))
        assert citizen.path == "/my"


def code_on_demo_phone(address: str, number: str) -> str:
    """The newest code that the worker has sent to this number."""
    codes: list[str] = []

    def arrived() -> bool:
        page = Visitor(address).get(f"/demo/phone?number={number.replace('+', '%2B')}")
        codes[:] = re.findall(r"(?<!\d)(\d{6})(?!\d)", re.sub(r"<[^>]+>", " ", page))
        return bool(codes)

    assert until(arrived, 20)
    return codes[0]


def test_it_prints_where_to_go_and_as_whom(running: Running) -> None:
    listed = running.sign_ins()
    assert until(lambda: "Ctrl-C stops it" in running.said(), 10)
    said = running.said()
    for path in ("/", "/demo/phone", "/desk", "/v"):
        assert f"{listed['address']}{path} " in said
    assert listed["password"] in said
    assert all(officer["username"] in said for officer in listed["officers"])
    assert all(format_phone(citizen["number"]) in said for citizen in listed["citizens"])
    assert "ເຈົ້າໜ້າທີ່" in said


def test_it_ends_when_told_and_leaves_nothing_running(mortal: Running) -> None:
    mortal.sign_ins()
    assert {name for name, _, _ in mortal.processes()} == {"web", "worker"}
    assert mortal.end(signal.SIGTERM) == 0
    assert mortal.processes() == []
    assert port_is_free(mortal.port)


def test_a_second_start_keeps_the_data_and_ends_by_ctrl_c(mortal: Running) -> None:
    first = mortal.sign_ins()
    assert "are there already" in mortal.said()
    assert mortal.end(signal.SIGINT) == 0
    again = Running(mortal.folder, mortal.port)
    second = again.sign_ins()
    assert again.end(signal.SIGINT) == 0
    assert again.processes() == []
    assert second == first


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_process_that_dies_is_told_and_ends_the_demo(mortal: Running, name: str) -> None:
    mortal.sign_ins()
    os.kill(mortal.child(name), signal.SIGKILL)
    assert mortal.process.wait(60) == 1
    assert f"The {name} process ended by itself" in mortal.said()
    assert until(lambda: mortal.processes() == [], 10)


@pytest.mark.skipif(sys.platform != "linux", reason="no other system can end processes with their parent")
def test_killed_it_leaves_nothing_running_and_can_be_started_again(mortal: Running) -> None:
    mortal.sign_ins()
    mortal.process.kill()
    mortal.process.wait()
    assert until(lambda: mortal.processes() == [], 30)
    assert port_is_free(mortal.port)
    again = Running(mortal.folder, mortal.port)
    again.sign_ins()
    assert again.end(signal.SIGTERM) == 0


def test_a_second_one_says_plainly_why_it_does_not_start(running: Running, tmp_path: Path) -> None:
    running.sign_ins()
    second = Running(tmp_path / "another", running.port)
    assert second.process.wait(30) == 1
    assert f"Port {running.port} is taken" in second.said()
    assert "Traceback" not in second.said()


def test_the_sign_ins_are_for_their_owner_only(running: Running) -> None:
    running.sign_ins()
    assert running.json.stat().st_mode & 0o077 == 0


def test_its_logs_tell_of_nobody(running: Running) -> None:
    listed = running.sign_ins()
    citizen = Visitor(listed["address"])
    citizen.get("/sign-in")
    citizen.post("/sign-in", phone=format_phone(listed["citizens"][0]["number"]))
    code_on_demo_phone(listed["address"], listed["citizens"][0]["number"])

    def logs() -> str:
        return "".join(log.read_text() for log in (running.folder / "logs").iterdir())

    # The worker says so after it has marked the message as sent, which is what the phone shows.
    assert until(lambda: "sms_sent" in logs(), 30)
    told = logs()
    assert "web_listening" in told
    assert [secret for secret in personal_data(running.folder) if secret in told] == []


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = Running(tmp_path / "demo", taken.getsockname()[1])
        assert refused.process.wait(30) == 1
    assert f"Port {refused.port} is taken" in refused.said()
    assert not (refused.folder / "portal.db").exists()


def test_another_portals_folder_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    (folder / "portal.db").write_text("somebody's")
    refused = Running(folder, free_port(), ("--fresh",))
    assert refused.process.wait(30) == 1
    assert "is left alone" in refused.said()
    assert (folder / "portal.db").read_text() == "somebody's"


def test_nobody_throws_the_data_away_under_a_running_demo(running: Running) -> None:
    running.sign_ins()
    second = subprocess.run(
        [
            *(sys.executable, "-m", "portal.cli", "demo", "--cases", "0", "--fresh"),
            *("--data-dir", str(running.folder), "--port", str(free_port())),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert "A demo already runs over the data" in second.stderr
    assert (running.folder / "portal.db").exists()
