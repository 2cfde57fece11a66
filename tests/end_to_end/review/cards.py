"""Cards for the review page in a browser, and what its rows say of them."""

import json

from playwright.sync_api import Page, ViewportSize, expect

from tests.end_to_end.conftest import Site

TABLET = ViewportSize(width=820, height=1180)
LYING = ViewportSize(width=1024, height=768)  # a tablet too
MAKE = """
from extraction import Box, Match, MatchDocument, to_json
from jobs.models import Batch, Job, StoredFile
from jobs.statuses import Status
from tests.factories import *
for model in (Job, Batch, StoredFile):
    model.objects.all().delete()
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
    priority = "high" if name == "urgent" else "medium"
    make_job(job_id=name, status=Status(state), priority=priority, **read)
"""

ENDS = """() => {
  const path = document.querySelector('[data-line] path');
  if (!path.getAttribute('d')) return null;
  const at = (x, y, name) => document.elementsFromPoint(x, y)
    .map(one => one.closest(`[data-${name}]`)).find(Boolean).getAttribute(`data-${name}`);
  const ends = [path.getPointAtLength(0), path.getPointAtLength(path.getTotalLength())];
  return [at(ends[0].x, ends[0].y, 'box-layer'), at(ends[1].x, ends[1].y, 'box-placeholder')];
}"""


def make_jobs(site: Site, **jobs: str) -> None:
    """These jobs alone, each in the given state, with one match still to be made."""
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


def open_ready(page: Page, job_id: str) -> None:
    """The review page of a job, once its keys work and its draft is kept."""
    page.goto(f"/review-matching/{job_id}")
    awaiting_save(page)


def awaiting_save(page: Page) -> None:
    """Until the server has all that was changed."""
    expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")


def press(page: Page, *keys: str) -> None:
    """Keys one after another, without a pause."""
    for key in keys:
        page.keyboard.press(key)


def ends_of_the_line(page: Page) -> tuple[str, str] | None:
    """The layer's and the placeholder's id whose boxes the line joins, None without a line."""
    ends: list[str] | None = page.evaluate(ENDS)
    return (ends[0], ends[1]) if ends else None
