"""Somebody with a browser, as far as forms and links go: for tests of a portal that runs in another process."""

from __future__ import annotations

import html
import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

_TOKEN = re.compile(r'name="_csrf"[^>]*value="([^"]+)"')


class Visitor:
    """Keeps cookies, follows redirects, sends forms with the token of the page they stand on."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page = ""
        self.path = ""

    def get(self, path: str) -> str:
        """Open a page and return it. Raises urllib.error.HTTPError for a problem page."""
        return self._open(urllib.request.Request(self._address + path))  # noqa: S310 - http

    def post(self, path: str, **fields: str) -> str:
        """Send a form of the page that is open; return the page it leads to."""
        token = _TOKEN.search(self.page)
        assert token is not None, "the page has no form"
        body = urllib.parse.urlencode({"_csrf": html.unescape(token[1]), **fields}).encode()
        return self._open(urllib.request.Request(self._address + path, data=body))  # noqa: S310 - http

    def _open(self, request: urllib.request.Request) -> str:
        with self._opener.open(request, timeout=30) as answer:
            self.page = answer.read().decode()
            self.path = urllib.parse.urlsplit(answer.url).path
        return self.page
