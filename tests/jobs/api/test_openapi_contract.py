"""Whatever is sent to a call, its answer is one that `/api/openapi.json` declares.

Schemathesis makes the requests from the document itself: fit ones, and ones that break its rules.
"""

from typing import Any

import pytest
import schemathesis
from django.contrib.auth.models import User
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from jobs.models import Batch
from jobs.statuses import Status
from pipeline_site.wsgi import application
from tests.factories import make_batch, make_job
from tests.jobs.api.conftest import token_for

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("queue"),
    # Schemathesis leaves the files of answers to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

EXAMPLES = 25  # for each call
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
document = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
OPERATIONS: list[Any] = [
    found.ok() for found in document.get_all_operations() if isinstance(found, Ok)
]


@pytest.fixture
def batch() -> Batch:
    """A job in every state, so that requests find what they ask for."""
    made = make_batch()
    for status in Status:
        make_job(job_id=status.value, status=status, batch=made)
    return made


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda found: str(found.label))
def test_no_request_gets_an_answer_that_is_not_declared(
    operation: Any, batch: Batch, ada: User
) -> None:
    known = {"job_id": [status.value for status in Status], "batch_id": [str(batch.pk)]}
    headers = {"Authorization": f"Bearer {token_for(ada)}"}

    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],  # a failing request is small enough as it is
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy())
        for name in case.path_parameters or {}:
            if data.draw(st.booleans()):
                case.path_parameters[name] = data.draw(st.sampled_from(known[name]))
        case.call_and_validate(checks=CHECKS, headers=headers)

    send()


def test_every_call_of_the_api_is_in_the_document() -> None:
    assert len(OPERATIONS) >= 17
