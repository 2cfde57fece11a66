"""What benches of pages share: the server's time over few rows and over very many.

`python -m benchmarks.NAME postgresql` measures on a PostgreSQL server from a wheel, else SQLite.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.servers import postgres

ROUNDS = 7
WHO = "mona"

Measured = tuple[float, int]
"""Milliseconds of the server (the best round: others may share the machine), and queries."""


@contextmanager
def installation() -> Iterator[Path]:
    """Django over a folder of its own; models can be imported inside."""
    with tempfile.TemporaryDirectory(prefix="sixstage-bench-") as folder, ExitStack() as servers:
        os.environ |= {"SIXSTAGE_VAR": folder, "ALLOWED_HOSTS": "testserver"}
        if "postgresql" in sys.argv[1:]:
            os.environ |= servers.enter_context(postgres())
        os.environ["DJANGO_SETTINGS_MODULE"] = "pipeline_site.settings"
        django.setup()
        yield Path(folder)
        connection.close()


def measured(address: str) -> Measured:
    """Ask for a page some times, signed in as somebody who may see everything."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=WHO))
    times = []
    for _ in range(ROUNDS):
        with CaptureQueriesContext(connection) as queries:
            started = time.perf_counter()
            answer = client.get(address)
            times.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, address
    return min(times), len(queries)


def compare(
    title: str, folder: Path, sizes: tuple[int, int], run: Callable[[int], dict[str, Measured]]
) -> None:
    """Print a line for each page: both times, their ratio, both numbers of queries."""
    few, many = (_in_a_new_database(size, folder, run) for size in sizes)
    print(
        f"{title + ', ' + connection.vendor:<63}{sizes[0]:>9,} ms{sizes[1]:>9,} ms   ratio  queries"
    )
    for page, (short, few_queries) in few.items():
        long, many_queries = many[page]
        print(
            f"{page:<62} {short:>11.1f} {long:>11.1f} {long / short:>7.2f}"
            f"  {few_queries} / {many_queries}"
        )


def _in_a_new_database(
    size: int, folder: Path, run: Callable[[int], dict[str, Measured]]
) -> dict[str, Measured]:
    name = f"pages_{size}"
    if connection.vendor == "sqlite":
        name = str(folder / f"{name}.sqlite3")
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    connection.settings_dict["NAME"] = name
    call_command("migrate", verbosity=0)
    get_user_model().objects.create_superuser(WHO)
    return run(size)


def let_the_planner_count() -> None:
    """What PostgreSQL does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
