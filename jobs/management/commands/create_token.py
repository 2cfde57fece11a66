"""Makes an API token for a person; it is printed once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from jobs.management.documents import BadInput, DocumentCommand
from jobs.models import ApiToken
from jobs.tokens import make_token

MAX_NAME = 100
MAX_DAYS = 3650


class Command(DocumentCommand):
    help = "Make an API token for a user; only its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user")
        parser.add_argument("name", help="what will use it")
        parser.add_argument("--look", action="store_true", help="it may look and change nothing")
        parser.add_argument("--days", type=int, help="for how long it is good; else until revoked")

    def handle_document(
        self, *, user: str, name: str, look: bool, days: int | None, **_options: Any
    ) -> object:
        person = User.objects.filter(username=user).first()
        if person is None:
            raise BadInput(f"There is no user “{user}”.")
        if not 0 < len(name) <= MAX_NAME:
            raise BadInput(f"The name must have 1 to {MAX_NAME} characters.")
        if days is not None and not 0 < days <= MAX_DAYS:
            raise BadInput(f"A token may be good for 1 to {MAX_DAYS} days.")
        token = ApiToken(user=person, name=name)
        token.scope = ApiToken.Scope.LOOK if look else ApiToken.Scope.FULL
        token.expires_at = timezone.now() + timedelta(days=days) if days else None
        text = make_token(token, by=None)
        return {"user": user, "name": token.name, "token": text}
