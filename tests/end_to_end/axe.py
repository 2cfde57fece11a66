"""Asks axe-core what on a page keeps people from using it."""

from playwright.sync_api import Page

from tests.end_to_end.conftest import ROOT

AXE = ROOT / "tests" / "js" / "node_modules" / "axe-core" / "axe.min.js"


def faults(page: Page) -> list[str]:
    """What axe-core finds, by rule and place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Without preloading: it copies imported style sheets into the page, which our policy refuses.
    found = page.evaluate("async () => (await axe.run({preload: false})).violations")
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]
