"""Who wants to hear of what, by which way, and what is still to be told."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from jobs.models.job import Job
from jobs.statuses import Status


class Event(models.TextChoices):
    """What people can be told of."""

    NEEDS_REVIEW = "needs_review", "A job needs match review"
    NEEDS_VALIDATION_REVIEW = "needs_validation_review", "A job needs validation review"
    FAILED = "failed", "A job failed"
    READY = "ready", "A script is ready to download"


EVENT_OF = {
    Status.AWAITING_REVIEW: Event.NEEDS_REVIEW,
    Status.AWAITING_VALIDATION_REVIEW: Event.NEEDS_VALIDATION_REVIEW,
    Status.EXTRACTION_FAILED: Event.FAILED,
    Status.GENERATION_FAILED: Event.FAILED,
    Status.AWAITING_DOWNLOAD: Event.READY,
}


class Channel(models.TextChoices):
    """By which way."""

    HERE = "here", "Here"
    EMAIL = "email", "E-mail"
    WEBHOOK = "webhook", "Webhook"


def new_secret() -> str:
    """256 random bits, as text."""
    return secrets.token_urlsafe(32)


class NotificationWish(models.Model):
    """One person wants to hear of one event by one way."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_wishes"
    )
    event = models.CharField(max_length=30, choices=Event)
    channel = models.CharField(max_length=10, choices=Channel)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "channel", "user"], name="one_wish_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.event} by {self.channel}"


class Webhook(models.Model):
    """Where a person's events are sent, and the secret that signs them."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=60, default=new_secret, editable=False)

    def __str__(self) -> str:
        return self.url


class Notification(models.Model):
    """One event for one person by one way. `done_at`: when it was read here, or sent."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications"
    )
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=30, choices=Event)
    channel = models.CharField(max_length=10, choices=Channel)
    text = models.CharField(max_length=300, blank=True, help_text="Why, where there is a reason.")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    done_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, default=timezone.now)  # None: given up
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["user", "channel", "-id"], name="notification_person"),
            models.Index(
                fields=["due_at"], name="notification_due", condition=Q(done_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()}: {self.job}"
