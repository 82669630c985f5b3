"""The answers in the store are those that the rules leave, with salts that fit the digests of the events."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from portal.cases import apply
from portal.cases.command import Done
from portal.store import answers
from portal.store.tables import AnswerRow
from portal.web.forms.summary import summary_of
from portal.workflow.answers import form_of
from portal.workflow.events import Corrected, PageSaved
from tests.cases.shelves import changed
from tests.world import World

RESIDENCE = "residence-certificate"
HOUSEHOLDER = "    when: \"owner == 'other'\"\n"


def kept(world: World, case_id: str) -> dict[str, Any]:
    return dict(world.case(case_id).answers)


def test_what_a_correction_hides_is_dropped_and_what_it_gives_is_digested(world: World) -> None:
    case_id = world.submitted(RESIDENCE, example="corrected")
    assert {"host_name", "consent"} <= kept(world, case_id).keys()
    world.act(case_id, "village.return", fields=["owner", "since"], note="ກວດຄືນ")
    world.correct(case_id, owner="own", since="2011-05-01")
    left = kept(world, case_id)
    assert left["since"] == "2011-05-01"
    assert not {"host_name", "consent"} & left.keys()
    corrected = next(event for event in world.events(case_id) if isinstance(event, Corrected))
    with world.environment.database.reading() as session:
        row = session.scalars(
            select(AnswerRow).where(AnswerRow.case_id == case_id, AnswerRow.name == "since", AnswerRow.given_at == 0)
        ).one()
    assert corrected.digests["since"] == hashlib.sha256((row.salt + json.dumps(row.value)).encode()).hexdigest()


def test_handing_in_drops_what_a_later_page_hid(world: World) -> None:
    case_id = world.draft(RESIDENCE, example="corrected")
    assert "host_name" in kept(world, case_id)
    home = {name: value for name, value in kept(world, case_id).items() if name in {"village", "since", "owner"}}
    person = world.case(case_id).applicant
    saved = apply.save_page(world.environment, person, case_id, "home", {**home, "owner": "own"}, "save-again")
    assert isinstance(saved, Done)
    assert "host_name" in kept(world, case_id)
    assert isinstance(apply.submit(world.environment, person, case_id, "hand-in"), Done)
    assert "host_name" not in kept(world, case_id)


def test_a_page_of_minors_stays_on_the_desk_after_the_birthday(tmp_path: Path) -> None:
    for_minors = (HOUSEHOLDER, "    when: \"owner == 'other' || age(born) < 18\"\n")
    world = World(tmp_path, services=changed(tmp_path, RESIDENCE, for_minors))
    # Eighteen two days after it is handed in.
    case_id = world.submitted(RESIDENCE, example="corrected", born="2008-11-25", since="2012-01-01", owner="own")
    world.clock.move(days=4)
    case = world.case(case_id)
    service = world.environment.services.version(case.definition)
    with world.environment.database.reading() as session:
        sections = summary_of(form_of(service, case, world.environment.today()), case, session, "en")
    assert "householder" in [section.page for section in sections]
    world.close()


def test_what_a_correction_replaced_is_kept_with_the_salt_of_its_digest(world: World) -> None:
    case_id = world.submitted(RESIDENCE, example="corrected", since="2001-05-01")
    handed_in = kept(world, case_id)
    world.act(case_id, "village.return", fields=["owner", "since", "born"], note="ກວດຄືນ")
    world.correct(case_id, owner="own", since="2011-05-01", born=handed_in["born"])
    world.act(case_id, "village.return", fields=["since"], note="ກວດຄືນອີກ")
    world.correct(case_id, since="2012-05-01")
    with world.environment.database.reading() as session:
        first, second = answers.replaced(session, case_id).values()
        notes = [remark["note"] for remark in answers.remarks(session, case_id).values()]
        row = session.scalars(
            select(AnswerRow).where(
                AnswerRow.case_id == case_id, AnswerRow.name == "since", AnswerRow.replaced.is_(True)
            )
        ).first()
    assert first == {"owner": "other", "since": "2001-05-01"} | {
        name: handed_in[name] for name in ("host_name", "consent", "born")
    }, "also what was given anew and is the same"
    assert second == {"since": "2011-05-01"}
    assert notes == ["ກວດຄືນ", "ກວດຄືນອີກ"]
    assert row is not None
    saved = [event.digests for event in world.events(case_id) if isinstance(event, PageSaved | Corrected)]
    digest = hashlib.sha256((row.salt + json.dumps(row.value)).encode()).hexdigest()
    assert digest in {each["since"] for each in saved if "since" in each}
