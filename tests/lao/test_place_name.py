"""The names of places, as lists write them and as they are shown."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.lao.place_name import (
    is_doubtful_lao,
    is_impossible_lao,
    tidy_english_place,
    tidy_lao_place,
    tidy_village,
)
from portal.lao.text import canonical, fold

LAO = st.text(st.sampled_from("ກນຫລມບາ່້ິຶໍອຍໃ ()+-,.vA1ເ"), max_size=12)


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("ຫລວງນ້ຳທາ", "ຫຼວງນ້ຳທາ"),
        ("ຫນອງພົງ", "ໜອງພົງ"),
        ("ສິມມະໂນເຫນືອ", "ສິມມະໂນເໜືອ"),
        ("ໂພນ\u200bທັນ", "ໂພນທັນ"),
        ("ປາ່ຊ້າງ", "ປ່າຊ້າງ"),
        ("ຫ້ວຍແສ ້", "ຫ້ວຍແສ້"),
        ("ທ່າກາດv", "ທ່າກາດ"),
        ("ຫ້ວຍພຸກ( ກືມມຸ )", "ຫ້ວຍພຸກ (ກືມມຸ)"),
        ("ນາ+ຫາດລານ", "ນາ + ຫາດລານ"),
        ("ຕານ+ ບ ຕາຕຸງ", "ຕານ + ບ. ຕາຕຸງ"),
        ("ເບີ11(ບ.ຕາດກະຈຳ)", "ເບີ11 (ບ. ຕາດກະຈຳ)"),
        ("ຈາອູບ - ປາງທອງ", "ຈາອູບ-ປາງທອງ"),
        ("ນ້ຳກູດ ,ນ້ຳແຫງ", "ນ້ຳກູດ, ນ້ຳແຫງ"),
        ("ພຽງໂຮມ A", "ພຽງໂຮມ A"),
        ("ເມຶອງວາທາ", "ເມືອງວາທາ"),
        ("ນາຊາຍເຫນຶອ", "ນາຊາຍເໜືອ"),
        ("ເດຶ່ອດິນ", "ເດື່ອດິນ"),
        ("ໂຄກໃຫ່ຍ", "ໂຄກໃຫຍ່"),
        ("ບໍ່ໃຫນ່", "ບໍ່ໃໝ່"),
        ("ຊ່ອນເໝຶອ", "ຊ່ອນເໝືອ"),
        ("ພູຫຼວງໃຕ້(ເທັົîໃ)", "ພູຫຼວງໃຕ້"),
    ],
)
def test_a_lao_name_is_written_one_way(listed: str, shown: str) -> None:
    assert tidy_lao_place(listed) == shown


@pytest.mark.parametrize(
    ("listed", "shown"),
    [("ບ້ານຝາຍ", "ຝາຍ"), ("ບ້ານ ໂພນ", "ໂພນ"), ("ບ້ານ", "ບ້ານ"), ("ເມືອງວາ", "ເມືອງວາ"), ("ບາ້ນ ຫຼວງມີໄຊ", "ຫຼວງມີໄຊ")],
)
def test_a_village_does_not_say_twice_that_it_is_one(listed: str, shown: str) -> None:
    assert tidy_village(listed) == shown


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("viengthong", "Viengthong"),
        ("ືNongkiew", "Nongkiew"),
        ("kHEESSNG", "Kheessng"),
        ("Vientiane  Capital", "Vientiane Capital"),
    ],
)
def test_an_english_name_begins_with_a_capital(listed: str, shown: str) -> None:
    assert tidy_english_place(listed) == shown


@pytest.mark.parametrize(
    "name", ["ຫຼ໐໌ ໜîໃຸ໐", "ໜ໐ເູປ", "ເມືອງຶິວຍ", "ນໍ່້າເນີ່ນ", "ນາາ", "ປາກລືໍ້", "ປາກແຸບ", "ໃໝ່ຍ່", "ມຶອງ", "ກ ່ນ", "ດî"]
)
def test_a_name_that_lao_cannot_be_written_like_is_known(name: str) -> None:
    assert is_impossible_lao(name)


@pytest.mark.parametrize(
    "name", ["ຫາດເກາະນ້ຳ", "ຫຼັກ44", "ສະປຶ", "ດ່ານແຕ້ໆ", "ສະວຶອາ", "ໃໝ່ຍ່າງ", "ທີ1 (ຫຼັກ16) ປາກຊ່ອງ", "516", "ໂພນງາມ໑", "ຫຼ້ອຍ"]
)
def test_a_rare_name_is_still_a_name(name: str) -> None:
    assert not is_impossible_lao(name)


def test_only_people_of_the_place_know_a_doubtful_word() -> None:
    assert is_doubtful_lao("ຊ່ອນເໝືອ")
    assert not is_doubtful_lao("ຊ່ອນເໜືອ")
    assert not is_doubtful_lao("ຫ້ວຍເໝືອຍ")  # mist


@given(LAO)
@example("1(າ))")
@example("ກ((າ))v")
def test_tidying_twice_changes_nothing_and_the_name_is_still_canonical(name: str) -> None:
    once = tidy_lao_place(name)
    assert tidy_lao_place(once) == once == canonical(once)


@given(st.text(st.sampled_from("ກນຫລມາ່້ິຶອເ (+-,"), max_size=12))
def test_what_is_typed_as_listed_still_finds_it(name: str) -> None:
    assert fold(tidy_lao_place(name)) == fold(name)
