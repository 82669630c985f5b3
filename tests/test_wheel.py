"""A wheel brings everything the portal needs: installed into a clean environment, it checks and serves its services."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
import requests

from portal.settings import ROOT

START_SECONDS = 60
UV = shutil.which("uv") or str(ROOT / ".setup-uv" / "bin" / "uv")


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of a clean environment that has the wheel, and its locked packages, and no more."""
    folder = tmp_path_factory.mktemp("wheel")
    environment, locked = folder / "environment", folder / "locked.txt"
    _run(UV, "build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT))
    _run(UV, "export", "--quiet", "--locked", "--no-dev", "--no-emit-project", "--no-hashes", "-o", str(locked))
    _run(UV, "venv", "--quiet", str(environment))
    (wheel,) = folder.glob("*.whl")
    python = environment / "bin" / "python"
    _run(UV, "pip", "install", "--quiet", "--python", str(python), "--no-deps", "-r", str(locked), str(wheel))
    return environment / "bin"


def test_its_services_are_found_and_check_clean(programs: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [programs / "portal", "check", "--strict"], cwd=tmp_path, env=_bare(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_serves_the_first_page_in_lao(programs: Path, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"PORTAL_SECRET_KEY": "a key of this test only, forty letters long", "PORTAL_COOKIE_SECURE": "false"}
    subprocess.run([programs / "portal", "migrate"], cwd=tmp_path, env=_bare() | settings, check=True)
    web = subprocess.Popen([programs / "portal", "web", "--port", str(port)], cwd=tmp_path, env=_bare() | settings)
    try:
        page = _first_answer(f"http://127.0.0.1:{port}/")
        style = requests.get(f"http://127.0.0.1:{port}/services/residence-certificate", timeout=10)
    finally:
        web.terminate()
        web.wait(30)
    assert 'lang="lo"' in page.text
    assert "ໃບຢັ້ງຢືນທີ່ຢູ່" in page.text, "a text of a service"
    assert "ຂ້າມໄປ" in page.text, "a text of the catalogue"
    assert style.status_code == 200
    assert (tmp_path / "var").is_dir(), "data stand where it was started"


def _first_answer(address: str) -> requests.Response:
    ends = time.monotonic() + START_SECONDS
    while True:
        try:
            return requests.get(address, timeout=10)
        except requests.ConnectionError:
            assert time.monotonic() < ends
            time.sleep(0.2)


def _bare() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "PYTHON"))}
    return {name: value for name, value in kept.items() if name != "VIRTUAL_ENV"}


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, env=_bare(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
