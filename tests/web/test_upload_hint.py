"""A browser writes its own words on the button for files: ours stand above it."""

from __future__ import annotations

import pytest

from portal import create_app
from portal.web.forms.uploads import upload_limits
from tests.world import World


@pytest.mark.parametrize(("service", "field"), [("residence-certificate", "consent"), ("construction-permit", "plans")])
def test_the_hint_says_in_lao_what_to_press(world: World, service: str, field: str) -> None:
    asked = world.service(service).fields[field]
    with create_app(environment=world.environment).test_request_context("/"):
        said = upload_limits(asked, 10)
    assert "ກົດປຸ່ມລຸ່ມນີ້ເພື່ອເລືອກ" in said
