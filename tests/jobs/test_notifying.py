"""People hear of what they wished to hear of, once, and a dead mail server holds up no job."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from jobs import workflow
from jobs.models import Job, Notification, NotificationWish, Webhook
from jobs.models.notification import Channel, Event
from jobs.notifying import MOST_ATTEMPTS, deliver_due, forget_old, notify
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.test_outgoing import receiving

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "notifications.md"


def wish(user: User, event: Event, channel: Channel) -> None:
    NotificationWish.objects.create(user=user, event=event, channel=channel)


def fail(job: Job, why: str = "The file is damaged.") -> Job:
    return workflow.advance(job.job_id, "fail_extraction", by=None, error=why)


def make_due() -> None:
    Notification.objects.filter(done_at=None, due_at__isnull=False).update(due_at=timezone.now())


@pytest.fixture
def mail(settings: LazySettings) -> None:
    settings.EMAIL_HOST = "mail.studio.example"
    settings.SITE_URL = "https://sixstage.studio.example/"


def test_a_step_tells_who_wished_to_hear_of_it_and_nobody_else(rui: User, olga: User) -> None:
    wish(olga, Event.FAILED, Channel.HERE)
    wish(rui, Event.READY, Channel.HERE)

    fail(make_job(job_id="card-1", status=Status.PROCESSING))

    (told,) = Notification.objects.all()
    assert (told.user, told.event, told.text) == (olga, "failed", "The file is damaged.")
    assert str(told) == "A job failed: card-1"


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (Status.AWAITING_REVIEW, Event.NEEDS_REVIEW),
        (Status.AWAITING_VALIDATION_REVIEW, Event.NEEDS_VALIDATION_REVIEW),
        (Status.EXTRACTION_FAILED, Event.FAILED),
        (Status.GENERATION_FAILED, Event.FAILED),
        (Status.AWAITING_DOWNLOAD, Event.READY),
    ],
)
def test_each_event_goes_by_each_way(rui: User, status: Status, event: Event) -> None:
    for channel in Channel:
        wish(rui, event, channel)
    notify(make_job(status=status))

    told = Notification.objects.values_list("event", "channel")
    assert set(told) == {(event, channel) for channel in Channel}


def test_a_step_that_is_refused_tells_nobody(olga: User) -> None:
    wish(olga, Event.FAILED, Channel.HERE)

    with pytest.raises(workflow.TransitionRefused):
        fail(make_job(status=Status.COMPLETED))

    assert not Notification.objects.exists()


def test_who_left_hears_nothing(olga: User) -> None:
    wish(olga, Event.FAILED, Channel.EMAIL)
    User.objects.update(is_active=False)

    fail(make_job(status=Status.PROCESSING))

    assert not Notification.objects.exists()


def test_telling_many_takes_no_more_queries(
    rui: User, olga: User, mona: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    job = make_job(status=Status.AWAITING_DOWNLOAD)
    with django_assert_num_queries(1):
        notify(job)
    for user in (rui, olga, mona):
        wish(user, Event.READY, Channel.HERE)
    with django_assert_num_queries(2):
        notify(job)


def test_many_events_are_one_message(
    olga: User, mail: None, mailoutbox: list[EmailMessage]
) -> None:
    wish(olga, Event.FAILED, Channel.EMAIL)
    for number in (1, 2):
        fail(make_job(job_id=f"card-{number}", status=Status.PROCESSING))

    assert deliver_due() == 2

    (message,) = mailoutbox
    assert message.to == ["olga@studio.example"]
    assert message.subject == "Sixstage: 2 jobs to look at"
    assert "A job failed: card-1\nThe file is damaged.\n" in message.body
    assert "https://sixstage.studio.example/preview/card-2" in message.body
    assert deliver_due() == 0


def test_a_name_with_line_breaks_makes_no_header(
    olga: User, mail: None, mailoutbox: list[EmailMessage]
) -> None:
    wish(olga, Event.FAILED, Channel.EMAIL)
    fail(make_job(job_id="card-1", status=Status.PROCESSING), "Layer “a\r\nBcc: x@y.example”.")

    deliver_due()

    assert mailoutbox[0].recipients() == ["olga@studio.example"]
    assert mailoutbox[0].subject == "Sixstage: A job failed: card-1"


def test_a_webhook_gets_signed_json_that_the_documented_check_takes(
    olga: User, settings: LazySettings
) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    wish(olga, Event.READY, Channel.WEBHOOK)
    job = make_job(job_id="card-1", status=Status.AWAITING_DOWNLOAD)
    notify(job)
    with receiving() as server:
        webhook = Webhook.objects.create(user=olga, url=server.url)
        assert deliver_due() == 1

    ((headers, body),) = server.seen
    (event,) = json.loads(body)["events"]
    assert (event["event"], event["job_id"]) == ("ready", "card-1")
    assert event["batch_id"] == str(job.batch_id)
    found = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    assert found
    documented: dict[str, object] = {}
    exec(found[1], documented)  # noqa: S102 - our own page
    is_genuine = documented["is_genuine"]
    assert callable(is_genuine)
    assert is_genuine(webhook.secret, headers, body)
    assert not is_genuine(webhook.secret, headers, body + b" ")
    assert not is_genuine("another", headers, body)


def test_what_is_not_taken_is_tried_again_later_and_not_for_ever(
    olga: User, settings: LazySettings
) -> None:
    settings.WEBHOOK_HOSTS = ["127.0.0.1"]
    wish(olga, Event.READY, Channel.WEBHOOK)
    notify(make_job(status=Status.AWAITING_DOWNLOAD))
    pauses = []
    with receiving(500) as server:
        Webhook.objects.create(user=olga, url=server.url)
        for _ in range(MOST_ATTEMPTS):
            make_due()
            assert deliver_due() == 0
            assert deliver_due() == 0  # not at once
            due = Notification.objects.get().due_at
            pauses.append(round((due - timezone.now()).total_seconds() / 60) if due else None)
    make_due()

    assert pauses == [1, 2, 4, 8, 16, 32, 64, None]
    assert len(server.seen) == MOST_ATTEMPTS
    assert deliver_due() == 0
    assert Notification.objects.get().problem == "“127.0.0.1” answered 500."


def test_a_mail_server_that_is_away_holds_nothing_up(olga: User, settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    wish(olga, Event.FAILED, Channel.EMAIL)
    job = fail(make_job(status=Status.PROCESSING))

    assert deliver_due() == 0
    assert job.status == Status.EXTRACTION_FAILED
    assert Notification.objects.get().problem == "The mail server did not take it."


def test_what_another_sweep_is_sending_is_left_to_it(
    olga: User, mail: None, mailoutbox: list[EmailMessage]
) -> None:
    wish(olga, Event.FAILED, Channel.EMAIL)
    fail(make_job(status=Status.PROCESSING))
    Notification.objects.update(due_at=timezone.now() + timedelta(minutes=5))

    assert deliver_due() == 0
    assert mailoutbox == []


def test_old_ones_are_forgotten(olga: User) -> None:
    wish(olga, Event.READY, Channel.HERE)
    for _ in range(2):
        notify(make_job(status=Status.AWAITING_DOWNLOAD))
    old = Notification.objects.latest("pk").pk
    long_ago = timezone.now() - timedelta(days=91)
    Notification.objects.filter(pk=old).update(created_at=long_ago)

    assert forget_old() == 1
    assert not Notification.objects.filter(pk=old).exists()
