"""People come in through the studio's provider, as themselves, with the rights that they have."""

import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.http.response import HttpResponseBase
from django.test import Client

from jobs.models import AuditEntry, Identity
from tests.oidc_provider import CLIENT_ID, CLIENT_SECRET, OTHER_KEY, Bend, Provider, oidc_provider

pytestmark = pytest.mark.django_db

BEGIN = "/accounts/single-sign-on"
PERSON = {
    "sub": "248289761001",
    "preferred_username": "kim",
    "given_name": "Kim",
    "family_name": "Berg",
    "email": "kim@studio.example",
    "email_verified": True,
}


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    with oidc_provider() as running:
        settings.OIDC_ISSUER = running.issuer
        settings.OIDC_CLIENT_ID = CLIENT_ID
        settings.OIDC_CLIENT_SECRET = CLIENT_SECRET
        running.person = dict(PERSON)
        yield running


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        """The browser's test client follows, for it has the cookies."""


def at_provider(begun: HttpResponseBase) -> str:
    """Where the provider sends the browser that was sent there."""
    try:
        urllib.request.build_opener(_Stay).open(begun["Location"])
    except urllib.error.HTTPError as answer:
        return str(answer.headers["Location"])
    raise AssertionError("the provider sends nobody back")


def sign_in(browser: Client, *, to: str = "") -> HttpResponseBase:
    return browser.get(at_provider(browser.get(BEGIN, {"next": to})))


def who(browser: Client) -> User | None:
    key = browser.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


def told(browser: Client) -> str:
    """The sign-in page as it is after a refusal."""
    return browser.get("/accounts/login/").content.decode()


def test_without_a_provider_there_is_nothing_of_it(client: Client) -> None:
    assert "Sign in with" not in told(client)
    assert client.get(BEGIN).status_code == 404
    assert client.get(f"{BEGIN}/answer").status_code == 404


def test_the_sign_in_page_leads_to_the_provider_and_keeps_where_one_was_going(
    client: Client, provider: Provider, settings: LazySettings
) -> None:
    settings.OIDC_NAME = "Studio & Söhne"
    page = client.get("/accounts/login/", {"next": "/audit?a=1&b=2"}).content.decode()

    assert "Sign in with Studio &amp; Söhne" in page
    assert f'href="{BEGIN}?next=%2Faudit%3Fa%3D1%26b%3D2"' in page


def test_somebody_new_comes_in_without_rights_and_the_log_says_so(
    client: Client, provider: Provider
) -> None:
    answer = sign_in(client)

    assert answer["Location"] == "/dashboard"
    kim = User.objects.get(username="kim")
    assert who(client) == kim
    assert (kim.first_name, kim.last_name, kim.email) == ("Kim", "Berg", "kim@studio.example")
    assert not kim.has_usable_password()
    assert not kim.is_staff
    assert kim.get_all_permissions() == set()
    assert client.get("/dashboard").status_code == 403
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.username) == ("person_joined", "kim")


def test_what_only_the_user_info_says_counts_too(client: Client, provider: Provider) -> None:
    provider.person = {"sub": "7"}
    provider.only_in_user_info = {"email": "kim@studio.example", "preferred_username": "kim"}
    sign_in(client)

    assert User.objects.get().email == "kim@studio.example"


def test_user_info_of_somebody_else_does_not_count(
    client: Client, provider: Provider, olga: User
) -> None:
    provider.person = {"sub": "7", "preferred_username": "kim"}
    provider.only_in_user_info = {"sub": "8", "email": olga.email, "email_verified": True}
    sign_in(client)

    assert who(client) != olga


def test_a_verified_address_finds_the_account_that_is_here_already(
    client: Client, provider: Provider, olga: User
) -> None:
    provider.person["email"] = olga.email
    sign_in(client)

    assert who(client) == olga


def test_an_address_that_is_not_verified_finds_nobody(
    client: Client, provider: Provider, olga: User
) -> None:
    provider.person |= {"email": olga.email, "email_verified": False}
    answer = sign_in(client)

    assert answer["Location"] == "/accounts/login/"
    assert who(client) is None
    assert "There is an account with the address olga@studio.example already" in told(client)


def test_roles_come_from_the_claim_that_the_operator_named(
    client: Client, provider: Provider, settings: LazySettings
) -> None:
    settings.OIDC_ROLES_CLAIM = "groups"
    provider.person["groups"] = ["reviewers"]
    sign_in(client)

    assert client.get("/dashboard").status_code == 200


def test_a_closed_account_stays_closed(client: Client, provider: Provider, olga: User) -> None:
    provider.person["email"] = olga.email
    sign_in(Client())
    User.objects.update(is_active=False)
    sign_in(client)

    assert who(client) is None
    assert "Your account here is closed" in told(client)


BENT: dict[str, Bend] = {
    "nonce": lambda claims: claims | {"nonce": "another"},
    "no nonce": lambda claims: {key: claims[key] for key in claims if key != "nonce"},
    "issuer": lambda claims: claims | {"iss": "https://evil.example"},
    "audience": lambda claims: claims | {"aud": "another client"},
    "past": lambda claims: claims | {"exp": claims["iat"] - 3600},
}


@pytest.mark.parametrize("what", BENT)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    client: Client, provider: Provider, what: str
) -> None:
    provider.bend = BENT[what]
    assert sign_in(client)["Location"] == "/accounts/login/"

    assert who(client) is None
    assert not User.objects.exists()


def test_a_token_that_somebody_else_signed_is_refused(client: Client, provider: Provider) -> None:
    provider.signed_with = OTHER_KEY
    sign_in(client)

    assert who(client) is None
    assert "Signing in did not work" in told(client)


def test_an_answer_without_our_state_is_refused(client: Client, provider: Provider) -> None:
    elsewhere = at_provider(Client().get(BEGIN))
    client.get(BEGIN)

    assert client.get(elsewhere)["Location"] == "/accounts/login/"
    assert client.get(f"{BEGIN}/answer")["Location"] == "/accounts/login/"
    assert who(client) is None


def test_an_answer_is_good_once(client: Client, provider: Provider) -> None:
    answer = at_provider(client.get(BEGIN))
    client.get(answer)
    client.logout()

    assert client.get(answer)["Location"] == "/accounts/login/"


def test_each_sign_in_has_its_own_state_nonce_and_challenge(
    client: Client, provider: Provider
) -> None:
    asked = [parse_qs(urlsplit(client.get(BEGIN)["Location"]).query) for _ in range(2)]

    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]
    assert asked[0]["redirect_uri"] == [f"http://testserver{BEGIN}/answer"]


def test_who_says_no_at_the_provider_is_told(client: Client, provider: Provider) -> None:
    client.get(f"{BEGIN}/answer", {"error": "access_denied", "error_description": "no\nway"})

    assert "Signing in did not work" in told(client)


def test_who_came_in_at_the_same_moment_elsewhere_is_asked_to_try_again(
    client: Client, provider: Provider, olga: User
) -> None:
    def elsewhere(instance: Identity, **_told: object) -> None:
        at_once = Identity(user=olga, issuer=instance.issuer, subject=instance.subject)
        Identity.objects.bulk_create([at_once])

    pre_save.connect(elsewhere, sender=Identity)
    try:
        assert sign_in(client)["Location"] == "/accounts/login/"
    finally:
        pre_save.disconnect(elsewhere, sender=Identity)

    assert "Please try again" in told(client)
    assert not User.objects.filter(username="kim").exists()


def test_a_provider_that_is_away_is_said(
    client: Client, provider: Provider, settings: LazySettings
) -> None:
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assert client.get(BEGIN)["Location"] == "/accounts/login/"

    assert "Signing in did not work" in told(client)


def test_the_way_leads_on_to_the_wanted_page(client: Client, provider: Provider) -> None:
    assert sign_in(client, to="/completed-jobs?q=a")["Location"] == "/completed-jobs?q=a"


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_way_leads_nowhere_else(client: Client, provider: Provider, address: str) -> None:
    assert sign_in(client, to=address)["Location"] == "/dashboard"


def test_the_session_begins_anew(client: Client, provider: Provider) -> None:
    client.get(BEGIN)
    before = client.cookies["sessionid"].value
    sign_in(client)

    assert client.cookies["sessionid"].value != before
