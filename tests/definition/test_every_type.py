"""A type of answer is whole: whoever adds one to FieldType and forgets a part of it is told here."""

from __future__ import annotations

from datetime import date

import pytest

from portal.definition.display import display_line, to_raw
from portal.definition.fitting import fits
from portal.definition.kinds.table import kind_of
from portal.definition.model import FieldType
from portal.definition.samples import ordinary
from portal.definition.values import read
from portal.lao.language import Language
from portal.web.forms.build import form_of
from tests.definition.fields import EVERY, LABEL

TODAY = date(2026, 11, 23)
ANSWERED = [kind for kind in FieldType if kind_of(EVERY[kind.value]).is_answered]
"""All but lines that are worked out or only said. A type without an example in EVERY stops here."""
EVERY_TYPE = pytest.mark.parametrize("kind", ANSWERED, ids=str)


def _area_exists(_level: str, _code: str) -> bool:
    return True


@EVERY_TYPE
def test_a_plausible_answer_fits_and_reads_back_from_the_form(kind: FieldType) -> None:
    field = EVERY[kind.value]
    value = ordinary(field)
    assert fits(field, value)
    assert read(field, to_raw(field, value), TODAY, _area_exists) == value


@EVERY_TYPE
@pytest.mark.parametrize("language", ["lo", "en"])
def test_an_answer_can_be_shown(kind: FieldType, language: Language) -> None:
    field = EVERY[kind.value]
    assert display_line(field, ordinary(field), language, lambda _code: LABEL).strip()


@EVERY_TYPE
def test_there_is_a_control_for_it(kind: FieldType) -> None:
    form = form_of({"asked": EVERY[kind.value]}, "en", lambda *_asked: [])(None)
    assert [control.name for control in form] == ["asked"]
