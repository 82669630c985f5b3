"""What officers may say makes an SMS as long as the longest of the questions of its name."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings


@pytest.mark.parametrize(("letters", "found"), [(10, []), (70, ["sms-too-long"])])
@pytest.mark.parametrize("longer", ["village", "province"])
def test_every_question_of_the_name_counts(longer: str, letters: int, found: list[str]) -> None:
    text = TEXT.replace("{ref} ບໍ່ໄດ້: {reason}", "{ref} ບໍ່ໄດ້: {grade}{grade}{grade}")
    head, *rejecting = text.split("asks: [reason]}")
    for step, rest in zip(("village", "province"), rejecting, strict=True):
        grade = "ກ" * (letters if step == longer else 1)
        option = f"{{first: {{lo: {grade}, en: First}}}}"
        head += f"asks: [reason, {{grade: {{type: choice, label: {{lo: ຊັ້ນ, en: Grade}}, options: {option}}}}}]}}{rest}"
    assert [each.code for each in findings(head) if each.code == "sms-too-long"] == found
