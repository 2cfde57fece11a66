"""The render machines' fonts at the desk: a list is uploaded, single fonts are put right."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from jobs import font_list
from jobs.admin.base import DeskAdmin
from jobs.admin.people import person
from jobs.auditing import record
from jobs.models import RenderFont

if TYPE_CHECKING:
    FontForm = forms.ModelForm[RenderFont]
else:
    FontForm = forms.ModelForm  # generic for the type checker only

LIST = "admin:jobs_renderfont_changelist"


class FontListForm(forms.Form):
    """A list in a file or typed in."""

    file = forms.FileField(required=False, help_text="Text or CSV, one PostScript name a line.")
    names = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 10, "cols": 60}), label="Or typed in"
    )
    is_whole = forms.BooleanField(
        required=False, label="This is the whole list: mark all others as missing"
    )

    def clean(self) -> dict[str, Any]:
        """Read the list. Raises: ValidationError, saying what is wrong with it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        content = file.read(font_list.MOST_BYTES + 1) if file else cleaned.get("names", "").encode()
        try:
            cleaned["fonts"] = font_list.read_font_list(content)
        except font_list.UnreadableFontList as error:
            raise forms.ValidationError(str(error)) from error
        return cleaned


class RenderFontForm(FontForm):
    """A font that was put in by hand."""

    class Meta:
        model = RenderFont
        fields = ("postscript_name", "family", "is_there", "only_for")

    def clean_postscript_name(self) -> str:
        """No other name can be one. Raises: ValidationError."""
        name = str(self.cleaned_data["postscript_name"])
        if not font_list.POSTSCRIPT_NAME.fullmatch(name):
            raise forms.ValidationError("A PostScript name has no spaces and no brackets.")
        return name


@admin.register(RenderFont)
class RenderFontAdmin(DeskAdmin):
    """Every change is told to the audit log."""

    form = RenderFontForm
    change_list_template = "admin/jobs/renderfont/change_list.html"
    list_display = ["postscript_name", "family", "is_there", "source", "only_for", "updated_at"]
    list_filter = ["is_there", "source"]
    search_fields = ["postscript_name", "family", "only_for"]

    def get_readonly_fields(
        self,
        request: HttpRequest,  # noqa: ARG002 - Django's signature
        obj: RenderFont | None = None,
    ) -> list[str]:
        """A font stays what it is called."""
        return ["postscript_name", "source"] if obj else []

    @transaction.atomic
    def save_model(
        self,
        request: HttpRequest,
        obj: RenderFont,
        form: "forms.ModelForm[RenderFont]",
        change: bool,  # noqa: FBT001 - Django's signature
    ) -> None:
        """Keep it, and say so in the audit log."""
        obj.source = RenderFont.Source.HAND
        super().save_model(request, obj, form, change)
        data = {name: getattr(obj, name) for name in form.changed_data}
        record("font_kept", f"Font {obj}", by=person(request), data=data | {"font": str(obj)})

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: RenderFont) -> None:
        """Take it off, and say so in the audit log."""
        record("font_removed", f"Font {obj}", by=person(request), data={"fonts": [str(obj)]})
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[RenderFont]) -> None:
        """The same for those that were chosen."""
        names = list(queryset.values_list("postscript_name", flat=True))
        message = f"{len(names)} chosen fonts"
        record("font_removed", message, by=person(request), data={"fonts": names})
        super().delete_queryset(request, queryset)

    def get_urls(self) -> list[URLPattern]:
        """Two addresses more: a whole list, and the server's own font files."""
        view = self.admin_site.admin_view
        return [
            path("list/", view(self.list_view), name="jobs_renderfont_list"),
            path("files/", view(self.files_view), name="jobs_renderfont_files"),
            *super().get_urls(),
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """Take a list over."""
        self._check(request)
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = FontListForm(*sent)
        if form.is_valid():
            fonts, is_whole = form.cleaned_data["fonts"], form.cleaned_data["is_whole"]
            kept = font_list.keep_list(fonts, by=person(request), is_whole=is_whole)
            self.message_user(request, kept.message, messages.SUCCESS)
            return redirect(LIST)
        context = self.admin_site.each_context(request) | {
            "title": "Upload a list of fonts",
            "form": form,
            "opts": self.opts,
        }
        return render(request, "admin/jobs/renderfont/list.html", context)

    def files_view(self, request: HttpRequest) -> HttpResponse:
        """Put the server's own font files on the list."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        self._check(request)
        kept = font_list.keep_files(by=person(request))
        self.message_user(request, kept.message, messages.SUCCESS)
        return redirect(LIST)

    def _check(self, request: HttpRequest) -> None:
        if not (self.has_add_permission(request) and self.has_change_permission(request)):
            raise PermissionDenied
