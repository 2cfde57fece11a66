"""The page that a reviewer looks at last: compare, copy, generate again, download all together."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Site
from tests.end_to_end.journey import approve, open_review, sign_in, wait_for_status

pytestmark = pytest.mark.end_to_end

CARD = "card-1-clean"


def test_a_ready_card_is_compared_copied_made_again_and_taken_with_its_batch(
    page: Page, site: Site
) -> None:
    assert site.manage("demo").returncode == 0
    sign_in(page, site, "rui")
    wait_for_status(page, CARD, "awaiting_review")
    open_review(page, CARD)
    approve(page, then="dashboard")
    page.wait_for_url("**/dashboard")
    wait_for_status(page, CARD, "awaiting_download")
    page.goto(f"/preview/{CARD}")

    _drag_and_key_the_divider(page)
    _copy_the_command(page)
    _generate_again(page)
    _download_the_batch(page)


def _divided_at(page: Page) -> float:
    """Where the line stands, from 0 (left) to 1."""
    picture = page.locator("[data-compare]").bounding_box()
    line = page.locator(".compare__divider").bounding_box()
    assert picture
    assert line
    return (line["x"] - picture["x"]) / picture["width"]


def _drag_and_key_the_divider(page: Page) -> None:
    slider = page.get_by_role("slider", name="Template left, result right")
    box = slider.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    assert _divided_at(page) == pytest.approx(0.5, abs=0.02)

    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.2, middle, steps=5)
    page.mouse.up()
    assert _divided_at(page) == pytest.approx(0.2, abs=0.02)

    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_value("100")
    assert _divided_at(page) == pytest.approx(1, abs=0.02)
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value("99")


def _copy_the_command(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy for afterfx -r").click()
    expect(page.locator("[data-copy-told]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f'afterfx -r "PATH\\{CARD}.jsx"'


def _generate_again(page: Page) -> None:
    page.get_by_role("button", name="Generate again").click()
    page.wait_for_load_state()
    wait_for_status(page, CARD, "awaiting_download")
    page.reload()
    expect(page.locator(".history")).to_contain_text("Generated again")


def _download_the_batch(page: Page) -> None:
    page.locator(".head__about a").click()
    page.get_by_role("button", name="Pack 1 ready for download").click()
    with page.expect_download() as started:  # offered as soon as a worker has packed it
        page.get_by_role("link", name="Download 1 ready").click()
    names = zipfile.ZipFile(started.value.path()).namelist()

    assert {"run all.jsx", "how to run.txt", f"{CARD}/{CARD}.jsx"} <= set(names)
    wait_for_status(page, CARD, "completed")
    page.goto(f"/preview/{CARD}")
    downloads = page.get_by_role("list", name="Downloads")
    expect(downloads).to_contain_text("Package of the batch downloaded by rui")
