"""The customer's three stories, with a real browser, server, worker and queue."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from jobs.demo.batch import build_batch
from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import (
    approve,
    choose,
    expect_toast,
    open_review,
    override,
    sign_in,
    upload,
    wait_for_status,
)

pytestmark = pytest.mark.end_to_end

CLEAN, CRITICAL, WARNING = "card-1-clean", "card-2-critical", "card-3-warning"
REASON = "The client wants the team photo as it is."


@pytest.fixture
def batch(tmp_path: Path) -> tuple[Path, list[Path]]:
    """The demo's manifest and its files."""
    folder = tmp_path / "batch"
    folder.mkdir()
    manifest = build_batch(folder)
    return manifest, sorted(path for path in folder.iterdir() if path != manifest)


@pytest.fixture
def uploaded(page: Page, site: Site, batch: tuple[Path, list[Path]]) -> Page:
    """The batch, uploaded by Olga and read by the worker; Rui has signed in to review it."""
    sign_in(page, site, "olga")
    upload(page, *batch)
    page.wait_for_url(re.compile("/batches/(?!upload)"))
    for job_id in (CLEAN, CRITICAL, WARNING):
        wait_for_status(page, job_id, "awaiting_review")
    sign_in(page, site, "rui")
    return page


def test_a_clean_card_goes_through_without_a_validation_review(uploaded: Page) -> None:
    page = uploaded
    open_review(page, CLEAN)
    expect(page.locator("[data-count]")).to_have_text("0 of 4 to check")
    approve(page, then="dashboard")
    expect_toast(page, "approved")
    page.wait_for_url("**/dashboard")

    wait_for_status(page, CLEAN, "awaiting_download")
    job = page.request.get(f"/api/job/{CLEAN}").json()["job"]
    assert job["stage4_skipped"] is True
    assert job["stage4_completed_at"]
    page.goto(f"/validate/{CLEAN}")
    expect(page.get_by_role("button", name="Override & continue")).to_have_count(0)

    page.goto(f"/preview/{CLEAN}")
    expect(page.get_by_role("row", name=re.compile("player1fullname.*BEN FORMAN"))).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("package", re.IGNORECASE)).first.click()
    download = started.value
    assert download.suggested_filename == f"{CLEAN}.zip"
    with zipfile.ZipFile(io.BytesIO(Path(download.path()).read_bytes())) as package:
        assert f"{CLEAN}/{CLEAN}.jsx" in package.namelist()
        assert any("/assets/" in name for name in package.namelist())
    wait_for_status(page, CLEAN, "completed")


def test_a_distorted_picture_comes_back_and_is_then_overridden(uploaded: Page) -> None:
    page = uploaded
    open_review(page, CLEAN)
    choose(page, "featuredimage1", "background")
    approve(page, then="dashboard")
    expect_toast(page, r"1 critical issue\(s\) found")
    page.wait_for_url(f"**/validate/{CLEAN}")
    expect(page.get_by_text("The shape of “background” differs")).to_be_visible()
    expect(page.get_by_role("img", name="Before: layer background on its canvas")).to_be_visible()
    expect(page.get_by_role("img", name="After: layer background over its place")).to_be_visible()

    page.get_by_role("button", name="Change this match").first.click()
    page.wait_for_url(f"**/review-matching/{CLEAN}#placeholder-*")
    row = page.locator("[data-row].is-selected")
    expect(row.get_by_role("button", name="Layer for featuredimage1:")).to_have_text("background")
    approve(page, then="dashboard")
    page.wait_for_url(f"**/validate/{CLEAN}")

    page.get_by_role("button", name="Return to matching").click()
    page.wait_for_url(f"**/review-matching/{CLEAN}")
    wait_for_status(page, CLEAN, "awaiting_review")

    approve(page, then="dashboard")
    page.wait_for_url(f"**/validate/{CLEAN}")
    page.get_by_label("Why it may go on").fill("too short")
    button = page.get_by_role("button", name="Override & continue")
    expect(button).to_be_disabled()
    button.click(force=True)
    expect_toast(page, "at least 10 characters")
    wait_for_status(page, CLEAN, "awaiting_validation_review")
    override(page, REASON)
    expect_toast(page, "overridden")
    wait_for_status(page, CLEAN, "awaiting_download")
    assert page.request.get(f"/api/job/{CLEAN}").json()["job"]["stage4_override_reason"] == REASON


def test_three_jobs_are_reviewed_one_after_the_other(uploaded: Page, site: Site) -> None:
    page = uploaded
    open_review(page, CRITICAL)
    approve(page, then="next")
    page.wait_for_url(f"**/validate/{CRITICAL}")
    override(page, REASON)
    page.get_by_role("link", name="Next job").click()

    page.wait_for_url(re.compile(r"/review-matching/card-\d"))
    first = page.url.rsplit("/", 1)[1]
    assert first in (CLEAN, WARNING)
    approve(page, then="next")
    (other,) = {CLEAN, WARNING} - {first}
    page.wait_for_url(f"**/review-matching/{other}")
    approve(page, then="next")
    expect_toast(page, "No more jobs")
    page.wait_for_url("**/dashboard")
    for job_id in (CLEAN, CRITICAL, WARNING):
        wait_for_status(page, job_id, "awaiting_download")

    sign_in(page, site, "mona")
    page.goto("/audit")
    expect(page.get_by_text(REASON).first).to_be_visible()
    verified = site.manage("verify_audit")
    assert verified.returncode == 0
    assert '"intact": true' in verified.stdout
