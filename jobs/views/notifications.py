"""What a person was told, and what that person wants to hear of."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jobs.models import Notification, NotificationWish, Webhook
from jobs.models.notification import Channel, Event, new_secret
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.outgoing import NotDelivered, target_of
from jobs.views.access import needs, signed_in
from jobs.views.keyset import slice_of

MANY = 99
ALL_WISHES = [f"{event.value}:{channel.value}" for event in Event for channel in Channel]


class WishesForm(forms.Form):
    """Which events by which ways, and where a webhook goes."""

    wishes = forms.MultipleChoiceField(
        choices=[(wish, wish) for wish in ALL_WISHES], required=False
    )
    url = forms.URLField(
        label="Webhook", max_length=500, required=False, assume_scheme="https", empty_value=""
    )

    def clean_url(self) -> str:
        """An address that may be sent to."""
        url: str = self.cleaned_data["url"]
        if url:
            try:
                target_of(url)
            except NotDelivered as problem:
                raise forms.ValidationError(str(problem)) from problem
        return url

    def clean(self) -> dict[str, Any]:
        """A wish for a webhook needs one."""
        cleaned: dict[str, Any] = super().clean() or {}
        by_webhook = any(wish.endswith(":webhook") for wish in cleaned.get("wishes", ()))
        if by_webhook and not cleaned.get("url") and not self.errors:
            self.add_error("url", "Say where the webhook goes.")
        return cleaned

    def save(self, user: User) -> None:
        """Replace what the person wished before."""
        wanted = [wish.split(":") for wish in self.cleaned_data["wishes"]]
        with transaction.atomic():
            NotificationWish.objects.filter(user=user).delete()
            NotificationWish.objects.bulk_create(
                NotificationWish(user=user, event=event, channel=channel)
                for event, channel in wanted
            )
            if url := self.cleaned_data["url"]:
                Webhook.objects.update_or_create(user=user, defaults={"url": url})
            else:
                Webhook.objects.filter(user=user).delete()


def _shown_to(user: User) -> Any:
    return Notification.objects.filter(user=user, channel=Channel.HERE)


@require_safe
@needs("jobs.view_job", to="see the jobs")
def notifications(request: HttpRequest) -> HttpResponse:
    """One's own, newest first; two queries."""
    hidden = [f"job__{name}" for name in DOCUMENT_FIELDS]
    told = _shown_to(signed_in(request)).select_related("job").defer(*hidden)
    return render(request, "jobs/notifications.html", {"page": slice_of(told, request, key="pk")})


@require_safe
@needs("jobs.view_job", to="see the jobs")
def unread(request: HttpRequest) -> HttpResponse:
    """How many are unread, for the link at the top; empty when none is."""
    count = _shown_to(signed_in(request)).filter(done_at=None)[: MANY + 1].count()
    return render(request, "jobs/partials/unread.html", {"count": count, "many": MANY})


@require_POST
@needs("jobs.view_job", to="see the jobs")
def read_all(request: HttpRequest) -> HttpResponseBase:
    """All of one's own are read."""
    _shown_to(signed_in(request)).filter(done_at=None).update(done_at=timezone.now())
    return redirect("notifications")


@require_http_methods(["GET", "HEAD", "POST"])
@needs("jobs.view_job", to="see the jobs")
def wishes(request: HttpRequest) -> HttpResponseBase:
    """Choose events and ways."""
    user = signed_in(request)
    webhook = Webhook.objects.filter(user=user).first()
    form = WishesForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.save(user)
        messages.success(request, "Your wishes are kept.")
        return redirect("notification-wishes")
    kept = {f"{wish.event}:{wish.channel}" for wish in user.notification_wishes.all()}
    chosen = set(request.POST.getlist("wishes")) if form.is_bound else kept
    shown = request.POST.get("url", "") if form.is_bound else getattr(webhook, "url", "")
    context = {
        "form": form,
        "rows": [(event.label, _boxes(event, chosen)) for event in Event],
        "channels": list(Channel),
        "url": shown,
        "webhook": webhook,
        "stuck": _stuck(user),
    }
    return render(request, "jobs/notification_wishes.html", context)


def _boxes(event: Event, chosen: set[str]) -> list[dict[str, Any]]:
    """One for each way; without a mail server that way is not to be had."""
    boxes = []
    for channel in Channel:
        value = f"{event.value}:{channel.value}"
        off = channel == Channel.EMAIL and not settings.EMAIL_HOST
        label = f"{event.label}: {channel.label}"
        boxes.append({"value": value, "on": value in chosen, "off": off, "label": label})
    return boxes


def _stuck(user: User) -> Notification | None:
    """The newest message that could not be sent, with the reason."""
    failed = Notification.objects.filter(user=user, done_at=None).exclude(problem="")
    found: Notification | None = failed.select_related("job").first()
    return found


@require_POST
@needs("jobs.view_job", to="see the jobs")
def renew_secret(request: HttpRequest) -> HttpResponseBase:
    """Sign with another secret from now on, for when the old one may have been seen."""
    Webhook.objects.filter(user=signed_in(request)).update(secret=new_secret())
    messages.success(request, "The webhook is signed with a new secret.")
    return redirect("notification-wishes")
