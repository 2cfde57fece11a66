"""Counts for the dashboard and for other people's dashboards."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from jobs.api.auth import person
from jobs.api.schemas import StatsOut
from jobs.models import Job

router = Router(tags=["dashboard"])


@router.get("stats", response=StatsOut)
def stats(request: HttpRequest) -> dict[str, Any]:
    """Jobs by stage and by status; cancelled ones are in no stage."""
    person(request, "jobs.view_job")
    by_status = Job.objects.counts_by_status()
    by_stage = Job.objects.counts_by_stage()
    return {
        "by_stage": {str(stage): count for stage, count in by_stage.items()},
        "by_status": by_status,
        "total": sum(by_status.values()),
    }
