"""Signing in through the studio's provider by OpenID Connect.

Authlib speaks with the provider: authorization code with PKCE, state and nonce; the ID token's
signature, issuer, audience and times. Who that is here, `jobs/identities.py` decides.
"""

import logging
from functools import cache
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from jobs.identities import Claims, SignInRefused, person_for

logger = logging.getLogger(__name__)

PROVIDER_SECONDS = 10  # how long the provider may take to answer
NEXT = "single_sign_on_next"
# The last: the same new person came in twice at once; the next time they are known.
TROUBLE = (AuthlibBaseError, JoseError, RequestException, ValueError, IntegrityError)
FAILED = "Signing in did not work. Please try again, or sign in with a password."


@require_GET
@never_cache
def begin(request: HttpRequest) -> HttpResponseRedirect:
    """Send the person to the provider."""
    provider = _provider_or_404()
    request.session[NEXT] = request.GET.get("next", "")
    try:
        answer: HttpResponseRedirect = provider.authorize_redirect(request, _return_to(request))
    except TROUBLE as error:
        return _refused(request, error, FAILED)
    return answer


@require_GET
@never_cache
def finish(request: HttpRequest) -> HttpResponseRedirect:
    """Where the provider sends the person back to: sign in, and go on to the wanted page."""
    provider = _provider_or_404()
    wanted = request.session.pop(NEXT, "")
    try:
        user = person_for(_claims(provider, request))
    except TROUBLE as error:
        return _refused(request, error, FAILED)
    except SignInRefused as refusal:
        return _refused(request, refusal, str(refusal))
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)
    return redirect(settings.LOGIN_REDIRECT_URL)


def _claims(provider: Any, request: HttpRequest) -> Claims:
    """Checked claims of the ID token, with those of the user info if it is the same person's."""
    options = {
        "iss": {"essential": True, "values": [settings.OIDC_ISSUER]},
        "aud": {"essential": True, "values": [settings.OIDC_CLIENT_ID]},
    }
    token = provider.authorize_access_token(request, claims_options=options)
    told = dict(token.get("userinfo") or {})
    if "userinfo_endpoint" in provider.load_server_metadata():
        more = dict(provider.userinfo(token=token))
        told = {**more, **told} if more.get("sub") == told.get("sub") else told
    return Claims.of(
        told,
        issuer=settings.OIDC_ISSUER,
        roles_claim=settings.OIDC_ROLES_CLAIM,
        trusts_emails=settings.OIDC_TRUST_EMAILS,
    )


def _refused(request: HttpRequest, error: Exception, sentence: str) -> HttpResponseRedirect:
    logger.warning("Nobody was signed in through the provider: %r", error)
    messages.error(request, sentence)
    return redirect("login")


def _return_to(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("single-sign-on-finish"))


def _provider_or_404() -> Any:
    if not settings.OIDC_ISSUER:
        raise Http404("There is no sign-in provider.")
    return _provider(settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)


@cache
def _provider(issuer: str, client_id: str, client_secret: str) -> Any:
    """The provider's client; it asks for the provider's addresses and keys once."""
    return OAuth().register(
        "provider",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.OIDC_SCOPES,
            "code_challenge_method": "S256",
            "default_timeout": PROVIDER_SECONDS,
        },
    )
