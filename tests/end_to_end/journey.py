"""What people do on the pages, as verbs, so that tests read as a story."""

import re
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Site

WORK_SECONDS = 60


def sign_in(page: Page, site: Site, name: str) -> None:
    """Sign in as one of the demo's people, through the login page."""
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(site.password(name))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/dashboard")


def upload(page: Page, manifest: Path, files: list[Path]) -> None:
    """Send a manifest with its files and let the work start at once."""
    page.goto("/batches/upload")
    page.locator("input[type=file][name=manifest]").set_input_files(manifest)
    page.locator("input[type=file][name=files]").set_input_files(files)
    page.get_by_role("button", name="Upload", exact=True).click()


def wait_for_status(page: Page, job_id: str, status: str) -> None:
    """Until the worker has brought the job there; asked of the API, as the person signed in."""
    deadline = time.monotonic() + WORK_SECONDS
    seen = ""
    while time.monotonic() < deadline:
        seen = page.request.get(f"/api/job/{job_id}").json()["job"]["status"]
        if seen == status:
            return
        time.sleep(0.2)
    raise AssertionError(f"{job_id} is {seen}, not {status}")


def open_review(page: Page, job_id: str) -> None:
    """The review page of a job."""
    page.goto(f"/review-matching/{job_id}")
    expect(page.get_by_role("heading", name=f"Review {job_id}")).to_be_visible()


def choose(page: Page, placeholder: str, layer: str) -> None:
    """Put another layer into a placeholder."""
    row = page.locator(f'[data-row][data-name="{placeholder}"]')
    if not row.is_visible():
        page.locator(".sure > summary").click()
    row.locator("[data-open]").click()
    page.get_by_role("combobox", name="Search the layers").fill(layer)
    page.keyboard.press("Enter")


def approve(page: Page, *, then: str) -> None:
    """Approve; `then` is "next" or "dashboard"."""
    page.get_by_role("button", name=f"Approve & {then}").click()


def expect_toast(page: Page, text: str) -> None:
    """A message that says so."""
    expect(page.locator("#toasts")).to_contain_text(re.compile(text))


def override(page: Page, reason: str) -> None:
    """Give a reason on the validation page and go on."""
    page.get_by_label("Why it may go on").fill(reason)
    page.get_by_role("button", name="Override & continue").click()
