"""What the pages' tests share."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

As = Callable[[User], Client]


@pytest.fixture
def signed_in() -> As:
    """Make a browser in which that person has signed in."""

    def browser(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return browser
