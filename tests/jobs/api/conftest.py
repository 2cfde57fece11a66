"""Calls the API as one of the cast would."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from jobs.models import ApiToken

Call = Callable[..., "Answer"]


class Answer:
    """A response, with its JSON."""

    def __init__(self, response: Any) -> None:
        self.status = response.status_code
        self.response = response

    @property
    def json(self) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(self.response.content)
        return content


def token_for(user: User) -> str:
    token = ApiToken(user=user, name="test")
    text = token.renew()
    token.save()
    return text


@pytest.fixture
def call(db: None) -> Call:
    """`call(user, "GET", "/api/…", body)` with that person's bearer token."""

    def make(user: User | None, method: str, path: str, body: object = None) -> Answer:
        headers = {"Authorization": f"Bearer {token_for(user)}"} if user else {}
        client = Client(headers=headers, raise_request_exception=False)
        data = json.dumps(body) if body is not None else ""
        return Answer(client.generic(method, path, data, content_type="application/json"))

    return make
