"""The dashboard's figures: throughput per day and time per stage, as plots that tables tell too."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jobs.figures import DAYS, figures
from jobs.views.access import needs
from jobs.views.durations import in_words
from jobs.views.plots import bars

NO_TIME = timedelta()


@require_safe
@needs("jobs.view_job", to="see the jobs")
def dashboard_figures(request: HttpRequest) -> HttpResponse:
    """Two plots of the last days; one query."""
    found = figures()
    context = {
        "days": DAYS,
        "total": sum(number for _, number in found.ready),
        "ready": bars((f"{day:%d %b %Y}", str(number), number) for day, number in found.ready),
        "stages": bars(
            (
                f"{stage.value} {stage.label}",
                in_words(mean) or "–",
                (mean or NO_TIME).total_seconds(),
            )
            for stage, mean in found.stages
        ),
    }
    return render(request, "jobs/figures.html", context)
