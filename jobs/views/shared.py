"""What many people watch is rendered once for all who may see the same of it."""

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from jobs.views.access import signed_in

SECONDS = 2  # the most that it lags behind; pages ask every four
OWN = b"csrfmiddlewaretoken"  # the field of a form's token, which is one person's own


def shared(request: HttpRequest, render: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer to this address for people with these rights: of a moment ago, or rendered now.

    Nothing in it may be one person's own: no name of who asks, and nothing chosen by them. What
    holds the token of a form is kept for nobody else.
    """
    rights = sorted(signed_in(request).get_all_permissions())
    told = "\n".join([request.get_full_path(), *rights])
    key = f"shared:{hashlib.sha256(told.encode()).hexdigest()}"
    content = cache.get(key)
    if content is None:
        content = render().content
        if OWN not in content:
            cache.set(key, content, SECONDS)
    return HttpResponse(content)
