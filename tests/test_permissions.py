"""Every route of the site × every role and a stranger: who is let in, and who is not."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import URLPattern, URLResolver, get_resolver

from extraction import Match, MatchDocument
from jobs import learning
from jobs.auditing import record
from jobs.extracting import documents_of
from jobs.models import Job, RuleSetVersion, Template
from jobs.statuses import Status
from tests import permission_rules
from tests.factories import make_batch, make_job, make_stored_file
from tests.jobs.api.conftest import token_for
from tests.permission_rules import NAMES, rule_for

pytestmark = pytest.mark.django_db

BATCH = "1b671a64-40d5-491e-99b0-da01ff1f3341"
REASON = "The client has seen it."
SAMPLES = {
    "job_id": "one",
    "batch_id": BATCH,
    "upload_id": BATCH,
    "name": "canvas",
    "pk": "1",
    "rest": "nowhere",
    "uidb64": "MQ",
    "token": "not-a-token",
    "content_type_id": "1",
}
WRITTEN = {
    r"admin/^(?P<app_label>jobs|auth|django_rq)/$": "admin/jobs/",
    "admin/(?P<url>.*)$": "admin/nowhere/",
}
BODY = {
    "action": "override",
    "override_reason": REASON,
    "reason": REASON,
    "approved_matches": [],
    "matches": [],
    "version": 0,
    "name": "a search",
}


def routes(resolver: Any, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before + str(pattern.pattern)


def part_of(route: str) -> str:
    """The table for a route of the admin, else the first word: routes that are tried together."""
    words = route.split("/")
    return "/".join(words[1:3]) if words[0] == "admin" else words[0]


ROUTES = sorted(set(routes(get_resolver())))


@pytest.fixture
def cast(olga: User, rui: User, mona: User, ada: User, nina: User) -> dict[str, Client]:
    """A browser for each; managers who keep the kinds of reason are staff."""
    mona.is_staff = True
    mona.save()
    browsers = {name: Client(raise_request_exception=False) for name in NAMES}
    for person in (olga, rui, mona, ada, nina):
        browsers[person.username].force_login(person)
    return browsers


@pytest.fixture
def site(queue: str, ada: User) -> None:
    """A row in every table, and a job that waits for somebody to decide."""
    batch = make_batch(batch_id=BATCH)
    job = make_job(job_id="one", batch=batch, status=Status.AWAITING_VALIDATION_REVIEW)
    psd, template = documents_of(job)
    learning.remember(job, psd, template, MatchDocument((Match("3", "11:2"),)))
    Template.objects.create(stored_file=make_stored_file("template"), document={})
    RuleSetVersion.objects.create(pk=1, version=1, note="for a test")
    token_for(ada)
    with transaction.atomic():
        record("job_changed", "for the log", by=ada, job=job)


def path_of(route: str) -> str:
    """An address that the route answers, with the ids of what is there."""
    if route in WRITTEN:
        return f"/{WRITTEN[route]}"
    sample = dict(SAMPLES)
    table = re.match(r"admin/(jobs|auth)/(\w+)/", route)
    if table:
        rows = apps.get_model(table.group(1), table.group(2))._default_manager.order_by("-pk")
        sample["object_id"] = sample["id"] = str(rows.values_list("pk", flat=True)[0])
    route = route.replace("^stats.json/?$", "stats.json").replace(
        r"^stats.json/(?P<token>[\w]+)?/?$", "stats.json/token"
    )
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: sample.get(found.group(1), "1"), route)


def is_let_in(answer: Any, path: str) -> bool:
    """Neither refused, nor led to the login, nor told that there is no such row or method."""
    if answer.status_code == 302:
        to_login = "/login/?next=" in answer["Location"]
        no_such_row = answer["Location"] == "/admin/" and path.startswith("/admin/jobs/")
        return not to_login and not no_such_row
    return answer.status_code not in (401, 403, 405)


def asked(browser: Client, method: str, path: str) -> Any:
    """One request, of which nothing stays."""
    kind = "application/json" if path.startswith("/api/") else MULTIPART_CONTENT
    kept = dict(browser.cookies)
    with transaction.atomic():
        got = method == "GET"
        answer = browser.get(path) if got else browser.post(path, BODY, content_type=kind)
        transaction.set_rollback(True)
    browser.cookies.clear()
    browser.cookies.update(kept)
    return answer


def let_in(cast: dict[str, Client], method: str, route: str) -> set[str]:
    path = path_of(route)
    return {name for name in NAMES if is_let_in(asked(cast[name], method, path), path)}


@pytest.mark.parametrize("part", sorted({part_of(route) for route in ROUTES}))
def test_each_role_is_let_in_where_the_rules_say_and_nowhere_else(
    part: str, site: None, cast: dict[str, Client]
) -> None:
    for route in (route for route in ROUTES if part_of(route) == part):
        rule = rule_for(route)
        assert rule is not None, f"“{route}” has no line in tests/permission_rules.py"
        for method in ("GET", "POST"):
            assert let_in(cast, method, route) == rule.get(method, set()), f"{method} {route}"


def test_no_line_of_the_rules_is_about_a_route_that_is_gone() -> None:
    written = {*permission_rules.PAGES, *permission_rules.CALLS, *permission_rules.ADMIN}
    assert written - set(ROUTES) == set()
    tables = {"/".join(route.split("/")[1:3]) for route in ROUTES if route.endswith("/add/")}
    assert set(permission_rules.TABLES) == tables


def test_a_route_without_a_line_is_noticed() -> None:
    for route in ("audit/secret", "api/job/<job_id:job_id>/secret", "admin/jobs/secret/add/"):
        assert rule_for(route) is None


def test_what_was_asked_changed_nothing(site: None, cast: dict[str, Client]) -> None:
    assert asked(cast["ada"], "POST", "/jobs/one/cancel").status_code == 302
    assert Job.objects.get(job_id="one").status == Status.AWAITING_VALIDATION_REVIEW
