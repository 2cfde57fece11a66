"""`/metrics` for Prometheus, with a token of its own."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from jobs.metrics import metrics_text


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The metrics, for whoever brings METRICS_TOKEN; for nobody while none is set."""
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not (settings.METRICS_TOKEN and secrets.compare_digest(given, expected)):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(metrics_text(), content_type=CONTENT_TYPE_LATEST)
