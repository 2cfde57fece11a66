"""Who forgot a password gets another by e-mail, and nobody learns or spoils anything by asking."""

import re

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

ASK = "/accounts/password_reset/"


def ask(email: str) -> str:
    answer = Client().post(ASK, {"email": email}, follow=True)
    return answer.content.decode().partition("<main")[2]  # before it, a token of each form


def test_a_link_in_the_mail_gives_another_password_once(
    olga: User, mailoutbox: list[EmailMessage]
) -> None:
    ask(olga.email)
    (mail,) = mailoutbox
    assert mail.to == [olga.email]
    found = re.search(r"http://testserver(/accounts/reset/\S+)", str(mail.body))
    assert found
    browser = Client()
    form = browser.get(found[1])["Location"]
    words = {"new_password1": "six ways to line up", "new_password2": "six ways to line up"}
    browser.post(form, words)

    olga.refresh_from_db()
    assert olga.check_password("six ways to line up")
    assert "Location" not in Client().get(found[1])  # used up: no form to go on to


def test_a_weak_password_is_refused(olga: User, mailoutbox: list[EmailMessage]) -> None:
    ask(olga.email)
    found = re.search(r"http://testserver(/accounts/reset/\S+)", str(mailoutbox[0].body))
    assert found
    browser = Client()
    form = browser.get(found[1])["Location"]
    answer = browser.post(form, {"new_password1": "12345678", "new_password2": "12345678"})

    assert "too common" in answer.content.decode()
    olga.refresh_from_db()
    assert olga.check_password("olga")


def test_everybody_is_answered_the_same(olga: User, mailoutbox: list[EmailMessage]) -> None:
    assert ask(olga.email) == ask("nobody@studio.example")
    assert len(mailoutbox) == 1


def test_asking_again_and_again_fills_no_mailbox(
    olga: User, rui: User, mailoutbox: list[EmailMessage]
) -> None:
    for _ in range(3):
        ask(olga.email)
    ask(rui.email)
    assert [mail.to for mail in mailoutbox] == [[olga.email], [rui.email]]

    cache.clear()  # as after the pause
    ask(olga.email)
    assert len(mailoutbox) == 3


def test_who_left_or_signs_in_elsewhere_gets_none(
    olga: User, rui: User, mailoutbox: list[EmailMessage]
) -> None:
    User.objects.filter(pk=olga.pk).update(is_active=False)
    rui.set_unusable_password()
    rui.save()
    ask(olga.email)
    ask(rui.email)

    assert mailoutbox == []


@pytest.mark.parametrize("host", ["", "mail.studio.example"])
def test_the_way_is_named_where_mail_is_sent(db: None, settings: LazySettings, host: str) -> None:
    settings.EMAIL_HOST = host
    page = Client().get("/accounts/login/").content.decode()

    assert (ASK in page) == bool(host)
    assert ("A coordinator gives you another" in page) != bool(host)
