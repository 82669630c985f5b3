"""Texts with names filled in: what is markup stays so, and nothing else becomes it."""

from __future__ import annotations

from portal.web.line_breaks import whole_name
from portal.web.wording import filled


def test_a_name_in_a_sentence_is_not_parted_and_markup_in_it_is_shown_as_it_was_typed() -> None:
    assert filled("%(name)s chose “%(action)s”.", name=whole_name("ບຸນມີ ແກ້ວ"), action="<b>ຜ່ານ</b>") == (
        '<span class="portal-unbroken">ບຸນມີ</span> <span class="portal-unbroken">ແກ້ວ</span>'
        " chose “&lt;b&gt;ຜ່ານ&lt;/b&gt;”."
    )
    assert filled("%(name)s.", name=whole_name("<i>A")) == '<span class="portal-unbroken">&lt;i&gt;A</span>.'
