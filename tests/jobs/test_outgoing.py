"""Where messages may be sent: to the internet, and to hosts that the operator named."""

import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.conf import LazySettings

from jobs.outgoing import NotDelivered, post_signed, signature_of, target_of

WORD = "quiet"


class Receiver(HTTPServer):
    """A web server that keeps what it is sent and answers as it is told."""

    def __init__(self, status: int = 204) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = status
        self.seen: list[tuple[dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?a=b"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(({**self.headers, "path": self.path}, body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def receiving(status: int = 204) -> Iterator[Receiver]:
    with Receiver(status) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0.0.0.0",  # noqa: S104 - refused, not listened on
        "10.0.0.7",
        "172.16.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::]",
        "[fe80::1]",
        "[fd00::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
    ],
)
def test_an_address_inside_a_private_network_is_refused(host: str) -> None:
    with pytest.raises(NotDelivered, match=r"private network|no host"):
        target_of(f"https://{host}/latest/meta-data")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hook",
        "http://192.0.2.1/",
        "ftp://192.0.2.1/",
        "file:///etc/passwd",
        "https://",
        "https://user:word@8.8.8.8/",
        "https://8.8.8.8:port/",
        "https://[::1/",
        "https://no-such-host.invalid/",
        "https://" + "x" * 300 + "/",
        "https://a..b/",
    ],
)
def test_what_is_no_address_to_send_to_is_refused_in_a_sentence(url: str) -> None:
    with pytest.raises(NotDelivered, match=r"\.$"):
        target_of(url)


def test_a_public_address_is_taken_as_it_was_looked_up() -> None:
    target = target_of("https://8.8.8.8:8443/hook?a=b")

    assert (target.address, target.port, target.path) == ("8.8.8.8", 8443, "/hook?a=b")
    assert target.encrypted


def test_a_message_is_signed_over_its_time_and_body(settings: LazySettings) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    with receiving() as server:
        post_signed(server.url, b'{"events": []}', secret=WORD)

    ((headers, body),) = server.seen
    assert headers["path"] == "/hook?a=b"
    assert body == b'{"events": []}'
    timestamp = headers["X-Sixstage-Timestamp"]
    expected = signature_of(body, secret=WORD, timestamp=timestamp)
    assert headers["X-Sixstage-Signature"] == expected
    assert expected != signature_of(body, secret=WORD, timestamp="0")


@pytest.mark.parametrize("status", [302, 307, 404, 500])
def test_only_a_good_answer_counts_and_redirects_are_not_followed(
    status: int, settings: LazySettings
) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    with receiving(status) as server, pytest.raises(NotDelivered, match=f"answered {status}"):
        post_signed(server.url, b"{}", secret=WORD)

    assert len(server.seen) == 1


def test_nobody_there_is_told(settings: LazySettings) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    with pytest.raises(NotDelivered, match="did not answer"):
        post_signed("http://127.0.0.1:9/", b"{}", secret=WORD)


def test_a_certificate_that_nobody_vouches_for_is_refused(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.WEBHOOK_HOSTS = ["localhost"]
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with receiving() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        with pytest.raises(NotDelivered, match="did not answer"):
            post_signed(f"https://localhost:{server.server_port}/", b"{}", secret=WORD)
    assert server.seen == []
