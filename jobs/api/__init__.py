"""The HTTP API: `/api/docs` shows it, `/api/openapi.json` describes it."""

from jobs.api import batches, dashboard, errors, jobs, nowhere, receipts
from jobs.api.auth import ways_in
from jobs.api.declared import DeclaringAPI

api = DeclaringAPI(
    title="Sixstage",
    version="1",
    description="Photoshop layers into After Effects templates, in six reviewed stages.",
    auth=ways_in,
    urls_namespace="api",
)
api.add_router("batch/", batches.router)
api.add_router("dashboard/", dashboard.router)
api.add_router("", jobs.router)
api.add_router("", receipts.router)
api.add_router("", nowhere.router)  # last: it takes what is left
errors.install(api)
