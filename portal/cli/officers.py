"""`portal officers`: accounts, and the appointments of officers to offices."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cli.opened import opened
from portal.cli.unused_posts import warn_when_unused
from portal.definition.model import Text
from portal.lao.dates import local_date
from portal.lao.language import LANGUAGES, Language
from portal.people import appointments
from portal.people.appointments import Appointment, AppointmentProblem, appointments_of
from portal.people.officers import (
    LONGEST_USERNAME,
    SHORTEST_USERNAME,
    OfficerProblem,
    create_officer,
    is_locked,
    of_username,
    set_active,
    sign_out_everywhere,
)
from portal.people.officers import set_password as give_password
from portal.people.officers import unlock as forget_failures
from portal.people.passwords import LONGEST, SHORTEST, PasswordProblem
from portal.settings import Settings
from portal.store.area_wording import AreaNames
from portal.store.tables import OfficerRow

PROBLEMS: Final = {
    OfficerProblem.BAD_USERNAME: f"A username is {SHORTEST_USERNAME} to {LONGEST_USERNAME} of a-z, 0-9 and . - _, "
    "and begins with a letter or digit.",
    OfficerProblem.UNPRINTABLE_NAME: "A paper that this officer signs could not print the name. Write it in Lao and in "
    "Latin letters.",
    OfficerProblem.USERNAME_TAKEN: "There is an account of this username already.",
    PasswordProblem.TOO_SHORT: f"The password is too short: at least {SHORTEST} characters.",
    PasswordProblem.TOO_LONG: f"The password is too long: at most {LONGEST} characters.",
    PasswordProblem.GUESSABLE: "The password is easy to guess: do not use the username or one character repeated.",
    AppointmentProblem.UNKNOWN_OFFICER: "There is no such officer.",
    AppointmentProblem.UNKNOWN_AREA: "There is no area of this code. `portal places search NAME` finds codes.",
    AppointmentProblem.ENDS_BEFORE_START: "The appointment would end before it starts.",
}

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_PASSWORD_STDIN = click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of stdin instead of asking for it."
)


@click.group()
def officers() -> None:
    """Officers: their accounts, and the offices they are appointed to."""


@officers.command()
@click.argument("username")
@click.option("--name-lo", required=True, help="Full name in Lao, as it stands on papers.")
@click.option("--name-en", required=True, help="Full name in Latin letters.")
@click.option("--language", type=click.Choice(LANGUAGES), default="lo", show_default=True, help="Language of pages.")
@_PASSWORD_STDIN
def add(username: str, name_lo: str, name_en: str, language: Language, password_stdin: bool) -> None:
    """Open an account for an officer. Without an appointment they see no case."""
    password = _password(password_stdin)
    with _writing() as session:
        made = create_officer(
            session,
            username=username,
            password=password,
            name=Text(lo=name_lo, en=name_en),
            language=language,
            now=datetime.now(UTC),
        )
        if isinstance(made, OfficerProblem | PasswordProblem):
            raise click.ClickException(PROBLEMS[made])
    click.echo(f"Account {made.username} is open.")


@officers.command()
@click.argument("username")
@click.argument("role")
@click.argument("area")
@click.option("--service", help="Only for this service; otherwise for all.")
@click.option("--from", "starts", type=_DAY, help="First day, YYYY-MM-DD; otherwise today.")
@click.option("--until", "ends", type=_DAY, help="Last day, YYYY-MM-DD; otherwise until further notice.")
def appoint(
    username: str, role: str, area: str, service: str | None, starts: datetime | None, ends: datetime | None
) -> None:
    """Appoint an officer to a ROLE (as services name it) at the office of the area of code AREA."""
    first = starts.date() if starts else _today()
    last = ends.date() if ends else None
    with _writing() as session:
        made = appointments.appoint(
            session,
            officer_id=_known(session, username).id,
            role=role,
            area=area,
            starts=first,
            ends=last,
            service=service,
        )
        if isinstance(made, AppointmentProblem):
            raise click.ClickException(PROBLEMS[made])
        office = AreaNames(session).office(area).en
    warn_when_unused(role, made.level, service)
    click.echo(f"{username}: {role}, {office}, from {first}" + (f" until {last}." if last else "."))


@officers.command()
@click.argument("username")
@click.argument("role")
@click.argument("area")
@click.option("--service", help="Only the appointment that is for this service; otherwise all to this role and office.")
@click.option("--last-day", "last", type=_DAY, help="Their last day, YYYY-MM-DD; otherwise they end at once.")
@click.option("--json", "as_json", is_flag=True, help="The ended appointments as one JSON list.")
def end(username: str, role: str, area: str, service: str | None, last: datetime | None, as_json: bool) -> None:
    """End an officer's appointment to a ROLE at the office of the area of code AREA.

    From their next click on they see nothing of that office; a task they had taken is free again when their claim
    lapses. What they did stays.
    """
    with _writing() as session:
        ended = appointments.end(
            session,
            officer_id=_known(session, username).id,
            role=role,
            area=area,
            service=service,
            last=last.date() if last else _today() - timedelta(days=1),
            now=datetime.now(UTC),
        )
        names = AreaNames(session)
        listed = [_held(names, one) for one in ended]
    if not listed:
        raise click.ClickException(
            f"{username} has no appointment like this. `portal officers list` shows what there is."
        )
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for one in listed:
        when = f"ends on {last.date()}" if last else "has ended"
        click.echo(f"{username}: {_named(one)}, {when}.")


@officers.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON list.")
def list_officers(as_json: bool) -> None:
    """List the accounts with what each is appointed to today."""
    with _writing() as session:
        rows = session.scalars(select(OfficerRow).order_by(OfficerRow.username)).all()
        listed = [_described(session, row) for row in rows]
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for officer in listed:
        click.echo(f"{officer['username']}\t{officer['name']['en']}" + _state(officer))
        for held in officer["appointments"]:
            last = f", until {held['ends']}" if held["ends"] else ""
            click.echo(f"\t{_named(held)}{last}")


@officers.command("set-password")
@click.argument("username")
@_PASSWORD_STDIN
def set_password(username: str, password_stdin: bool) -> None:
    """Give an officer another password, and unlock the account."""
    password = _password(password_stdin)
    with _writing() as session:
        problem = give_password(session, _known(session, username).id, password)
        if problem:
            raise click.ClickException(PROBLEMS[problem])
    click.echo(f"{username} has a new password.")


@officers.command()
@click.argument("username")
def close(username: str) -> None:
    """Close an account: nobody signs in to it, and whoever is signed in is out at once. What its officer did stays."""
    with _writing() as session:
        set_active(session, _known(session, username).id, False)
    click.echo(f"Account {username} is closed.")


@officers.command()
@click.argument("username")
def reopen(username: str) -> None:
    """Open a closed account again."""
    with _writing() as session:
        set_active(session, _known(session, username).id, True)
    click.echo(f"Account {username} is open.")


@officers.command("sign-out")
@click.argument("username")
def sign_out(username: str) -> None:
    """Sign an officer out everywhere, as when a phone is lost. They can sign in again; see also set-password."""
    with _writing() as session:
        sign_out_everywhere(session, _known(session, username).id)
    click.echo(f"{username} is signed out everywhere.")


@officers.command()
@click.argument("username")
def unlock(username: str) -> None:
    """Unlock an account that rests after too many wrong passwords. The password stays."""
    with _writing() as session:
        forget_failures(session, _known(session, username).id)
    click.echo(f"{username} can sign in.")


@contextmanager
def _writing() -> Iterator[Session]:
    with opened(Settings()) as database, database.writing() as session:
        yield session


def _password(from_stdin: bool) -> str:
    """Never from the command line, where every user of the machine and the shell's history would see it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


def _known(session: Session, username: str) -> OfficerRow:
    row = of_username(session, username)
    if row is None:
        raise click.ClickException(PROBLEMS[AppointmentProblem.UNKNOWN_OFFICER])
    return row


def _today() -> date:
    return local_date(datetime.now(UTC))


def _described(session: Session, row: OfficerRow) -> dict[str, Any]:
    names = AreaNames(session)
    return {
        "username": row.username,
        "name": row.name,
        "active": row.active,
        "locked_until": row.locked_until.isoformat()
        if is_locked(row, datetime.now(UTC)) and row.locked_until
        else None,
        "appointments": [_held(names, held) for held in appointments_of(session, row.id, _today())],
    }


def _state(officer: dict[str, Any]) -> str:
    if not officer["active"]:
        return "\tclosed"
    return f"\tlocked until {officer['locked_until']}" if officer["locked_until"] else ""


def _held(names: AreaNames, held: Appointment) -> dict[str, Any]:
    return {
        "role": held.role,
        "area": held.area,
        "office": names.office(held.area).en,
        "service": held.service,
        "starts": held.starts.isoformat(),
        "ends": held.ends.isoformat() if held.ends else None,
    }


def _named(held: dict[str, Any]) -> str:
    return f"{held['role']}, {held['office']}" + (f", only {held['service']}" if held["service"] else "")
