"""Twilio's own client against a server that speaks Twilio's protocol."""

from __future__ import annotations

import gc
import json
import logging
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from portal.messaging.gateways import Accepted, Rejected, Unknown
from portal.messaging.twilio_gateway import TwilioGateway
from tests.messaging.twilio_server import (
    ACCOUNT,
    TOKEN,
    Answer,
    TwilioServer,
    answering,
    cut_off,
    dripping,
    endless,
    hang,
    not_tls,
    refusing,
    reset,
    saying,
    twice,
)

NUMBER = "+8562055551234"
TEXT = "ໃບຢັ້ງຢືນ K7M2-X9 ພ້ອມແລ້ວ & 100% + ok"


@pytest.fixture
def server() -> Iterator[TwilioServer]:
    with TwilioServer() as server:
        yield server


def gateway(url: str, sender: str = "+15005550006", token: str = TOKEN) -> TwilioGateway:
    return TwilioGateway(ACCOUNT, token, sender, url, timeout_seconds=(0.5, 0.5))


def test_a_message_arrives_as_it_was_written(server: TwilioServer) -> None:
    answer = gateway(server.url).send(NUMBER, TEXT, "id")
    assert isinstance(answer, Accepted)
    assert answer.gateway_id == "SM" + f"{1:032x}"
    assert server.taken == [{"To": NUMBER, "From": "+15005550006", "Body": TEXT}]
    assert any(agent.startswith("twilio-python/") for agent in server.agents)


def test_a_messaging_service_chooses_the_sender(server: TwilioServer) -> None:
    service = "MG" + "1" * 32
    assert isinstance(gateway(server.url, sender=service).send(NUMBER, TEXT, "id"), Accepted)
    assert server.taken == [{"To": NUMBER, "MessagingServiceSid": service, "Body": TEXT}]


@pytest.mark.parametrize(
    ("code", "status", "permanent"),
    [
        (21211, 400, True),
        (21614, 400, True),
        (21610, 400, True),
        (21998, 400, True),
        (21612, 400, False),
        (20429, 429, False),
        (20503, 503, False),
        (20403, 403, False),
    ],
)
def test_a_refusal_says_whether_it_lasts_and_never_whom_it_is_about(
    server: TwilioServer, code: int, status: int, permanent: bool
) -> None:
    server.answers.append(refusing(code, status))
    answer = gateway(server.url).send(NUMBER, TEXT, "id")
    assert isinstance(answer, Rejected)
    assert (answer.permanent, answer.code) == (permanent, str(code))
    assert answer.words.endswith(".")
    assert NUMBER not in answer.words


def test_a_wrong_token_is_the_portals_fault_not_the_messages(server: TwilioServer) -> None:
    answer = gateway(server.url, token="old").send(NUMBER, TEXT, "id")
    assert answer == Rejected(False, "20003", "Twilio does not accept the account and token of the portal.")


@pytest.mark.parametrize(
    ("content", "status"),
    [
        *((b"<html>Bad Gateway</html>", status) for status in (500, 502, 503, 504)),
        (b'{"message": "Service unavailable"}', 503),
        (b"<html>Sign in to the network</html>", 200),
        (b"[]", 201),
        (b"{}", 201),
    ],
)
def test_an_answer_that_is_not_twilios_leaves_the_outcome_unknown(
    server: TwilioServer, content: bytes, status: int
) -> None:
    server.answers.append(saying(status, content))
    answer = gateway(server.url).send(NUMBER, TEXT, "id")
    assert answer == Unknown("answer", "Twilio's answer was not understood.")


@pytest.mark.parametrize("code", [20500, 20504])
def test_a_failure_of_twilios_own_leaves_the_outcome_unknown(server: TwilioServer, code: int) -> None:
    """Such a message may arrive all the same, its documentation says."""
    server.answers.append(refusing(code, code - 20000))
    answer = gateway(server.url).send(NUMBER, TEXT, "id")
    assert answer == Unknown(str(code), "Twilio failed, and may have taken the message.")


@pytest.mark.parametrize("status", [302, 403, 404, 429])
def test_a_status_that_says_the_message_went_no_further_is_temporary(server: TwilioServer, status: int) -> None:
    server.answers.append(saying(status, b"<html>Not now</html>"))
    answer = gateway(server.url).send(NUMBER, TEXT, "id")
    assert isinstance(answer, Rejected)
    assert not answer.permanent


@pytest.mark.parametrize("status", ["failed", "undelivered", "canceled"])
@pytest.mark.parametrize(("code", "permanent"), [(30006, True), (21610, True), (30001, False), (None, True)])
def test_a_message_that_twilio_made_and_gave_up_is_refused(
    server: TwilioServer, status: str, code: int | None, permanent: bool
) -> None:
    server.answers.append(answering(status=status, error_code=code))
    answer = gateway(server.url).send(NUMBER, TEXT, "id")
    assert isinstance(answer, Rejected)
    assert answer.permanent == permanent
    if code:
        assert answer.code == str(code)


@pytest.mark.parametrize("sid", [None, "", 7, ["SM"], "SM1", "AC" + "0" * 32, "SM" + "0" * 33, "SM" + "0" * 200])
def test_a_name_for_the_message_that_is_not_twilios_is_not_kept(server: TwilioServer, sid: object) -> None:
    server.answers.append(answering(sid=sid))
    assert isinstance(gateway(server.url).send(NUMBER, TEXT, "id"), Unknown)


@pytest.mark.parametrize("code", [["x"], {"a": 1}, "x" * 900, -1, None])
def test_a_refusal_with_a_senseless_code_is_understood_as_far_as_it_goes(server: TwilioServer, code: object) -> None:
    server.answers.append(saying(400, json.dumps({"code": code, "message": "m", "status": 400}).encode()))
    assert gateway(server.url).send(NUMBER, TEXT, "id") == Rejected(True, "400", "Twilio refuses the message.")


def test_no_answer_in_time_leaves_the_outcome_unknown(server: TwilioServer) -> None:
    server.answers.append(hang)
    answer = gateway(server.url).send(NUMBER, TEXT, "id")
    assert answer == Unknown("timeout", "Twilio did not answer in time.")


@pytest.mark.parametrize("head", [True, False])
def test_an_answer_that_drips_is_given_up_in_time_and_the_next_message_goes_out(
    server: TwilioServer, head: bool
) -> None:
    twilio = gateway(server.url)
    server.answers.append(dripping(201, b"{" + b" " * 500 + b"}", 0.2, head=head))
    before = time.monotonic()
    answer = twilio.send(NUMBER, TEXT, "id")
    assert time.monotonic() - before < 3
    assert answer == Unknown("timeout", "Twilio did not answer in time.")
    assert isinstance(twilio.send(NUMBER, TEXT, "id"), Accepted)


def test_an_answer_that_comes_twice_is_not_taken_for_the_next_messages(server: TwilioServer) -> None:
    twilio = gateway(server.url)
    server.answers.extend([twice, refusing(21211)])
    assert isinstance(twilio.send(NUMBER, TEXT, "id"), Accepted)
    time.sleep(0.2)
    assert isinstance(twilio.send(NUMBER, TEXT, "id"), Rejected)
    assert twilio.send(NUMBER, TEXT, "id") == Accepted("SM" + f"{2:032x}")
    assert len(server.connections) == len(server.asked) == 3


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for localhost, which signs itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "localhost.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file


@pytest.fixture
def server_over_tls(certificate: Path) -> Iterator[TwilioServer]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with TwilioServer(tls=tls) as server:
        yield server


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("fault", [not_tls, cut_off, reset])
def test_a_fault_of_tls_after_the_message_was_handed_over_leaves_the_outcome_unknown(
    server_over_tls: TwilioServer, fault: Answer
) -> None:
    twilio = gateway(server_over_tls.url)
    server_over_tls.answers.append(fault)
    answer = twilio.send(NUMBER, TEXT, "id")
    assert answer == Unknown("connection", "The connection to Twilio broke off before an answer.")
    assert isinstance(twilio.send(NUMBER, TEXT, "id"), Accepted)
    assert len(server_over_tls.asked) == 2


def test_a_certificate_that_nobody_vouches_for_gets_no_message(server_over_tls: TwilioServer) -> None:
    answer = gateway(server_over_tls.url).send(NUMBER, TEXT, "id")
    assert answer == Rejected(False, "connection", "Twilio could not be reached.")
    assert server_over_tls.asked == []


# CPython 3.11 forgets the socket that it began to wrap when the other side has reset it already.
@pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <ssl.SSLSocket:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("how", ["at once", "after the greeting", "reset"])
def test_a_connection_that_closes_before_it_is_secret_got_no_message(how: str) -> None:
    def closing() -> None:
        line, _ = listening.accept()
        if how == "after the greeting":
            line.recv(65536)
        if how == "reset":
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=closing)
        thread.start()
        answer = gateway(f"https://localhost:{listening.getsockname()[1]}").send(NUMBER, TEXT, "id")
        thread.join(5)
    gc.collect()
    assert answer == Rejected(False, "connection", "Twilio could not be reached.")


def test_of_an_endless_answer_little_is_read_and_the_next_message_goes_out(server: TwilioServer) -> None:
    server.answers.append(endless)
    twilio = gateway(server.url)
    before = time.monotonic()
    assert twilio.send(NUMBER, TEXT, "id") == Unknown("answer", "Twilio's answer was not understood.")
    assert time.monotonic() - before < 0.9
    assert isinstance(twilio.send(NUMBER, TEXT, "id"), Accepted)
    assert server.poured < 30_000_000  # what the sockets between hold, and not all that came


def test_a_connection_that_breaks_after_sending_leaves_the_outcome_unknown_and_the_next_message_goes_out(
    server: TwilioServer,
) -> None:
    server.answers.append(reset)
    twilio = gateway(server.url)
    answer = twilio.send(NUMBER, TEXT, "id")
    assert answer == Unknown("connection", "The connection to Twilio broke off before an answer.")
    assert isinstance(twilio.send(NUMBER, TEXT, "id"), Accepted)


def test_nobody_listening_is_temporary() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        answer = gateway(f"http://127.0.0.1:{unused.getsockname()[1]}").send(NUMBER, TEXT, "id")
    assert answer == Rejected(False, "connection", "Twilio could not be reached.")


@pytest.mark.parametrize("address", ["http://nowhere.invalid", "no address", "https://127.0.0.1:{port}"])
def test_an_address_that_nobody_answers_as_twilio_is_temporary(server: TwilioServer, address: str) -> None:
    answer = gateway(address.format(port=server.url.rpartition(":")[2])).send(NUMBER, TEXT, "id")
    assert answer == Rejected(False, "connection", "Twilio could not be reached.")
    assert server.asked == []


def test_an_address_that_is_looked_up_for_long_is_given_up_in_time_and_the_next_message_goes_out(
    server: TwilioServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up, looking = threading.Event(), socket.getaddrinfo
    late: list[threading.Thread] = []

    def slowly_looking(host: str, *rest: Any, **more: Any) -> Any:
        late.append(threading.current_thread())
        assert looked_up.wait(20)
        return looking(host, *rest, **more)

    twilio = gateway(server.url)
    with monkeypatch.context() as patched:
        patched.setattr(socket, "getaddrinfo", slowly_looking)
        before = time.monotonic()
        answer = twilio.send(NUMBER, TEXT, "id")
        assert time.monotonic() - before < 3
    assert answer == Rejected(False, "connection", "Twilio could not be reached.")
    assert isinstance(twilio.send(NUMBER, TEXT, "id"), Accepted)
    looked_up.set()
    (looking_late,) = late
    looking_late.join(5)
    assert not looking_late.is_alive()
    assert len(server.asked) == 1, "what was given up is not sent after all"


def test_threads_get_their_own_answers(server: TwilioServer) -> None:
    twilio = gateway(server.url)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: twilio.send(NUMBER, f"text {n}", str(n)), range(80)))
    ids = [answer.gateway_id for answer in answers if isinstance(answer, Accepted)]
    assert len(set(ids)) == 80
    bodies = {f"SM{place:032x}": form["Body"] for place, form in enumerate(server.taken, 1)}
    assert [bodies[sid] for sid in ids] == [f"text {n}" for n in range(80)]


def test_the_log_of_twilios_client_holds_no_personal_data(
    server: TwilioServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answers.append(refusing(21211))
    gateway(server.url).send(NUMBER, TEXT, "id")
    gateway(server.url).send(NUMBER, TEXT, "id")
    assert caplog.records
    assert not [record for record in caplog.records if NUMBER.lstrip("+") in record.getMessage()]
    assert not [record for record in caplog.records if "K7M2" in record.getMessage()]


def test_settings_that_cannot_work_are_refused_at_the_start() -> None:
    with pytest.raises(ValueError, match="PORTAL_TWILIO"):
        TwilioGateway("", "", "")
    with pytest.raises(ValueError, match="lease"):
        TwilioGateway(ACCOUNT, TOKEN, "+15005550006", timeout_seconds=(5, 60))
