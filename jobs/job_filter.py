"""What jobs are searched by. What makes no sense is left out rather than refused."""

from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.models import User
from django.db.models import Q

from jobs.drafting import living_claims
from jobs.models import Batch, Job, StoredFile
from jobs.statuses import Stage, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jobs.models.querysets import JobQuerySet

RECENT = 50  # batches and templates to choose from
MANY = 500  # names to choose from
LEAVE_FEW = ("client", "project", "batch", "template", "person")
ANY = [("", "Any")]


def _chosen(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200, widget=forms.Select)


class JobFilter(forms.Form):
    """Which jobs to list."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "Job, output, client, notes"}
        ),
    )
    stage = forms.TypedChoiceField(
        label="Stage",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[*ANY, *((stage.value, f"{stage.value} {stage.label}") for stage in Stage)],
    )
    status = forms.ChoiceField(label="Status", required=False, choices=[*ANY, *Status.choices])
    client = _chosen("Client")
    project = _chosen("Project")
    batch = forms.UUIDField(label="Batch", required=False, widget=forms.Select)
    template = forms.RegexField(
        "^[0-9a-f]{64}$", label="Template", required=False, widget=forms.Select
    )
    person = _chosen("Person")
    priority = forms.ChoiceField(
        label="Priority", required=False, choices=[*ANY, *Job.Priority.choices]
    )

    def wanted(self, name: str) -> Any:
        """The valid value of a field, or None."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def query(self) -> str:
        """The valid fields that are filled in, as they stand in an address."""
        kept = {name: self.wanted(name) for name in self.fields}
        return urlencode({name: value for name, value in kept.items() if value not in {None, ""}})

    def offer_choices(self) -> None:
        """Fill the lists that come from the database; five queries."""
        self._offer("client", _names("client_name"))
        self._offer("project", _names("project_name"))
        batches = Batch.objects.only("name", "created_at")[:RECENT]
        self._offer(
            "batch", ((str(b.pk), f"{b.name}, {b.created_at:%d %b %H:%M}") for b in batches)
        )
        templates = StoredFile.objects.filter(kind=StoredFile.Kind.TEMPLATE).order_by("-pk")
        self._offer("template", templates.values_list("sha256", "name")[:RECENT])
        people = User.objects.filter(is_active=True).order_by("username")
        self._offer("person", ((p.username, p.username) for p in people.only("username")[:MANY]))

    def _offer(self, name: str, choices: "Iterable[tuple[str, str]]") -> None:
        if name in self.fields:
            self.fields[name].widget.choices = _with_chosen(list(choices), self.wanted(name))

    def of_any_stage(self, jobs: "JobQuerySet") -> "JobQuerySet":
        """Apply everything but stage and status."""
        return self._matching(self._narrowed(jobs))

    def of_the_stage(self, jobs: "JobQuerySet") -> "JobQuerySet":
        """Apply everything."""
        stage = self.wanted("stage")
        if stage is not None:
            jobs = jobs.in_stage(stage)
        if status := self.wanted("status"):
            jobs = jobs.filter(status=status)
        return self._matching(self._narrowed(jobs))

    def _narrowed(self, jobs: "JobQuerySet") -> "JobQuerySet":
        columns = {
            "client": "client_name",
            "project": "project_name",
            "batch": "batch_id",
            "priority": "priority",
        }
        for field, column in columns.items():
            if value := self.wanted(field):
                jobs = jobs.filter(**{column: value})
        if template := self.wanted("template"):
            jobs = jobs.filter(template_file__sha256=template)
        if person := self.wanted("person"):
            assigned = User.objects.filter(username=person).values("pk")[:1]
            jobs = jobs.filter(Q(assigned_to=assigned) | Q(pk__in=self._claimed))
        return jobs

    @cached_property
    def _claimed(self) -> list[int]:
        """What the person works on: few jobs, by whose numbers a database combines two indexes."""
        claims = living_claims().filter(claimed_by__username=self.wanted("person"))
        return list(claims.values_list("job_id", flat=True))

    def _matching(self, jobs: "JobQuerySet") -> "JobQuerySet":
        text = self.wanted("q")
        among_few = any(self.wanted(name) not in {None, ""} for name in LEAVE_FEW)
        return jobs.newest_matching(text, among_few=among_few) if text else jobs


class DeskFilter(JobFilter):
    """Which jobs the dashboard shows, and how."""

    SORTINGS = {
        "": ("Newest first", "-created_at"),
        "waiting": ("Longest in their state", "status_since"),
        "changed": ("Changed last", "-status_since"),
        "priority": ("Most urgent first", "urgency"),
        "client": ("Client", "client_name"),
        "job": ("Job", "job_id"),
    }
    BOARD = "board"

    sort = forms.ChoiceField(
        label="Sort",
        required=False,
        choices=[(name, label) for name, (label, _) in SORTINGS.items()],
    )
    view = forms.ChoiceField(
        label="Show as", required=False, choices=[("", "Table"), (BOARD, "Board")]
    )

    @property
    def column(self) -> str:
        """What to sort by, with a minus where it falls."""
        return self.SORTINGS[self.wanted("sort") or ""][1]

    @property
    def is_board(self) -> bool:
        """Whether jobs stand in columns instead of a table."""
        return bool(self.wanted("view") == self.BOARD)

    @property
    def is_filtered(self) -> bool:
        """Whether some jobs may be left out."""
        asked = set(self.fields) - {"sort", "view"}
        return any(self.wanted(name) not in {None, ""} for name in asked)


def _names(column: str) -> "Iterable[tuple[str, str]]":
    found = Job.objects.order_by(column).values_list(column, flat=True)
    return [(name, name) for name in found.exclude(**{column: ""}).distinct()[:MANY]]


def _with_chosen(choices: list[tuple[str, str]], chosen: object) -> list[tuple[str, str]]:
    known = {value for value, _ in choices}
    extra = [(str(chosen), str(chosen))] if chosen and str(chosen) not in known else []
    return [*ANY, *choices, *extra]
