"""Makes an API token for a person; it is printed once."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User

from jobs.management.documents import BadInput, DocumentCommand
from jobs.models import ApiToken
from jobs.tokens import make_token

MAX_NAME = 100


class Command(DocumentCommand):
    help = "Make an API token for a user; only its hash is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user")
        parser.add_argument("name", help="what will use it")

    def handle_document(self, *, user: str, name: str, **_options: Any) -> object:
        person = User.objects.filter(username=user).first()
        if person is None:
            raise BadInput(f"There is no user “{user}”.")
        if not 0 < len(name) <= MAX_NAME:
            raise BadInput(f"The name must have 1 to {MAX_NAME} characters.")
        token = ApiToken(user=person, name=name)
        text = make_token(token, by=None)
        return {"user": user, "name": token.name, "token": text}
