"""Every route as everybody, while the database is away or damaged: never a page without words, nothing typed lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.routing import Rule

from portal import create_app
from portal.lao.code_letters import ALPHABET
from portal.store.columns import new_id
from portal.store.database import Database
from tests.visits import client_of
from tests.world import World

TYPED: Final = "ບ້ານ ໂພນໄຊ"
STATIC_TEXTS: Final = ("/", "/services/residence-certificate", "/about", "/privacy", "/help", "/cookies", "/v")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = World(tmp_path_factory.mktemp("world"), demo=True)
    yield world
    world.close()


@pytest.fixture(scope="module", params=["away", "not a database", "malformed"])
def broken(request: pytest.FixtureRequest, world: World, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The portal whose database was lost after it started."""
    folder = tmp_path_factory.mktemp("broken")
    file = folder / "portal.db"
    url = f"sqlite:///{file}"
    if request.param == "away":
        url = f"postgresql+psycopg://postgres@/portal?host={folder}"  # where no server listens
    elif request.param == "not a database":
        file.write_bytes(b"x" * 100_000)
    else:
        _copy_with_only_the_first_page_whole(world, file)
    return create_app(environment=replace(world.environment, database=Database(url)))


def _copy_with_only_the_first_page_whole(world: World, file: Path) -> None:
    with world.environment.database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM INTO ?", (str(file),))
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


@pytest.fixture(scope="module")
def sound(world: World) -> Flask:
    return create_app(environment=world.environment)


def _client(who: str, world: World, sound: Flask, broken: Flask) -> tuple[FlaskClient, str]:
    """Somebody who came while all was well, and the token of the form on their page."""
    if who == "nobody":
        client, page = sound.test_client(), "/sign-in"
    elif who == "applicant":
        client, page = client_of(sound, "applicant", world.applicant("+8562055550101")), "/my"
    else:
        client, page = client_of(sound, "officer", world.officer("clerk", "010101")), "/desk"
    token = BeautifulSoup(client.get(page).text, "html.parser").select_one("input[name=_csrf]")
    assert token is not None
    client.application = broken
    return client, str(token["value"])


def _address(rule: Rule) -> str:
    named = {"name": "residence-certificate", "service": "residence-certificate", "language": "lo"}
    values: dict[str, Any] = {argument: named.get(argument) or new_id() for argument in rule.arguments}
    built = rule.build(values)
    assert built is not None
    return built[1]


@pytest.mark.parametrize("who", ["nobody", "applicant", "officer"])
def test_every_route_answers_with_a_page_in_plain_words(who: str, world: World, sound: Flask, broken: Flask) -> None:
    client, token = _client(who, world, sound, broken)
    failures = 0
    for rule in broken.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            sent = {"_csrf": token, "typed": TYPED, "phone": "020 5555 1234", "code": "123456"}
            answer = client.open(_address(rule), method=method, data=sent if method == "POST" else None)
            shown, about = BeautifulSoup(answer.text, "html.parser"), f"{method} {rule.rule}: {answer.status}"
            if answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
                assert answer.status_code < 500, about
                continue
            assert shown.select_one("footer a[href='/about']"), about
            main = shown.select_one("main")
            assert main is not None, about
            if answer.status_code < 500:
                continue
            failures += 1
            if answer.status_code == 503:
                assert answer.headers["Retry-After"], about
            else:
                assert re.search(f"[{ALPHABET}]{{6}}", main.get_text()), about
            if method == "POST" and not str(rule.endpoint).startswith("sign_in."):
                assert main.select_one(f"form input[type=hidden][value='{TYPED}']"), about
    assert failures


@pytest.mark.parametrize("who", ["nobody", "applicant", "officer"])
@pytest.mark.parametrize("address", STATIC_TEXTS)
def test_pages_that_need_nothing_of_the_database_go_on(
    who: str, address: str, world: World, sound: Flask, broken: Flask
) -> None:
    client, _token = _client(who, world, sound, broken)
    assert client.get(address).status_code == 200


def test_a_page_that_says_so_does_not_ask_the_database_again(world: World, sound: Flask, tmp_path: Path) -> None:
    """It would keep the visitor waiting once more, as long as a server that is away may take to answer."""
    database, tried = Database(f"postgresql+psycopg://postgres@/portal?host={tmp_path}"), 0

    @event.listens_for(database.engine, "do_connect")
    def _count(*_connecting: Any) -> None:
        nonlocal tried
        tried += 1

    away = create_app(environment=replace(world.environment, database=database))
    client, _token = _client("applicant", world, sound, away)
    assert client.get("/my").status_code == 503
    assert tried == 1
