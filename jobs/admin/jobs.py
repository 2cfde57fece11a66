"""Jobs in the admin: details may be changed, the status only by the workflow."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from jobs import bulk, generating, intake, overriding, reviewing, workflow
from jobs.admin.base import DeskAdmin
from jobs.admin.job_page import page_of
from jobs.admin.people import person
from jobs.auditing import record
from jobs.models import Job, JobText
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.reviewing import ReasonMissing
from jobs.statuses import Stage
from jobs.workflow import WorkflowError

EDITABLE = ("client_name", "project_name", "priority", "notes")
ABOUT = (
    *("job_id", "status", "current_stage", "error", "batch", "psd_file", "template_file"),
    *("output_name", "revision", "revision_of", "archived", "created_at", "updated_at"),
)
STAGES = (
    *((f"stage{stage}_completed_at", f"stage{stage}_completed_by") for stage in range(len(Stage))),
    ("stage4_skipped", "stage4_override_reason"),
    ("stage6_downloaded_at",),
)
STEPS: dict[str, Callable[[str, HttpRequest], object]] = {
    "start_extraction": lambda job_id, request: intake.start_job(job_id, by=person(request)),
    "retry_extraction": lambda job_id, request: reviewing.retry(job_id, by=person(request)),
    "retry_generation": lambda job_id, request: reviewing.retry(job_id, by=person(request)),
    "regenerate": lambda job_id, request: generating.regenerate(job_id, by=person(request)),
    "return_to_matching": lambda job_id, request: reviewing.return_to_matching(
        job_id, by=person(request)
    ),
    "override_validation": lambda job_id, request: overriding.override_validation(
        job_id, reason=request.POST.get("reason"), by=person(request)
    ),
    "cancel": lambda job_id, request: reviewing.cancel(
        job_id, reason=request.POST.get("reason"), by=person(request)
    ),
}
NEEDS_REASON = {"override_validation", "cancel"}


class StageFilter(admin.SimpleListFilter):
    """Stages by their names."""

    title = "stage"
    parameter_name = "current_stage"

    def lookups(self, *_args: Any, **_options: Any) -> list[tuple[str, str]]:
        """Each stage, numbered as on the dashboard."""
        return [(str(stage.value), f"{stage.value} {stage.label}") for stage in Stage]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Job]) -> QuerySet[Job]:
        """Jobs of the chosen stage; all of them when it is none."""
        known = {str(stage.value) for stage in Stage}
        return queryset.filter(current_stage=self.value()) if self.value() in known else queryset


class ActionWithReasonForm(ActionForm):
    """What stands above the list: which action, and why."""

    reason = forms.CharField(required=False, max_length=reviewing.MAX_REASON, label="Reason:")


@admin.register(Job)
class JobAdmin(DeskAdmin):
    """Steps are buttons for those with the right; each asks the workflow."""

    change_form_template = "admin/jobs/job/change_form.html"
    list_display = ["job_id", "status", "stage", "client_name", "priority", "created_at"]
    list_filter = [StageFilter, "status", "priority", "archived", "created_at", "client_name"]
    search_fields = JobText.FIELDS
    ordering = ["-pk"]
    actions = ["start", "retry", "cancel", "archive"]
    action_form = ActionWithReasonForm
    show_full_result_count = False
    view_on_site = False  # a button leads to the job's page
    fieldsets = [
        (None, {"fields": ABOUT}),
        ("Details", {"fields": EDITABLE}),
        ("Stages", {"fields": STAGES}),
    ]
    readonly_fields = [*ABOUT, *(name for stage in STAGES for name in stage)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Job]:
        """Without documents: they can be megabytes, and the API shows them."""
        return super().get_queryset(request).defer(*DOCUMENT_FIELDS)

    @admin.display(ordering="current_stage")
    def stage(self, job: Job) -> str:
        """Numbered as on the dashboard."""
        return f"{job.current_stage} {Stage(job.current_stage).label}"

    def get_search_results(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        queryset: Any,
        search_term: str,
    ) -> tuple[QuerySet[Job], bool]:
        """As the dashboard searches."""
        return (queryset.newest_matching(search_term) if search_term else queryset), False

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        """Nobody: jobs come by upload."""
        return False

    def has_delete_permission(self, *_args: Any) -> bool:
        """Nobody: history is kept."""
        return False

    @transaction.atomic
    def save_model(
        self,
        request: HttpRequest,
        obj: Job,
        form: "ModelForm[Job]",
        change: bool,  # noqa: ARG002, FBT001 - Django's signature
    ) -> None:
        """Write the four details alone, and say so in the audit log."""
        changed = {name: getattr(obj, name) for name in form.changed_data if name in EDITABLE}
        if changed:
            stored = Job.objects.select_for_update().filter(pk=obj.pk)
            before = stored.values(*changed).get()
            stored.update(**changed)
            JobText.keep(stored.get())
            message = f"Changed: {', '.join(changed)}"
            data = {name: {"from": before[name], "to": changed[name]} for name in changed}
            record("job_changed", message, by=person(request), job=obj, data=data)

    def get_urls(self) -> list[URLPattern]:
        """One address more: where the step buttons post to."""
        own = path(
            "<job_id:job_id>/step/<str:name>",
            self.admin_site.admin_view(self.step_view),
            name="jobs_job_step",
        )
        return [own, *super().get_urls()]

    def step_view(self, request: HttpRequest, job_id: str, name: str) -> HttpResponse:
        """Take one step through its domain call; the workflow checks right and state."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        take = STEPS.get(name)
        try:
            if take is None:
                raise workflow.TransitionRefused(f"“{name}” is not a step to take here.")
            take(job_id, request)
        except (WorkflowError, ReasonMissing) as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, "Done.", messages.SUCCESS)
        job = Job.objects.filter(job_id=job_id).first()
        if job is None:
            return redirect("admin:jobs_job_changelist")
        return redirect("admin:jobs_job_change", job.pk)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Add the steps that this person can take now, and the job's history."""
        found = Job.objects.select_related("batch", "psd_file")
        job = found.filter(pk=object_id).first() if object_id.isdecimal() else None
        context = dict(extra_context or {})
        if job is not None:
            available = workflow.available_steps(job, by=person(request))
            context["steps"] = [
                {
                    "label": step.label,
                    "url": reverse("admin:jobs_job_step", args=[job.job_id, name]),
                    "needs_reason": name in NEEDS_REASON,
                }
                for name, step in available.items()
                if name in STEPS
            ]
            context |= page_of(job, seen_by=person(request))
        return super().change_view(request, object_id, form_url, context)

    def _for_each(
        self, request: HttpRequest, jobs: QuerySet[Job], action: str, reason: str = ""
    ) -> None:
        wish = bulk.Wish(by=person(request), reason=reason)
        outcome = bulk.to_each(jobs.values_list("job_id", flat=True), action, wish)
        self.message_user(request, f"{len(outcome.done)} done.", messages.SUCCESS)
        for sentence in outcome.sentences():
            self.message_user(request, sentence, messages.ERROR)

    def has_start_permission(self, request: HttpRequest) -> bool:
        """Those who may start a job."""
        return person(request).has_perm("jobs.start_job")

    def has_cancel_permission(self, request: HttpRequest) -> bool:
        """Those who may cancel a job."""
        return person(request).has_perm("jobs.cancel_job")

    @admin.action(description="Start waiting jobs", permissions=["start"])
    def start(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Hand the chosen jobs to the workers."""
        self._for_each(request, queryset, "start")

    @admin.action(description="Try again what failed", permissions=["start"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Start the chosen jobs' failed stage again."""
        self._for_each(request, queryset, "retry")

    @admin.action(description="Cancel, for the reason given", permissions=["cancel"])
    def cancel(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """End the chosen jobs before their time."""
        self._for_each(request, queryset, "cancel", request.POST.get("reason", ""))

    @admin.action(description="Archive ended jobs", permissions=["change"])
    def archive(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Take ended jobs off the dashboard."""
        self._for_each(request, queryset, "archive")
