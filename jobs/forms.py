"""What people type into pages, checked; the domain checks again what matters."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from jobs.models import Batch, Job
from jobs.statuses import Stage, Status

if TYPE_CHECKING:
    from jobs.models.querysets import JobQuerySet

RECENT_BATCHES = 50
MANY_CLIENTS = 500
ANY = [("", "Any")]


class JobFilter(forms.Form):
    """Which jobs to list. What makes no sense is left out rather than refused."""

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
    client = forms.CharField(label="Client", required=False, max_length=200, widget=forms.Select)
    batch = forms.UUIDField(label="Batch", required=False, widget=forms.Select)

    def wanted(self, name: str) -> Any:
        """The valid value of a field, or None."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def offer_choices(self) -> None:
        """Fill the two lists that come from the database; two queries."""
        clients = Job.objects.order_by("client_name").values_list("client_name", flat=True)
        named = clients.exclude(client_name="").distinct()[:MANY_CLIENTS]
        self.fields["client"].widget.choices = _with_chosen(
            [(name, name) for name in named], self.wanted("client")
        )
        batches = Batch.objects.only("name", "created_at")[:RECENT_BATCHES]
        self.fields["batch"].widget.choices = _with_chosen(
            [(str(batch.pk), f"{batch.name}, {batch.created_at:%d %b %H:%M}") for batch in batches],
            self.wanted("batch"),
        )

    def of_any_stage(self, jobs: "JobQuerySet") -> "JobQuerySet":
        """Apply text, client and batch."""
        if text := self.wanted("q"):
            jobs = jobs.matching_text(text)
        if client := self.wanted("client"):
            jobs = jobs.filter(client_name=client)
        if batch := self.wanted("batch"):
            jobs = jobs.filter(batch_id=batch)
        return jobs

    def of_the_stage(self, jobs: "JobQuerySet") -> "JobQuerySet":
        """Apply stage and status."""
        stage = self.wanted("stage")
        if stage is not None:
            jobs = jobs.in_stage(stage)
        if status := self.wanted("status"):
            jobs = jobs.filter(status=status)
        return jobs


def _with_chosen(choices: list[tuple[str, str]], chosen: object) -> list[tuple[str, str]]:
    known = {value for value, _ in choices}
    extra = [(str(chosen), str(chosen))] if chosen and str(chosen) not in known else []
    return [*ANY, *choices, *extra]


class SeveralFilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files, none included; cleans to a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file by itself; empty ones are left to the readers to refuse by name."""
        given: Sequence[UploadedFile[Any]] = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(file, initial) for file in given if file]


class UploadForm(forms.Form):
    """A manifest with its files, or one ZIP of both."""

    ALL, GOOD = "all", "good"

    manifest = forms.FileField(
        label="Manifest (CSV or Excel)",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text="Leave it out when a ZIP holds it, or when names tell what goes together.",
    )
    rows = forms.ChoiceField(
        label="When a row is wrong",
        choices=[(ALL, "keep nothing, so that I can correct it"), (GOOD, "keep the good rows")],
        initial=ALL,
        required=False,
        widget=forms.RadioSelect,
    )
    start = forms.BooleanField(label="Start at once", required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"] = SeveralFilesField(  # not declared: `files` is also Form's own name
            label="Photoshop files and templates, or one ZIP",
            required=False,
            allow_empty_file=True,
            max_length=255,
            widget=SeveralFilesInput(attrs={"accept": ".psd,.psb,.aepx,.aep,.aet,.zip,.csv,.xlsx"}),
        )

    def clean(self) -> dict[str, Any]:
        """Something has to be sent."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("manifest") and not cleaned.get("files"):
            raise forms.ValidationError("Choose a manifest and its files, or one ZIP.")
        return cleaned
