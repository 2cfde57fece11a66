"""Every page: no accessibility fault, usable by keyboard alone, quiet console, light and dark."""

import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.axe import faults
from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import open_review, sign_in, wait_for_status

pytestmark = pytest.mark.end_to_end

JOBS = ("card-1-clean", "card-2-critical", "card-3-warning")
PAGES = [
    "/dashboard",
    "/dashboard?view=board",
    "/dashboard/figures",
    "/batches/upload",
    "/review-matching/card-1-clean",
    "/validate/card-2-critical",
    "/preview/card-3-warning",
    "/completed-jobs",
    "/notifications",
    "/help/reviewer",
    "/notifications/wishes",
    "/audit",
    "/templates",
    "/audit/counts",
    "/audit/log",
    "/audit/chain",
    "/audit/jobs/card-3-warning",
    "/accounts/password_change/",
    "/help/coordinator",
]


@pytest.fixture
def demo(page: Page, site: Site) -> Page:
    """The demo batch, each card at another place, and Ada signed in."""
    assert site.manage("demo").returncode == 0
    sign_in(page, site, "ada")
    for job_id in JOBS:
        wait_for_status(page, job_id, "awaiting_review")
    for job_id in JOBS[1:]:
        open_review(page, job_id)
        page.get_by_role("button", name="Approve & dashboard").click()
        page.wait_for_url(re.compile("/dashboard|/validate/"))
    wait_for_status(page, JOBS[2], "awaiting_download")
    return page


def test_no_page_has_an_accessibility_fault(demo: Page) -> None:
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    for scheme in schemes:
        demo.emulate_media(color_scheme=scheme)
        for path in PAGES:
            demo.goto(path)
            assert faults(demo) == [], f"{path} {scheme}"
        demo.goto("/dashboard")
        demo.get_by_role("link", name="demo.csv").first.click()
        demo.wait_for_url("**/batches/*")
        assert faults(demo) == [], f"a batch {scheme}"
        open_review(demo, "card-1-clean")
        demo.get_by_role("link", name="Cards alike").click()
        expect(demo.get_by_role("button", name="Approve the ticked cards")).to_be_visible()
        assert faults(demo) == [], f"cards alike {scheme}"
        demo.goto("/templates")
        demo.locator("tbody a").first.click()
        demo.wait_for_url("**/templates/*")
        assert faults(demo) == [], f"a template {scheme}"


def test_nor_has_a_page_that_strangers_see(page: Page) -> None:
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        for path in ("/accounts/login/", "/accounts/password_reset/"):
            page.goto(path)
            assert faults(page) == [], f"{path} {scheme}"


def test_a_match_is_changed_and_approved_by_keyboard_alone(demo: Page) -> None:
    open_review(demo, "card-1-clean")
    row = demo.locator('[data-row][data-name="player1fullname"]')
    for _ in range(4):
        demo.keyboard.press("ArrowDown")
        if "is-selected" in (row.get_attribute("class") or ""):
            break
    demo.keyboard.press("Enter")
    demo.keyboard.type("EMMA")
    demo.keyboard.press("Enter")
    expect(row.locator("[data-open]")).to_have_text("EMMA LOUISE")
    demo.keyboard.press("Control+Shift+Enter")
    demo.wait_for_url("**/dashboard")

    job = demo.request.get("/api/job/card-1-clean").json()["job"]
    names = {layer["id"]: layer["name"] for layer in job["stage1_results"]["psd"]["layers"]}
    approved = job["stage2_approved_matches"]
    filled = {one["placeholder_id"]: names[one["layer_id"]] for one in approved["matches"]}
    assert filled[min(filled)] == "EMMA LOUISE"
    assert len(approved["unfilled_placeholders"]) == 1  # a layer moves, it is not doubled


def test_the_api_is_documented_on_a_page_of_its_own(demo: Page, tmp_path: Path) -> None:
    demo.goto("/api/docs")

    expect(demo.get_by_text("/api/job/{job_id}/approve-stage2")).to_be_visible()
    demo.screenshot(path=tmp_path / "docs.png")
