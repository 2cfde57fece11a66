"""Signing in through a provider, in a browser, which keeps to the policies that pages declare."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.axe import faults
from tests.oidc_provider import CLIENT_ID, CLIENT_SECRET, Provider, oidc_provider

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """A provider that the site, started after it, knows from its environment."""
    with oidc_provider() as running:
        monkeypatch.setenv("OIDC_ISSUER", running.issuer)
        monkeypatch.setenv("OIDC_CLIENT_ID", CLIENT_ID)
        monkeypatch.setenv("OIDC_CLIENT_SECRET", CLIENT_SECRET)
        monkeypatch.setenv("OIDC_ROLES_CLAIM", "groups")
        running.person = {"sub": "7", "preferred_username": "kim", "groups": ["reviewers"]}
        yield running


def test_one_click_from_the_wanted_page_to_the_provider_and_back(
    provider: Provider, page: Page
) -> None:
    page.goto("/completed-jobs")
    button = page.get_by_role("link", name="Sign in with the studio's account")
    expect(button).to_be_visible()
    assert faults(page) == []
    button.click()

    expect(page).to_have_url("/completed-jobs")
    expect(page.get_by_role("banner")).to_contain_text("kim")

    provider.person["sub"] = ""
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Sign in with the studio's account").click()
    expect(page.get_by_role("status")).to_contain_text("did not say who you are")
    assert faults(page) == []
