"""A note and a reason have words for every reader, so that no action that asks them is without a question."""

from __future__ import annotations

import pytest

from portal.definition.asked import questions_of
from portal.definition.kinds.table import kind_of
from portal.definition.model import REMARKS, Remark
from portal.definition.problems import Problem, say
from portal.lao.language import LANGUAGES
from tests.definition.boat import TEXT, load


@pytest.mark.parametrize("remark", REMARKS)
@pytest.mark.parametrize("to", ["applicant", "refused", "reviews"])
def test_a_built_in_question_has_words_for_whoever_reads_it(remark: Remark, to: str) -> None:
    text = TEXT.replace("reject: {to: refused", f"reject: {{to: {to}", 1).replace(
        "asks: [reason]", f"asks: [{remark}]", 1
    )
    service = load(text).service
    assert service is not None
    question = questions_of(service, "village", "reject")[remark]
    assert kind_of(question).is_prose
    missing = say(Problem("required"), question)
    for language in LANGUAGES:
        assert question.label.in_language(language)
        assert question.hint is not None
        reader = {"lo": ("ຜູ້ຍື່ນຄຳຮ້ອງ", "ເພື່ອນຮ່ວມງານ"), "en": ("applicant", "colleagues")}[language]
        assert reader[to == "reviews"] in question.hint.in_language(language)
        assert missing.in_language(language) not in {"", question.label.in_language(language)}
