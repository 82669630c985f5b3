"""Reading files of areas: the one that comes with the portal, and ones with every kind of flaw in them."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.definition.model import Level
from portal.lao.place_name import is_impossible_lao
from portal.lao.text import canonical
from portal.store.area_file import COLUMNS, AreaRecord, FlawReason, NotAnAreaFileError, read_areas
from portal.store.places import AREAS_FILE

HEADING = "\t".join(COLUMNS)
WHOLE = ("01\tprovince\t\tວຽງຈັນ\tVientiane", "0101\tdistrict\t01\tຈັນທະບູລີ\tChanthabuly")


def _read(tmp_path: Path, *rows: str | bytes) -> tuple[dict[str, AreaRecord], list[tuple[int, str, FlawReason]]]:
    lines = [row if isinstance(row, bytes) else row.encode() for row in (HEADING, *rows)]
    file = tmp_path / "areas.tsv"
    file.write_bytes(b"\n".join(lines) + b"\n")
    records, flaws = read_areas(file)
    return {record.code: record for record in records}, [(flaw.line, flaw.code, flaw.reason) for flaw in flaws]


def test_the_portals_own_file_is_kept_whole_with_its_flaws_told() -> None:
    records, flaws = read_areas(AREAS_FILE)
    assert Counter(record.level for record in records) == {
        Level.PROVINCE: 18,
        Level.DISTRICT: 148,
        Level.VILLAGE: 8940,
    }
    lost = [flaw for flaw in flaws if flaw.reason is FlawReason.UNLISTED_PARENT]
    assert len(lost) == 24
    assert Counter(flaw.detail for flaw in lost) == {"0908": 23, "0000": 1}
    kept = {record.code: record for record in records}
    assert all(kept[flaw.code].parent is None for flaw in lost)
    odd = {flaw.code for flaw in flaws if flaw.reason is FlawReason.ODD_CHARACTERS}
    assert odd == {"040541", "060686", "060733", "060968", "060972", "090113", "710016"}
    shown = {code: kept[code].name_lo for code in ("040541", "061114", "804023", "0301", "060972")}
    assert shown == {
        "040541": "ທ່າກາດ", "061114": "ປ່າຊ້າງ", "804023": "ຫຼວງມີໄຊ", "0301": "ຫຼວງນ້ຳທາ", "060972": "ຫ້ວຍແສ້"
    }  # fmt: skip
    assert not [code for code, record in kept.items() if "ຫລ" in record.name_lo or "  " in record.name_lo]
    assert kept["060686"].name_en == "Nongkiew"
    assert all(record.name_lo == canonical(record.name_lo) != "" for record in records)
    assert "\u200b" not in "".join(record.name_lo + (record.name_en or "") for record in records)


def test_no_name_of_the_portals_own_file_is_one_that_lao_cannot_be_written_like() -> None:
    records, flaws = read_areas(AREAS_FILE)
    assert [record for record in records if is_impossible_lao(record.name_lo)] == []
    assert [record for record in records if any(sign in record.name_lo for sign in ("ຶອ", "ໃຫ່ຍ", "ໃໜ"))] == []
    kept = {record.code: record.name_lo for record in records}
    broken = {flaw.code: kept[flaw.code] for flaw in flaws if flaw.reason is FlawReason.IMPOSSIBLE_SPELLING}
    assert broken == {
        "060351": "ລະຫັດ 060351", "060733": "ລະຫັດ 060733", "060959": "ລະຫັດ 060959", "061106": "ລະຫັດ 061106",
        "710016": "Numnern", "904016": "ລະຫັດ 904016", "1202045": "ລະຫັດ 1202045", "1404050": "ລະຫັດ 1404050",
        "10837003": "Pakthap",
    }  # fmt: skip
    assert kept["060968"] == "ພູຫຼວງໃຕ້"
    assert kept["010236"] == "ໜອງແຕ່ງເໝືອ"  # probably ເໜືອ: told, and not guessed


def test_an_area_without_a_name_is_called_by_its_code_in_both_languages(tmp_path: Path) -> None:
    records, _ = _read(tmp_path, *WHOLE, "010101\tvillage\t0101\tໜ໐ເູປ\t")
    assert (records["010101"].name_lo, records["010101"].name_en) == ("ລະຫັດ 010101", "Code 010101")


def test_a_row_without_a_flaw_has_none(tmp_path: Path) -> None:
    records, flaws = _read(tmp_path, *WHOLE)
    assert flaws == []
    assert records["0101"] == AreaRecord("0101", Level.DISTRICT, "01", "ຈັນທະບູລີ", "Chanthabuly")


def test_children_may_stand_before_their_parents(tmp_path: Path) -> None:
    records, flaws = _read(tmp_path, *reversed(WHOLE))
    assert list(records) == ["01", "0101"]
    assert flaws == []


@pytest.mark.parametrize(
    ("row", "code", "reason"),
    [
        ("010101\tvillage\t0199\tດອນ\t", "010101", FlawReason.UNLISTED_PARENT),
        ("010101\tvillage\t\tດອນ\t", "010101", FlawReason.UNLISTED_PARENT),
        ("010101\tvillage\t01\tດອນ\t", "010101", FlawReason.WRONG_PARENT),
        ("010101\tvillage\t010101\tດອນ\t", "010101", FlawReason.WRONG_PARENT),
        ("02\tprovince\t01\tດອນ\t", "02", FlawReason.WRONG_PARENT),
        ("010101\tvillage\t0101\t\tDon", "010101", FlawReason.EMPTY_NAME),
        ("010101\tvillage\t0101\t\u200b\t", "010101", FlawReason.EMPTY_NAME),
        ("010101\tvillage\t0101\tດ\u200bອນ\t", "010101", FlawReason.RESPELLED),
        ("010101\tvillage\t0101\tນ\u0ecd\u0ec9\u0eb2\t", "010101", FlawReason.RESPELLED),
        ("010101\tvillage\t0101\tດî\x8aອນ\t", "010101", FlawReason.IMPOSSIBLE_SPELLING),
        ("010101\tvillage\t0101\tດອນv\t", "010101", FlawReason.ODD_CHARACTERS),
        ("010101\tvillage\t0101\tດອນເໝືອ\t", "010101", FlawReason.DOUBTFUL_WORD),
        ("010101\tvillage\t0101\tດອນ\t่jom", "010101", FlawReason.ODD_CHARACTERS),
        ("0101\tdistrict\t01\tອື່ນ\t", "0101-2", FlawReason.DUPLICATE_CODE),
    ],
)
def test_a_flawed_row_is_told_and_kept(tmp_path: Path, row: str, code: str, reason: FlawReason) -> None:
    records, flaws = _read(tmp_path, *WHOLE, row)
    assert reason in {found for line, _, found in flaws if line == 4}
    assert code in records
    assert records[code].flaw is reason or reason is FlawReason.RESPELLED
    assert records[code].name_lo
    assert {"01", "0101"} <= records.keys()


def test_two_of_one_name_side_by_side_are_both_told(tmp_path: Path) -> None:
    twins = ("010101\tvillage\t0101\tດອນ\t", "010102\tvillage\t0101\tດ\u200bອນ\t", "010103\tvillage\t0101\tດອນ1\t")
    records, flaws = _read(tmp_path, *WHOLE, *twins)
    assert [(line, code) for line, code, reason in flaws if reason is FlawReason.SHARED_NAME] == [
        (4, "010101"),
        (5, "010102"),
    ]
    assert records["010102"].flaw is FlawReason.SHARED_NAME
    assert records["010103"].flaw is None


def test_a_third_row_of_a_code_is_kept_too(tmp_path: Path) -> None:
    records, flaws = _read(tmp_path, *WHOLE, "0101\tdistrict\t01\tກ\t", "0101\tdistrict\t01\tຂ\t", WHOLE[1])
    assert {code: record.name_lo for code, record in records.items() if code.startswith("0101")} == {
        "0101": "ຈັນທະບູລີ",
        "0101-2": "ກ",
        "0101-3": "ຂ",
    }
    assert [reason for _, _, reason in flaws] == [
        FlawReason.DUPLICATE_CODE,
        FlawReason.DUPLICATE_CODE,
        FlawReason.REPEATED,
    ]


@pytest.mark.parametrize(
    "row",
    [
        "010101\tvillage\t0101\tດອນ",
        "010101\tvillage\t0101\tດອນ\t\t",
        "\tvillage\t0101\tດອນ\t",
        "0123456789012\tvillage\t0101\tດອນ\t",
        "010101\thamlet\t0101\tດອນ\t",
        "010101\tvillage\t0101\t" + "ດ" * 201 + "\t",
        b"010101\tvillage\t0101\t\xff\xfe\t",
        "just words",
    ],
)
def test_a_row_that_cannot_be_kept_is_told(tmp_path: Path, row: str | bytes) -> None:
    records, flaws = _read(tmp_path, *WHOLE, row)
    assert [(line, reason) for line, _, reason in flaws] == [(4, FlawReason.UNREADABLE)]
    assert records.keys() == {"01", "0101"}


@pytest.mark.parametrize("content", [b"", b"\n", b"code,level\n", b"\xff\xfe\x00"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "areas.tsv"
    file.write_bytes(content)
    with pytest.raises(NotAnAreaFileError):
        read_areas(file)


cells = st.one_of(st.sampled_from(["", "01", "0101", "province", "district", "village", "ດອນ"]), st.text(max_size=12))


@settings(deadline=None)
@given(st.lists(st.one_of(st.binary(max_size=40), st.lists(cells, min_size=4, max_size=6).map("\t".join))))
def test_no_line_is_lost_in_silence(rows: list[bytes | str]) -> None:
    body = b"\n".join(row if isinstance(row, bytes) else row.encode(errors="replace") for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "areas.tsv"
        file.write_bytes(HEADING.encode() + b"\n" + body)
        records, flaws = read_areas(file)
    filled = sum(bool(line.strip()) for line in body.splitlines())
    unkept = sum(flaw.reason in {FlawReason.UNREADABLE, FlawReason.REPEATED} for flaw in flaws)
    assert len(records) + unkept == filled
    codes = {record.code for record in records}
    assert len(codes) == len(records)
    assert all(record.parent is None or record.parent in codes for record in records)


@pytest.mark.parametrize(
    ("lao", "english", "shown"),
    [
        ("ດອນ", "\u0e48jom", ("ດອນ", None)),
        ("ดอน", "Don", ("Don", "Don")),
        ("ดอน", "ดอน", ("010101", "010101")),
        ("ດອນ", "Đon", ("ດອນ", "Đon")),
    ],
)
def test_a_name_that_papers_cannot_print_is_not_shown(
    tmp_path: Path, lao: str, english: str, shown: tuple[str, str | None]
) -> None:
    records, _ = _read(tmp_path, *WHOLE, f"010101\tvillage\t0101\t{lao}\t{english}")
    found = records["010101"]
    for name, wanted in zip((found.name_lo, found.name_en), shown, strict=True):
        assert name == wanted or (wanted == "010101" in (name or ""))
