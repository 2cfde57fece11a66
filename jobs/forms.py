"""What people type into pages, checked; the domain checks again what matters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile


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
