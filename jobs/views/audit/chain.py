"""The state of the audit log's chain, and the signed export of it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from jobs.audit_export import NoSigningKey, public_key_text, signed_export, signing_key
from jobs.models import AuditCheck, AuditHead
from jobs.views.access import needs, signed_in

SHOWN = 30  # checks
LATE_AFTER = timedelta(hours=36)


@require_safe
@needs("jobs.view_auditentry", to="see the audit log")
def chain(request: HttpRequest) -> HttpResponseBase:
    """How long the log is, what the last checks said, and with which key exports are signed."""
    checks = list(AuditCheck.objects.all()[:SHOWN])
    latest = checks[0] if checks else None
    context: dict[str, Any] = {
        "head": AuditHead.objects.filter(pk=1).first(),
        "checks": checks,
        "latest": latest,
        "is_late": latest is None or timezone.now() - latest.checked_at > LATE_AFTER,
    }
    try:
        context["public_key"] = public_key_text(signing_key())
    except NoSigningKey as error:
        context["no_key"] = str(error)
    return render(request, "jobs/audit/chain.html", context)


@require_POST
@needs("jobs.view_auditentry", to="see the audit log")
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole log, signed, as a download; the export itself is its last entry."""
    try:
        lines = signed_export(by=signed_in(request))
    except NoSigningKey as error:
        messages.error(request, str(error))
        return redirect("audit-chain")
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-signed.jsonl"'
    return response
