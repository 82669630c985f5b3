"""Safety headers, caching, compression, static files and proxies."""

from __future__ import annotations

import gzip
import re

import brotli
import pytest
from flask import Flask, request, session

from portal.web.security_headers import content_security_policy, public_page
from tests.web.gallery import gallery_app


def _app(**settings: object) -> Flask:
    app = gallery_app(**settings)

    @app.get("/remembering")
    @public_page
    def remembering() -> str:
        session["seen"] = True
        return "kept"

    @app.get("/own")
    def own() -> tuple[str, dict[str, str]]:
        return "own", {
            "Cache-Control": "private, max-age=5",
            "Content-Security-Policy": content_security_policy(script_src="'self'"),
        }

    @app.get("/where")
    def where() -> str:
        return f"{request.scheme} {request.remote_addr} {request.host}"

    return app


@pytest.mark.parametrize("path", ["/", "/form", "/nowhere", "/failing", "/language/en"])
def test_every_answer_carries_the_safety_headers(path: str) -> None:
    headers = _app().test_client().get(path).headers
    policy = headers["Content-Security-Policy"]
    for directive in ("default-src 'none'", "script-src 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert directive in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_view_may_widen_its_own_policy_and_cache() -> None:
    headers = _app().test_client().get("/own").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "private, max-age=5"


def test_only_public_pages_of_strangers_are_kept() -> None:
    client = _app().test_client()
    assert client.get("/").headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in client.get("/").headers["Vary"]
    assert client.get("/form").headers["Cache-Control"] == "no-store"
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"
    assert client.get("/").headers["Cache-Control"] == "no-store", "a session began with the form"


def test_an_answer_that_sets_a_cookie_is_never_public() -> None:
    answer = _app().test_client().get("/remembering")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "session=" in answer.headers["Set-Cookie"]


def test_public_pages_start_no_session() -> None:
    assert "Set-Cookie" not in _app().test_client().get("/").headers


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_pages_are_compressed(encoding: str) -> None:
    client = _app().test_client()
    plain = client.get("/").data
    packed = client.get("/", headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding
    assert {"br": brotli.decompress, "gzip": gzip.decompress}[encoding](packed.data) == plain
    assert len(packed.data) < len(plain) / 2


def test_static_files_are_compressed_hashed_and_kept_for_ever() -> None:
    client = _app().test_client()
    style = re.search(r'href="(/static/portal\.[0-9a-f]{12}\.css)"', client.get("/").text)
    assert style
    sent = client.get(style[1], headers={"Accept-Encoding": "br"}, buffered=True)
    assert sent.headers["Content-Encoding"] == "br"
    assert "immutable" in sent.headers["Cache-Control"]
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    font = re.search(rb"url\(([^)]+woff2)\)", brotli.decompress(sent.data))
    assert font
    assert client.get(f"/static/{font[1].decode()}", buffered=True).status_code == 200


def test_static_names_without_a_hash_and_paths_outside_are_not_found() -> None:
    client = _app().test_client()
    for path in ("/static/portal.css", "/static/../shell.py", "/static/%2e%2e/shell.py", "/static/"):
        assert client.get(path).status_code == 404


def test_style_sheets_hold_no_foreign_address_and_no_foreign_face() -> None:
    client = _app().test_client()
    for name in re.findall(r"/static/portal\.\w+\.css", client.get("/").text):
        sheet = client.get(name, buffered=True).text
        addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet)
        assert addresses
        assert all(address.startswith("data:") or "/" not in address for address in addresses), addresses
        assert "GDS Transport" not in sheet


def test_secure_cookies_and_strict_transport_over_https() -> None:
    client = _app(cookie_secure=True).test_client()
    answer = client.get("/language/en", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in client.get("/about").headers


def test_forwarded_headers_count_only_behind_a_proxy() -> None:
    forged = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "portal.example"}
    assert _app().test_client().get("/where", headers=forged).text == "http 127.0.0.1 localhost"
    behind = _app(trusted_proxies=1).test_client()
    assert behind.get("/where", headers=forged).text == "https 203.0.113.7 portal.example"
