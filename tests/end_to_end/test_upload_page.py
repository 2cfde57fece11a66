"""The upload page in a browser: files go in pieces, survive breaks, and rows are put right."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.end_to_end.conftest import ROOT, Site
from tests.end_to_end.journey import expect_toast, sign_in
from tests.samples.batches import make_folder

pytestmark = pytest.mark.end_to_end
AXE = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page whose network may fail: the console tells of that, and of no error in our code."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demo batch's files."""
    return make_folder(tmp_path / "batch").parent


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix != ".csv")


def choose(page: Page, folder: Path) -> None:
    page.goto("/batches/upload")
    page.get_by_label("Manifest (CSV or Excel)").set_input_files(next(folder.glob("*.csv")))
    page.get_by_label("Photoshop files and templates, or one ZIP").set_input_files(files_of(folder))


def test_a_batch_goes_in_and_templates_are_not_sent_again(
    page: Page, site: Site, folder: Path
) -> None:
    sign_in(page, site, "olga")
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "PATCH" else None)
    choose(page, folder)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect_toast(page, "3 jobs from “.*” are in")
    first = len(sent)

    table = next(folder.glob("*.csv"))
    table.write_text(re.sub(r"(?m)^card", "again", table.read_text()))
    for name in folder.glob("card-*.psd"):
        table.write_text(table.read_text().replace(f"again{name.name[4:]}", name.name))
    choose(page, folder)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect_toast(page, "3 jobs from “.*” are in")

    assert first == 1 + len(files_of(folder))
    assert len(sent) == 2 * first - 1  # all but the template


def test_a_broken_line_is_told_and_the_upload_goes_on(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    refused: list[str] = []

    def break_once(route: Route) -> None:
        if len(refused) < 2 and route.request.method == "PATCH":
            refused.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    choose(page, folder)
    page.route("**/uploads/*/files/*", break_once)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("[data-sending]")).to_contain_text("The connection is lost")
    expect_toast(page, "3 jobs from “.*” are in")
    assert len(refused) == 2


def test_a_closed_page_goes_on_with_the_same_files(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    choose(page, folder)
    page.get_by_role("button", name="Upload", exact=True).is_enabled()
    page.route("**/uploads/*/finish", lambda route: route.abort())
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("[data-sending]")).to_contain_text("can’t be reached")
    page.unroute("**/uploads/*/finish")

    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "PATCH" else None)
    choose(page, folder)
    expect(
        page.get_by_text("Choose the same files again and it goes on from there")
    ).to_be_visible()
    page.get_by_role("button", name="Upload", exact=True).click()
    expect_toast(page, "3 jobs from “.*” are in")
    assert sent == []  # all of it was there


def test_an_unfinished_upload_can_be_discarded(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    choose(page, folder)
    page.route("**/uploads/*/finish", lambda route: route.abort())
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("[data-sending]")).to_contain_text("can’t be reached")
    page.goto("/batches/upload")
    page.get_by_role("button", name="Discard it").click()
    expect(page.get_by_role("button", name="Discard it")).to_be_hidden()
    assert not any((site.var / "incoming").iterdir())


def test_rows_are_put_right_on_the_page_by_keyboard(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    shutil.move(folder / "card-1-clean.psd", folder / "card-one.psd")
    choose(page, folder)
    page.get_by_role("button", name="Upload", exact=True).press("Enter")
    rows = page.get_by_role("region", name="Rows to put right")
    expect(rows).to_contain_text("The Photoshop file “card-1-clean.psd” is not in the upload.")
    expect(page.locator("[data-sending]")).to_contain_text("Nothing was kept")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map(one => one.id)")
    assert found == []

    page.get_by_label("psd_path of row 2").fill("card-one.psd")
    page.get_by_role("button", name="Check again").press("Enter")
    expect_toast(page, "3 jobs from “.*” are in")


def test_an_upload_is_paused_and_goes_on(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    choose(page, folder)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/uploads/*/files/*", hold)
    page.get_by_role("button", name="Upload", exact=True).click()
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("[data-sending]")).to_have_text("Paused. What has arrived is kept.")
    page.unroute("**/uploads/*/files/*")
    page.get_by_role("button", name="Go on").click()
    expect_toast(page, "3 jobs from “.*” are in")
    assert held
