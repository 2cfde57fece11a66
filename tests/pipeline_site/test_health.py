"""`/healthz` and `/readyz`: what a supervisor and a load balancer are told."""

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db
NO_QUEUE = {"default": {"URL": "unix:///nowhere/valkey.sock"}}


def test_an_installation_with_all_it_needs_is_ready(client: Client, queue: str) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "database": "ok", "queue": "ok", "files": "ok"}


def test_without_its_queue_it_is_alive_but_not_ready(
    client: Client, settings: LazySettings
) -> None:
    settings.RQ_QUEUES = NO_QUEUE

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["status"] == "not ready"
    assert response.json()["queue"] == "does not answer"
    assert response.json()["database"] == "ok"
    assert client.get("/healthz").status_code == 200


def test_with_a_migration_missing_it_is_not_ready(client: Client, queue: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["database"] == "migrations are not applied"


def test_with_a_store_that_does_not_answer_it_is_not_ready(
    client: Client, queue: str, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    nobody_listens = {"bucket_name": "studio", "endpoint_url": "http://127.0.0.1:9"}
    storages = settings.STORAGES | {
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": nobody_listens}
    }
    settings.STORAGES = storages

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["files"] == "does not answer"
