"""Large files in a browser go straight to a real S3 store, on after a break and a closed tab."""

import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from jobs.direct_upload import PART_BYTES
from tests.end_to_end.conftest import Site, running_site
from tests.end_to_end.journey import expect_toast, sign_in
from tests.samples.batches import make_folder
from tests.servers import s3

pytestmark = pytest.mark.end_to_end


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """An installation whose files are in a store that browsers reach."""
    shutil.copytree(migrated, tmp_path / "var")
    with s3() as store:
        store["UPLOAD_ENDPOINT_URL"] = store["AWS_S3_ENDPOINT_URL"]
        with running_site(tmp_path / "var", tmp_path / "site.log", **store) as running:
            yield running


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The demo batch and much that no row names: a ZIP of three parts."""
    folder = make_folder(tmp_path / "batch").parent
    path = tmp_path / "Friday cards.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("raw footage.bin", os.urandom(2 * PART_BYTES))
        for file in sorted(folder.iterdir()):
            target.write(file, file.name)
    return path


def upload(page: Page, archive: Path) -> None:
    page.goto("/batches/upload")
    page.get_by_label("Photoshop files and templates, or one ZIP").set_input_files(archive)
    page.get_by_role("button", name="Upload", exact=True).click()


def test_a_large_file_goes_to_the_store_and_only_what_is_missing_is_sent_again(
    browser: Browser, site: Site, archive: Path
) -> None:
    store = site.environment["UPLOAD_ENDPOINT_URL"]
    context = browser.new_context(base_url=site.url)
    first = context.new_page()
    sign_in(first, site, "olga")

    def refuse_third(route: Route) -> None:
        if "partNumber=3" in route.request.url:
            route.abort("connectionreset")
        else:
            route.continue_()

    first.route(f"{store}/**", refuse_third)
    upload(first, archive)
    expect(first.locator("[data-sending]")).to_contain_text("The file store can’t be reached.")
    first.close()

    second = context.new_page()
    sent: list[str] = []
    pieces = {"PUT", "PATCH"}
    second.on("request", lambda one: sent.append(one.url) if one.method in pieces else None)
    upload(second, archive)
    expect_toast(second, "3 jobs from “Friday cards.zip” are in")

    (url,) = sent
    assert url.startswith(store)
    assert "partNumber=3" in url
    context.close()
