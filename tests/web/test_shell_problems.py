"""What is answered when a request cannot be served."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from flask import Flask, abort
from structlog.testing import capture_logs
from werkzeug.exceptions import TooManyRequests

from portal.lao.code_letters import ALPHABET
from portal.web.problems import problem
from tests.web.gallery import gallery_app


def _app() -> Flask:
    app = gallery_app()

    @app.get("/answer/<int:status>")
    def answer(status: int) -> str:
        abort(status)

    @app.get("/slow")
    def slow() -> str:
        raise TooManyRequests(retry_after=120)

    return app


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 410, 413, 415, 429, 500, 502, 503])
@pytest.mark.parametrize("language", ["lo", "en"])
def test_each_problem_is_said_in_plain_words_with_a_way_on(status: int, language: str) -> None:
    app = _app()
    client = app.test_client()
    client.set_cookie("lang", language)
    answer = client.get(f"/answer/{status}")
    assert answer.status_code == status
    assert answer.headers["Cache-Control"] == "no-store"
    with app.test_request_context(f"/answer/{status}", headers={"Cookie": f"lang={language}"}):
        said = problem(status)
    assert said.what_to_do
    for words in (said.title, *said.what_to_do, said.link_text):
        assert words in _read(answer.text)
        assert any("ກ" <= letter <= "ໝ" for letter in words) is (language == "lo")
    assert f'href="{said.link_href}"' in answer.text
    assert str(status) not in answer.text.split("<main")[1].split("</main>")[0].replace(said.link_href, "")


def _read(page: str) -> str:
    """The words of a page, without the marks that keep some of them on one line."""
    return BeautifulSoup(page, "html.parser").get_text().replace("\u00a0", " ").replace("\u2060", "")


def test_programs_get_problem_json() -> None:
    answer = gallery_app().test_client().get("/nowhere", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    said = json.loads(answer.text)
    assert said["status"] == 404
    assert said["title"]
    assert said["detail"]


def test_browsers_get_pages_whatever_else_they_accept() -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert gallery_app().test_client().get("/nowhere", headers={"Accept": accept}).mimetype == "text/html"


def test_a_failure_gives_a_number_that_the_log_knows_and_no_word_of_the_data() -> None:
    with capture_logs() as logs:
        answer = gallery_app().test_client().get("/failing")
    assert answer.status_code == 500
    (entry,) = [entry for entry in logs if entry["event"] == "request failed"]
    assert set(entry["incident"]) <= set(ALPHABET)
    assert entry["incident"] in answer.text
    assert entry["kind"] == "RuntimeError"
    assert any("failing" in place for place in entry["places"])
    for private in ("ສົມຊາຍ", "5555"):
        assert private not in answer.text
        assert private not in str(logs)


def test_a_failure_while_answering_an_error_is_a_failure_like_any_other(caplog: pytest.LogCaptureFixture) -> None:
    app = gallery_app()

    class LostError(Exception):
        pass

    def answer(_error: LostError) -> str:
        raise RuntimeError("ສົມຊາຍ 020 5555 1234")

    def lose() -> str:
        raise LostError

    app.register_error_handler(LostError, answer)
    app.add_url_rule("/lost", "lost", lose)
    with capture_logs() as logs:
        shown = app.test_client().get("/lost")
    assert shown.status_code == 500
    assert logs[0]["incident"] in shown.text
    assert "5555" not in caplog.text + str(logs) + shown.text


def test_tests_and_debugging_see_the_failure_itself() -> None:
    app = gallery_app()
    app.testing = True
    with pytest.raises(RuntimeError):
        app.test_client().get("/failing")


def test_a_form_that_lay_open_too_long_leads_back_to_its_page() -> None:
    client = gallery_app().test_client()
    answer = client.post("/mending", data={"name": "ສົມຊາຍ"}, headers={"Referer": "http://localhost/form?part=2"})
    assert answer.status_code == 400
    assert "ໜ້ານີ້ເປີດໄວ້ດົນເກີນໄປ" in answer.text
    assert 'href="/form?part=2"' in answer.text


def test_a_form_posted_from_elsewhere_is_not_led_back_there() -> None:
    client = gallery_app().test_client()
    answer = client.post("/mending", headers={"Referer": "https://evil.example/form"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text
    assert 'href="/mending"' in answer.text


def test_headers_that_say_how_to_go_on_are_kept() -> None:
    client = _app().test_client()
    assert client.get("/slow").headers["Retry-After"] == "120"
    assert "GET" in client.delete("/about").headers["Allow"]
