"""The documentation's pictures, light and dark, of the pages as they are now.

They are kept where PICTURES says (`make pictures`: in docs/images), else thrown away.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.end_to_end.conftest import ROOT, Site
from tests.end_to_end.journey import approve, open_review, override, sign_in, wait_for_status
from tests.samples.batches import make_folder

pytestmark = pytest.mark.end_to_end

PICTURES = {
    "guides/coordinator.md": ("upload", "dashboard"),
    "guides/reviewer.md": ("review", "validation"),
    "guides/manager.md": ("overrides", "counts"),
    "guides/operator.md": ("queue",),
    "guides/template-designer.md": ("template",),
    "guides/api.md": ("token",),
    "overrides.md": ("validation", "overrides", "counts"),
    "packages.md": ("preview",),
    "review.md": ("review", "review-tablet"),
    "templates.md": ("template",),
}
TABLET = ViewportSize(width=820, height=1180)
CRITICAL = "card-2-critical"
SMALLEST = 20_000  # bytes; an empty page has fewer
FILL = """
from datetime import timedelta
from django.contrib.auth.models import User
from django.utils import timezone
from jobs import overriding
from jobs.models import Override
from jobs.statuses import Status
from tests.factories import CRITICAL_ISSUE, make_job
rules = ("aspect_ratio_mismatch", "upscaled_too_far", "aspect_ratio_mismatch", "unfilled")
clients = ("Northside FC", "Harbour Radio", "Northside FC", "City Museum", "Northside FC")
reasons = ("The client has seen it and agreed.", "It is a draft; the final picture comes later.")
today = timezone.localdate()
for number in range(40):
    issue = CRITICAL_ISSUE | {"code": rules[number % 4], "details": {"limit": 0.1}}
    report = {"valid": False, "critical_issues": [issue], "warnings": [], "info": []}
    job = make_job(
        job_id=f"line-up-{number + 1:02}",
        status=Status.AWAITING_VALIDATION_REVIEW,
        client_name=clients[number % 5],
        stage3_validation_results=report,
    )
    by = User.objects.get(username=("rui", "rui", "mona")[number % 3])
    overriding.override_validation(job.job_id, reason=reasons[number % 2], by=by)
    day = today - timedelta(days=(number * number) % 29)
    Override.objects.filter(job=job).update(day=day)
"""


def taken(page: Page, name: str, folder: Path) -> list[Path]:
    """The page in both schemes, as high as it is."""
    files = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        files.append(folder / f"{name}-{scheme}.png")
        page.screenshot(path=files[-1], full_page=True, animations="disabled")
    return files


def taken_of_the_upload(page: Page, tmp_path: Path, folder: Path) -> list[Path]:
    """The upload page with a row that needs a correction."""
    manifest = make_folder(tmp_path / "batch")
    rows = re.sub("(?m)^card", "player", manifest.read_text())
    manifest.write_text(rows.replace("card-1-clean.psd", "card-one.psd"))
    page.goto("/batches/upload")
    page.get_by_label("Manifest (CSV or Excel)").set_input_files(manifest)
    others = [path for path in manifest.parent.iterdir() if path != manifest]
    page.get_by_label("Photoshop files and templates, or one ZIP").set_input_files(others)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.get_by_role("region", name="Rows to put right")).to_contain_text("card-one.psd")
    expect(page.locator("[data-sending]")).to_contain_text("Nothing was kept")
    return taken(page, "upload", folder)


def preview_taken(page: Page, folder: Path) -> list[Path]:
    """The page of the same card, once it may go on."""
    override(page, "The client has seen it and agreed.")
    wait_for_status(page, CRITICAL, "awaiting_download")
    page.goto(f"/preview/{CRITICAL}")
    expect(page.locator("[data-compare]")).to_be_visible()
    return taken(page, "preview", folder)


def managers_pages_taken(site: Site, page: Page, folder: Path) -> list[Path]:
    """A template, the overrides and their counts."""
    filled = site.manage("shell", "-v", "0", "-c", FILL)
    assert filled.returncode == 0, filled.stderr
    sign_in(page, site, "mona")
    page.goto("/templates")
    page.locator("tbody a").first.click()
    expect(page.get_by_role("button", name="Keep background")).to_be_visible()
    files = taken(page, "template", folder)
    page.goto("/audit")
    expect(page.get_by_role("row")).to_have_count(42)
    page.locator("tbody tr:nth-child(n + 9)").evaluate_all("rows => rows.map(row => row.remove())")
    files += taken(page, "overrides", folder)
    page.goto("/audit/counts")
    expect(page.locator(".plot a").first).to_be_visible()
    files += taken(page, "counts", folder)
    return files


def operators_pages_taken(site: Site, page: Page, folder: Path) -> list[Path]:
    """The queue, and a token as it is shown once."""
    sign_in(page, site, "ada")
    page.goto("/admin/queues/")
    expect(page.get_by_role("link", name="default")).to_be_visible()
    files = taken(page, "queue", folder)
    page.goto("/admin/jobs/apitoken/add/")
    page.get_by_label("User").select_option("olga")
    page.get_by_label("Name").fill("Nightly export of line-ups")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("The token, shown only now")).to_be_visible()
    return files + taken(page, "token", folder)


def test_the_pictures_of_the_documentation_are_taken(
    site: Site, page: Page, colleague: Page, tmp_path: Path
) -> None:
    folder = Path(os.environ.get("PICTURES") or tmp_path)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert site.manage("demo").returncode == 0
    sign_in(page, site, "olga")
    wait_for_status(page, CRITICAL, "awaiting_review")
    page.goto("/dashboard")
    expect(page.get_by_role("link", name=CRITICAL, exact=True)).to_be_visible()
    files = taken(page, "dashboard", folder)
    files += taken_of_the_upload(page, tmp_path, folder)
    sign_in(page, site, "rui")
    wait_for_status(page, CRITICAL, "awaiting_review")
    open_review(page, CRITICAL)
    expect(page.locator("[data-critical]")).to_contain_text("1 critical issue")
    page.keyboard.press("ArrowDown")
    files += taken(page, "review", folder)
    page.set_viewport_size(TABLET)
    files += taken(page, "review-tablet", folder)
    page.set_viewport_size({"width": 1200, "height": 700})
    approve(page, then="dashboard")
    page.wait_for_url(f"**/validate/{CRITICAL}")
    expect(page.locator(".picture__frame")).to_have_count(6)
    page.locator(".issue__override summary").click()
    files += taken(page, "validation", folder)
    files += preview_taken(page, folder)
    files += managers_pages_taken(site, page, folder)
    files += operators_pages_taken(site, colleague, folder)

    assert all(file.stat().st_size > SMALLEST for file in files)


@pytest.mark.parametrize("document", PICTURES)
def test_every_picture_is_in_the_documentation(document: str) -> None:
    page = (ROOT / "docs" / document).read_text(encoding="utf-8")
    for name in PICTURES[document]:
        for scheme in ("light", "dark"):
            assert f"images/{name}-{scheme}.png" in page
            assert (ROOT / "docs" / "images" / f"{name}-{scheme}.png").is_file()
