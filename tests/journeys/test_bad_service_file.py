"""A mistake in a service file is said with its place and a hint; the portal goes on serving the last good version."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from portal.settings import ROOT
from tests.journeys.installation import Installation, installed

pytestmark = pytest.mark.xdist_group("bad_service_file")


@pytest.fixture
def services(tmp_path: Path) -> Path:
    copied = tmp_path / "services"
    shutil.copytree(ROOT / "services", copied)
    return copied


@pytest.fixture
def installation(tmp_path: Path, services: Path) -> Iterator[Installation]:
    folder = tmp_path / "portal"
    folder.mkdir()
    with installed(folder, services) as running:
        yield running


def front_page(installation: Installation) -> str:
    return requests.get(f"{installation.address}/", timeout=10).text


def test_the_last_good_version_is_served_until_the_file_is_mended(installation: Installation, services: Path) -> None:
    file = services / "residence-certificate" / "service.yaml"
    good = file.read_text(encoding="utf-8")
    assert "ໃບຢັ້ງຢືນທີ່ຢູ່" in front_page(installation)

    bad = good.replace("confirm: {to: district,", "confirm: {to: distrct,").replace("ໃບຢັ້ງຢືນທີ່ຢູ່", "ຊື່ໃໝ່ທີ່ຜິດ")
    file.write_text(bad, encoding="utf-8")
    time.sleep(0.6)
    assert "ຊື່ໃໝ່ທີ່ຜິດ" not in front_page(installation)
    assert "ໃບຢັ້ງຢືນທີ່ຢູ່" in front_page(installation)

    line = 1 + bad[: bad.index("distrct")].count("\n")
    told = subprocess.run(
        [sys.executable, "-m", "portal.cli", "check", str(file), "--json"], capture_output=True, text=True, check=False
    )
    assert told.returncode != 0
    finding = next(one for one in json.loads(told.stdout) if one["code"] == "unknown-name")
    assert (finding["line"], finding["severity"]) == (line, "error")
    assert finding["column"] == bad.splitlines()[line - 1].index("distrct") + 1
    assert finding["hint"]["lo"]
    assert finding["hint"]["en"]

    installation.kill("web")
    installation.start("web")
    assert "ໃບຢັ້ງຢືນທີ່ຢູ່" in front_page(installation), "the last good version outlives a restart"

    file.write_text(good.replace("ໃບຢັ້ງຢືນທີ່ຢູ່", "ຊື່ໃໝ່ທີ່ດີ"), encoding="utf-8")
    # The process has just begun, and examines its first file: those that were published before it need not be.
    until = time.monotonic() + 5
    while "ຊື່ໃໝ່ທີ່ດີ" not in front_page(installation):
        assert time.monotonic() < until
        time.sleep(0.1)
