"""The services on offer: what a changed, broken, renamed or hostile file does to a portal that runs."""

from __future__ import annotations

import gc
import os
import shutil
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from portal.cases import services
from portal.cases.services import ServiceShelf
from portal.definition.load import load_service
from portal.definition.model import Text
from portal.people.appointments import appoint
from portal.people.officers import Officer, create_officer
from portal.people.passwords import HashedPassword
from portal.store.database import Database
from portal.store.schema import upgrade
from portal.store.tables import AreaRow, PublicationRow
from tests.definition.boat import TEXT, spoil

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
NAME = "boat-licence"


@pytest.fixture
def database(sqlite_url: str) -> Database:
    made = Database(sqlite_url)
    upgrade(made)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "services"
    made.mkdir()
    return made


def write(folder: Path, text: str = TEXT, name: str = NAME) -> Path:
    file = folder / name / "service.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def look(shelf: ServiceShelf) -> None:
    """Look until a file that changed was found the same twice."""
    shelf.look()
    shelf.look()


def opened(folder: Path, database: Database, *, reload_seconds: float = 3600) -> ServiceShelf:
    return ServiceShelf(folder, database, reload_seconds=reload_seconds, clock=lambda: NOW)


def title(shelf: ServiceShelf, name: str = NAME) -> str:
    return shelf.offers()[name].service.title.en


def titled(title: str) -> str:
    return TEXT.replace("en: Boat licence}", f"en: {title}}}", 1)


def publications(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(PublicationRow)) or 0


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            return False
        time.sleep(0.02)
    return True


def test_a_file_whose_examples_fail_is_not_offered(folder: Path, database: Database) -> None:
    write(folder)
    shelf = opened(folder, database)
    write(folder, titled("Dearer licence").replace("fee: 4000", "fee: 4001"))
    look(shelf)
    assert title(shelf) == "Boat licence"
    assert [each.code for each in shelf.findings()] == ["example-fails"]


def test_after_going_back_and_a_restart_the_older_version_stays(folder: Path, database: Database) -> None:
    write(folder, titled("First"))
    shelf = opened(folder, database)
    for text in (titled("Second"), titled("First"), "service: ["):
        write(folder, text)
        look(shelf)
    assert title(shelf) == "First"
    assert title(opened(folder, database)) == "First"


def away(folder: Path) -> None:
    folder.rename(folder.with_name("away"))


def truncated(folder: Path) -> None:
    (folder / NAME / "service.yaml").write_text("")


def moved_aside(folder: Path) -> None:
    (folder / NAME / "service.yaml").rename(folder / NAME / "service.yaml~")


def without_its_folder(folder: Path) -> None:
    shutil.rmtree(folder / NAME)


@pytest.mark.parametrize("harm", [away, truncated, moved_aside, without_its_folder])
def test_while_a_file_is_being_replaced_the_last_version_is_served(
    folder: Path, database: Database, harm: Callable[[Path], None]
) -> None:
    write(folder)
    shelf = opened(folder, database)
    harm(folder)
    for _ in range(3):
        look(shelf)
        assert title(shelf) == "Boat licence"
    folder.mkdir(exist_ok=True)
    write(folder, titled("Back"))
    look(shelf)
    assert title(shelf) == "Back"


def beginning_of(text: str) -> str:
    """A file as somebody may find it while it is being written: without its last examples, and whole all the same."""
    return text[: text.index("  corrected:\n")]


def test_the_beginning_of_a_file_that_is_written_slowly_is_no_version(folder: Path, database: Database) -> None:
    file = write(folder)
    shelf = opened(folder, database)
    new = titled("Written slowly")
    with file.open("w", encoding="utf-8") as writing:
        for part in (beginning_of(new), *new[len(beginning_of(new)) :].splitlines(keepends=True)):
            writing.write(part)
            writing.flush()
            shelf.look()
            assert publications(database) == 1
    look(shelf)
    assert title(shelf) == "Written slowly"
    assert publications(database) == 2


def test_a_file_that_is_written_while_it_is_read_is_no_version(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(folder)
    shelf = opened(folder, database)
    new = titled("Written slowly")
    write(folder, beginning_of(new))
    shelf.look()

    def writing_meanwhile(path: Path) -> object:
        found = load_service(path)
        file.write_text(new, encoding="utf-8")
        return found

    with monkeypatch.context() as patched:
        patched.setattr("portal.cases.services.load_service", writing_meanwhile)
        shelf.look()
    assert title(shelf) == "Boat licence"
    look(shelf)
    assert title(shelf) == "Written slowly"
    assert publications(database) == 2


def test_a_portal_that_starts_while_a_file_is_written_serves_the_version_before(
    folder: Path, database: Database
) -> None:
    write(folder)
    opened(folder, database)
    new = titled("Written slowly")
    file = write(folder, beginning_of(new))
    over = threading.Event()

    def writing_on() -> None:
        while not over.wait(0.05):
            with file.open("a", encoding="utf-8") as appending:
                appending.write("#")

    writer = threading.Thread(target=writing_on)
    writer.start()
    try:
        shelf = opened(folder, database)
    finally:
        over.set()
        writer.join()
    assert publications(database) == 1
    write(folder, beginning_of(new) + "# more")  # for the watch, which begins with the first question
    assert title(shelf) == "Boat licence"
    write(folder, new)
    look(shelf)
    assert title(shelf) == "Written slowly"


def test_a_service_whose_file_stays_away_is_withdrawn(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "GONE_SECONDS", 0.3)
    write(folder)
    shelf = opened(folder, database)
    without_its_folder(folder)
    shelf.look()
    assert title(shelf) == "Boat licence"
    time.sleep(0.3)
    with capture_logs() as logs:
        shelf.look()
    assert not shelf.offers()
    assert [(line["event"], line["folder"]) for line in logs] == [("service_withdrawn", NAME)]


def test_a_services_folder_that_is_away_withdraws_nothing(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "GONE_SECONDS", 0)
    write(folder)
    shelf = opened(folder, database)
    away(folder)
    shelf.look()
    assert title(shelf) == "Boat licence"


def test_looking_at_an_unchanged_file_publishes_nothing(folder: Path, database: Database) -> None:
    file = write(folder)
    shelf = opened(folder, database)
    os.utime(file, (1, 1))
    look(shelf)
    opened(folder, database)
    assert publications(database) == 1


@pytest.mark.parametrize("other", ["a-copy", "z-copy"])
def test_a_second_folder_does_not_take_a_service_over(folder: Path, database: Database, other: str) -> None:
    write(folder)
    write(folder, titled("Taken over"), other)
    shelf = opened(folder, database)
    assert list(shelf.offers()) == [NAME]
    assert title(shelf) == "Boat licence"
    assert [each.code for each in shelf.findings()] == ["name-not-folder"]


def test_what_is_no_file_holds_nobody_up(folder: Path, database: Database) -> None:
    (folder / "pipe").mkdir()
    os.mkfifo(folder / "pipe" / "service.yaml")
    (folder / "folder" / "service.yaml").mkdir(parents=True)
    write(folder)
    shelf = opened(folder, database)
    assert list(shelf.offers()) == [NAME]
    assert {each.code for each in shelf.findings()} == {"no-file", "not-a-file"}


def test_a_link_out_of_its_folder_is_not_offered(folder: Path, database: Database, tmp_path: Path) -> None:
    write(folder)
    away = tmp_path / "away.yaml"
    (folder / NAME / "service.yaml").rename(away)
    (folder / NAME / "service.yaml").symlink_to(away)
    shelf = opened(folder, database)
    assert list(shelf.offers()) == []
    assert {each.code for each in shelf.findings()} == {"link-leads-away"}


def test_a_fault_of_the_checker_costs_one_service_its_news(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder)
    shelf = opened(folder, database)
    monkeypatch.setattr("portal.cases.services.findings_of", lambda *_, **__: 1 / 0)
    write(folder, titled("News"))
    with capture_logs() as lines:
        look(shelf)
    assert title(shelf) == "Boat licence"
    assert "service_not_examined" in {line["event"] for line in lines}


def test_changes_are_seen_without_being_asked_for(folder: Path, database: Database) -> None:
    write(folder)
    shelf = opened(folder, database, reload_seconds=0.1)
    assert title(shelf) == "Boat licence"
    write(folder, titled("Changed"))
    assert within(5, lambda: title(shelf) == "Changed")
    shutil.rmtree(folder / NAME)
    assert within(5, lambda: not shelf.offers())


def test_whoever_asks_does_not_wait_for_a_look(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder)
    shelf = opened(folder, database, reload_seconds=0.1)
    inside, go_on = threading.Event(), threading.Event()

    def slow(path: Path) -> object:
        inside.set()
        go_on.wait(10)
        return load_service(path)

    monkeypatch.setattr("portal.cases.services.load_service", slow)
    write(folder, titled("Changed"))
    shelf.offers()
    assert inside.wait(5)
    started = time.monotonic()
    assert title(shelf) == "Boat licence"
    assert time.monotonic() - started < 1
    go_on.set()
    assert within(5, lambda: title(shelf) == "Changed")


def test_a_look_that_fails_is_followed_by_another(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder)
    shelf = opened(folder, database, reload_seconds=0.1)
    failed = threading.Event()

    def locked(*_: object, **_source: object) -> None:
        failed.set()
        raise OSError("the database is locked")

    with monkeypatch.context() as patched:
        patched.setattr("portal.store.versions.publish", locked)
        write(folder, titled("Changed"))
        assert title(shelf) == "Boat licence"
        assert failed.wait(5)
    assert within(5, lambda: publications(database) == 2)


def watchers() -> set[threading.Thread]:
    gc.collect()
    return {thread for thread in threading.enumerate() if thread.name == "service-files"}


def test_a_forked_process_looks_for_itself(folder: Path, database: Database) -> None:
    write(folder)
    shelf = opened(folder, database, reload_seconds=0.1)
    shelf.offers()
    database.dispose()
    child = os.fork()
    if child == 0:
        write(folder, titled("Changed"))
        os._exit(0 if within(5, lambda: title(shelf) == "Changed") else 1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0


def test_the_watch_ends_with_its_shelf(folder: Path, database: Database) -> None:
    before = watchers()
    shelf = opened(folder, database, reload_seconds=0.1)
    shelf.offers()
    (mine,) = watchers() - before
    del shelf
    assert within(5, lambda: mine not in watchers())


def test_the_log_says_where_a_refused_file_is_wrong(folder: Path, database: Database) -> None:
    file = write(folder)
    shelf = opened(folder, database)
    spoilt = spoil(("place: village", "place: ¦vilage"))
    write(folder, spoilt.text)
    with capture_logs() as logs:
        look(shelf)
    (line,) = logs
    assert (line["event"], line["folder"]) == ("service_refused", NAME)
    assert line["at"] == [f"{file}:{spoilt.place.line}:{spoilt.place.column} unknown-name"]


def test_the_log_says_what_is_published_and_once(folder: Path, database: Database) -> None:
    write(folder)
    with capture_logs() as logs:
        shelf = opened(folder, database)
        shelf.look()
    (line,) = logs
    assert (line["event"], line["service"], line["version"]) == ("service_published", NAME, "1.0.0")
    assert line["hash"] == shelf.offers()[NAME].content_hash


def test_the_log_names_the_roles_that_no_officer_holds(folder: Path, database: Database) -> None:
    with database.writing() as session:
        session.add(AreaRow(code="01", level="province", name_lo="ວຽງຈັນ", search_lo="ວຽງຈັນ"))
        officer = create_officer(
            session, username="noy", password=HashedPassword("-"), name=Text(lo="ນ້ອຍ", en="Noy"), language="lo", now=NOW
        )
        assert isinstance(officer, Officer)
        appoint(session, officer_id=officer.id, role="signer", area="01", starts=NOW.date())
        appoint(session, officer_id=officer.id, role="clerk", area="01", starts=NOW.date())
    write(folder)
    with capture_logs() as logs:
        opened(folder, database)
    vacant = {(line["step"], line["role"], line["level"]) for line in logs if line["event"] == "role_without_officer"}
    assert vacant == {
        ("village", "clerk", "village"),
        ("village", "clerk", "district"),
        ("reviews.hull", "surveyor", "district"),
        ("reviews.safety", "safety", "district"),
    }
