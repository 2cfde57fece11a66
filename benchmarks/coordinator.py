"""What one person does from opening the browser to a downloaded batch: clicks, keys, seconds.

The demo's three cards, by somebody who coordinates and reviews: one is distorted, and let pass with
a reason. Everything is pressed as soon as the page takes it, so seconds are what the product lets
people wait; reading and deciding come on top. Typed words count as one key each.
"""

import tempfile
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.end_to_end.conftest import Site, migrate, running_browser, running_site
from tests.end_to_end.journey import wait_for_status

MAKE = """
from pathlib import Path
from django.contrib.auth.models import Group, User
from tests.samples.batches import make_folder
User.objects.get(username="olga").groups.add(Group.objects.get(name="reviewers"))
make_folder(Path({folder!r}))
"""
CARDS = ("card-1-clean", "card-2-critical", "card-3-warning")
REASON = "The client has seen it and agreed."


@dataclass
class Hand:
    """One person's mouse and keyboard, counted."""

    page: Page
    clicks: int = 0
    keys: int = 0
    started: float = field(default_factory=time.perf_counter)
    rows: list[tuple[str, int, int, float]] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        """One more click."""
        what.click()
        self.clicks += 1

    def press(self, key: str) -> None:
        """One more key."""
        self.page.keyboard.press(key)
        self.keys += 1

    def write(self, words: str) -> None:
        """Words of one's own, as if one key."""
        self.page.keyboard.type(words)
        self.keys += 1

    def done(self, step: str) -> None:
        """Remember how far it is; the next step begins."""
        now = time.perf_counter()
        self.rows.append((step, self.clicks, self.keys, now - self.started))
        self.clicks, self.keys, self.started = 0, 0, now


def sign_in(hand: Hand, site: Site) -> None:
    """By keyboard alone."""
    hand.page.goto("/")
    hand.write("olga")
    hand.press("Tab")
    hand.write(site.password("olga"))
    hand.press("Enter")
    hand.page.wait_for_url("**/dashboard")
    hand.done("open the browser, sign in")


def bring_in(hand: Hand, archive: Path) -> None:
    """The ZIP, until its cards wait for review."""
    page = hand.page
    hand.click(page.get_by_role("link", name="Upload", exact=True))
    page.get_by_label("Photoshop files and templates, or one ZIP").set_input_files(archive)
    hand.clicks += 1  # the ZIP falls onto the page
    hand.click(page.get_by_role("button", name="Upload", exact=True))
    page.wait_for_url("**/batches/*-*")
    hand.done("drop the ZIP, upload")
    for card in CARDS:
        wait_for_status(page, card, "awaiting_review")
    hand.done("(three cards are read)")


def review(hand: Hand) -> None:
    """Three cards by keyboard; the distorted one leads to its issue, and from there on."""
    page = hand.page
    hand.click(page.get_by_role("link", name="Review next", exact=True))
    for card in CARDS:
        page.wait_for_url(f"**/review-matching/{card}")
        expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")
        hand.press("Control+Enter")
        if card == CARDS[1]:
            hand.done("review two cards")
            let_pass(hand, card)
    page.wait_for_url("**/dashboard")
    hand.done("review the third")


def let_pass(hand: Hand, card: str) -> None:
    """The card's one critical issue, with a reason; then on to the next card."""
    page = hand.page
    page.wait_for_url(f"**/validate/{card}")
    hand.click(page.get_by_label("Why it may go on"))
    hand.write(REASON)
    hand.click(page.get_by_role("button", name="Override & continue"))
    page.wait_for_url(lambda address: "/validate/" not in address)
    hand.done("let a distorted picture pass, with a reason")
    if "/review-matching/" not in page.url:
        hand.click(page.get_by_role("link", name="Review next", exact=True))


def fetch(hand: Hand) -> Path:
    """From the dashboard to the batch, and all of it as one download."""
    page = hand.page
    hand.click(page.get_by_role("link", name="demo.zip").first)
    hand.done("open the batch")
    pack = page.get_by_role("button", name="Pack 3 ready for download")
    expect(pack).to_be_visible(timeout=60_000)
    hand.done("(three scripts are made and tried)")
    hand.click(pack)
    download = page.get_by_role("link", name="Download 3 ready")
    expect(download).to_be_visible(timeout=60_000)
    hand.done("have the batch packed")
    with page.expect_download() as started:
        hand.click(download)
    path = Path(started.value.path())
    hand.done("download the batch")
    return path


def main() -> None:
    """Print each step with what it took, and the sum."""
    with (
        tempfile.TemporaryDirectory(prefix="sixstage-bench-") as kept,
        running_browser() as browser,
        running_site(migrate(Path(kept)), Path(kept) / "site.log") as site,
    ):
        made = site.manage("shell", "-v", "0", "-c", MAKE.format(folder=f"{kept}/batch"))
        assert made.returncode == 0, made.stderr
        archive = Path(kept) / "demo.zip"
        with zipfile.ZipFile(archive, "w") as target:
            for path in sorted((Path(kept) / "batch").iterdir()):
                target.write(path, path.name)
        context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
        hand = Hand(context.new_page())
        sign_in(hand, site)
        bring_in(hand, archive)
        review(hand)
        with zipfile.ZipFile(fetch(hand)) as package:
            assert package.testzip() is None
    _, clicks, keys, seconds = zip(*hand.rows, strict=True)
    print(f"{'step':<44} clicks   keys  seconds")
    for row in (*hand.rows, ("all", sum(clicks), sum(keys), sum(seconds))):
        print("{:<44} {:>6} {:>6} {:>8.1f}".format(*row))


if __name__ == "__main__":
    main()
