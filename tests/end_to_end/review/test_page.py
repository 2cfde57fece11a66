"""What the review page does in a browser: keys, mouse, finger, drafts and claims."""

import re
import time

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import sign_in
from tests.end_to_end.review.cards import (
    LYING,
    TABLET,
    choices,
    ends_of_the_line,
    make_jobs,
    open_ready,
    press,
    selected,
)

pytestmark = pytest.mark.end_to_end

WATCH_SHIFTS = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => window.moved += one.value))
  .observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.keyboard
def test_a_card_is_reviewed_with_the_keyboard_alone(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review", two="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    expect(page.locator("[data-count]")).to_have_text("1 of 3 to check")
    page.keyboard.press("ArrowDown")
    assert selected(page) == "11:2"  # what needs a person stands first
    page.keyboard.press("Enter")
    page.keyboard.type("SAM")
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).to_have_text("0 of 3 to check")
    assert choices(page) == {"11:1": "2", "11:2": "4", "11:3": "3"}
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Backspace")
    assert choices(page)["11:1"] == ""
    expect(page.locator("[data-row].is-selected")).to_contain_text("Not filled")
    page.keyboard.press("u")
    assert choices(page)["11:1"] == "2"
    page.keyboard.press("r")
    assert choices(page)["11:1"] == ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("f")
    assert page.locator("[data-fit]").input_value() == "fit"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#toasts")).to_contain_text("one approved.")
    page.wait_for_url("**/review-matching/two")
    page.keyboard.press("Control+Shift+Enter")
    page.wait_for_url("**/dashboard")


def test_a_card_is_reviewed_with_the_mouse_alone(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    page.locator('[data-box-layer="2"]').click()
    assert selected(page) == "11:1"  # no row was chosen yet: the click shows where the layer is
    page.locator('[data-box-placeholder="11:2"] .box').click()
    assert selected(page) == "11:2"
    page.locator('[data-box-layer="2"]').click()
    assert choices(page) == {"11:1": "", "11:2": "2", "11:3": "3"}
    expect(page.locator('[data-row][data-placeholder="11:1"]')).to_contain_text("Not filled")
    page.locator('[data-layer="4"]').drag_to(page.locator('[data-box-placeholder="11:1"] .box'))
    assert choices(page) == {"11:1": "4", "11:2": "2", "11:3": "3"}
    page.locator('[data-box-layer="2"]').drag_to(page.locator('[data-placeholder="11:1"].match'))
    assert choices(page) == {"11:1": "2", "11:2": "", "11:3": "3"}
    to_share = page.locator('[data-box-placeholder="11:2"] .box')
    page.keyboard.down("Alt")
    page.locator('[data-layer="2"]').drag_to(to_share)
    page.keyboard.up("Alt")
    assert choices(page) == {"11:1": "2", "11:2": "2", "11:3": "3"}
    page.locator('[data-box-placeholder="11:1"] .box').click()
    page.locator('[data-layer="4"]').click()
    page.locator('[data-layer="5"]').click(force=True)
    expect(page.locator("#toasts")).to_contain_text("“banner” does not fit")
    assert choices(page)["11:1"] == "4"
    page.locator('[data-layer="3"]').hover(force=True)
    for box in ('[data-box-placeholder="11:3"]', '[data-box-layer="3"]'):
        expect(page.locator(box)).to_have_class(re.compile("is-partner"))


@pytest.mark.keyboard
def test_keys_skip_swap_nudge_share_and_correct_and_all_is_there_again(
    site: Site, page: Page
) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    assert selected(page) == "11:1"
    page.keyboard.press("x")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("x")
    assert choices(page) == {"11:2": "2", "11:1": "", "11:3": "3"}
    page.keyboard.press("ArrowDown")
    page.keyboard.press("/")
    page.keyboard.type("ben")
    page.keyboard.press("Shift+Enter")
    assert choices(page) == {"11:2": "2", "11:1": "2", "11:3": "3"}
    page.keyboard.press("t")
    page.keyboard.type("BEN FOREMAN")
    page.keyboard.press("Escape")
    expect(page.locator('[data-box-placeholder="11:1"] text').first).to_have_text("BEN FOREMAN")
    page.keyboard.press("m")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("s")
    expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")
    page.goto("/dashboard")
    page.go_back()
    assert choices(page) == {"11:2": "", "11:1": "2", "11:3": "3"}
    expect(page.locator('[data-placeholder="11:2"] [data-verdict]')).to_have_text("Left as it is")
    expect(page.locator('[data-placeholder="11:3"] [data-focus]')).to_have_value("0.55 0.45")
    expect(page.locator('[data-placeholder="11:1"] [data-hand]')).to_have_value("BEN FOREMAN")
    expect(page.locator('[data-placeholder="11:1"] [data-shrink]')).to_be_checked()


@pytest.mark.keyboard
def test_a_critical_issue_shows_on_its_row_and_at_the_approve_button(
    site: Site, page: Page
) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    open_ready(page, "one")
    press(page, "ArrowDown", "ArrowDown", "ArrowDown", "Enter", *"banner", "Enter")
    row = page.locator("[data-row].is-selected [data-issues]")
    at_the_button = page.locator(".review__approve [data-critical]")
    expect(row).to_contain_text("Critical:")
    expect(at_the_button).to_contain_text("critical issues: approving leads to")
    press(page, "u")
    expect(row).to_be_empty()
    expect(at_the_button).to_be_empty()
    press(page, "r")
    expect(row).to_contain_text("Critical:")


@pytest.mark.keyboard
def test_a_text_put_right_by_hand_is_marked_and_is_in_the_audit_log(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "ada")
    open_ready(page, "one")
    press(page, "ArrowDown", "ArrowDown", "t")
    page.keyboard.type("BEN FOREMAN")
    press(page, "Escape")
    row = page.locator("[data-row].is-selected")
    expect(row.locator("[data-text]")).to_have_text("BEN FOREMAN (put right by hand)")
    press(page, "Control+Shift+Enter")
    page.wait_for_url("**/dashboard")
    page.goto("/audit/jobs/one")
    log = page.get_by_role("main")
    expect(log).to_contain_text("1 text put right by hand")
    expect(log).to_contain_text("BEN FORMAN")
    expect(log).to_contain_text("BEN FOREMAN")


@pytest.mark.parametrize("size", [TABLET, LYING], ids=["upright", "lying"])
def test_a_card_is_reviewed_with_a_finger_alone(
    site: Site, browser: Browser, size: ViewportSize
) -> None:
    make_jobs(site, one="awaiting_review")
    context = browser.new_context(base_url=site.url, viewport=size, has_touch=True)
    page = context.new_page()
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")
    page.locator('[data-row][data-placeholder="11:2"] .match__name').tap()
    page.locator('[data-layer="4"]').tap()
    assert choices(page) == {"11:1": "2", "11:2": "4", "11:3": "3"}
    finger_drag(page, '[data-layer="5"] .thumb', '[data-box-placeholder="11:3"] .box')
    assert choices(page) == {"11:1": "2", "11:2": "4", "11:3": "5"}
    page.get_by_role("group", name="Zoom of the Photoshop file").get_by_label("Larger").tap()
    finger_drag(page, "[data-canvas=psd]", "[data-canvas=comp]")
    expect(page.locator("[data-canvas=psd]")).to_have_attribute("viewBox", re.compile("^0 "))
    page.get_by_role("button", name="Approve & dashboard").tap()
    page.wait_for_url("**/validate/one")  # the banner is of another shape
    context.close()


def finger_drag(page: Page, start: str, end: str) -> None:
    """One finger from the middle of an element to that of another."""
    places = []
    page.locator(start).scroll_into_view_if_needed()
    for selector in (start, end):
        box = page.locator(selector).bounding_box()
        assert box is not None
        places.append((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    (x, y), (to_x, to_y) = places
    way = [{"x": x + part * (to_x - x), "y": y + part * (to_y - y)} for part in (0, 0.1, 0.5, 1)]
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": way[:1]})
    for point in way[1:]:
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def late(route: Route) -> None:
    """Answer like a slow line."""
    time.sleep(0.4)
    route.continue_()


def test_nothing_moves_while_the_page_comes_up(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.add_init_script(WATCH_SHIFTS)
    page.route("**/review/page.js", late)  # well after the first paint
    for size in (ViewportSize(width=1280, height=900), TABLET, LYING):
        page.set_viewport_size(size)
        page.goto("/review-matching/one")
        expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")
        assert page.evaluate("window.moved") == 0


def test_canvases_zoom_and_a_line_joins_what_the_mouse_is_over(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    assert ends_of_the_line(page) is None
    page.locator('[data-box-layer="3"]').hover()
    assert ends_of_the_line(page) == ("3", "11:3")
    page.locator('[data-box-placeholder="11:1"] .box').hover()
    assert ends_of_the_line(page) == ("2", "11:1")
    canvas = page.locator('[data-canvas="psd"]')
    page.get_by_role("group", name="Zoom of the Photoshop file").get_by_label("Larger").click()
    expect(canvas).to_have_attribute("viewBox", "120 150 960 1200")
    page.get_by_role("button", name="Whole").first.click()
    expect(canvas).to_have_attribute("viewBox", "0 0 1200 1500")
