"""An answer names only files that were uploaded for its question of its case, and no more are kept than are of use."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from portal.cases import apply
from portal.cases.attach import TRIES, attach, kept_before, lost_of
from portal.cases.command import Done
from portal.demo.papers import specimen
from portal.store import answers, files
from portal.store.columns import new_id
from portal.store.media import Kind, UploadProblem, accept
from portal.workflow.refusals import Refusal, Why
from tests.damaged_files import DAMAGED
from tests.store.test_pdf_actions import pdf
from tests.world import World

PERMIT = "construction-permit"
PHOTOS: tuple[Kind, ...] = ("photo",)
PDF: tuple[Kind, ...] = ("pdf",)
PHOTO = specimen(PHOTOS, "", 0)[1]
PLANS = specimen(PDF, "", 0)[1]
OTHER_PLANS = pdf(b"(another)")
OTHER_PLANS_KEPT = len(getattr(accept(OTHER_PLANS, PDF, len(OTHER_PLANS)), "data", b""))
"""Bytes of the copy."""


@pytest.fixture
def person(world: World) -> str:
    return world.applicant(f"+85620555{new_id()[-5:].translate(str.maketrans('abcdef', '012345'))}")


def put(world: World, person: str, case_id: str, field: str, data: bytes = PHOTO, name: str = "ຮູບ.jpg") -> str:
    kept = attach(world.environment, person, case_id, field, name, data)
    assert isinstance(kept, str), kept
    return kept


def another(number: int) -> bytes:
    """A photo of which there is no other."""
    made = io.BytesIO()
    Image.new("RGB", (40 + number, 40), (number, 80, 80)).save(made, "JPEG")
    return made.getvalue()


def kept_for(world: World, case_id: str, field: str) -> set[str]:
    with world.environment.database.reading() as session:
        return {row.id for row in files.listed(session, case_id).values() if row.field == field}


def save(world: World, person: str, case_id: str, page: str, **changes: Any) -> Done | Refusal:
    """Save a page that was saved before, with changes."""
    case = world.case(case_id)
    on_page = next(each for each in world.service(PERMIT).form if each.page == page)
    values = {name: case.answers.get(name) for name in on_page.fields if name in case.answers}
    return apply.save_page(world.environment, person, case_id, page, {**values, **changes}, new_id())


@pytest.mark.parametrize("named", ["no such file", "another case's", "another question's", "own and no such"])
def test_a_page_names_only_files_of_its_own_case_and_question(world: World, person: str, named: str) -> None:
    case_id, other = world.draft(PERMIT, person), world.draft(PERMIT, person)
    own = world.case(case_id).answers["title_photo"]
    answer = {
        "no such file": ["no-such-file"],
        "another case's": world.case(other).answers["title_photo"],
        "another question's": world.case(case_id).answers["plans"],
        "own and no such": [*own, "no-such-file"],
    }[named]
    refused = save(world, person, case_id, "land", title_photo=answer)
    assert isinstance(refused, Refusal)
    assert (refused.why, refused.fields) == (Why.UNKNOWN_FILE, {"title_photo": "required-file"})
    assert world.case(case_id).answers["title_photo"] == own
    assert isinstance(save(world, person, case_id, "land", title_photo=own), Done)


def test_a_correction_names_only_files_of_its_own_case(world: World, person: str) -> None:
    case_id, other = world.submitted(PERMIT, person), world.draft(PERMIT, person)
    world.clock.move(minutes=1)
    world.act(case_id, "village.return", fields=["plans"], note="ບໍ່ແຈ້ງ")
    own = world.case(case_id).answers["plans"]
    for foreign in (["no-such-file"], world.case(other).answers["plans"]):
        refused = apply.correct(world.environment, person, case_id, {"plans": foreign}, new_id())
        assert isinstance(refused, Refusal)
        assert refused.why is Why.UNKNOWN_FILE
    assert world.case(case_id).answers["plans"] == own
    fresh = put(world, person, case_id, "plans", PLANS)
    assert isinstance(apply.correct(world.environment, person, case_id, {"plans": [fresh]}, new_id()), Done)
    assert kept_for(world, case_id, "plans") == {*own, fresh}, "an officer may have opened the earlier one"


def test_only_a_question_for_files_takes_any_and_only_of_its_kind(world: World, person: str) -> None:
    case_id = world.draft(PERMIT, person)
    for field in ("nothing", "title_no", "title_photo-problem"):
        assert attach(world.environment, person, case_id, field, "a.jpg", PHOTO) is UploadProblem.NOT_ASKED_FOR
    assert attach(world.environment, person, case_id, "plans", "a.jpg", PHOTO) is UploadProblem.NOT_A_PDF


@pytest.mark.parametrize("state", ["handed in", "withdrawn"])
def test_a_case_that_is_not_being_written_takes_no_file(world: World, person: str, state: str) -> None:
    case_id = world.submitted(PERMIT, person)
    if state == "withdrawn":
        apply.withdraw(world.environment, person, case_id, new_id())
    before = kept_for(world, case_id, "title_photo")
    assert attach(world.environment, person, case_id, "title_photo", "a.jpg", PHOTO) is UploadProblem.NOT_ASKED_FOR
    assert kept_for(world, case_id, "title_photo") == before


def test_of_many_tries_the_latest_are_kept_and_saving_keeps_what_is_used(world: World, person: str) -> None:
    case_id = world.draft(PERMIT, person)
    [answered, *_rest] = world.case(case_id).answers["title_photo"]
    most = TRIES * world.service(PERMIT).fields["title_photo"].max_files
    for number in range(2 * most):
        latest = put(world, person, case_id, "title_photo", another(number))
        kept = kept_for(world, case_id, "title_photo")
        assert len(kept) <= most
        assert {answered, latest} <= kept
    assert isinstance(save(world, person, case_id, "land", title_photo=[latest]), Done)
    assert kept_for(world, case_id, "title_photo") == {latest}
    assert kept_for(world, case_id, "plans") == set(world.case(case_id).answers["plans"])


def test_files_that_are_named_on_the_page_are_not_forgotten_but_no_more_are_taken(world: World, person: str) -> None:
    case_id = world.draft(PERMIT, person)
    most = TRIES * world.service(PERMIT).fields["title_photo"].max_files
    named = [*kept_for(world, case_id, "title_photo")]
    while len(named) < most:
        named.append(put(world, person, case_id, "title_photo", another(len(named))))
    apply.keep_typed(world.environment, person, case_id, "land", {"title_photo": named})
    assert attach(world.environment, person, case_id, "title_photo", "a.jpg", another(most)) is UploadProblem.TOO_MANY
    assert kept_for(world, case_id, "title_photo") == set(named)


def test_a_photo_chosen_twice_is_one_file(world: World, person: str) -> None:
    case_id = world.draft(PERMIT, person)
    before = kept_for(world, case_id, "title_photo")
    first = put(world, person, case_id, "title_photo", another(7))
    assert put(world, person, case_id, "title_photo", another(7), name="ຮູບອື່ນ.jpg") == first
    assert kept_for(world, case_id, "title_photo") == before | {first}
    other = world.draft(PERMIT, person)
    assert put(world, person, other, "title_photo", another(7)) != first, "each application has its own"


def test_what_was_kept_is_known_again_without_another_look(
    world: World, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = world.draft(PERMIT, person)
    first = put(world, person, case_id, "plans", OTHER_PLANS)
    monkeypatch.setattr("portal.cases.attach.accept", lambda *_: UploadProblem.BUSY)
    assert put(world, person, case_id, "plans", OTHER_PLANS) == first
    assert attach(world.environment, person, case_id, "plans", "a.pdf", OTHER_PLANS + b"\n") is UploadProblem.BUSY


@pytest.mark.parametrize("lost", DAMAGED)
def test_what_the_store_has_lost_is_kept_anew_when_another_sends_it_first(world: World, person: str, lost: str) -> None:
    case_id = world.draft(PERMIT, person)
    first = put(world, person, case_id, "plans", OTHER_PLANS)
    with world.environment.database.reading() as session:
        row = files.listed(session, case_id)[first]
    DAMAGED[lost](world.environment.settings.data_dir / "files" / row.content[:2] / row.content)
    other = world.applicant("+8562055559875")
    put(world, other, world.draft(PERMIT, other), "plans", OTHER_PLANS)
    assert world.environment.files.is_intact(row.content, row.size)


@pytest.mark.parametrize("lost", DAMAGED)
@pytest.mark.parametrize("room", [True, False])
def test_what_the_store_has_lost_is_kept_anew_when_it_is_sent_again(
    world: World, person: str, room: bool, lost: str
) -> None:
    case_id = world.draft(PERMIT, person)
    first = put(world, person, case_id, "plans", OTHER_PLANS)
    with world.environment.database.reading() as session:
        content = files.listed(session, case_id)[first].content
    DAMAGED[lost](world.environment.settings.data_dir / "files" / content[:2] / content)
    assert lost_of(world.environment, case_id, [first, *world.case(case_id).answers["plans"]]) == {first}
    if room:
        assert put(world, person, case_id, "plans", OTHER_PLANS) == first
    else:
        assert kept_before(world.environment, person, case_id, "plans", OTHER_PLANS) == first
    with world.environment.database.reading() as session:
        row = files.listed(session, case_id)[first]
    assert len(world.environment.files.read(row.content)) == row.size
    assert not lost_of(world.environment, case_id, [first])


def test_a_person_has_so_many_drafts_and_no_more(world: World, person: str) -> None:
    started = [apply.start(world.environment, person, PERMIT, new_id()) for _ in range(apply.MOST_DRAFTS)]
    assert all(isinstance(done, Done) for done in started)
    refused = apply.start(world.environment, person, PERMIT, new_id())
    assert isinstance(refused, Refusal)
    assert refused.why is Why.TOO_MANY_DRAFTS
    assert isinstance(started[0], Done)
    apply.withdraw(world.environment, person, started[0].case_id, new_id())
    assert isinstance(apply.start(world.environment, person, PERMIT, new_id()), Done)


def test_a_person_fills_so_much_of_the_disk_and_no_more(
    world: World, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = world.draft(PERMIT, person), world.draft(PERMIT, person)
    with world.environment.database.reading() as session:
        kept = sum(row.size for case_id in (first, second) for row in files.listed(session, case_id).values())
    monkeypatch.setattr("portal.cases.attach.MOST_BYTES", kept + OTHER_PLANS_KEPT - 1)
    before = list(world.environment.files.listed())
    assert attach(world.environment, person, second, "plans", "a.pdf", OTHER_PLANS) is UploadProblem.TOO_MANY
    assert list(world.environment.files.listed()) == before, "what is refused is not written"
    other = world.applicant("+8562055559876")
    put(world, other, world.draft(PERMIT, other), "plans", PLANS)
    assert isinstance(apply.delete_draft(world.environment, person, first, new_id()), Done)
    put(world, person, second, "plans", PLANS)


def test_the_name_of_a_file_says_what_it_shows(world: World, person: str) -> None:
    case_id = world.draft(PERMIT, person)
    file_id = put(world, person, case_id, "title_photo", another(9), "plans\u202efdp.hta\x07\n")
    with world.environment.database.reading() as session:
        row = files.of_case(session, case_id, file_id)
        assert row is not None
        assert row.name == "plansfdp.hta"


def test_what_does_not_apply_is_forgotten_when_the_application_is_sent(world: World, person: str) -> None:
    """Residence: the householder's page is asked only of whoever lives in another's house."""
    case_id = world.draft("residence-certificate", person, example="corrected")
    consent = kept_for(world, case_id, "consent")
    assert consent
    put(world, person, case_id, "consent", another(3))
    apply.keep_typed(world.environment, person, case_id, "householder", {"host_name": ["ບໍ່ມີໃຜຄວນອ່ານ"]})
    home = {**world.case(case_id).answers, "owner": "own"}
    on_page = next(page for page in world.service("residence-certificate").form if page.page == "home").fields
    values = {name: value for name, value in home.items() if name in on_page}
    saved = apply.save_page(world.environment, person, case_id, "home", values, new_id())
    assert isinstance(saved, Done)
    assert isinstance(apply.submit(world.environment, person, case_id, new_id()), Done)
    assert kept_for(world, case_id, "consent") == set()
    assert "host_name" not in world.case(case_id).answers
    with world.environment.database.reading() as session:
        assert answers.pages_typed(session, case_id) == set()


def test_what_applies_is_kept_when_the_application_is_sent(world: World, person: str) -> None:
    case_id = world.draft(PERMIT, person)
    before = {field: kept_for(world, case_id, field) for field in ("title_photo", "plans")}
    put(world, person, case_id, "plans", PLANS + b"\n")
    assert isinstance(apply.submit(world.environment, person, case_id, new_id()), Done)
    assert {field: kept_for(world, case_id, field) for field in before} == before


def test_a_person_has_so_many_cases_with_the_offices_and_no_more(world: World, person: str) -> None:
    settings = world.environment.settings.model_copy(update={"running_cases": 2})
    few = replace(world.environment, settings=settings)
    drafts = [world.draft(PERMIT, person) for _ in range(3)]
    sent = [apply.submit(few, person, case_id, new_id()) for case_id in drafts]
    assert [isinstance(done, Done) for done in sent] == [True, True, False]
    for refused in (sent[2], apply.start(few, person, PERMIT, new_id())):
        assert isinstance(refused, Refusal)
        assert refused.why is Why.TOO_MANY_RUNNING
    assert isinstance(apply.start(few, person, "residence-certificate", new_id()), Done)
    apply.withdraw(few, person, drafts[0], new_id())
    assert isinstance(apply.submit(few, person, drafts[2], new_id()), Done)


def test_what_was_sent_counts_with_what_a_person_fills_of_the_disk(
    world: World, person: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, draft = world.submitted(PERMIT, person), world.draft(PERMIT, person)
    with world.environment.database.reading() as session:
        kept = sum(row.size for case_id in (sent, draft) for row in files.listed(session, case_id).values())
    monkeypatch.setattr("portal.cases.attach.MOST_BYTES", kept + OTHER_PLANS_KEPT - 1)
    assert attach(world.environment, person, draft, "plans", "a.pdf", OTHER_PLANS) is UploadProblem.TOO_MANY
