"""Counts of overrides: what the bars say, and that each leads to just its rows."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jobs.models import Override
from jobs.views.audit.counts import Plot
from tests.jobs.views.audit.conftest import overridden
from tests.jobs.views.conftest import As


def plots(browser: Client, query: str = "") -> dict[str, Plot]:
    context = browser.get(f"/audit/counts?{query}").context
    return {plot.title: plot for plot in (context["over_time"], *context["plots"])}


def test_counts_by_rule_person_and_client(log: None, mona: User, signed_in: As) -> None:
    found = plots(signed_in(mona))
    said = {title: [bar.words for bar in plot.bars] for title, plot in found.items()}
    assert said["By rule"] == ["aspect_ratio_mismatch: 2 overrides", "upscaled_too_far: 1 override"]
    assert said["By person"] == ["rui: 2 overrides", "mona: 1 override"]
    assert said["By client"] == ["no client: 1 override", "North: 1 override", "South: 1 override"]


def test_every_bar_leads_to_as_many_rows_as_it_counts(log: None, mona: User, signed_in: As) -> None:
    Override.objects.filter(client_name="South").update(day=date(2020, 2, 29))
    browser = signed_in(mona)
    bars = [bar for plot in plots(browser).values() for bar in plot.bars if bar.times]
    assert len(bars) == 9
    for bar in bars:
        assert urlsplit(bar.url).path == "/audit"
        assert len(browser.get(bar.url).context["page"].rows) == bar.times, bar.url


@pytest.mark.parametrize(
    ("span", "title", "bars"),
    [
        (0, "By day", 1),
        (62, "By day", 63),
        (63, "By week", 10),
        (434, "By week", 63),
        (435, "By month", 16),
    ],
)
def test_time_is_told_so_that_the_bars_can_be_read(
    span: int, title: str, bars: int, log: None, mona: User, signed_in: As
) -> None:
    last = date(2026, 3, 1)  # a Sunday
    Override.objects.update(day=last)
    Override.objects.filter(client_name="South").update(day=last - timedelta(days=span))
    plot = plots(signed_in(mona))[title]
    assert len(plot.bars) == bars
    assert sum(bar.times for bar in plot.bars) == 3


def test_a_filter_holds_for_the_plots_and_for_where_they_lead(
    log: None, mona: User, signed_in: As
) -> None:
    browser = signed_in(mona)
    found = plots(browser, "person=rui&q=signed")
    assert [bar.words for bar in found["By rule"].bars] == ["aspect_ratio_mismatch: 2 overrides"]
    assert "person=rui" in found["By rule"].bars[0].url
    assert "q=signed" in found["By rule"].bars[0].url
    html = browser.get("/audit/counts?q=nowhere").content.decode()
    assert "No override is like that." in html


def test_the_rest_of_many_is_said_as_one_number(queue: str, mona: User, signed_in: As) -> None:
    for number in range(14):
        overridden(f"job-{number}", "Signed off by phone", by=mona, client=f"Client {number:02}")
    plot = plots(signed_in(mona))["By client"]
    assert (len(plot.bars), plot.others) == (12, 2)
