"""Every request has an id, in its answer and in the lines that were written meanwhile."""

import logging

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_every_answer_has_an_id_of_its_own(client: Client) -> None:
    first, second = (client.get("/healthz").headers["X-Request-ID"] for _ in range(2))

    assert len(first) == len(second) == 16
    assert first != second


def test_the_proxys_id_is_kept(client: Client) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": "edge-7f3a.21"})

    assert response.headers["X-Request-ID"] == "edge-7f3a.21"


@pytest.mark.parametrize("given", ["x" * 65, "short", "two words here", "evil\\n{}<script>"])
def test_an_id_that_is_unfit_for_a_log_is_replaced(client: Client, given: str) -> None:
    response = client.get("/healthz", headers={"X-Request-ID": given})

    assert response.headers["X-Request-ID"] != given


def test_a_request_is_one_line_without_its_query(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="pipeline_site.request_log"):
        client.get("/healthz?search=a-clients-name")

    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("GET '/healthz' 200 in ")
    assert "clients-name" not in line
