"""What the review page shows, to eyes and to screen readers, at a desk and on a tablet."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.end_to_end.axe import faults
from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import sign_in
from tests.end_to_end.review.cards import (
    LYING,
    ends_of_the_line,
    make_jobs,
    open_ready,
    press,
)

pytestmark = pytest.mark.end_to_end

DESK = ViewportSize(width=1280, height=900)
CRITICAL = re.compile("critical", re.IGNORECASE)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.keyboard
def test_both_sides_stand_to_scale_with_a_box_for_every_layer_and_placeholder(
    site: Site, page: Page
) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    psd, comp = page.locator("[data-canvas=psd]"), page.locator("[data-canvas=comp]")
    for canvas in (psd, comp):
        expect(canvas).to_have_attribute("viewBox", "0 0 1200 1500")
    boxes = psd.locator("[data-box-layer]")
    assert boxes.evaluate_all("all => all.map(one => one.dataset.boxLayer)") == [
        "3",
        "5",
        "2",
        "4",
    ]  # the largest first, so that a small one is never under it
    expect(comp.locator("[data-box-placeholder]")).to_have_count(3)
    expect(page.locator(".comp")).to_contain_text("layout preview, not a render")
    expect(page.locator("[data-row]:visible")).to_have_count(1)  # the sure ones are folded
    row = page.locator('[data-row][data-placeholder="11:2"]')
    expect(row).to_contain_text("required text in lineup: “player1fullname”")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    row = page.locator("[data-row].is-selected")
    assert ends_of_the_line(page) == ("2", "11:1")  # without a mouse
    expect(row).to_contain_text("97 % sure")
    expect(row.locator("[data-open]")).to_have_text("BEN FORMAN")


@pytest.mark.keyboard
def test_reasons_open_with_keys_alone_and_the_focus_stays(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    explain = (
        "from jobs.models import Job; job = Job.objects.get(job_id='one');"
        "job.stage1_results['matches']['matches'][1]['reasons'] = ['The names are alike.'];"
        "job.save()"
    )
    assert site.manage("shell", "-v", "0", "-c", explain).returncode == 0
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    expect(page.get_by_text("The names are alike.")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Why")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The names are alike.")).to_be_visible()
    expect(page.locator('[data-placeholder="11:1"] [data-why] summary')).to_be_focused()


@pytest.mark.keyboard
def test_the_composite_follows_fit_and_focus_with_keys_alone(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    give = (
        "from jobs.models import Job; file = Job.objects.get(job_id='one').psd_file;"
        "file.pictures = {'canvas': None, 'layers': {'3': '3.png', '5': '5.png'}}; file.save()"
    )
    assert site.manage("shell", "-v", "0", "-c", give).returncode == 0
    page.route("**/pictures/*", lambda route: route.fulfill(content_type="image/svg+xml", body=SVG))
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    page.keyboard.press("ArrowUp")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    picture = page.locator('[data-box-placeholder="11:3"] image')
    assert sizes(picture.evaluate(BOX)) == (0, 0, 600, 660)  # of the place's shape already
    page.keyboard.press("Enter")
    page.keyboard.type("banner")
    page.keyboard.press("Enter")
    assert sizes(picture.evaluate(BOX)) == (-3660, 0, 7920, 660)  # 1200 x 100 fills it
    page.keyboard.press("ArrowRight")
    assert sizes(picture.evaluate(BOX)) == (-4026, 0, 7920, 660)
    page.keyboard.press("f")
    assert sizes(picture.evaluate(BOX)) == (0, 305, 600, 50)
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert sizes(picture.evaluate(BOX)) == (-3660, 0, 7920, 660)


@pytest.mark.keyboard
def test_a_screen_reader_is_told_of_every_change_and_of_what_became_of_it(
    site: Site, colleague: Page
) -> None:
    page = colleague
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    open_ready(page, "one")
    said = page.get_by_role("log", name="Changes").locator("p")
    expect(said).to_have_count(0)
    press(page, "ArrowDown", "Enter", *"zzz")
    expect(page.get_by_role("status").get_by_text("No layer that fits")).to_be_visible()
    press(page, *["Backspace"] * 3, *"SAM", "Enter")
    expect(said.first).to_have_text("player2fullname: SAM OKAFOR, Your choice. 0 of 3 to check.")
    expect(said.last).to_have_text("All changes are saved.")
    row = page.get_by_role("listitem", name="player2fullname SAM OKAFOR Your choice")
    expect(row).to_be_focused()
    press(page, "x", "ArrowDown", "x")
    expect(said.nth(2)).to_contain_text("player2fullname: BEN FORMAN, Your choice.")
    expect(said.nth(2)).to_contain_text("player1fullname: SAM OKAFOR, Your choice.")
    expect(said.last).to_have_text("All changes are saved.")
    page.keyboard.press("u")
    expect(said.last).to_contain_text("Undone: player2fullname: SAM OKAFOR")
    page.route("**/draft", lambda route: route.abort())
    page.keyboard.press("s")
    expect(said.last).to_contain_text("No connection. Your changes are kept here")
    page.unroute("**/draft")
    expect(said.last).to_have_text("All changes are saved.")
    press(page, "ArrowDown", "Enter", *"banner", "Enter")
    expect(said.filter(has_text="2 critical issues: approving leads to")).to_have_count(1)
    expect(page.locator("[data-row].is-selected")).to_have_accessible_description(CRITICAL)
    approve = page.get_by_role("button", name="Approve & next")
    expect(approve).to_have_accessible_description(CRITICAL)


@pytest.mark.keyboard
def test_a_text_that_shrinks_is_drawn_as_wide_as_its_place(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    sign_in(page, site, "rui")
    open_ready(page, "one")
    press(page, "ArrowDown", "ArrowDown", "t", *"SIR BENJAMIN FORMAN", "Escape")
    words = page.locator('[data-box-placeholder="11:1"] text.composite__text')
    assert words.evaluate("one => one.getComputedTextLength()") > 400
    press(page, "m")
    assert round(words.evaluate("one => one.getComputedTextLength()")) == 400
    press(page, "t", *" THE YOUNGER OF THAT NAME", "Escape")
    assert sizes([float(words.get_attribute("font-size") or 0)]) == (29,)  # no smaller: 0.6 of 48
    press(page, "m")
    assert sizes([float(words.get_attribute("font-size") or 0)]) == (48,)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
BOX = "one => ['x', 'y', 'width', 'height'].map(name => Number(one.getAttribute(name)))"


def sizes(found: list[float]) -> tuple[int, ...]:
    return tuple(map(round, found))


@pytest.mark.parametrize("size", [DESK, LYING], ids=["desk", "tablet"])
def test_the_page_at_work_has_no_accessibility_fault(
    site: Site, browser: Browser, size: ViewportSize
) -> None:
    make_jobs(site, one="awaiting_review")
    context = browser.new_context(base_url=site.url, viewport=size, has_touch=size is LYING)
    page = context.new_page()
    sign_in(page, site, "rui")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto("/review-matching/one")
        expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")
        page.keyboard.press("ArrowDown")
        assert faults(page) == [], scheme
        page.keyboard.press("Enter")
        expect(page.get_by_role("listbox", name="Layers")).to_be_visible()
        assert faults(page) == [], f"picker, {scheme}"
        page.keyboard.press("Escape")
        page.keyboard.press("t")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        assert faults(page) == [], f"keys, {scheme}"
    context.close()


@pytest.mark.keyboard
def test_cards_alike_are_approved_together_with_keys_alone(site: Site, page: Page) -> None:
    make_jobs(site, one="awaiting_review")
    fill = (
        "from jobs.models import Batch, Job; from tests.factories import *\n"
        "job = Job.objects.get(job_id='one')\n"
        "make_job(job_id='two', batch=job.batch, status=job.status,"
        " template_file=job.template_file, stage1_results=job.stage1_results)"
    )
    assert site.manage("shell", "-v", "0", "-c", fill).returncode == 0
    sign_in(page, site, "rui")
    page.goto("/review-matching/one")
    page.get_by_role("link", name="Cards alike").press("Enter")
    expect(page.get_by_role("img", name="Layout preview of lineup for two")).to_be_visible()
    page.get_by_role("combobox", name="Every match at least this sure").press("End")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page.get_by_text("Some matches are not sure.")).to_have_count(2)
    page.go_back()
    page.get_by_role("checkbox", name="one").press(" ")
    page.get_by_role("button", name="Approve the ticked cards").press("Enter")
    expect(page.locator("#toasts")).to_contain_text("1 card approved.")
