"""Is this process alive, and is the installation ready to work? For supervisors and balancers."""

from collections.abc import Callable

import django_rq
import redis
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

SENTINEL = "ready"  # a name that need not exist: asking for it shows that the store answers


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django hands it to every view
    """200 when the database answers, else 503."""
    try:
        connection.ensure_connection()
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django hands it to every view
    """200 when all that work needs is there, else 503; a word for each part either way."""
    parts = {name: check() for name, check in CHECKS.items()}
    ready = set(parts.values()) == {"ok"}
    status = {"status": "ready" if ready else "not ready", **parts}
    return JsonResponse(status, status=200 if ready else 503)


def _database() -> str:
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "does not answer"
    return "migrations are not applied" if pending else "ok"


def _queue() -> str:
    try:
        django_rq.get_connection("default").ping()
    except (redis.RedisError, OSError):
        return "does not answer"
    return "ok"


def _files() -> str:
    try:
        default_storage.exists(SENTINEL)
    except Exception:  # noqa: BLE001 - each kind of store has errors of its own
        return "does not answer"
    return "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _database,
    "queue": _queue,
    "files": _files,
}
