"""A database that is no transaction: for threads to meet in, and to be migrated."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

NAME = f"sixstage_own_{os.getpid()}"  # several processes test on one server


@pytest.fixture(scope="module")
def own_database(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """A whole database, of the kind in use, thrown away whole: its log can't be emptied."""
    with django_db_blocker.unblock():
        usual = connections["default"]
        parameters = usual.settings_dict
        usual_name = parameters["NAME"]
        is_file = usual.vendor == "sqlite"
        new_name = tmp_path_factory.mktemp("database") / "db.sqlite3" if is_file else NAME
        if not is_file:
            _on_server(f'CREATE DATABASE "{NAME}"')
        del connections["default"]
        parameters["NAME"] = str(new_name)
        try:
            call_command("migrate", verbosity=0)
            yield
        finally:
            connections["default"].close()
            parameters["NAME"] = usual_name
            connections["default"] = usual
            if not is_file:
                _on_server(f'DROP DATABASE "{NAME}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as server:
        server.execute(statement)
