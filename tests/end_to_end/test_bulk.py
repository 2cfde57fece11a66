"""One thing done to many jobs on the dashboard, with the mouse and by keys alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import expect_toast, sign_in
from tests.end_to_end.review.cards import make_jobs

pytestmark = pytest.mark.end_to_end


def _form(page: Page) -> Locator:
    return page.get_by_role("form", name="Change the chosen jobs")


def row(page: Page, job_id: str) -> str:
    return str(page.get_by_role("row", name=f"Choose {job_id}").inner_text())


def apply(page: Page, action: str) -> None:
    page.get_by_label("With the chosen jobs").select_option(action)
    page.get_by_role("button", name="Apply").click()


def test_chosen_jobs_are_changed_and_what_is_refused_is_told(site: Site, page: Page) -> None:
    sign_in(page, site, "olga")
    make_jobs(site, one="awaiting_review", two="awaiting_review", done="completed")
    page.goto("/dashboard")
    expect(_form(page).get_by_label("Why")).to_be_hidden()

    page.get_by_label("Choose one").check()
    page.get_by_label("Choose two").check()
    with page.expect_response("**/dashboard"):  # the list is drawn anew
        pass
    expect(page.get_by_text("2 chosen")).to_be_visible()
    expect(page.get_by_label("Choose one")).to_be_checked()
    page.get_by_label("With the chosen jobs").select_option("assign")
    _form(page).get_by_label("Who").select_option("rui")
    apply(page, "assign")
    expect_toast(page, "2 jobs assigned.")
    assert "rui" in row(page, "one")

    page.get_by_label("Choose all on this page").check()
    page.get_by_label("With the chosen jobs").select_option("cancel")
    _form(page).get_by_label("Why").fill("the match is off")
    apply(page, "cancel")
    expect_toast(page, "2 jobs cancelled.")
    expect(page.get_by_text("1 job left as before (done)")).to_be_visible()

    page.get_by_label("Choose all on this page").check()
    apply(page, "archive")
    expect_toast(page, "3 jobs archived.")
    expect(page.get_by_text("No jobs yet.")).to_be_visible()


def test_keys_alone_choose_jobs_and_change_them(site: Site, page: Page) -> None:
    sign_in(page, site, "olga")
    make_jobs(site, one="awaiting_review", two="extraction_failed")
    page.goto("/dashboard?sort=job")

    page.get_by_label("With the chosen jobs").focus()
    page.keyboard.type("Change")
    page.keyboard.press("Tab")
    expect(_form(page).get_by_label("Priority")).to_be_focused()
    page.keyboard.type("High")
    _tab_to(page, "Choose all on this page")
    page.keyboard.press("Space")
    _tab_to(page, "Choose two")
    page.keyboard.press("Space")  # not this one
    expect(page.get_by_text("1 chosen")).to_be_visible()
    with page.expect_response("**/dashboard?sort=job"):
        pass
    expect(page.get_by_label("Choose two")).to_be_focused()
    expect(page.get_by_label("Choose two")).not_to_be_checked()
    _tab_to(page, "Apply", key="Shift+Tab")
    page.keyboard.press("Enter")

    expect_toast(page, "1 job given another priority.")
    assert "High" in row(page, "one")
    assert "Medium" in row(page, "two")


def _tab_to(page: Page, label: str, *, key: str = "Tab") -> None:
    """Press the key until what is called so has the focus."""
    for _ in range(30):
        page.keyboard.press(key)
        at = page.evaluate(
            "document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()"
        )
        if at == label:
            return
    raise AssertionError(f"{label} is not reached")
