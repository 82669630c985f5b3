"""What officers write to each other is on no page of the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from portal import create_app
from portal.store.tables import MessageRow
from tests.cases.shelves import changed
from tests.visits import client_of
from tests.world import World

RESIDENCE = "residence-certificate"
TO_APPLICANT = "ວັນທີບໍ່ກົງກັບປຶ້ມ"
INSIDE = "ຖາມນາຍບ້ານເລື່ອງນີ້ກ່ອນ"
REASON = "ບໍ່ໄດ້ອາໄສຢູ່ບ້ານນີ້"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def pages(world: World, case_id: str) -> dict[str, str]:
    """Every page of the case that its applicant can open."""
    case = world.case(case_id)
    client = client_of(create_app(environment=world.environment), "applicant", case.applicant)
    addresses = ["/my", *(f"/my/{case.reference}{end}" for end in ("", "/received", "/correct", "/withdraw"))]
    return {address: client.get(address).get_data(as_text=True) for address in addresses}


def sent(world: World, case_id: str) -> str:
    with world.environment.database.reading() as session:
        texts = session.scalars(select(MessageRow.text).where(MessageRow.case_id == case_id))
        return "\n".join(text or "" for text in texts)


def test_an_inner_note_does_not_stand_in_for_one_that_was_not_asked(tmp_path: Path) -> None:
    """The applicant is sent back and refused without a word, after offices wrote to each other."""
    silent = (
        ("ສົ່ງກັບໃຫ້ແກ້ໄຂ, en: Send back}, asks: [fields, note]}", "ສົ່ງກັບໃຫ້ແກ້ໄຂ, en: Send back}, asks: [fields]}"),
        (
            "      reject:  {to: rejected,  label: {lo: ປະຕິເສດ, en: Reject}, asks: [reason]}\n  district:",
            "      reject:  {to: rejected,  label: {lo: ປະຕິເສດ, en: Reject}}\n  district:",
        ),
        ("en: Back to village}, asks: [note]}", "en: Back to village}, asks: [note, reason]}"),
        (", note: ວັນທີຍ້າຍເຂົ້າບໍ່ກົງກັບປຶ້ມສຳມະໂນຄົວ}", "}"),
        ("[{do: village.reject, reason: ບໍ່ໄດ້ອາໄສຢູ່ບ້ານນີ້}]", "[village.reject]"),
        ("note: ກວດຊື່ຄືນ}", "note: ກວດຊື່ຄືນ, reason: ກວດຊື່ຄືນ}"),
    )
    world = World(tmp_path, services=changed(tmp_path, RESIDENCE, *silent))
    case_id = world.submitted(RESIDENCE)
    world.act(case_id, "village.confirm")
    world.act(case_id, "district.return", note=INSIDE, reason=INSIDE)
    world.act(case_id, "village.return", fields=["since"])
    assert INSIDE not in "".join(pages(world, case_id).values())
    world.correct(case_id, since="2013-01-01")
    world.act(case_id, "village.reject")
    assert INSIDE not in "".join(pages(world, case_id).values())
    assert INSIDE not in sent(world, case_id)
    world.close()


def test_a_note_from_district_to_village_never_reaches_the_applicant(world: World) -> None:
    case_id = world.submitted(RESIDENCE)
    reference = world.case(case_id).reference
    world.act(case_id, "village.confirm")
    world.act(case_id, "district.return", note=INSIDE)
    assert INSIDE not in "".join(pages(world, case_id).values())
    world.act(case_id, "village.return", fields=["since"], note=TO_APPLICANT)
    seen = pages(world, case_id)
    assert TO_APPLICANT in seen[f"/my/{reference}"]
    assert TO_APPLICANT in seen[f"/my/{reference}/correct"]
    assert INSIDE not in "".join(seen.values())
    world.correct(case_id, since="2013-01-01")
    world.act(case_id, "village.confirm")
    world.act(case_id, "district.return", note=INSIDE)
    seen = pages(world, case_id)
    assert INSIDE not in "".join(seen.values())
    assert TO_APPLICANT not in "".join(seen.values())
    world.act(case_id, "village.reject", reason=REASON)
    seen = pages(world, case_id)
    assert REASON in seen[f"/my/{reference}"]
    assert INSIDE not in "".join(seen.values())
    texts = sent(world, case_id)
    assert TO_APPLICANT in texts
    assert REASON in texts
    assert INSIDE not in texts


def test_what_reviews_say_to_each_other_stands_in_no_message_though_the_last_of_them_ends_the_case(
    tmp_path: Path,
) -> None:
    """Whoever writes it was told that colleagues read it."""
    asked = "asks: [note, {finding: {type: text, label: {lo: ຜົນ, en: Finding}}}]"
    branches = ", ".join(
        f"{name}: {{title: {{lo: {lao}, en: {name}}}, office: district, role: {name}, "
        f"actions: {{done: {{to: done, label: {{lo: ສຳເລັດ, en: Done}}, {asked}}}}}}}"
        for name, lao in (("land", "ທີ່ດິນ"), ("plan", "ແຜນ"))
    )
    reviews = (
        "confirm: {to: district,",
        "look: {to: reviews, label: {lo: ໃຫ້ກວດ, en: Have it looked at}}\n      confirm: {to: district,",
    )
    ends = (
        "\nroles:",
        f"\n  reviews: {{title: {{lo: ກວດ, en: Reviews}}, to: noted, branches: {{{branches}}}}}\n"
        "  noted: {end: granted, title: {lo: ບັນທຶກແລ້ວ, en: Noted}}\n\nroles:",
    )
    message = ("\nmessages:", '\nmessages:\n  noted: {lo: "{ref} {finding} {note}", en: "{ref} {finding} {note}"}\n#')
    world = World(tmp_path, services=changed(tmp_path, RESIDENCE, reviews, ends, message))
    case_id = world.submitted(RESIDENCE)
    world.act(case_id, "village.look")
    world.act(case_id, "reviews.land.done", note="ເອກະສານຄົບ", finding="ຖືກຕ້ອງ")
    world.act(case_id, "reviews.plan.done", note=INSIDE, finding=REASON)
    case = world.case(case_id)
    assert case.outcome == "granted"
    texts = sent(world, case_id)
    assert texts.splitlines()[-1].strip() == case.reference, "that it ended is told, without what stays between offices"
    assert INSIDE not in texts
    assert REASON not in texts
    world.close()
