"""The review page with several people, several windows, and a network that fails."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import sign_in
from tests.end_to_end.review.cards import (
    awaiting_save,
    choices,
    make_jobs,
    open_ready,
    press,
    selected,
)

pytestmark = pytest.mark.end_to_end


@pytest.mark.keyboard
def test_two_who_ask_at_once_never_get_the_same_job_and_the_urgent_first(
    site: Site, page: Page, colleague: Page
) -> None:
    make_jobs(site, **dict.fromkeys(["a", "b", "c", "d", "e", "urgent"], "awaiting_review"))
    sign_in(page, site, "rui")
    sign_in(colleague, site, "ada")
    people = (page, colleague)
    for one in people:
        one.evaluate("location.assign('/review-matching')")
    seen = [opened_job(one) for one in people]
    assert "urgent" in seen
    for _ in range(2):
        for one in people:
            one.keyboard.press("Control+Enter")
        seen += [opened_job(one, after=seen) for one in people]
    assert sorted(seen) == ["a", "b", "c", "d", "e", "urgent"]


def opened_job(page: Page, *, after: Sequence[str] = ()) -> str:
    """The job whose review page it is, none of those before, ready to be worked on."""
    page.wait_for_url(lambda url: "/review-matching/" in url and job_in(url) not in after)
    awaiting_save(page)
    return job_in(page.url)


def job_in(url: str) -> str:
    return url.rsplit("/", 1)[1]


@pytest.mark.keyboard
def test_a_claim_says_who_and_since_when_and_is_taken_over_after_asking(
    site: Site, page: Page, colleague: Page
) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(colleague, site, "rui")
    open_ready(colleague, "one")
    press(colleague, "ArrowDown", "s")
    awaiting_save(colleague)
    sign_in(page, site, "ada")
    page.goto("/review-matching/one")
    expect(page.get_by_role("heading", name="rui has this job in hand")).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile(r"Since \d\d:\d\d,\s+and was last at"))
    page.get_by_role("link", name="Next free job").focus()
    press(page, "Tab", "Enter")  # “I have asked, take it over”
    expect(page.locator("[data-row][data-skipped]")).to_have_count(1)  # what was saved is here
    colleague.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as on return
    told = colleague.get_by_role("alert")
    expect(told).to_contain_text("ada took this job in hand at")
    expect(told).to_contain_text("What you had saved by then is kept")
    with colleague.expect_response("**/draft") as saved:
        colleague.keyboard.press("Backspace")
    assert saved.value.status == 409
    expect(colleague.locator("[data-saved]")).to_have_text("Not saved.")
    told.get_by_role("link", name="Show where it is now").press("Enter")
    expect(colleague.get_by_role("heading", name="ada has this job in hand")).to_be_visible()


@pytest.mark.keyboard
def test_who_lost_a_job_can_not_approve_over_what_the_other_chose(
    site: Site, page: Page, colleague: Page
) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(colleague, site, "rui")
    open_ready(colleague, "one")
    sign_in(page, site, "ada")
    page.goto("/review-matching/one")
    page.get_by_role("button", name="I have asked, take it over").press("Enter")
    awaiting_save(page)
    press(page, "ArrowDown", "Enter")
    page.keyboard.type("SAM")
    page.keyboard.press("Enter")
    awaiting_save(page)
    colleague.keyboard.press("Control+Enter")  # still shows the page of before
    expect(colleague.locator("#toasts")).to_contain_text("ada took this job in hand at")
    page.reload()
    assert choices(page) == {"11:1": "2", "11:2": "4", "11:3": "3"}


@pytest.mark.keyboard
def test_an_older_window_never_writes_over_a_newer_one(
    site: Site, page: Page, colleague: Page
) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(colleague, site, "rui")
    open_ready(colleague, "one")
    sign_in(page, site, "rui")  # the same person, at another desk
    open_ready(page, "one")
    press(page, "ArrowDown", "s")
    awaiting_save(page)
    press(colleague, "ArrowDown", "ArrowDown", "Backspace")
    refused = colleague.locator("#toasts")
    expect(refused).to_contain_text("This job was changed in another window meanwhile.")
    expect(colleague.locator("[data-saved]")).to_have_text("Not saved.")
    colleague.once("dialog", lambda leaving: leaving.accept())
    refused.get_by_role("link", name="Load it anew").press("Enter")
    expect(colleague.locator("[data-row][data-skipped]")).to_have_count(1)
    assert choices(colleague)["11:1"] == "2"


@pytest.mark.keyboard
def test_a_lost_connection_is_told_of_and_tried_again_until_it_is_back(
    site: Site, colleague: Page
) -> None:
    page = colleague
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    open_ready(page, "one")
    page.route("**/draft", lambda route: route.abort())
    press(page, "ArrowDown", "s")
    expect(page.locator("[data-saved]")).to_contain_text("No connection. Your changes are kept")
    page.keyboard.press("Backspace")
    page.unroute("**/draft")  # nobody tells the page of it: it tries again by itself
    awaiting_save(page)
    page.context.set_offline(True)
    press(page, "ArrowDown", "s")
    expect(page.locator("[data-saved]")).to_contain_text("trying again…")
    page.context.set_offline(False)
    awaiting_save(page)
    page.reload()
    assert choices(page) == {"11:2": "", "11:1": "", "11:3": ""}


@pytest.mark.keyboard
def test_going_back_brings_the_draft_again(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    open_ready(page, "one")
    press(page, "ArrowDown", "s", "Backspace")
    assert selected(page) == "11:1"
    awaiting_save(page)
    page.get_by_role("link", name="Dashboard").first.press("Enter")
    page.wait_for_url("**/dashboard")
    page.go_back()
    awaiting_save(page)
    assert choices(page) == {"11:2": "", "11:1": "", "11:3": "3"}
    skipped = page.locator('[data-placeholder="11:2"] [data-verdict]')
    expect(skipped).to_have_text("Left as it is")
