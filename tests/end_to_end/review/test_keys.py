"""Single keys on the review page: as fast as they come, switched off, and on the canvases."""

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
def test_keys_that_follow_at_once_are_never_lost(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    open_ready(page, "one")
    press(page, "ArrowDown", "Enter", *"SAM", "Enter", "t", *"Sam O.", "Escape")
    press(
        page, "m", "ArrowDown", "Enter", "Escape", "s", "?", "Escape", "f", "u", "?", "Escape", "r"
    )
    assert choices(page) == {"11:1": "", "11:2": "4", "11:3": "3"}
    row = page.locator('[data-placeholder="11:2"]')
    expect(row.locator("[data-hand]")).to_have_value("Sam O.")
    expect(row.locator("[data-shrink]")).to_be_checked()
    expect(page.locator('[data-placeholder="11:1"][data-skipped]')).to_have_count(1)
    expect(page.locator('[data-placeholder="11:3"] [data-fit]')).to_have_value("fit")


@pytest.mark.keyboard
def test_keys_of_a_single_character_can_be_switched_off(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    open_ready(page, "one")
    press(page, "?")
    page.get_by_role("checkbox", name="Keys of a single character work").press(" ")
    press(page, "Escape", "ArrowDown", "s")
    assert selected(page) == "11:2"
    page.reload()
    awaiting_save(page)
    press(page, "ArrowDown", "s", "?")
    assert selected(page) == "11:2"
    page.get_by_role("button", name="Keys").press("Enter")
    page.get_by_role("checkbox", name="Keys of a single character work").press(" ")
    press(page, "Escape", "ArrowUp", "s")  # the focus is on the button again
    expect(page.locator('[data-placeholder="11:2"][data-skipped]')).to_have_count(1)


@pytest.mark.keyboard
def test_canvases_zoom_and_move_with_keys_alone(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    psd, comp = page.locator("[data-canvas=psd]"), page.locator("[data-canvas=comp]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("c")
    expect(psd).to_be_focused()
    page.keyboard.press("+")
    expect(psd).to_have_attribute("viewBox", "120 150 960 1200")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    expect(psd).to_have_attribute("viewBox", "216 30 960 1200")
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    expect(psd).to_have_attribute("viewBox", "0 30 960 1200")  # never past its edge
    page.keyboard.press("0")
    expect(psd).to_have_attribute("viewBox", "0 0 1200 1500")
    page.keyboard.press("c")
    expect(comp).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator('[data-row][data-placeholder="11:2"]')).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert selected(page) == "11:1"
