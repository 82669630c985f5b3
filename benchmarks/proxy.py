"""The proxy that stands before a portal in operation: nginx, with TLS and HTTP/2, on a port of this machine."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

START_SECONDS: Final = 10
_TRUST: Final = "PORTAL_TRUSTED_PROXIES"

_CONFIGURATION: Final = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
  access_log off; server_tokens off; gzip off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {folder}/proxy.crt; ssl_certificate_key {folder}/proxy.key; ssl_protocols TLSv1.3;
    location / {{
      proxy_pass {address}; proxy_http_version 1.1;
      proxy_set_header Host $http_host; proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto https;
      proxy_set_header X-Forwarded-Host $http_host;
    }}
  }}
}}
"""


@contextmanager
def trusting_a_proxy() -> Iterator[None]:
    """A portal started while the block runs believes one proxy before it."""
    before = os.environ.get(_TRUST)
    os.environ[_TRUST] = "1"
    try:
        yield
    finally:
        del os.environ[_TRUST]
        if before is not None:
            os.environ[_TRUST] = before


def has_nginx() -> bool:
    """Whether nginx, and openssl for its certificate, are installed on this machine."""
    return _nginx() is not None and shutil.which("openssl") is not None


@dataclass(frozen=True)
class Proxy:
    """Where a proxy listens (https://host:port), and the option by which Chromium takes its certificate for a good one.

    With a mere exception for a bad certificate, Chromium would keep nothing that it fetched.
    """

    address: str
    chromium_flag: str


@contextmanager
def http2(address: str, folder: Path) -> Iterator[Proxy]:
    """nginx before the portal at `address`, while the block runs.

    Its certificate is signed by itself. Raises RuntimeError with nginx's own words when it does not start.
    """
    folder.mkdir(parents=True)
    port = _free_port()
    _write_certificate(folder)
    configuration = folder / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, address=address))
    with subprocess.Popen([str(_nginx()), "-p", str(folder), "-c", str(configuration)]) as process:
        try:
            _wait(port, process, folder / "error.log")
            flag = f"--ignore-certificate-errors-spki-list={_key_digest(folder)}"
            yield Proxy(f"https://127.0.0.1:{port}", flag)
        finally:
            process.terminate()


def _nginx() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nginx does not answer: {log.read_text()[-1000:] if log.exists() else ''}")


def _write_certificate(folder: Path) -> None:
    asked = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1"]
    written = ["-subj", "/CN=127.0.0.1", "-keyout", str(folder / "proxy.key"), "-out", str(folder / "proxy.crt")]
    subprocess.run(["openssl", *asked, *written], check=True, capture_output=True)


def _key_digest(folder: Path) -> str:
    """The SHA-256 of the certificate's public key, in base64."""
    certificate = ssl.PEM_cert_to_DER_cert((folder / "proxy.crt").read_text())
    asked = ["x509", "-inform", "der", "-noout", "-pubkey"]
    public = subprocess.run(["openssl", *asked], input=certificate, check=True, capture_output=True).stdout
    body = b"".join(line for line in public.splitlines() if not line.startswith(b"-----"))
    return base64.b64encode(hashlib.sha256(base64.b64decode(body)).digest()).decode()
