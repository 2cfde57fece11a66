"""Sends unforeseen errors to a Sentry server, where one is configured."""

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.rq import RqIntegration


def report_errors(dsn: str, *, environment: str) -> None:
    """Begin reporting; an empty `dsn` leaves it off.

    Clients' work is confidential: no person, no request's body, no variables leave this machine.
    """
    if not dsn:
        return
    sentry_sdk.init(
        dsn=dsn,
        environment=environment,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        auto_enabling_integrations=False,
        integrations=[DjangoIntegration(), RqIntegration()],
    )
