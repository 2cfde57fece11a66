"""Passwords can't be guessed by trying, and where one goes after signing in stays on this site."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client

LOGIN = "/accounts/login/"


def sign_in(name: str, password: str, *, at: str = "10.0.0.1", to: str = "") -> HttpResponseBase:
    browser = Client(REMOTE_ADDR=at)
    return browser.post(LOGIN, {"username": name, "password": password, "next": to})


def guess(times: int, *, at: str = "10.0.0.1") -> list[int]:
    return [sign_in("rui", f"guess {number}", at=at).status_code for number in range(times)]


def test_after_too_many_wrong_passwords_even_the_right_one_is_refused(
    rui: User, settings: LazySettings
) -> None:
    settings.AXES_FAILURE_LIMIT = 3

    assert guess(3) == [200, 200, 429]
    refused = sign_in("rui", "rui")
    assert refused.status_code == 429
    assert isinstance(refused, HttpResponse)
    assert "Too many attempts" in refused.content.decode()
    assert "default-src 'self'" in refused["Content-Security-Policy"]


def test_a_stranger_elsewhere_locks_nobody_out(
    rui: User, olga: User, settings: LazySettings
) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    guess(3, at="203.0.113.9")

    assert sign_in("rui", "rui", at="10.0.0.1").status_code == 302
    assert sign_in("olga", "olga", at="203.0.113.9").status_code == 302


def test_the_right_password_forgets_the_wrong_ones(rui: User, settings: LazySettings) -> None:
    settings.AXES_FAILURE_LIMIT = 3

    for _ in range(3):
        assert guess(2) == [200, 200]
        assert sign_in("rui", "rui").status_code == 302


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"],
)
def test_signing_in_leads_nowhere_else(address: str, rui: User) -> None:
    assert sign_in("rui", "rui", to=address)["Location"] == "/dashboard"


def test_the_session_begins_anew_at_sign_in_and_scripts_can_not_read_it(rui: User) -> None:
    browser = Client()
    browser.cookies["sessionid"] = "chosen-by-somebody-else"
    browser.post(LOGIN, {"username": "rui", "password": "rui"})
    cookie = browser.cookies["sessionid"]

    assert cookie.value != "chosen-by-somebody-else"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_foreign_host_name_is_refused(db: None) -> None:
    assert Client().get(LOGIN, headers={"host": "evil.example"}).status_code == 400


def test_pages_can_not_be_framed_or_sniffed(db: None) -> None:
    answer = Client().get(LOGIN)

    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
