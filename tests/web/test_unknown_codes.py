"""A code of no certificate is shown as it is printed, so that it can be compared with the paper."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask


@pytest.mark.parametrize("typed", ["RZFR9S5MNJ7R", "rzfr-9s5m-nj7r", "RZFR 9S5M NJ7R"])
def test_a_code_that_is_none_is_shown_in_groups_as_printed(app: Flask, typed: str) -> None:
    asked = app.test_client().get("/v", query_string={"code": typed}, follow_redirects=True)
    direct = app.test_client().get(f"/v/{typed}")
    for answer in (asked, direct):
        assert answer.status_code == 404
        assert "RZFR-9S5M-NJ7R" in BeautifulSoup(answer.text, "html.parser").select("main")[0].get_text()
