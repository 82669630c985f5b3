"""`portal demo`: the whole portal on a desk machine, with made-up people and cases, in one command."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from portal import create_environment
from portal.cases.environment import Environment
from portal.cli.opened import in_words
from portal.demo.announcement import COMMAND, announcement, vacant
from portal.demo.home import DemoHome, InUseError, NotADemoError, write_private
from portal.demo.load import CASES, appoint_missing, bring_areas, make_data
from portal.demo.processes import POLL_SECONDS, Child, Children, answers, port_is_free
from portal.demo.service_faults import ServiceFaults
from portal.demo.sign_ins import sign_ins
from portal.lao.dates import local_date
from portal.logs import set_up_logs
from portal.people.passwords import HashedPassword, PasswordProblem, hash_password
from portal.people.vacancies import vacancies
from portal.settings import WORKPLACE, Settings
from portal.store.database import Database

FOLDER: Final = WORKPLACE / "var" / "demo"
_BAR_STEPS: Final = 1000


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--data-dir",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PORTAL_DATA_DIR",
    default=FOLDER,
    help="Folder of the demo's data.  [default: var/demo]",
)
@click.option("--fresh", is_flag=True, help="Throw the demo's data away and make new ones.")
@click.option(
    "--cases",
    type=click.IntRange(0, 20_000),
    default=CASES,
    show_default=True,
    help="About how many cases to make; at least one for every step and end of every service.",
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(dir_okay=False, allow_dash=True),
    help="Once it runs, write the sign-ins to this file as JSON; - is stdout, in place of the tables.",
)
def demo(port: int, data_dir: Path, fresh: bool, cases: int, json_file: str | None) -> None:
    """Start the portal with demo data: web and worker, until Ctrl-C. Needs no settings and no account anywhere."""
    set_up_logs("console", logging.ERROR)  # what is less is said below in words
    home = _home(data_dir.resolve())
    try:
        with home.held():
            if not port_is_free(port):
                raise click.ClickException(
                    f"Port {port} is taken: another program, perhaps another portal, listens there.\n"
                    f"Stop it, or choose another port: {COMMAND} --port {port + 1}"
                )
            settings = home.settings(port)
            with in_words(settings, mended=f"`{COMMAND} --fresh` makes new data."):
                environment = _data(home, settings, fresh, cases)
            sys.exit(_run(home, environment, port, json_file))
    except InUseError:
        raise click.ClickException(
            f"A demo already runs over the data in {home.folder}.\n"
            f"Stop it with Ctrl-C in its terminal, or choose another folder and port: "
            f"{COMMAND} --data-dir FOLDER --port {port + 1}"
        ) from None


def _home(folder: Path) -> DemoHome:
    home = DemoHome(folder)
    try:
        home.prepare()
    except NotADemoError:
        raise click.ClickException(
            f"{folder} holds something that is not a demo, and is left alone.\n"
            f"Choose an empty folder: {COMMAND} --data-dir FOLDER"
        ) from None
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be used: {error.strerror}") from None
    return home


def _data(home: DemoHome, settings: Settings, fresh: bool, cases: int) -> Environment:
    """Make the data, unless they are there; then only the officers whom a new service needs."""
    hashed = hash_password(home.officers_password(), "demo")
    if isinstance(hashed, PasswordProblem):
        raise click.ClickException(f"The password in {home.folder} cannot be used: {hashed.value}.")
    keep = home.has_data and not fresh
    if home.was_interrupted:
        click.echo("The demo data were not finished last time; they are made anew.", err=True)
    if not keep:
        home.empty()
    environment = create_environment(settings)
    _say(ServiceFaults(environment.services).all())
    if keep:
        click.echo(f"Demo data are there already, in {home.folder} (--fresh makes new ones).", err=True)
        _say_vacant(environment)
        appoint_missing(environment, hashed)
    else:
        _make(environment, hashed, cases)
        home.mark_complete()
    environment.database.dispose()
    return environment


def _say(lines: list[str]) -> None:
    for line in lines:
        click.echo(line, err=True)


def _say_vacant(environment: Environment) -> None:
    with environment.database.reading() as session:
        for name, offer in environment.services.offers().items():
            for line in vacant(name, vacancies(session, offer.service, local_date(environment.clock()))):
                click.echo(line, err=True)


def _make(environment: Environment, hashed: HashedPassword, cases: int) -> None:
    click.echo("Loading the provinces, districts and villages", err=True)
    bring_areas(environment)
    with click.progressbar(length=_BAR_STEPS, label="Making demo data", file=sys.stderr) as bar:
        made = make_data(
            environment, hashed, cases=cases, progress=lambda done: bar.update(int(done * _BAR_STEPS) - bar.pos)
        )
    click.echo(f"{made.cases} cases made", err=True)
    for service in made.without_example:
        click.echo(f"{service} has no example that its form takes, and so no demo cases.", err=True)


def _run(home: DemoHome, environment: Environment, port: int, json_file: str | None) -> int:
    """Run web and worker until a signal, or until one of them ends by itself; return the exit code."""
    settings, faults = environment.settings, ServiceFaults(environment.services)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    children = Children(home.logs)
    lost = None
    try:
        variables = {"PORTAL_LOG_FORMAT": "console", **os.environ, **_variables(settings)}
        children.start("web", ["web", "--port", str(port)], variables)
        children.start("worker", ["worker"], variables)
        ready = answers(settings.base_url, lambda: not stop.is_set() and children.ended() is None)
        if ready:
            _announce(home, settings, json_file)
            _say(faults.all())  # once more, where it is seen
            while not stop.wait(POLL_SECONDS) and children.ended() is None:
                _say(faults.news())
        lost = children.ended()
        if lost:
            _say_lost(lost)
        elif not ready and not stop.is_set():
            click.echo(f"The portal does not answer with a page: see {home.logs}", err=True)
            return 1
        elif stop.is_set():
            click.echo("Stopping", err=True)
    finally:
        for child in children.end():
            click.echo(f"The {child.name} process did not end in time and was killed.", err=True)
    return 1 if lost else 0


def _say_lost(child: Child) -> None:
    click.echo(f"\nThe {child.name} process ended by itself (exit code {child.process.returncode}).", err=True)
    click.echo(f"The end of {child.log}:\n{child.last_words()}", err=True)


def _announce(home: DemoHome, settings: Settings, json_file: str | None) -> None:
    database = Database(settings.effective_database_url)
    with database.reading() as session:
        found = sign_ins(session, settings.base_url, home.officers_password(), local_date(datetime.now(UTC)))
    database.dispose()
    as_json = json.dumps(found.to_json(), ensure_ascii=False, indent=1)
    if json_file == "-":
        click.echo(as_json)
        return
    if json_file:
        write_private(Path(json_file), as_json)
    click.echo(announcement(found))


def _variables(settings: Settings) -> dict[str, str]:
    """The demo's own options as web and worker read them."""
    return {
        "PORTAL_SECRET_KEY": settings.secret_key.get_secret_value(),
        "PORTAL_DATA_DIR": str(settings.data_dir),
        "PORTAL_DATABASE_URL": settings.database_url,
        "PORTAL_BASE_URL": settings.base_url,
        "PORTAL_COOKIE_SECURE": str(settings.cookie_secure),
        "PORTAL_DEMO": str(settings.demo),
        "PORTAL_SMS_GATEWAY": settings.sms_gateway,
    }
