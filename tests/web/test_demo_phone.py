"""The demonstration phone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bs4 import BeautifulSoup

from portal import create_app
from portal.messaging import outbox
from tests.world import MORNING, World


def test_the_newest_message_is_at_the_top(tmp_path: Path) -> None:
    world = World(tmp_path, demo=True)
    with world.environment.database.writing() as session:
        for minutes, text in ((0, "older"), (5, "newest"), (2, "newer")):
            outbox.put(
                session,
                number="+8562055550301",
                phone_digest="d",
                language="en",
                key="k",
                text=text,
                now=MORNING + timedelta(days=900, minutes=minutes),
            )
    page = BeautifulSoup(create_app(environment=world.environment).test_client().get("/demo/phone").text, "html.parser")
    phone = page.select(".portal-phone")[0]
    assert [said.get_text() for said in phone.select(".portal-bubble__text")] == ["newest", "newer", "older"]
    world.close()
