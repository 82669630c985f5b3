"""What an SMS costs: 160/153 septets, 70/67 UCS-2 units."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.segments import Segments, count_segments


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", Segments("GSM-7", 0, 0)),
        ("a" * 160, Segments("GSM-7", 160, 1)),
        ("a" * 161, Segments("GSM-7", 161, 2)),
        ("a" * 306, Segments("GSM-7", 306, 2)),
        ("a" * 307, Segments("GSM-7", 307, 3)),
        ("€" * 80, Segments("GSM-7", 160, 1)),
        ("€" * 81, Segments("GSM-7", 162, 2)),
        # The euro sign's two septets do not fit the one left in the first part.
        ("a" * 152 + "€" + "a" * 152, Segments("GSM-7", 306, 3)),
        ("{}[]~|\\^\f\n\r@Δ", Segments("GSM-7", 22, 1)),
        ("ກ" * 70, Segments("UCS-2", 70, 1)),
        ("ກ" * 71, Segments("UCS-2", 71, 2)),
        ("ກ" * 134, Segments("UCS-2", 134, 2)),
        ("ກ" * 135, Segments("UCS-2", 135, 3)),
        ("a" * 70 + "ກ", Segments("UCS-2", 71, 2)),
        ("`", Segments("UCS-2", 1, 1)),
        ("ç", Segments("UCS-2", 1, 1)),  # only the capital is in the GSM alphabet
        ("😀" * 35, Segments("UCS-2", 70, 1)),
        ("😀" * 36, Segments("UCS-2", 72, 2)),
        ("ກ" * 66 + "😀" + "ກ" * 66, Segments("UCS-2", 134, 3)),
        ("ຄຳຮ້ອງ ABC123 ພ້ອມແລ້ວ", Segments("UCS-2", 22, 1)),
    ],
)
def test_known_lengths(text: str, counted: Segments) -> None:
    assert count_segments(text) == counted


@given(st.one_of(st.text(), st.text("aé€[ກນ້ຳ😀", max_size=700)))
def test_segments_hold_the_units_and_no_more_than_needed(text: str) -> None:
    counted = count_segments(text)
    alone, part = (160, 153) if counted.encoding == "GSM-7" else (70, 67)
    if counted.encoding == "UCS-2":
        assert counted.units == len(text.encode("utf-16-le", "surrogatepass")) // 2
    if counted.segments <= 1:
        assert counted.segments == min(len(text), 1)
        assert counted.units <= alone
    else:
        assert counted.units > alone
        # A character of two units may leave one unit of a part unused.
        assert math.ceil(counted.units / part) <= counted.segments <= math.ceil(counted.units / (part - 1))


@given(st.text(), st.text())
def test_a_longer_text_never_costs_less(text: str, more: str) -> None:
    assert count_segments(text + more).segments >= count_segments(text).segments
