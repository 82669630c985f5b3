"""The language switch, and texts that carry two languages."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from flask import render_template_string
from hypothesis import given
from hypothesis import strategies as st

from portal.web.language import text_in
from portal.web.way_back import local_path
from tests.web.gallery import gallery_app


def test_lao_unless_the_visitor_chose_otherwise() -> None:
    client = gallery_app().test_client()
    assert '<html lang="lo"' in client.get("/about").text
    client.get("/language/en")
    assert '<html lang="en"' in client.get("/about").text
    client.set_cookie("lang", "xx")
    assert '<html lang="lo"' in client.get("/about").text


def test_the_switch_keeps_the_page_and_its_query() -> None:
    client = gallery_app().test_client()
    page = client.get("/form?from=sms&part=2")
    link = re.search(r'href="(/language/en[^"]*)"[^>]*lang="en" hreflang="en"', page.text)
    assert link
    answer = client.get(link[1].replace("&amp;", "&"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/form?from=sms&part=2"
    cookie = client.get_cookie("lang")
    assert cookie is not None
    assert (cookie.value, cookie.max_age, cookie.http_only, cookie.same_site) == ("en", 31_536_000, True, "Lax")


def test_the_present_language_is_marked() -> None:
    page = gallery_app().test_client().get("/about").text
    assert '<span aria-current="true" lang="lo">ລາວ</span>' in page
    assert "/language/lo" not in page


def test_after_a_post_the_switch_leads_to_a_page_that_opens() -> None:
    app = gallery_app(secret_key=SimpleNamespace(get_secret_value=lambda: "another key, also of some length"))
    app.config["WTF_CSRF_ENABLED"] = False
    page = app.test_client().post("/mending", data={"name": "x"}).text
    assert "/language/en?next=/mending" in page


@pytest.mark.parametrize("language", ["fr", "LO", "..", "lo%00"])
def test_other_languages_are_not_found(language: str) -> None:
    assert gallery_app().test_client().get(f"/language/{language}").status_code == 404


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " /about",
        "about",
        "javascript:alert(1)",
        "",
    ],
)
def test_the_switch_never_leads_off_the_site(target: str) -> None:
    answer = gallery_app().test_client().get("/language/en", query_string={"next": target})
    assert answer.headers["Location"] == "/"


@given(st.text(max_size=30))
def test_a_local_path_stays_on_the_site(target: str) -> None:
    path = local_path(target)
    if path is not None:
        assert re.match(r"/(?![/\\])", path)
        assert not re.search(r"[\\\x00-\x20\x7f]", path)


def test_a_bilingual_text_falls_back_to_its_other_language() -> None:
    assert text_in({"lo": "ບ້ານ", "en": "village"}, "en") == "village"
    assert text_in(SimpleNamespace(lo="ບ້ານ", en=""), "en") == "ບ້ານ"
    assert text_in({"lo": "", "en": "village"}, "lo") == "village"
    assert text_in("as it is", "lo") == "as it is"


def test_filters_over_constants_follow_the_request() -> None:
    """Jinja works out constant expressions while compiling; the same template must serve both languages."""
    app = gallery_app()
    app.add_url_rule(
        "/constant", "constant", lambda: render_template_string("{{ {'lo': 'ກ', 'en': 'k'} | text }}{{ 5 | kip }}")
    )
    client = app.test_client()
    assert client.get("/constant").text == "ກ5\N{NO-BREAK SPACE}ກີບ"
    client.set_cookie("lang", "en")
    assert client.get("/constant").text == "k5\N{NO-BREAK SPACE}kip"
