"""Tells people what they wished to hear of, by the way that they chose.

What is to be told is kept in the transaction of the step itself; the sweep sends it, tries again
what failed, and never holds up a job.
"""

import json
import logging
import smtplib
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job, Notification, NotificationWish, Webhook
from jobs.models.notification import EVENT_OF, Channel
from jobs.models.querysets import DOCUMENT_FIELDS
from jobs.outgoing import NotDelivered, post_signed
from jobs.statuses import Status
from jobs.wording import counted

logger = logging.getLogger(__name__)

LONGEST_TEXT = 300
AT_ONCE = 100  # events in one message
ROUND_SECONDS = 20  # the sweep has other things to do
LEASE = timedelta(minutes=5)  # who died while sending is not waited for longer
FIRST_PAUSE = timedelta(minutes=1)
MOST_ATTEMPTS = 8  # the last one a good two hours after the first
KEPT = timedelta(days=90)
UNSEEN = [f"job__{name}" for name in DOCUMENT_FIELDS]


def notify(job: Job) -> None:
    """Note what has to be told of the job's new state. One query when nobody wants to know."""
    event = EVENT_OF.get(Status(job.status))
    if event is None:
        return
    wishes = NotificationWish.objects.filter(event=event, user__is_active=True)
    Notification.objects.bulk_create(
        Notification(
            user_id=wish.user_id,
            job=job,
            event=event,
            channel=wish.channel,
            text=job.error[:LONGEST_TEXT],
        )
        for wish in wishes
    )


def deliver_due() -> int:
    """Send what is due by e-mail and webhook, for some seconds at most; how many were sent."""
    until = time.monotonic() + ROUND_SECONDS
    due = Notification.objects.filter(done_at=None, due_at__lte=timezone.now())
    waiting = due.exclude(channel=Channel.HERE).order_by("pk").select_related("user", "job")
    groups: dict[tuple[int, str], list[Notification]] = defaultdict(list)
    for notification in waiting.defer(*UNSEEN)[: 50 * AT_ONCE]:
        groups[notification.user_id, notification.channel].append(notification)
    sent = 0
    for (_, channel), notifications in groups.items():
        if time.monotonic() > until:
            break
        sent += _deliver(channel, notifications[:AT_ONCE])
    return sent


def _deliver(channel: str, notifications: Sequence[Notification]) -> int:
    mine = Notification.objects.filter(pk__in=[one.pk for one in notifications], done_at=None)
    now = timezone.now()
    claimed = mine.filter(due_at__lte=now).update(due_at=now + LEASE, attempts=F("attempts") + 1)
    if claimed != len(notifications):
        return 0  # another sweep has them; what nobody has comes up again after the lease
    send = _by_email if channel == Channel.EMAIL else _by_webhook
    try:
        send(notifications[0].user, notifications)
    except NotDelivered as problem:
        _try_again(notifications, str(problem))
        return 0
    return mine.update(done_at=timezone.now(), problem="")


def _try_again(notifications: Sequence[Notification], problem: str) -> None:
    """Each after twice the pause before; after the last attempt never."""
    logger.info("notifications of %s: %s", notifications[0].user, problem)
    for one in notifications:
        pause = FIRST_PAUSE * 2**one.attempts
        one.attempts += 1
        one.due_at = timezone.now() + pause if one.attempts < MOST_ATTEMPTS else None
        one.problem = problem[:200]
    Notification.objects.bulk_update(notifications, ["due_at", "problem"])


def _by_email(user: User, notifications: Sequence[Notification]) -> None:
    if not (settings.EMAIL_HOST and user.email):
        raise NotDelivered("There is no e-mail address, or no server to send mail.")
    lines = [
        f"{one}\n{one.text + chr(10) if one.text else ''}{link_to(one.job)}"
        for one in notifications
    ]
    first = str(notifications[0])
    subject = first if len(lines) == 1 else f"{counted(len(lines), 'job')} to look at"
    try:
        send_mail(f"Sixstage: {subject}", "\n\n".join(lines), None, [user.email])
    except (smtplib.SMTPException, OSError) as error:
        raise NotDelivered("The mail server did not take it.") from error


def _by_webhook(user: User, notifications: Sequence[Notification]) -> None:
    webhook = Webhook.objects.filter(user=user).first()
    if webhook is None:
        raise NotDelivered("There is no webhook any more.")
    body = json.dumps({"events": [_told(one) for one in notifications]}).encode()
    post_signed(webhook.url, body, secret=webhook.secret)


def _told(notification: Notification) -> dict[str, str]:
    job = notification.job
    return {
        "id": str(notification.pk),
        "event": notification.event,
        "at": notification.created_at.isoformat(),
        "job_id": job.job_id,
        "batch_id": str(job.batch_id),
        "text": notification.text,
        "url": link_to(job),
    }


def link_to(job: Job) -> str:
    """Where the job is looked at, wherever it has gone meanwhile."""
    return settings.SITE_URL.rstrip("/") + str(reverse("preview", args=[job.job_id]))


def forget_old() -> int:
    """Delete what is older than ninety days; how many."""
    return Notification.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
