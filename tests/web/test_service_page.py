"""What a citizen reads of a service before the first question: whom it is for, and where its fee is paid."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, render_template

from portal.definition.model import Fee, Service, Text
from tests.world import World


def _page(world: World, app: Flask, language: str, **changed: Any) -> str:
    service = next(iter(world.environment.services.offers().values())).service.model_copy(update=changed)
    assert isinstance(service, Service)
    with app.test_request_context(headers={"Accept-Language": language}, query_string={"lang": language}):
        return render_template("catalogue/service.html", service=service)


@pytest.mark.parametrize("applies", ["person", "business", "office"])
def test_the_page_says_whom_a_service_is_for(world: World, app: Flask, applies: str) -> None:
    pages = {each: _page(world, app, "lo", applies=each) for each in ("person", "business", "office")}
    words = {"person": "ບຸກຄົນ", "business": "ວິສາຫະກິດ", "office": "ຫ້ອງການຂອງລັດ"}
    value = f'<dd class="govuk-summary-list__value">{words[applies]}</dd>'
    assert [each for each, page in pages.items() if value in page] == [applies]


def test_the_page_says_where_a_fee_is_paid(world: World, app: Flask) -> None:
    assert "ຈ່າຍຢູ່ຫ້ອງການ." in _page(world, app, "lo", fee=Fee(amount=5000))
    noted = _page(world, app, "lo", fee=Fee(amount=5000, note=Text(lo="ຈ່າຍຢູ່ຊັ້ນສອງ", en="Upstairs")))
    assert "ຈ່າຍຢູ່ຊັ້ນສອງ" in noted
    assert "ຈ່າຍຢູ່ຫ້ອງການ." not in noted
    assert "ຈ່າຍຢູ່ຫ້ອງການ." not in _page(world, app, "lo", fee=None)
