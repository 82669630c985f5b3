"""The `portal` command itself: what it offers, what it says when an option is missing, the schema, the web server."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from pydantic import SecretStr

from portal.cli import portal
from portal.settings import ROOT, Settings
from portal.store.database import Database
from portal.store.schema import current_revision
from tests.visitor import Visitor

KEY = "k" * 40
TWILIO = {"TWILIO_ACCOUNT_SID": "AC1", "TWILIO_AUTH_TOKEN": "t", "TWILIO_FROM": "+15550001111"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "portal.cli", *arguments]


def environment(**variables: str) -> dict[str, str]:
    """This one's without any option of the portal, and then `variables`."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")} | variables


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), cwd=ROOT, env=environment(**variables), capture_output=True, text=True, timeout=60
    )


SUBCOMMANDS = (
    *("backup", "check", "demo", "graph", "import", "migrate", "officers", "places", "publish", "restore", "schema"),
    *("web", "worker"),
)


def test_help_names_every_subcommand() -> None:
    shown = run("--help")
    assert shown.returncode == 0, shown.stderr
    said = re.findall(r"^  ([a-z]+) +(\S.+)$", shown.stdout.partition("Commands:")[2], re.MULTILINE)
    assert tuple(name for name, _ in said) == SUBCOMMANDS
    assert [words for _, words in said if not words.endswith(".") or words.endswith("..")] == []
    context = click.Context(portal)
    for name in SUBCOMMANDS:
        found = portal.get_command(context, name)
        assert (found and found.name, bool(found and found.help)) == (name, True)


@pytest.mark.parametrize("asked", ["--help", "--version"])
def test_what_needs_no_subcommand_loads_none(asked: str) -> None:
    """They are large: it is the first thing that anybody tries, and took two seconds."""
    asking = f"from portal.cli import portal; portal(['{asked}'], standalone_mode=False)"
    shown = subprocess.run(
        [sys.executable, "-c", f"{asking}; import sys; print('loaded:', *sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(shown.stdout.partition("loaded:")[2].split())
    assert "portal.cli" in loaded
    assert {name for name in loaded if name.startswith("portal.")} == {"portal.cli"}
    assert not loaded & {"cel", "flask", "pydantic", "reportlab", "sqlalchemy", "structlog"}


def test_a_missing_option_is_said_in_a_line_without_a_traceback(tmp_path: Path) -> None:
    for name in ("web", "worker", "migrate"):
        refused = run(name, PORTAL_DATA_DIR=str(tmp_path))
        assert refused.returncode == 2
        assert refused.stderr.startswith("PORTAL_SECRET_KEY: Field required")
        assert "Traceback" not in refused.stderr


def test_a_wrong_option_is_named_and_its_value_is_not_repeated(tmp_path: Path) -> None:
    refused = run("migrate", PORTAL_DATA_DIR=str(tmp_path), PORTAL_SECRET_KEY="too-short-a-secret")
    assert refused.returncode == 2
    assert "PORTAL_SECRET_KEY" in refused.stderr
    assert "too-short-a-secret" not in refused.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"BASE_URL": "services.example.gov.la"}, "PORTAL_BASE_URL: write it whole, such as https://"),
        ({"BASE_URL": "https:///t"}, "PORTAL_BASE_URL: "),
        ({"DATABASE_URL": "garbage"}, "PORTAL_DATABASE_URL: write sqlite:///PATH or postgresql+psycopg://"),
        ({"DATABASE_URL": "mysql://db/portal"}, "PORTAL_DATABASE_URL: "),
        ({"DATABASE_URL": "sqlite:///file:portal.db?uri=true"}, "PORTAL_DATABASE_URL: "),
        ({"RATE_LIMIT_STORAGE": "bogus://"}, "PORTAL_RATE_LIMIT_STORAGE: write memory:// or redis://"),
        ({"SMS_GATEWAY": "twilio", "TWILIO_FROM": "+1555"}, "PORTAL_SMS_GATEWAY is twilio: set PORTAL_TWILIO_ACCOUNT"),
        ({"DEMO": "true", "SMS_GATEWAY": "twilio", **TWILIO}, "PORTAL_DEMO shows everybody's messages"),
        ({"DEMO": "true", "BASE_URL": "https://services.example.gov.la"}, "PORTAL_DEMO shows everybody's messages"),
        ({"DEMO": "true", "BASE_URL": "http://services.example.gov.la"}, "PORTAL_DEMO shows everybody's messages"),
        ({"DEMO": "true", "BASE_URL": "https://192.168.1.5"}, "PORTAL_DEMO shows everybody's messages"),
        ({"DEMO": "true", "BASE_URL": "http://8.8.8.8:8000"}, "PORTAL_DEMO shows everybody's messages"),
    ],
)
def test_an_option_that_cannot_be_right_is_said_before_anything_starts(
    options: dict[str, str], said: str, tmp_path: Path
) -> None:
    given = {f"PORTAL_{option}": value for option, value in options.items()}
    refused = run("worker", PORTAL_DATA_DIR=str(tmp_path / "data"), PORTAL_SECRET_KEY=KEY, **given)
    assert refused.returncode == 2, refused.stderr
    assert refused.stderr.startswith(said)
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000", "https://localhost", "http://[::1]:8000", "http://192.168.1.5:8000"]
)
def test_a_demonstration_on_a_desk_is_allowed(address: str) -> None:
    assert Settings(secret_key=SecretStr(KEY), demo=True, base_url=address).demo


def test_migrate_brings_the_schema_and_says_so(tmp_path: Path) -> None:
    variables = {"PORTAL_DATA_DIR": str(tmp_path), "PORTAL_SECRET_KEY": KEY}
    first, second = run("migrate", **variables), run("migrate", **variables)
    database = Database(f"sqlite:///{tmp_path / 'portal.db'}")
    revision = current_revision(database)
    database.dispose()
    assert revision is not None
    assert first.stdout == f"The schema went to {revision}.\n"
    assert second.stdout == f"The schema is up to date ({revision}).\n"


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        *(
            (asked, left)
            for asked in ("worker", "web --port 1")
            for left in ("no folder", "an empty folder", "a file", "a link that leads nowhere")
        ),
        *((asked, "an empty folder") for asked in ("places load", "places search ໜອງປິງ", "officers list")),
        ("check --officers", "no folder"),
    ],
)
def test_only_migrate_makes_a_database_where_none_is(tmp_path: Path, asked: str, left: str) -> None:
    """Its disk may not be mounted: an empty portal would take applications that nobody finds again."""
    folder = tmp_path / "data"
    if left != "no folder":
        folder.mkdir()
    file = folder / "portal.db"
    if left == "a file":
        file.touch()
    if left == "a link that leads nowhere":
        away = tmp_path / "disk" / "portal.db"
        file.symlink_to(away)
        file = away
    refused = run(*asked.split(), PORTAL_DATA_DIR=str(folder), PORTAL_SECRET_KEY=KEY)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Error: There is no database of the portal at {file}.")
    assert "`portal migrate`" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    if left == "no folder":
        assert not folder.exists()
    elif left == "an empty folder":
        assert not list(folder.iterdir())
    elif left == "a file":
        assert file.stat().st_size == 0
    else:
        assert not file.parent.exists()


@pytest.mark.parametrize("asked", ["web --port 1", "worker", "officers unlock noy.v"])
def test_a_disk_that_is_read_only_is_said_in_a_line(
    tmp_path: Path, read_only: Callable[[Path], None], asked: str
) -> None:
    options = {"PORTAL_DATA_DIR": str(tmp_path / "data"), "PORTAL_SECRET_KEY": KEY}
    (tmp_path / "data").mkdir()
    assert run("migrate", **options).returncode == 0
    read_only(tmp_path / "data")
    refused = run(*asked.split(), **options)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Error: {tmp_path}/data/portal.db cannot be used now: ")
    assert len(refused.stderr.splitlines()) == 1


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    """Makes a folder a read-only disk, until the test ends."""
    made: list[Path] = []

    def make(folder: Path) -> None:
        for how in (["--bind", str(folder)], ["-o", "remount,bind,ro"]):
            mounted = subprocess.run(["mount", *how, str(folder)], capture_output=True, text=True, check=False)
            if mounted.returncode:
                pytest.skip("mounting needs root")
            made.append(folder)

    yield make
    for folder in made[:1]:
        subprocess.run(["umount", str(folder)], check=True)


def test_nobody_else_on_the_machine_can_read_the_database(tmp_path: Path) -> None:
    run("migrate", PORTAL_DATA_DIR=str(tmp_path / "data"), PORTAL_SECRET_KEY=KEY)
    made = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert {path.name: path.stat().st_mode & 0o077 for path in made} == {path.name: 0 for path in made}


def test_web_serves_with_processes_and_threads_and_ends_gently(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert run("migrate", PORTAL_DATA_DIR=str(tmp_path), PORTAL_SECRET_KEY=KEY).returncode == 0
    web = subprocess.Popen(
        command("web", "--port", str(port), "--workers", "2", "--threads", "3"),
        cwd=ROOT,
        env=environment(PORTAL_DATA_DIR=str(tmp_path), PORTAL_SECRET_KEY=KEY, PORTAL_COOKIE_SECURE="false"),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        page = first_page(f"http://127.0.0.1:{port}")
        assert "<main" in page
    finally:
        web.send_signal(signal.SIGTERM)
        _, said = web.communicate(timeout=40)
    assert web.returncode == 0
    assert '"event": "web_listening"' in said
    assert '"event": "web_stopped"' in said
    assert "GET /" not in said


def first_page(address: str) -> str:
    end = time.monotonic() + 60
    while True:
        try:
            return Visitor(address).get("/")
        except urllib.error.HTTPError:
            raise
        except OSError:
            assert time.monotonic() < end, "the web does not answer"
            time.sleep(0.1)
