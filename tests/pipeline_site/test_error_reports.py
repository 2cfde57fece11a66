"""Unforeseen errors reach a Sentry server, without people's or clients' data."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

PROGRAM = """
import django
django.setup()
import sentry_sdk
from django.test import Client
from django.urls import path
import pipeline_site.urls as site

def broken(request):
    confidential = "-".join(["client", "7f"])
    raise RuntimeError("a rule forgot a case")

site.urlpatterns.append(path("broken", broken))
Client(raise_request_exception=False, headers={"host": "localhost"}).post(
    "/broken", {"password": "correct horse"}, headers={"Authorization": "Bearer six_stolen"}
)
sentry_sdk.flush(5)
"""


class Reports(HTTPServer):
    """A server that keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.bodies: list[str] = []


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        assert isinstance(self.server, Reports)
        self.server.bodies.append(body.decode())
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: pytest's output is for tests."""


@pytest.fixture
def reports() -> Iterator[Reports]:
    with Reports() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def fail_once(**environment: str) -> None:
    wanted = {"DJANGO_SETTINGS_MODULE": "pipeline_site.settings", "SECRET_KEY": "x"}
    subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=wanted | {"SENTRY_ENVIRONMENT": "studio"} | environment,
        capture_output=True,
        check=True,
    )


def test_an_unforeseen_error_is_reported_without_confidential_data(reports: Reports) -> None:
    fail_once(SENTRY_DSN=f"http://public@127.0.0.1:{reports.server_port}/1")

    sent = "".join(reports.bodies)
    assert "a rule forgot a case" in sent
    assert '"environment":"studio"' in sent.replace(" ", "")
    for confidential in ("correct horse", "six_stolen", "client-7f"):
        assert confidential not in sent


def test_nothing_is_sent_where_no_server_is_named(reports: Reports) -> None:
    fail_once()

    assert reports.bodies == []
