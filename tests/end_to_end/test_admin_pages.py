"""The admin and the queues' pages: no accessibility fault, light and dark, and every control works.

The page's fixture fails on any error in the console, so on what the security policy refuses too.
"""

import time
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.axe import faults
from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import WORK_SECONDS, sign_in, wait_for_status

pytestmark = pytest.mark.end_to_end

QUEUE = "/admin/queues/queues/0"
TABLES = ("job", "batch", "template", "auditentry", "storedfile", "learnedmatch")
PAGES = [
    "/admin/",
    *(f"/admin/jobs/{table}/" for table in TABLES),
    *(f"/admin/jobs/{table}/" for table in ("apitoken", "overridereason", "rulesetversion")),
    "/admin/jobs/apitoken/add/",
    "/admin/jobs/rulesetversion/add/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/queues/",
    "/admin/queues/workers/0/",
    *(f"{QUEUE}/{name}" for name in ("", "details/", "started/", "deferred/", "scheduled/")),
    *(f"{QUEUE}/{name}" for name in ("finished/", "failed/", "failed/clear/", "requeue-all/")),
]
FAIL_THREE = """
import django_rq
for _ in range(3):
    django_rq.get_queue().enqueue("json.loads", "{")
"""


@pytest.fixture
def failed_tasks(site: Site) -> None:
    """Three tasks that fail as soon as a worker takes them."""
    assert site.manage("shell", "-v", "0", "-c", FAIL_THREE).returncode == 0


def one_of_each(page: Page) -> list[str]:
    """The address of a row's page in each table."""
    found = []
    for table in (*(f"/admin/jobs/{name}/" for name in TABLES[:-1]), "/admin/auth/user/"):
        page.goto(table)
        found.append(page.locator("#result_list tbody th a").first.get_attribute("href") or "")
    return found


@pytest.mark.usefixtures("failed_tasks")
def test_no_page_of_the_admin_has_an_accessibility_fault(page: Page, site: Site) -> None:
    assert site.manage("demo").returncode == 0
    sign_in(page, site, "ada")
    wait_for_status(page, "card-3-warning", "awaiting_review")
    schemes: list[Literal["light", "dark"]] = ["light", "dark"]
    pages = PAGES + one_of_each(page)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        for path in pages:
            answer = page.goto(path)  # anew in each scheme: the admin's colours fade over
            assert answer is not None
            assert answer.status == 200, path
            assert faults(page) == [], f"{path} {scheme}"


@pytest.mark.usefixtures("failed_tasks")
def test_failed_tasks_are_all_chosen_and_deleted(colleague: Page, site: Site) -> None:
    sign_in(colleague, site, "ada")
    colleague.goto(f"{QUEUE}/failed/")
    deadline = time.monotonic() + WORK_SECONDS
    while colleague.locator(".action-select").count() < 3 and time.monotonic() < deadline:
        colleague.reload()
    counter = colleague.locator(".action-counter")
    expect(counter).to_have_text("0 of 3 selected")
    colleague.get_by_label("Choose all jobs on this page").check()
    expect(counter).to_have_text("3 of 3 selected")
    colleague.locator(".action-select").first.uncheck()
    expect(counter).to_have_text("2 of 3 selected")

    colleague.get_by_label("Actions:").select_option("delete")
    colleague.get_by_role("button", name="Go").click()
    expect(colleague.get_by_text("Are you sure you want to")).to_be_visible()
    colleague.locator("#content-main [type=submit]").click()

    colleague.goto(f"{QUEUE}/failed/")
    expect(colleague.locator(".action-select")).to_have_count(1)
