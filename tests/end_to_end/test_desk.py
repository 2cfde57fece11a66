"""Staff and machines: the desk, the API's documentation and a command beside a live worker."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import expect_toast, sign_in, wait_for_status
from tests.samples.batches import make_folder

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def batch_id(site: Site) -> str:
    """The demo batch, brought in from the command line and read by the worker."""
    manifest = make_folder(site.var / "batch")
    ran = site.manage("ingest_batch", str(manifest), "--user", "olga", "--wait")
    assert ran.returncode == 0, ran.stderr
    found: str = json.loads(ran.stdout)["batch_id"]
    return found


def counts(page: Page, batch_id: str) -> dict[str, int]:
    found: dict[str, int] = page.request.get(f"/api/batch/{batch_id}").json()["counts"]
    return {status: count for status, count in found.items() if count}


def test_staff_cancel_what_a_command_brought_in(batch_id: str, site: Site, page: Page) -> None:
    sign_in(page, site, "ada")
    assert counts(page, batch_id) == {"awaiting_review": 3}
    page.goto("/admin/jobs/job/")
    page.get_by_role("link", name="card-2-critical").click()
    page.get_by_label("Reason", exact=True).fill("Sent twice")
    page.get_by_role("button", name="Cancel", exact=True).click()
    expect(page.locator(".messagelist")).to_have_text("Done.")
    page.get_by_role("link", name="Jobs", exact=True).first.click()
    for job_id in ("card-1-clean", "card-3-warning"):
        page.get_by_role("row", name=job_id).get_by_role("checkbox").check()
    page.get_by_label("Action:").select_option("cancel")
    page.get_by_label("Reason:").fill("Client withdrew")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.locator(".messagelist")).to_have_text("2 done.")

    assert counts(page, batch_id) == {"cancelled": 3}
    checked = site.manage("verify_audit")
    assert json.loads(checked.stdout) == {"entries": 10, "intact": True}


def test_the_documentation_tries_calls_out(batch_id: str, site: Site, page: Page) -> None:
    sign_in(page, site, "ada")
    page.goto("/api/docs")
    call = page.locator("[id$=start_processing]")
    call.get_by_role("button").first.click()
    call.get_by_role("button", name="Try it out").click()
    call.get_by_placeholder("batch_id").fill(batch_id)
    call.get_by_role("button", name="Execute").click()

    answer = call.locator(".live-responses-table .response")
    expect(answer.locator(".response-col_status")).to_contain_text("200")
    expect(answer).to_contain_text('"started": 0')


def test_what_is_unread_is_counted_on_every_page(page: Page, site: Site) -> None:
    sign_in(page, site, "olga")
    page.get_by_role("link", name="Notifications").click()
    page.get_by_role("link", name="Choose what you want to hear of.").click()
    page.get_by_label("A job needs match review: Here").check()
    page.get_by_role("button", name="Keep").click()
    expect_toast(page, "Your wishes are kept")
    assert site.manage("demo").returncode == 0
    wait_for_status(page, "card-1-clean", "awaiting_review")

    page.goto("/dashboard")
    page.get_by_role("link", name=re.compile(r"Notifications \d unread")).click()
    page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_role("link", name="Notifications", exact=True)).to_be_visible()
