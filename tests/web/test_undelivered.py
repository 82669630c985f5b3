"""An SMS that could not be delivered: the officer is told to call, the applicant what it said."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import update

from portal import create_app
from portal.lao.phone import format_phone
from portal.store.tables import MessageRow
from tests.visits import client_of
from tests.world import World

NUMBER = "+8562055550201"


def _text(page: str) -> str:
    return " ".join(BeautifulSoup(page, "html.parser").get_text(" ").replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("status", ["queued", "sending", "sent", "failed", "expired"])
def test_officer_and_applicant_read_what_became_of_the_sms(world: World, status: str) -> None:
    app = create_app(environment=world.environment)
    person = world.applicant(NUMBER)
    case_id = world.submitted("residence-certificate", person, village="010101")
    with world.environment.database.writing() as session:
        session.execute(update(MessageRow).where(MessageRow.case_id == case_id).values(status=status))
    reference = world.case(case_id).reference
    officer = client_of(app, "officer", world.officer("clerk", "010101"), "en")
    desk = _text(officer.get(f"/desk/cases/{case_id}").text)
    own = client_of(app, "applicant", person, "en").get(f"/my/{reference}").text
    words = {"queued": "Waiting to be sent", "sending": "Being sent", "sent": "Sent"}
    assert f"with which the applicant signs in. {words.get(status, 'Not delivered')}" in desk
    lost = status in {"failed", "expired"}
    called = f"The SMS could not be delivered: call {format_phone(NUMBER)}.".replace("\N{NO-BREAK SPACE}", " ")
    assert (called in desk) is lost
    assert ("could not be delivered. It said:" in _text(own)) is lost


def test_what_had_to_be_corrected_is_not_told_once_it_is(world: World) -> None:
    app = create_app(environment=world.environment)
    person = world.applicant("+8562055550202")
    case_id = world.submitted("residence-certificate", person, village="010101")
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    with world.environment.database.writing() as session:
        about = (MessageRow.case_id == case_id, MessageRow.key == "applicant")
        session.execute(update(MessageRow).where(*about).values(status="failed"))
    reader = client_of(app, "applicant", person, "en")
    path = f"/my/{world.case(case_id).reference}"
    assert "could not be delivered. It said:" in _text(reader.get(path).text)
    world.correct(case_id, full_name="ຊື່ ໃໝ່")
    assert "could not be delivered. It said:" not in _text(reader.get(path).text)
