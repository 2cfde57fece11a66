"""Rule sets at the desk: edit a version, try it on past jobs, let it hold."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from jobs import rule_sets
from jobs.admin.base import DeskAdmin
from jobs.admin.people import person
from jobs.models import RuleSetVersion
from validation import DEFAULT, Limits
from validation.limits import meanings
from validation.rules import ALL_RULES

SHOWN_JOBS = 50
RULES = [(rule.code, f"{rule.finds} ({rule.code}, {rule.severity})") for rule in ALL_RULES]
CRITICAL = [(rule.code, rule.finds) for rule in ALL_RULES if rule.severity == "critical"]
LIMIT_FIELDS = {f"limit_{name}": name for name in Limits.__slots__}
SCOPE = ("client_name", "template_name", "note")
DECISIONS = {"hold": rule_sets.let_hold, "withdraw": rule_sets.withdraw}


if TYPE_CHECKING:
    VersionForm = forms.ModelForm[RuleSetVersion]
else:
    VersionForm = forms.ModelForm  # generic for the type checker only


class RuleSetForm(VersionForm):
    """A version as staff see it: what runs, what only managers override, each threshold."""

    running = forms.MultipleChoiceField(
        choices=RULES, required=False, widget=forms.CheckboxSelectMultiple, label="Rules that run"
    )
    for_managers = forms.MultipleChoiceField(
        choices=CRITICAL,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Overridden by managers only",
    )

    class Meta:
        model = RuleSetVersion
        fields = SCOPE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**_initial(self.instance), **self.initial}

    def clean(self) -> dict[str, Any]:
        """Take over what the form shows into the version's own fields."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        version = self.instance
        version.limits = {
            name: cleaned[field]
            for field, name in LIMIT_FIELDS.items()
            if field in cleaned and cleaned[field] != getattr(DEFAULT, name)
        }
        version.off = [code for code, _ in RULES if code not in cleaned.get("running", ())]
        version.managers_only = list(cleaned.get("for_managers", ()))
        return cleaned


def _limit_field(name: str) -> forms.FloatField:
    label = name.replace("_", " ").capitalize()
    return forms.FloatField(min_value=0, max_value=1000, label=label, help_text=meanings()[name])


# The admin makes its own form from this class, and asks the class for its fields.
RuleSetForm.declared_fields |= {field: _limit_field(name) for field, name in LIMIT_FIELDS.items()}


@admin.register(RuleSetVersion)
class RuleSetAdmin(DeskAdmin):
    """A version that has held is looked at only; a new one starts from it."""

    form = RuleSetForm
    change_form_template = "admin/jobs/rulesetversion/change_form.html"
    list_display = ["scope", "version", "note", "holds", "first_held_at", "created_by"]
    list_filter = ["holds", "client_name"]
    search_fields = ["client_name", "template_name", "note"]
    list_select_related = ["created_by"]
    fieldsets = [
        (None, {"fields": SCOPE}),
        ("Thresholds", {"fields": list(LIMIT_FIELDS)}),
        ("Rules", {"fields": ["running", "for_managers"]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: RuleSetVersion | None = None) -> Any:
        """What has held is shown as it is kept."""
        if obj is not None and not self.has_change_permission(request, obj):
            kept = [*SCOPE, "version", "limits", "off", "managers_only", "holds", "first_held_at"]
            return [(None, {"fields": kept})]
        return super().get_fieldsets(request, obj)

    def get_form(
        self,
        request: HttpRequest,
        obj: RuleSetVersion | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        """The plain form where nothing can be changed."""
        if obj is not None and not self.has_change_permission(request, obj):
            kwargs |= {"form": forms.ModelForm, "fields": []}
        return super().get_form(request, obj, change=change, **kwargs)

    def get_readonly_fields(
        self, request: HttpRequest, obj: RuleSetVersion | None = None
    ) -> list[str]:
        """A version stays in its scope."""
        if obj is None:
            return []
        kept = ["limits", "off", "managers_only", "note"]
        closed = kept if not self.has_change_permission(request, obj) else []
        return ["client_name", "template_name", "version", "holds", "first_held_at", *closed]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the permission says, until it holds for the first time."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.first_held_at is None)

    def has_delete_permission(self, *_args: Any) -> bool:
        """Nobody: reports name their version."""
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: RuleSetVersion,
        form: Any,  # noqa: ARG002 - Django's signature
        change: bool,  # noqa: ARG002, FBT001 - Django's signature
    ) -> None:
        """Keep it, with its entry in the audit log."""
        rule_sets.keep(obj, by=person(request))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new version starts from the one it was asked for on."""
        number = request.GET.get("start_from", "")
        kept = RuleSetVersion.objects.filter(pk=number).first() if number.isdecimal() else None
        return _initial(kept) if kept else {}

    def get_urls(self) -> list[URLPattern]:
        """Two addresses more: the trial, and letting it hold."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/trial", view(self.trial_view), name="jobs_rulesetversion_trial"),
            path("<int:pk>/decide", view(self.decide_view), name="jobs_rulesetversion_decide"),
            *super().get_urls(),
        ]

    def trial_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what this version would have done with the last jobs of its scope."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        version = self._version(request, pk)
        trial = rule_sets.tried(version)
        context = self.admin_site.each_context(request) | {
            "title": f"Trial of {version}",
            "version": version,
            "trial": trial,
            "shown_jobs": SHOWN_JOBS,
            "may_decide": super().has_change_permission(request),
            "opts": self.opts,
        }
        return render(request, "admin/jobs/rulesetversion/trial.html", context)

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let it hold, or withdraw it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        version = self._version(request, pk)
        decide = DECISIONS.get(request.POST.get("decision", ""))
        if not super().has_change_permission(request):
            raise PermissionDenied
        try:
            if decide is None:
                raise rule_sets.RuleSetRefused("Choose what to do with this version.")
            self.message_user(request, f"Done: {decide(version.pk, by=person(request))}.")
        except rule_sets.RuleSetRefused as error:
            self.message_user(request, str(error), messages.ERROR)
        return redirect("admin:jobs_rulesetversion_change", pk)

    def _version(self, request: HttpRequest, pk: int) -> RuleSetVersion:
        if not self.has_view_permission(request):
            raise PermissionDenied
        version = RuleSetVersion.objects.filter(pk=pk).first()
        if version is None:
            raise Http404
        return version


def _initial(kept: RuleSetVersion) -> dict[str, Any]:
    return {
        "client_name": kept.client_name,
        "template_name": kept.template_name,
        "running": [code for code, _ in RULES if code not in kept.off],
        "for_managers": kept.managers_only,
        **{
            field: kept.limits.get(name, getattr(DEFAULT, name))
            for field, name in LIMIT_FIELDS.items()
        },
    }
