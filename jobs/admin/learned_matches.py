"""What was learned from approvals: to look at, with the jobs it comes from, and to forget."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from jobs.admin.base import ReadOnlyAdmin
from jobs.models import LearnedMatch
from jobs.wording import counted

_MOST_JOBS = 3  # that are named


@admin.register(LearnedMatch)
class LearnedMatchAdmin(ReadOnlyAdmin):
    """Nobody edits what was learned; those with the right to delete may have it forgotten."""

    list_display = [
        "placeholder", "layer_name", "layer_group", "agreed", "contradicted", "from_jobs",
    ]  # fmt: skip
    list_filter = ["client_name", "template_name"]
    search_fields = ["placeholder", "layer_name", "template_name", "client_name"]
    date_hierarchy = "updated_at"
    actions = ["forget"]
    empty_value_display = "(unused)"

    def get_queryset(self, request: HttpRequest) -> QuerySet[LearnedMatch]:
        """With the jobs of each in one query more."""
        return super().get_queryset(request).prefetch_related("jobs")

    @admin.display(description="Approved with")
    def from_jobs(self, learned: LearnedMatch) -> str:
        """The jobs that it was learned from, the latest of them by name."""
        ids = sorted((job.job_id for job in learned.jobs.all()), reverse=True)
        more = f" and {len(ids) - _MOST_JOBS} more" if len(ids) > _MOST_JOBS else ""
        return ", ".join(ids[:_MOST_JOBS]) + more

    def has_forget_permission(self, request: HttpRequest) -> bool:
        """Those with the right to delete; Django's own page would ask for the jobs' as well."""
        return request.user.has_perm("jobs.delete_learnedmatch")

    @admin.action(description="Forget", permissions=["forget"])
    def forget(self, request: HttpRequest, queryset: QuerySet[LearnedMatch]) -> None:
        """Let the next cards be matched without these."""
        chosen = list(queryset)
        for one in chosen:
            self.log_deletions(request, LearnedMatch.objects.filter(pk=one.pk))
        LearnedMatch.objects.filter(pk__in=[one.pk for one in chosen]).delete()
        self.message_user(request, f"Forgot {counted(len(chosen), 'trace')}.", messages.SUCCESS)
