"""What the dashboard does by itself in a browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import sign_in
from tests.end_to_end.review.cards import make_jobs

pytestmark = pytest.mark.end_to_end

HIDE = "is => Object.defineProperty(document, 'hidden', {value: is, configurable: true})"


def test_the_dashboard_follows_without_a_reload_and_cancels_with_a_reason(
    site: Site, page: Page
) -> None:
    sign_in(page, site, "olga")
    expect(page.get_by_text("No jobs yet.")).to_be_visible()
    make_jobs(site, one="pending")
    expect(page.get_by_role("link", name="one", exact=True)).to_be_visible(timeout=15_000)
    page.get_by_role("link", name="Cancel one").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Cancel one?")
    dialog.get_by_label("Why").fill("sent twice")
    dialog.get_by_role("button", name="Cancel the job").click()
    expect(page.locator("#toasts")).to_contain_text("one was cancelled.")
    expect(page.locator("tbody tr")).to_contain_text("Cancelled")


def test_a_hidden_tab_asks_the_server_nothing_until_it_is_seen_again(
    site: Site, page: Page
) -> None:
    sign_in(page, site, "olga")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(HIDE, True)
    page.wait_for_timeout(5000)
    assert asked == []
    page.evaluate(HIDE, False)
    with page.expect_request("**/dashboard"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
