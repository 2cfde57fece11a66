"""How long a reviewer waits in Chromium: the review page's first paint, and the demo's cards.

The peer of the large page (300 layers, 100 placeholders) is that of a usual card in the same run.
A demo card's seconds are those from its page until its approval is answered, with every key
pressed as soon as the page takes it: what is left is a person's own time to look.
"""

import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Site, migrate, running_browser, running_site
from tests.end_to_end.journey import open_review, sign_in, wait_for_status

ROUNDS = 9
SIZES = {"usual": (12, 4), "large": (300, 100)}
WATCH = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => window.moved += one.value))
  .observe({type: 'layout-shift', buffered: true});
"""
SEEN = """() => new Promise(done => setTimeout(() => {
  const page = performance.getEntriesByType('navigation')[0];
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  done([page.responseStart - page.requestStart, paint.startTime, window.moved]);
}, 1000))"""
CARDS: dict[str, Sequence[str]] = {
    "card-1-clean": ("Control+Enter",),
    "card-2-critical": ("ArrowDown", "f", "Control+Enter"),  # shown whole; its shape stays critical
    "card-3-warning": ("Control+Enter",),
}


def print_paints(page: Page, site: Site) -> None:
    """Both sizes: milliseconds to the first byte and to the first paint, and what moved."""
    for name, (layers, holes) in SIZES.items():
        code = f"from tests.samples.review_jobs import *; waiting({name!r}, {layers}, {holes})"
        site.manage("shell", "-v", "0", "-c", code)
    print("match review   first byte ms (best)   first paint ms (best)   layout shift")
    for name in SIZES:
        seen: list[list[float]] = []
        for _ in range(ROUNDS):
            page.goto(f"/review-matching/{name}")
            seen.append(page.evaluate(SEEN))
        byte, paint, moved = zip(*seen, strict=True)
        waits = [f"{statistics.median(times):.0f} ({min(times):.0f})" for times in (byte, paint)]
        print(f"{name:<12} {waits[0]:>22} {waits[1]:>23} {max(moved):>14.4f}")


def print_cards(page: Page, site: Site) -> None:
    """Each of the demo's cards: keys pressed, and seconds until it is approved."""
    site.manage("demo")
    print("\ndemo card            keys    seconds")
    for card, keys in CARDS.items():
        wait_for_status(page, card, "awaiting_review")
        started = time.perf_counter()
        open_review(page, card)
        expect(page.locator("[data-saved]")).to_have_text("All changes are saved.")
        answer = press(page, keys)
        seconds = time.perf_counter() - started
        then = "to validation" if answer["requires_validation"] else "approved"
        print(f"{card:<20} {len(keys):>4} {seconds:>10.2f}  {then}")


def press(page: Page, keys: Sequence[str]) -> dict[str, Any]:
    """Press the keys; the answer to the last, which approves."""
    with page.expect_response("**/approve-stage2") as approval:
        for key in keys:
            page.keyboard.press(key)
    answer: dict[str, Any] = approval.value.json()
    return answer


def main() -> None:
    """Print what a reviewer waits for."""
    with (
        tempfile.TemporaryDirectory(prefix="sixstage-bench-") as folder,
        running_browser() as browser,
        running_site(migrate(Path(folder)), Path(folder) / "site.log") as site,
    ):
        context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
        context.add_init_script(WATCH)
        page = context.new_page()
        sign_in(page, site, "rui")
        print_paints(page, site)
        print_cards(page, site)


if __name__ == "__main__":
    main()
