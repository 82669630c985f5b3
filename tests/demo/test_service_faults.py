"""The terminal of `portal demo` says what is wrong with service files, where whoever edits one looks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.demo.making import make_demo
from tests.demo.test_command import Running, free_port, until
from tests.world import two_pilots

pytestmark = pytest.mark.xdist_group("demo-command")

SLIP = ("confirm: {to: district,", "confirm: {to: distrct,")


def test_a_mistake_in_a_service_file_is_said_on_the_terminal_last_and_when_it_is_made(
    tmp_path: Path,
) -> None:
    shutil.copytree(two_pilots(), tmp_path / "services")
    made = make_demo(tmp_path / "demo", 0, two_pilots())
    made.environment.database.dispose()
    file = tmp_path / "services" / "residence-certificate" / "service.yaml"
    good = file.read_text()
    assert SLIP[0] in good
    file.write_text(new := good.replace("service: residence-certificate", "service: residence-certifcate"))
    running = Running(tmp_path / "demo", free_port(), services=tmp_path / "services")
    place = f"{file}:{new[: new.index('residence-certifcate')].count(chr(10)) + 1}:"
    told = 0

    def said_next(words: str) -> str:
        nonlocal told
        assert until(lambda: words in running.said()[told:], 30), running.said()[told:]
        before, told = told, len(running.said())
        return running.said()[before:]

    try:
        running.sign_ins()
        assert until(lambda: place in running.said().partition("Ctrl-C stops it")[2], 30), running.said()
        at_start = running.said()
        assert "the version before it is" in at_start.partition("Ctrl-C stops it")[2]
        told = len(at_start)
        file.write_text(good)
        said_next("No mistakes are left")
        file.write_text(bad := good.replace(*SLIP))
        line = bad[: bad.index("distrct")].count("\n") + 1
        said = said_next(f"{file}:{line}:")
        assert "There is no step named `distrct`." in said
        assert "the version before it is" in said
        assert "ບໍ່ມີຂັ້ນຕອນຊື່ `distrct`" in said
    finally:
        running.process.terminate()
        running.process.wait(60)
