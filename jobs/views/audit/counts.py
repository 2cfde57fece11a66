"""How often was overridden: over time, by rule, person and client; each bar leads to its rows."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jobs.audit_filters import NOBODY, OverrideFilter
from jobs.models import Override
from jobs.views.access import needs
from jobs.wording import counted

TOP = 12
BEGINS: dict[str, Callable[[date], date]] = {
    "day": lambda day: day,
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
}
MOST_DAYS, MOST_WEEKS = 62, 62 * 7  # spans, in days, that are still told by day and by week
RANKED = (  # title, column, field of the filter
    ("By rule", "rule", "rule"),
    ("By person", "username", "person"),
    ("By client", "client_name", "client"),
)
FEW = 14
HIGH = 100  # a full bar's height, in the plot's own units


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how often, its size as a share of the largest (0–100), where it leads."""

    name: str
    times: int
    size: float
    url: str

    @property
    def top(self) -> float:
        """Where a standing bar begins, from the top."""
        return HIGH - self.size

    @property
    def words(self) -> str:
        """The bar for those who don't see it."""
        return f"{self.name}: {counted(self.times, 'override')}"


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars under one title; `others` counts what the longest ones leave over."""

    title: str
    bars: tuple[Bar, ...]
    others: int = 0

    @property
    def width(self) -> int:
        """Room for the bars, ten each, in the plot's own units; few don't grow broad."""
        return 10 * max(FEW, len(self.bars))

    @property
    def most(self) -> int:
        """The longest bar's number."""
        return max((bar.times for bar in self.bars), default=0)


@require_safe
@needs("jobs.view_auditentry", to="see the audit log")
def counts(request: HttpRequest) -> HttpResponse:
    """Four plots of what the filter lets through; two queries, and three for its lists."""
    form = OverrideFilter(request.GET)
    form.offer_choices()
    found = form.apply(Override.objects.all())
    days = {row["day"]: row["times"] for row in found.counted_by("day")}
    kinds = list(found.counted_by(*(column for _, column, _ in RANKED)))
    plots = [_ranked(form, title, field, _summed(kinds, column)) for title, column, field in RANKED]
    context = {
        "form": form,
        "query": form.query(),
        "total": sum(days.values()),
        "over_time": _over_time(form, days),
        "plots": plots,
    }
    return render(request, "jobs/audit/counts.html", context)


def _url(form: OverrideFilter, **more: str) -> str:
    return f"{reverse('audit')}?{form.query(**more)}"


def _summed(kinds: Iterable[dict[str, Any]], column: str) -> list[tuple[str, int]]:
    """Each name with its number, most first."""
    times: Counter[str] = Counter()
    for row in kinds:
        times[row[column]] += row["times"]
    return sorted(times.items(), key=lambda item: (-item[1], item[0]))


def _ranked(form: OverrideFilter, title: str, field: str, rows: list[tuple[str, int]]) -> Plot:
    most = max((times for _, times in rows), default=1)
    bars = tuple(
        Bar(name or "no client", times, 100 * times / most, _url(form, **{field: name or NOBODY}))
        for name, times in rows[:TOP]
    )
    return Plot(title, bars, sum(times for _, times in rows[TOP:]))


def _over_time(form: OverrideFilter, days: dict[date, int]) -> Plot:
    """By day, week or month, whichever keeps the plot readable; empty ones are shown as such."""
    if not days:
        return Plot("Over time", ())
    first, last = min(days), max(days)
    span = (last - first).days
    unit = "day" if span <= MOST_DAYS else "week" if span <= MOST_WEEKS else "month"
    begin = BEGINS[unit]
    times: Counter[date] = Counter()
    for day, number in days.items():
        times[begin(day)] += number
    starts = [begin(first)]
    while starts[-1] < begin(last):
        starts.append(_next(starts[-1], unit))
    most = max(times.values())
    bars = tuple(_bar(form, unit, start, times[start], most) for start in starts)
    return Plot(f"By {unit}", bars)


def _next(start: date, unit: str) -> date:
    if unit == "month":
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
    return start + timedelta(days=7 if unit == "week" else 1)


def _bar(form: OverrideFilter, unit: str, start: date, times: int, most: int) -> Bar:
    end = _next(start, unit) - timedelta(days=1)
    since = max(start, form.wanted("since") or start)
    until = min(end, form.wanted("until") or end)
    url = _url(form, since=since.isoformat(), until=until.isoformat())
    name = f"{start:%B %Y}" if unit == "month" else f"{start:%d %b %Y}"
    return Bar(name, times, 100 * times / most, url)
