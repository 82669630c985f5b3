"""An officer at the desk without a screen: reads pages, presses buttons of their forms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from portal.lao.language import Language
from portal.web.current import environment
from tests.visits import client_of


@dataclass
class Answer:
    """A page as it came back, the path it came from, and its whole address."""

    status: int
    path: str
    page: BeautifulSoup
    address: str = ""

    @property
    def text(self) -> str:
        """What a reader sees, on one line."""
        return as_read(self.page)

    @property
    def notices(self) -> list[str]:
        """What the banners at the top say."""
        return [" ".join(one.get_text().split()) for one in self.page.select(".govuk-notification-banner__heading")]

    @property
    def errors(self) -> list[str]:
        """What the error summary says."""
        return [found.get_text(" ", strip=True) for found in self.page.select(".govuk-error-summary__list a")]

    @property
    def cases(self) -> list[str]:
        """The ids of the cases in the table, from the top."""
        addresses = [str(link["href"]).partition("?")[0] for link in self.page.select(".portal-queue tbody th a")]
        return [address.rsplit("/", 1)[-1] for address in addresses]

    @property
    def buttons(self) -> list[str]:
        """What can be pressed on the case in hand."""
        return [found.get_text(strip=True) for found in self.page.select(".portal-actions button, .portal-actions a")]

    def form_of(self, button: str) -> Tag:
        """The form that a button sends."""
        for found in self.page.select("main form"):
            if any(one.get_text(" ", strip=True) == button for one in found.select("button")):
                return found
        raise AssertionError(
            f"no button {button!r}; there are {[one.get_text() for one in self.page.select('button')]}"
        )

    def hidden(self, button: str) -> dict[str, str]:
        """What the form of a button sends by itself."""
        return {str(one["name"]): str(one["value"]) for one in self.form_of(button).select("input[type=hidden]")}


def as_read(part: Tag) -> str:
    """The words of a part of a page on one line. A name stands in a mark of its own, and what follows it close by."""
    return re.sub(r" (?=[,.])", "", " ".join(part.get_text(" ").split()))


@dataclass
class Desk:
    """The desk of one officer."""

    app: Flask
    officer: str
    language: Language = "en"
    token: str = field(default="", init=False)
    _signed_in_at: datetime | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.client = client_of(self.app, "officer", self.officer, self.language)

    def _stay_signed_in(self) -> None:
        """However far a test has moved the clock, the pages that are open stay good: their officer signed in again."""
        with self.app.app_context():
            now = environment().clock()
        if self._signed_in_at == now:
            return
        self._signed_in_at = now
        fresh = client_of(self.app, "officer", self.officer, self.language)
        with fresh.session_transaction() as signed_in, self.client.session_transaction() as session:
            session["_user_id"] = signed_in["_user_id"]

    def get(self, path: str) -> Answer:
        """Open a page."""
        self._stay_signed_in()
        return self._read(self.client.get(path, follow_redirects=True))

    def case(self, case_id: str) -> Answer:
        """Open a case."""
        return self.get(f"/desk/cases/{case_id}")

    def press(self, answer: Answer, button: str, **typed: str | list[str]) -> Answer:
        """Press a button of a page that is open, after typing, and go where it leads."""
        form = answer.form_of(button)
        return self.post(str(form.get("action") or answer.path), **{**answer.hidden(button), **typed})

    def post(self, path: str, **data: str | list[str]) -> Answer:
        """Send a form, with the token of the last page if it names none."""
        self._stay_signed_in()
        sent = {"_csrf": self.token, **data}
        return self._read(self.client.post(path, data=sent, follow_redirects=True))

    def find(self, text: str) -> Answer:
        """Look for a case from the queue."""
        return self.press(self.get("/desk"), "Find", q=text)

    def _read(self, response: TestResponse) -> Answer:
        page = BeautifulSoup(response.text, "html.parser")
        token = page.select_one("input[name=_csrf]")
        if token is not None:
            self.token = str(token["value"])
        address = response.request.full_path.rstrip("?")
        return Answer(response.status_code, response.request.path, page, address)
