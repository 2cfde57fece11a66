"""Sits down at the desk as one of the cast would."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

Desk = Callable[[User], Client]


@pytest.fixture
def desk(db: None) -> Desk:
    """`desk(user)` is a browser with that person signed in."""

    def sit(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sit


@pytest.fixture
def sven(db: None) -> User:
    """Sven is staff and may see and change jobs, and take none of their steps."""
    user = User.objects.create_user("sven", is_staff=True)
    names = ("view_job", "change_job")
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="jobs", codename__in=names)
    )
    return user


def said(html: str) -> str:
    """The messages of a page, without tags."""
    found = re.search(r'<ul class="messagelist">(.*?)</ul>', html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found.group(1)).strip() if found else ""
