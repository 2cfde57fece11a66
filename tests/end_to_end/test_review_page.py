"""What pages do by themselves in a browser: keys and mouse of the review, the live dashboard."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import choose, sign_in

pytestmark = pytest.mark.end_to_end

MAKE = """
from extraction import Box, Match, MatchDocument, to_json
from jobs.statuses import Status
from tests.factories import *
psd = make_psd(
    make_text_layer("2", "BEN FORMAN"),
    make_text_layer("4", "SAM OKAFOR", bbox=Box(80, 300, 480, 360)),
    make_layer("3", name="cutout", bbox=Box(500, 300, 1100, 960)),
    make_layer("5", name="banner", bbox=Box(0, 1300, 1200, 1400)),
)
template = make_template(
    make_placeholder(1),
    make_placeholder(2, bbox=Box(80, 300, 480, 360)),
    make_image_placeholder(3, bbox=Box(500, 300, 1100, 960)),
)
matches = MatchDocument((Match("3", "11:3", 0.95), Match("2", "11:1", 0.97)))
results = make_results(psd, template) | {"matches": to_json(matches)}
for name, state in JOBS.items():
    read = {"stage1_results": results} if state != "pending" else {}
    make_job(job_id=name, status=Status(state), **read)
"""
LOSE = "window.found = window.fetch; window.fetch = () => Promise.reject(new TypeError('lost')); 0"
HIDE = "is => Object.defineProperty(document, 'hidden', {value: is, configurable: true})"


def make_jobs(site: Site, **jobs: str) -> None:
    """Jobs by name, each in the given state, with one match still to be made."""
    done = site.manage("shell", "-v", "0", "-c", f"JOBS = {json.dumps(jobs)}\n{MAKE}")
    assert done.returncode == 0, done.stderr


def choices(page: Page) -> dict[str, str]:
    """What the rows say now: layer id by placeholder id."""
    said: dict[str, str] = page.locator("[data-row]").evaluate_all(
        "rows => Object.fromEntries(rows.map(row =>"
        " [row.dataset.placeholder, row.querySelector('[data-choice]').value]))"
    )
    return said


def selected(page: Page) -> str | None:
    """The placeholder of the row that is being worked on."""
    return page.locator("[data-row].is-selected").get_attribute("data-placeholder")


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
    page.locator('[data-layer="5"]').click(force=True)
    expect(page.locator("#toasts")).to_contain_text("“banner” does not fit")
    assert choices(page)["11:1"] == "4"
    page.locator('[data-layer="3"]').hover(force=True)
    for box in ('[data-box-placeholder="11:3"]', '[data-box-layer="3"]'):
        expect(page.locator(box)).to_have_class(re.compile("is-partner"))


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


def test_validation_runs_on_the_draft_and_shows_before_the_approval(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    choose(page, "featuredimage1", "banner")
    row = page.locator('[data-row][data-placeholder="11:3"]')
    expect(row).to_contain_text("Critical:")
    expect(page.locator("[data-critical]")).to_contain_text("critical issue")
    page.keyboard.press("u")
    expect(row.locator("[data-issues]")).to_be_empty()


def test_a_lost_connection_is_told_of_and_the_draft_is_saved_when_it_is_back(
    site: Site, page: Page
) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")
    page.evaluate(LOSE)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("s")
    expect(page.locator("[data-saved]")).to_contain_text("No connection")
    page.evaluate("window.fetch = window.found; window.dispatchEvent(new Event('online')); 0")
    expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")


def test_canvases_zoom_and_a_line_joins_the_partners(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    page.locator('[data-box-layer="3"]').hover()
    line = page.locator("[data-line] line")
    assert line.get_attribute("hidden") is None
    assert float(line.get_attribute("x2") or 0) > float(line.get_attribute("x1") or 0)
    canvas = page.locator('[data-canvas="psd"]')
    page.get_by_role("group", name="Zoom of the Photoshop file").get_by_label("Larger").click()
    expect(canvas).to_have_attribute("viewBox", "120 150 960 1200")
    page.get_by_role("button", name="Whole").first.click()
    expect(canvas).to_have_attribute("viewBox", "0 0 1200 1500")


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
