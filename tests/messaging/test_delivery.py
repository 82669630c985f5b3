"""Messages leave the outbox: in order, once, later when they cannot go now, and never after their time."""

from __future__ import annotations

import errno
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import structlog
from sqlalchemy import event, select

from portal.messaging import outbox
from portal.messaging.console import ConsoleGateway
from portal.messaging.delivery import MAX_TRIES, Delivered, Unnoted, deliver_due
from portal.messaging.gateways import Accepted, Rejected, Unknown
from portal.messaging.twilio_gateway import TwilioGateway
from portal.store.backoff import FIRST_WAIT, JITTER
from portal.store.database import Database
from portal.store.tables import CaseRow, MessageRow, PersonRow, ServiceVersionRow
from tests.messaging.twilio_server import ACCOUNT, TOKEN, TwilioServer, hang, slowly

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
NUMBER = "+8562055551234"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **length: float) -> None:
        self.now += timedelta(**length)


class ScriptedGateway:
    """Answers by the text of a message, and remembers in which order texts came."""

    name = "scripted"

    def __init__(self, answers: dict[str, Rejected | Unknown] | None = None) -> None:
        self.answers = answers or {}
        self.texts: list[str] = []
        self.lock = threading.Lock()

    def send(self, number: str, text: str, message_id: str) -> Accepted | Rejected | Unknown:
        with self.lock:
            self.texts.append(text)
        return self.answers.get(text) or Accepted(f"gateway-{message_id}")


BUSY = Rejected(permanent=False, code="busy", words="Busy.")
NEVER = Rejected(permanent=True, code="never", words="Never.")
SILENT = Unknown(code="silent", words="Silent.")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(database: Database) -> Database:
    """A database of each kind in turn, with three cases."""
    add_cases(database)
    return database


def add_cases(database: Database) -> None:
    with database.writing() as session:
        session.add(ServiceVersionRow(hash="h", service="s", version="1.0.0", definition="{}", published_at=START))
        session.add(PersonRow(id="p", language="lo", created_at=START))
        session.flush()
        for name in ("case-a", "case-b", "case-c"):
            session.add(
                CaseRow(
                    id=name,
                    service="s",
                    definition="h",
                    applicant_id="p",
                    status="draft",
                    sequence=1,
                    created_at=START,
                    updated_at=START,
                )
            )


def put(database: Database, text: str, *, case: str | None = None, lasts: timedelta | None = None) -> str:
    with database.writing() as session:
        return outbox.put(
            session,
            number=NUMBER,
            phone_digest="d" * 64,
            language="lo",
            key="submitted",
            text=text,
            now=START,
            case_id=case,
            expires_at=START + lasts if lasts else None,
        )


def row(database: Database, message: str) -> MessageRow:
    with database.reading() as session:
        return session.execute(select(MessageRow).where(MessageRow.id == message)).scalar_one()


def test_a_message_that_was_rolled_back_is_never_sent(database: Database, clock: Clock) -> None:
    class FaultError(Exception): ...

    with pytest.raises(FaultError), database.writing() as session:  # noqa: PT012 - the failing block is the point
        outbox.put(session, number=NUMBER, phone_digest="d", language="lo", key="k", text="t", now=START)
        session.flush()
        raise FaultError
    assert deliver_due(database, ScriptedGateway(), clock) == Delivered()


def test_what_is_sent_is_noted_with_the_gateways_name_for_it(database: Database, clock: Clock) -> None:
    message = put(database, "ສະບາຍດີ")
    clock.move(seconds=3)
    assert deliver_due(database, ScriptedGateway(), clock) == Delivered(sent=1)
    sent = row(database, message)
    assert (sent.status, sent.tries, sent.sent_at) == ("sent", 1, clock.now)
    assert (sent.gateway, sent.gateway_id) == ("scripted", f"gateway-{message}")
    assert deliver_due(database, ScriptedGateway(), clock) == Delivered()


def test_a_refusal_that_lasts_is_not_tried_again(database: Database, clock: Clock) -> None:
    message = put(database, "no")
    gateway = ScriptedGateway({"no": NEVER})
    assert deliver_due(database, gateway, clock) == Delivered(failed=1)
    clock.move(days=30)
    assert deliver_due(database, gateway, clock) == Delivered()
    assert (row(database, message).status, row(database, message).problem) == ("failed", "never: Never.")


def test_a_refusal_that_passes_is_tried_again_later_and_later_until_it_works(database: Database, clock: Clock) -> None:
    message = put(database, "wait")
    gateway = ScriptedGateway({"wait": BUSY})
    waits = []
    for _ in range(4):
        assert deliver_due(database, gateway, clock) == Delivered(waiting=1)
        assert deliver_due(database, gateway, clock) == Delivered()
        waits.append(row(database, message).next_try_at - clock.now)
        clock.now = row(database, message).next_try_at
    assert waits == sorted(waits)
    assert waits[0] >= FIRST_WAIT * (1 - JITTER)
    gateway.answers.clear()
    assert deliver_due(database, gateway, clock) == Delivered(sent=1)
    assert (row(database, message).status, row(database, message).problem) == ("sent", None)


def test_a_message_is_given_up_after_about_a_day(database: Database, clock: Clock) -> None:
    message = put(database, "wait")
    gateway = ScriptedGateway({"wait": BUSY})
    while row(database, message).status == "queued":
        clock.now = max(clock.now, row(database, message).next_try_at)
        deliver_due(database, gateway, clock)
    assert row(database, message).status == "failed"
    assert len(gateway.texts) == MAX_TRIES
    assert timedelta(hours=18) < clock.now - START < timedelta(hours=30)


def test_a_message_that_a_slow_gateway_took_goes_out_once_more_at_the_most(database: Database, clock: Clock) -> None:
    message = put(database, "ສະບາຍດີ")
    with TwilioServer() as server:
        server.answers.extend(slowly(0.8) for _ in range(10))
        twilio = TwilioGateway(ACCOUNT, TOKEN, "+15005550006", server.url, timeout_seconds=(0.4, 0.4))
        assert deliver_due(database, twilio, clock) == Delivered(waiting=1)
        clock.move(minutes=10, seconds=-1)
        assert deliver_due(database, twilio, clock) == Delivered()
        clock.move(minutes=5)
        assert deliver_due(database, twilio, clock) == Delivered(failed=1)
        clock.move(days=2)
        assert deliver_due(database, twilio, clock) == Delivered()
        assert len(server.taken) == 2
    assert (row(database, message).status, row(database, message).problem) == (
        "failed",
        "unknown-outcome, timeout: Twilio did not answer in time.",
    )


def test_a_code_that_may_have_gone_out_is_not_sent_again(database: Database, clock: Clock) -> None:
    code = put(database, "123456", lasts=timedelta(minutes=60))
    with TwilioServer() as server:
        server.answers.append(hang)
        twilio = TwilioGateway(ACCOUNT, TOKEN, "+15005550006", server.url, timeout_seconds=(0.4, 0.4))
        assert deliver_due(database, twilio, clock) == Delivered(failed=1)
        clock.move(minutes=30)
        assert deliver_due(database, twilio, clock) == Delivered()
        assert len(server.asked) == 1
    assert (row(database, code).problem or "").startswith("unknown-outcome")


def test_refusals_in_between_do_not_hide_that_a_message_may_have_gone_out(database: Database, clock: Clock) -> None:
    message = put(database, "hello")
    gateway = ScriptedGateway()
    for answer in (BUSY, BUSY, SILENT, BUSY, BUSY):
        gateway.answers["hello"] = answer
        assert deliver_due(database, gateway, clock) == Delivered(waiting=1)
        clock.now = row(database, message).next_try_at
    gateway.answers["hello"] = SILENT
    assert deliver_due(database, gateway, clock) == Delivered(failed=1)


def test_a_message_that_arrived_after_all_keeps_no_problem(database: Database, clock: Clock) -> None:
    message = put(database, "hello")
    gateway = ScriptedGateway({"hello": SILENT})
    deliver_due(database, gateway, clock)
    gateway.answers.clear()
    clock.now = row(database, message).next_try_at
    assert deliver_due(database, gateway, clock) == Delivered(sent=1)
    assert (row(database, message).status, row(database, message).problem) == ("sent", None)


def test_messages_of_a_case_keep_their_order_and_hold_up_no_other(database: Database, clock: Clock) -> None:
    for text, case in (("a1", "case-a"), ("a2", "case-a"), ("b1", "case-b"), ("a3", "case-a"), ("none", None)):
        put(database, text, case=case)
    gateway = ScriptedGateway({"a1": BUSY})
    deliver_due(database, gateway, clock)
    assert gateway.texts == ["a1", "b1", "none"]
    gateway.answers.clear()
    clock.move(minutes=1)
    deliver_due(database, gateway, clock)
    assert gateway.texts == ["a1", "b1", "none", "a1", "a2", "a3"]


def test_a_message_that_failed_for_good_does_not_hold_up_the_next(database: Database, clock: Clock) -> None:
    put(database, "a1", case="case-a")
    put(database, "a2", case="case-a")
    gateway = ScriptedGateway({"a1": NEVER})
    assert deliver_due(database, gateway, clock) == Delivered(sent=1, failed=1)


def test_a_code_whose_time_is_over_is_not_sent(database: Database, clock: Clock) -> None:
    late = put(database, "123456", lasts=timedelta(minutes=10))
    clock.move(minutes=10)
    gateway = ScriptedGateway()
    assert deliver_due(database, gateway, clock) == Delivered()
    assert (gateway.texts, row(database, late).status) == ([], "expired")
    assert deliver_due(database, gateway, clock) == Delivered()


def test_codes_go_before_a_heap_of_other_messages(database: Database, clock: Clock) -> None:
    for number in range(5):
        put(database, f"news {number}")
    put(database, "123456", lasts=timedelta(minutes=10))
    gateway = ScriptedGateway()
    deliver_due(database, gateway, clock)
    assert gateway.texts[0] == "123456"


def test_a_message_belongs_to_one_worker_until_its_lease_ends(database: Database, clock: Clock) -> None:
    message = put(database, "hello")
    first = outbox.claim_next(database, clock.now)
    assert first is not None
    assert first.id == message
    assert outbox.claim_next(database, clock.now) is None
    clock.move(seconds=outbox.LEASE.total_seconds())
    second = outbox.claim_next(database, clock.now)
    assert second is not None
    assert (second.id, second.tries) == (message, 2)

    outbox.mark_failed(database, first, "late", "the worker that lost its lease")
    assert row(database, message).status == "sending"
    outbox.mark_sent(database, second, "scripted", "id", clock.now)
    outbox.put_back(database, first, "late", "the worker that lost its lease", clock.now)
    assert row(database, message).status == "sent"


def test_a_killed_workers_message_keeps_its_place_in_the_case(database: Database, clock: Clock) -> None:
    put(database, "a1", case="case-a")
    put(database, "a2", case="case-a")
    assert outbox.claim_next(database, clock.now) is not None
    gateway = ScriptedGateway()
    assert deliver_due(database, gateway, clock) == Delivered()
    clock.move(seconds=outbox.LEASE.total_seconds())
    deliver_due(database, gateway, clock)
    assert gateway.texts == ["a1", "a2"]


class Unwritable:
    """Keeps a database from being written, from the moment a gateway has taken a message until `ends`."""

    def __init__(self, database: Database) -> None:
        self.database, self.stands = database, False
        event.listen(database.engine, "before_cursor_execute", self._refuse)

    def _refuse(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if self.stands and statement.startswith(("UPDATE", "INSERT")):
            raise OSError(errno.ENOSPC, "No space left on device")

    def ends(self) -> None:
        event.remove(self.database.engine, "before_cursor_execute", self._refuse)


class GatewayBeforeAFullDisk(ScriptedGateway):
    def __init__(self, disk: Unwritable, answers: dict[str, Rejected | Unknown] | None = None) -> None:
        super().__init__(answers)
        self.disk = disk

    def send(self, number: str, text: str, message_id: str) -> Accepted | Rejected | Unknown:
        self.disk.stands = True
        return super().send(number, text, message_id)


@pytest.fixture
def disk(database: Database) -> Iterator[Unwritable]:
    disk = Unwritable(database)
    yield disk
    disk.ends()


@pytest.mark.parametrize("answer", [None, NEVER, BUSY, SILENT])
def test_what_cannot_be_noted_is_held_and_noted_before_anything_else_goes_out(
    database: Database, clock: Clock, disk: Unwritable, answer: Rejected | Unknown | None
) -> None:
    message, unnoted = put(database, "a"), Unnoted()
    gateway = GatewayBeforeAFullDisk(disk, {"a": answer} if answer else {})
    for _ in range(3):
        with pytest.raises(OSError, match="No space"):
            deliver_due(database, gateway, clock, unnoted=unnoted)
        clock.move(minutes=2)
    disk.stands = False
    stop = ScriptedGateway()
    deliver_due(database, stop, clock, unnoted=unnoted, limit=0)
    assert gateway.texts == ["a"]
    wanted = {None: "sent", NEVER: "failed", BUSY: "queued", SILENT: "queued"}[answer]
    assert row(database, message).status == wanted


def test_a_message_whose_workers_cannot_note_it_goes_out_once_more_at_the_most(
    database: Database, clock: Clock, disk: Unwritable
) -> None:
    """Each worker dies before it can: what it held is gone with it."""
    message = put(database, "a")
    gateway = GatewayBeforeAFullDisk(disk)
    for _ in range(5):
        with suppress(OSError):
            deliver_due(database, gateway, clock)
        disk.stands = False
        clock.move(minutes=2)
    assert gateway.texts == ["a", "a"]
    assert (row(database, message).status, row(database, message).problem) == ("failed", outbox.LOST)


def test_an_acceptance_that_comes_late_is_noted_whatever_became_of_the_message(
    database: Database, clock: Clock
) -> None:
    for late in ("taken by another", "put back", "given up"):
        message = put(database, late)
        first = outbox.claim_next(database, clock.now)
        clock.move(seconds=outbox.LEASE.total_seconds())
        second = outbox.claim_next(database, clock.now)
        assert first is not None
        assert second is not None
        assert (second.id, second.maybe_sent) == (message, True)
        if late == "put back":
            outbox.put_back(database, second, "scripted", "busy", clock.now)
        elif late == "given up":
            outbox.mark_failed(database, second, "scripted", "unknown")
        outbox.mark_sent(database, first, "scripted", "of the first", clock.now)
        with structlog.testing.capture_logs() as lines:
            outbox.put_back(database, second, "scripted", "busy", clock.now)
            outbox.mark_sent(database, second, "scripted", "of the second", clock.now)
        assert [line["event"] for line in lines] == ["sms_settled_by_another"] * 2
        assert (row(database, message).status, row(database, message).gateway_id) == ("sent", "of the first")


def test_workers_whose_clocks_differ_send_a_message_once_more_at_the_most(database: Database, clock: Clock) -> None:
    """Each takes the other's lease for one that is over, or for one from before the clock was set back."""
    put(database, "a")

    class Meanwhile(ScriptedGateway):
        def __init__(self) -> None:
            super().__init__()
            self.depth = 0

        def send(self, number: str, text: str, message_id: str) -> Accepted | Rejected | Unknown:
            answer = super().send(number, text, message_id)
            self.depth += 1
            if self.depth < 6:
                fast = self.depth % 2
                deliver_due(database, self, lambda: clock.now + timedelta(minutes=30 * fast))
            return answer

    gateway = Meanwhile()
    deliver_due(database, gateway, clock)
    deliver_due(database, gateway, lambda: clock.now + timedelta(minutes=30))
    assert gateway.texts == ["a", "a"]


def test_workers_at_the_same_time_send_each_message_once(database: Database, clock: Clock) -> None:
    texts = [f"{case} {number}" for number in range(12) for case in ("case-a", "case-b", "case-c")]
    for text in texts:
        put(database, text, case=text.split()[0])
    gateway = ScriptedGateway()
    done: list[Delivered] = []

    def work() -> None:
        while (delivered := deliver_due(database, gateway, clock)).sent:
            done.append(delivered)

    at_once(work, 4)
    work()
    assert Counter(gateway.texts) == Counter(texts)
    for case in ("case-a", "case-b", "case-c"):
        numbers = [int(text.split()[1]) for text in gateway.texts if text.startswith(case)]
        assert numbers == sorted(numbers)
    assert sum(delivered.sent for delivered in done) == len(texts)


def test_setting_the_clock_back_holds_no_message_up_for_long(database: Database, clock: Clock) -> None:
    put(database, "queued")
    put(database, "in hand", case="case-a")
    assert outbox.claim_next(database, clock.now) is not None
    clock.move(days=-1)
    assert deliver_due(database, ScriptedGateway(), clock) == Delivered(sent=2)


def test_a_gateway_that_takes_nothing_is_left_alone_for_a_while(database: Database, clock: Clock) -> None:
    for number in range(50):
        put(database, f"news {number}")
    gateway = ScriptedGateway({f"news {number}": BUSY for number in range(50)})
    deliver_due(database, gateway, clock)
    assert len(gateway.texts) < 5


def test_a_stopping_worker_takes_no_further_message(database: Database, clock: Clock) -> None:
    for number in range(5):
        put(database, f"news {number}")
    gateway = ScriptedGateway()
    assert deliver_due(database, gateway, clock, stopping=lambda: len(gateway.texts) >= 2) == Delivered(sent=2)
    assert deliver_due(database, gateway, clock, limit=1) == Delivered(sent=1)


def test_a_gateway_that_fails_unexpectedly_costs_no_message(database: Database, clock: Clock) -> None:
    class Failing(ScriptedGateway):
        def send(self, number: str, text: str, message_id: str) -> Accepted | Rejected:
            raise RuntimeError(f"cannot send {text} to {number}")

    message = put(database, "secret words")
    with structlog.testing.capture_logs() as lines:
        assert deliver_due(database, Failing(), clock) == Delivered(waiting=1)
    assert row(database, message).status == "queued"
    assert_holds_nothing_personal(lines, message)


def test_the_console_gateway_tells_the_log_ids_only(database: Database, clock: Clock) -> None:
    message = put(database, "secret words")
    with structlog.testing.capture_logs() as lines:
        assert deliver_due(database, ConsoleGateway(), clock) == Delivered(sent=1)
    assert_holds_nothing_personal(lines, message)


def assert_holds_nothing_personal(lines: list[structlog.typing.EventDict], message: str) -> None:
    assert any(line.get("message") == message for line in lines)
    assert "secret" not in str(lines)
    assert NUMBER not in str(lines)


def at_once(work: Callable[[], None], count: int) -> None:
    faults: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=guarded) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
