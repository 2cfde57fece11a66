"""All ways in which people bring a batch to the upload page, as their machines send it."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, Route, expect

from jobs.demo.batch import TEMPLATE
from tests.end_to_end.conftest import Site, running_site
from tests.end_to_end.journey import expect_toast, sign_in
from tests.samples.batches import HEADER, PSD, make_folder

pytestmark = pytest.mark.end_to_end
BARS = "[...document.querySelectorAll('[data-files] progress')].map(one => one.position)"
CLIENT = "Løgstør Bjørnehåndbold"  # in Windows-1252, and other bytes in UTF-8


@pytest.fixture(scope="module")
def site(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One installation for all ways: their jobs have names of their own."""
    folder = tmp_path_factory.mktemp("ways")
    shutil.copytree(migrated, folder / "var")
    with running_site(folder / "var", folder / "site.log") as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One card and its template."""
    made = make_folder(tmp_path / "made").parent
    folder = tmp_path / "Friday cards"
    (folder / "cards").mkdir(parents=True)
    (made / PSD).rename(folder / "cards" / PSD)
    (made / TEMPLATE).rename(folder / TEMPLATE)
    return folder


def table(job_id: str, *, delimiter: str = ",", card: str = f"cards/{PSD}") -> str:
    header = f"{HEADER.strip()},client_name\n"
    row = f"{job_id},{card},{TEMPLATE},one.aep,{CLIENT}\n"
    return (header + row).replace(",", delimiter)


def dropped(page: Page, *paths: Path) -> None:
    """Let the files and folders fall where they are invited, as from the desktop."""
    place = page.get_by_text("Drop a ZIP here, a folder").bounding_box()
    assert place
    driver = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
        driver.send(
            "Input.dispatchDragEvent",
            {"type": kind, "x": place["x"] + 5, "y": place["y"] + 5, "data": data},
        )


def chosen(page: Page, *paths: Path) -> None:
    page.get_by_label("Photoshop files and templates, or one ZIP").set_input_files(paths)


def goes_in(page: Page, way: Callable[..., None], *paths: Path) -> None:
    page.goto("/batches/upload")
    way(page, *paths)
    expect(page.locator("[data-chosen]")).not_to_be_empty()
    page.get_by_role("button", name="Upload", exact=True).click()
    expect_toast(page, "1 job from “.*” is in")


def client_of(page: Page, job_id: str) -> str:
    """What the API says of the job's client."""
    told: str = page.request.get(f"/api/job/{job_id}").json()["job"]["client_name"]
    return told


def test_a_zip_a_folder_or_files_are_dropped(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    manifest = folder / "plan.csv"

    manifest.write_text(table("in-a-zip"), encoding="utf-8")
    archive = folder.parent / "friday.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path in folder.rglob("*"):
            target.write(path, path.relative_to(folder.parent).as_posix())
    goes_in(page, dropped, archive)

    manifest.write_text(table("in-a-folder"), encoding="utf-8")
    goes_in(page, dropped, folder)

    manifest.write_text(table("loose", card=PSD), encoding="utf-8")
    goes_in(page, dropped, manifest, folder / "cards" / PSD, folder / TEMPLATE)

    assert client_of(page, "in-a-zip") == client_of(page, "loose") == CLIENT


def test_a_folder_is_chosen_without_a_mouse(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    (folder / "plan.csv").write_text(table("by-keyboard"), encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")

    goes_in(page, lambda page, path: page.get_by_label("Or a folder").set_input_files(path), folder)


def test_tables_are_as_excel_saves_them(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    files = [folder / "cards" / PSD, folder / TEMPLATE]
    for job_id, encoding in (("excel-utf-8", "utf-8-sig"), ("excel-1252", "cp1252")):
        manifest = folder / f"{job_id}.csv"
        manifest.write_text(table(job_id, delimiter=";"), encoding=encoding)
        goes_in(page, chosen, manifest, *files)
        assert client_of(page, job_id) == CLIENT

    workbook = Workbook()
    for line in table("excel-xlsx").splitlines():
        workbook.worksheets[0].append(line.split(","))
    workbook.save(folder / "plan.xlsx")
    goes_in(page, chosen, folder / "plan.xlsx", *files)
    assert client_of(page, "excel-xlsx") == CLIENT


def test_without_a_manifest_names_tell(page: Page, site: Site, folder: Path) -> None:
    sign_in(page, site, "olga")
    goes_in(page, chosen, folder / "cards" / PSD, folder / TEMPLATE)

    assert client_of(page, Path(PSD).stem) == ""


def test_a_tab_that_was_closed_half_way_goes_on_there(
    colleague: Page, site: Site, folder: Path
) -> None:
    page = colleague  # whose console may tell of the broken line
    sign_in(page, site, "olga")
    files = [folder / "plan.csv", folder / "cards" / PSD, folder / TEMPLATE]
    files[0].write_text(table("half-way"), encoding="utf-8")
    page.goto("/batches/upload")
    chosen(page, *files)
    sent: list[str] = []

    def only_the_first(route: Route) -> None:
        if not sent:
            sent.append(route.request.url)
            return route.continue_()
        return route.abort()

    page.route("**/uploads/*/files/*", only_the_first)
    page.get_by_role("button", name="Upload", exact=True).click()
    expect(page.locator("[data-sending]")).to_contain_text("The connection is lost")
    assert page.evaluate(BARS)[:2] == [1, 0]
    assert 0 < page.get_by_label("All files").evaluate("one => one.position") < 1

    again = page.context.new_page()
    page.close()
    more: list[str] = []
    again.on("request", lambda one: more.append(one.url) if one.method == "PATCH" else None)
    again.goto("/batches/upload")
    expect(again.get_by_text("Choose the same files again and it goes on")).to_be_visible()
    goes_in(again, chosen, *files)
    assert more
    assert sent[0] not in more
