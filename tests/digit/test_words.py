"""The words of names, and their Lao."""

from __future__ import annotations

import re

import pytest

from portal.digit.vocabulary import NAMED, PHRASES
from portal.digit.words import action_text, service_text, state_text, words_of
from portal.lao.text import canonical
from tests.lao.test_wording import forbidden

LAO = [*PHRASES.values(), *(lao for lao, _ in NAMED.values())]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("PENDING_FOR_DOC_VERIFICATION", "PENDING FOR DOCUMENT VERIFICATION"),
        ("pendingForDocVerification", "PENDING FOR DOCUMENT VERIFICATION"),
        ("SENDBACKTOCITIZEN", "SEND BACK TO CITIZEN"),
        ("PENDINGATLME", "PENDING AT FIELD OFFICER"),
        ("CITIZENACTIONREQUIRED-DV", "CITIZEN ACTION REQUIRED DOCUMENT VERIFICATION"),
        ("ModifyWSConnection", "MODIFY WS CONNECTION"),
        ("INPROGRESS", "IN PROGRESS"),
        ("ZEBRACROSSING", "ZEBRACROSSING"),
        ("ກວດສອບ", ""),
    ],
)
def test_names_are_parted_into_words(name: str, words: str) -> None:
    assert " ".join(words_of(name)) == words


@pytest.mark.parametrize(
    ("name", "lao", "english"),
    [
        ("PENDING_APPROVAL", "ລໍຖ້າອະນຸມັດ", "Pending approval"),
        ("DOC_VERIFICATION_PENDING", "ລໍຖ້າກວດເອກະສານ", "Document verification pending"),
        ("FIELD_INSPECTION_INPROGRESS", "ກຳລັງກວດສະຖານທີ່", "Field inspection in progress"),
        ("CITIZENACTIONREQUIRED", "ຜູ້ຍື່ນຄຳຮ້ອງຕ້ອງແກ້ໄຂ", "Citizen action required"),
        ("SEND_BACK_FOR_FIELD_INSPECTION", "ສົ່ງກັບໄປກວດສະຖານທີ່", "Send back for field inspection"),
    ],
)
def test_known_words_are_put_into_lao_in_its_order(name: str, lao: str, english: str) -> None:
    worded = state_text(name, 1)
    assert (worded.text.lo, worded.text.en, worded.translated) == (lao, english, True)


@pytest.mark.parametrize("name", ["ZEBRA_APPROVAL", "PENDING_FOR_ZEBRA", "PROPERTY_TRANSFER_APPROVED", "TO_THE"])
def test_what_cannot_be_put_into_lao_is_marked(name: str) -> None:
    worded = action_text(name, 1)
    assert not worded.translated
    assert worded.text.lo == f"ຕ້ອງແປ: {worded.text.en}"


def test_a_name_without_letters_is_counted() -> None:
    assert state_text("123", 4).text.en == "Step 4"
    assert service_text("—", 2).text.en == "Service 2"


def test_the_table_has_one_row_a_phrase_in_sound_lao() -> None:
    assert [lao for lao in LAO if canonical(lao) != lao] == []
    assert [lao for lao in LAO if re.search("[\u0e00-\u0e7f]", lao)] == []
    assert [phrase for phrase in PHRASES if not re.fullmatch("[A-Z]+( [A-Z]+)*", phrase)] == []


@pytest.mark.parametrize("word", forbidden())
def test_the_table_keeps_to_the_glossary(word: str) -> None:
    assert [lao for lao in LAO if word in lao] == []
