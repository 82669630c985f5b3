"""Visitors who are signed in already, in a test client or in a real browser."""

from __future__ import annotations

from datetime import timedelta

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import BrowserContext
from werkzeug.test import TestResponse

from portal.lao.language import Language
from portal.people.applicants import recipient_of
from portal.people.sessions import open_session
from portal.web import known_here
from portal.web.current import environment
from portal.web.visitors import Kind


def client_of(app: Flask, kind: Kind, person: str, language: Language = "lo") -> FlaskClient:
    """A browser without a screen in which an applicant or officer is signed in."""
    client = app.test_client()
    client.set_cookie("lang", language)
    with app.app_context():
        work = environment()
        with work.database.writing() as writing:
            longest = timedelta(hours=work.settings.session_longest_hours)
            token = open_session(writing, kind, person, work.clock(), longest)
            if kind == "applicant":
                mark, path = known_here.mark_of_numbers(recipient_of(writing, person).number, token), "/"
            else:
                mark, path = known_here.mark_of_officer(writing, person), "/desk"
    client.set_cookie(*mark, path=path)
    with client.session_transaction() as session:
        session["_user_id"] = token
        session.permanent = True
    return client


def page_of(answer: TestResponse) -> BeautifulSoup:
    """The page that was answered."""
    return BeautifulSoup(answer.text, "html.parser")


def token_of(answer: TestResponse) -> str:
    """The token with which a form of the page is sent."""
    found = page_of(answer).select_one("form input[name=_csrf]")
    assert isinstance(found, Tag)
    return str(found["value"])


def words_of(page: BeautifulSoup) -> str:
    """The words of a page as they read, without the signs that only say where a line may break."""
    main = page.select_one("main")
    assert main is not None
    plain = main.get_text().replace("\N{NO-BREAK SPACE}", " ")
    return plain.replace("\N{WORD JOINER}", "").replace("\N{ZERO WIDTH SPACE}", "")


def sign_in(context: BrowserContext, app: Flask, address: str, kind: Kind, person: str) -> None:
    """Sign an applicant or officer in to a real browser that visits `app` at `address`."""
    cookie = client_of(app, kind, person).get_cookie("session")
    assert cookie is not None
    context.add_cookies([{"name": "session", "value": cookie.value, "url": address}])
