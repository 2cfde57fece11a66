"""The notifications' pages: one's own alone, chosen in a form."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from jobs.models import Notification, NotificationWish, Webhook
from jobs.models.notification import Channel, Event
from jobs.notifying import notify
from jobs.statuses import Status
from tests.factories import make_job
from tests.jobs.views.conftest import As

pytestmark = pytest.mark.django_db


def tell(user: User, job_id: str = "card-1") -> None:
    NotificationWish.objects.get_or_create(user=user, event=Event.READY, channel=Channel.HERE)
    notify(make_job(job_id=job_id, status=Status.AWAITING_DOWNLOAD))


def test_one_sees_ones_own_and_reads_them(signed_in: As, rui: User, olga: User) -> None:
    tell(rui)

    assert "card-1" in signed_in(rui).get("/notifications").content.decode()
    assert "card-1" not in signed_in(olga).get("/notifications").content.decode()
    assert ">1<" in signed_in(rui).get("/notifications/unread").content.decode()
    signed_in(olga).post("/notifications/read")
    assert Notification.objects.filter(done_at=None).count() == 1
    signed_in(rui).post("/notifications/read")
    assert signed_in(rui).get("/notifications/unread").content.decode().strip() == ""


def test_very_many_are_not_counted_to_the_end(signed_in: As, rui: User) -> None:
    tell(rui)
    (told,) = Notification.objects.all()
    Notification.objects.bulk_create(
        Notification(user=rui, job=told.job, event="ready", channel="here") for _ in range(120)
    )

    assert ">99+<" in signed_in(rui).get("/notifications/unread").content.decode()


def test_more_notifications_take_no_more_queries(
    signed_in: As, rui: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(rui)
    for number in range(3):
        tell(rui, f"card-{number}")
    client.get("/notifications")

    with django_assert_num_queries(5):  # session, person, two for rights, the list
        client.get("/notifications")


def test_wishes_are_kept_and_shown_again(signed_in: As, rui: User, settings: LazySettings) -> None:
    settings.EMAIL_HOST = "mail.studio.example"
    client = signed_in(rui)
    chosen = {"wishes": ["ready:here", "failed:webhook"], "url": "https://8.8.8.8/hook"}

    client.post("/notifications/wishes", chosen)

    kept = NotificationWish.objects.values_list("event", "channel")
    assert set(kept) == {("ready", "here"), ("failed", "webhook")}
    html = client.get("/notifications/wishes").content.decode()
    assert 'value="ready:here" aria-label="A script is ready to download: Here" checked' in html
    assert html.count("checked") == 2
    secret = Webhook.objects.get().secret
    assert secret in html
    client.post("/notifications/secret")
    assert Webhook.objects.get().secret != secret
    client.post("/notifications/wishes", {})
    assert not NotificationWish.objects.exists()
    assert not Webhook.objects.exists()


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"wishes": ["ready:webhook"]}, "Say where the webhook goes."),
        ({"url": "https://169.254.169.254/"}, "“169.254.169.254” is inside a private network."),
        ({"url": "http://8.8.8.8/"}, "The address must begin with https://."),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_a_webhook_that_can_not_be_is_refused_and_nothing_is_changed(
    signed_in: As, rui: User, chosen: dict[str, object], message: str
) -> None:
    tell(rui)
    html = signed_in(rui).post("/notifications/wishes", chosen).content.decode()

    assert message in html
    assert NotificationWish.objects.count() == 1
    assert not Webhook.objects.exists()


def test_without_a_mail_server_email_is_not_offered(
    signed_in: As, rui: User, settings: LazySettings
) -> None:
    settings.EMAIL_HOST = ""
    html = signed_in(rui).get("/notifications/wishes").content.decode()

    assert html.count("disabled") == len(Event)


def test_a_secret_is_shown_to_its_own_person_alone(signed_in: As, rui: User, ada: User) -> None:
    webhook = Webhook.objects.create(user=rui, url="https://8.8.8.8/hook")

    assert webhook.secret not in signed_in(ada).get("/notifications/wishes").content.decode()
