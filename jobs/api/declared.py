"""The API with its refusals in `/api/openapi.json`: each call says which statuses it may answer."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

FAILURE = {"$ref": "#/components/schemas/Failure"}
ANY_CALL = {
    "400": "What was sent can't be used; `error` says why",
    "401": "Neither signed in nor a valid token",
    "403": "The person does not have the right",
}
OF_AN_OBJECT = {"404": "There is no such thing"}
OF_A_JOB = {"409": "The job is not in the right state, or something stands against the step"}


class DeclaringAPI(NinjaAPI):
    """Adds what `jobs.api.errors` answers to every call's own responses."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The document, refusals included."""
        document = super().get_openapi_schema(**options)
        for path, calls in document["paths"].items():
            for call in calls.values():
                _declare_refusals(path, call["responses"])
        return document


def _declare_refusals(path: str, responses: dict[str | int, Any]) -> None:
    refusals = dict(ANY_CALL)
    if "{" in path:
        refusals |= OF_AN_OBJECT
    if "{job_id}" in path or path.endswith("/download-package"):
        refusals |= OF_A_JOB
    declared = {str(status) for status in responses}
    for status, description in refusals.items():
        if status not in declared:
            content = {"application/json": {"schema": FAILURE}}
            responses[status] = {"description": description, "content": content}
