"""What managers search the audit log by. What makes no sense is left out rather than refused."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils import timezone

from jobs.audit_search import containing
from jobs.models import AuditEntry, Override
from jobs.models.audit import ACTIONS
from jobs.models.override import NamedColumn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jobs.models.override import OverrideQuerySet

NOBODY = "(none)"  # a client that was not named
ANY = ("", "Any")
NAMED: tuple[tuple[str, NamedColumn], ...] = (
    ("person", "username"),
    ("client", "client_name"),
    ("rule", "rule"),
)
THINKABLE = [MinValueValidator(date(1970, 1, 2)), MaxValueValidator(date(2999, 12, 30))]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=THINKABLE)


def _text(label: str, longest: int) -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "search"})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget)


def _chosen(label: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=200, widget=forms.Select)


class SearchForm(forms.Form):
    """A form that is read from an address and can be put back into one."""

    def wanted(self, name: str) -> Any:
        """The valid value of a field, or None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def query(self, **more: str) -> str:
        """The valid fields that are filled in, with `more`, as they stand in an address."""
        kept = {name: self.wanted(name) for name in self.fields}
        return urlencode({name: value for name, value in (kept | more).items() if value})


class OverrideFilter(SearchForm):
    """Which overrides to list and to count."""

    since = _day("From")
    until = _day("Until")
    person = _chosen("Person")
    client = _chosen("Client")
    rule = _chosen("Rule")
    q = _text("Words", 200)

    def offer_choices(self) -> None:
        """Fill the three lists from what there is; three queries."""
        for field, column in NAMED:
            found = {name or NOBODY for name in Override.objects.every(column)}
            names = found | {self.wanted(field) or NOBODY}
            choices = [ANY, *((name, name) for name in sorted(names - {NOBODY}))]
            self.fields[field].widget.choices = (
                [*choices, (NOBODY, "no client")] if field == "client" else choices
            )

    def apply(self, overrides: "OverrideQuerySet") -> "OverrideQuerySet":
        """Overrides that meet everything that is filled in and valid."""
        columns = {"since": "day__gte", "until": "day__lte", "person": "username", "rule": "rule"}
        wanted = Q()
        for field, column in columns.items():
            if value := self.wanted(field):
                wanted &= Q(**{column: value})
        if client := self.wanted("client"):
            wanted &= Q(client_name="" if client == NOBODY else client)
        if text := self.wanted("q"):
            wanted &= containing(text, column="entry_id")
        return overrides.filter(wanted)


class LogFilter(SearchForm):
    """Which entries of the whole log to list."""

    since = _day("From")
    until = _day("Until")
    action = forms.ChoiceField(label="What", required=False, choices=[ANY, *ACTIONS.items()])
    person = _text("Person", 150)
    job = _text("Job", 50)
    q = _text("Words", 200)

    def apply(self, entries: "QuerySet[AuditEntry]") -> "QuerySet[AuditEntry]":
        """Entries that meet everything that is filled in and valid."""
        columns = {"action": "action", "person": "username", "job": "job_key"}
        wanted = Q()
        if since := self.wanted("since"):
            wanted &= Q(created_at__gte=_midnight(since))
        if until := self.wanted("until"):
            wanted &= Q(created_at__lt=_midnight(until) + timedelta(days=1))
        for field, column in columns.items():
            if value := self.wanted(field):
                wanted &= Q(**{column: value})
        if text := self.wanted("q"):
            wanted &= containing(text)
        return entries.filter(wanted)
