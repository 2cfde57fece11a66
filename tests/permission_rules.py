"""Who is let in where: a line for every route of the site, by method. A new route needs a line."""

NAMES = ("stranger", "nina", "olga", "rui", "mona", "ada")
Who = frozenset[str]
Rule = dict[str, Who]

ALL: Who = frozenset(NAMES)
NOBODY: Who = frozenset()
SIGNED_IN = ALL - {"stranger"}
DESK = SIGNED_IN - {"nina"}  # everybody in one of the groups
STAFF = frozenset({"olga", "mona", "ada"})
COORDINATORS = frozenset({"olga", "ada"})
REVIEWERS = frozenset({"rui", "ada"})
MANAGERS = frozenset({"mona", "ada"})
OVERRIDERS = REVIEWERS | MANAGERS
SUPERUSERS = frozenset({"ada"})


def see(who: Who) -> Rule:
    """A page that is only looked at."""
    return {"GET": who}


def do(who: Who) -> Rule:
    """A decision that is only sent."""
    return {"POST": who}


def both(who: Who) -> Rule:
    """A form: looked at and sent by the same people."""
    return {"GET": who, "POST": who}


JOB = "<job_id:job_id>"
PAGES: dict[str, Rule] = {
    "healthz": see(ALL),
    "readyz": see(ALL),
    "metrics": see(NOBODY),  # a token of its own, not a person's
    "": both(ALL),  # leads to the dashboard
    "dashboard": see(DESK),
    "dashboard/figures": see(DESK),
    "dashboard/jobs": do(DESK),  # each thing to do asks for its own right
    "dashboard/views": do(DESK),
    "dashboard/views/<int:pk>/forget": do(DESK),
    "batches/upload": both(COORDINATORS),
    "batches/<uuid:batch_id>": see(DESK),
    "batches/<uuid:batch_id>/package": do(OVERRIDERS),
    "batches/<uuid:batch_id>/retry": do(COORDINATORS),
    "batches/<uuid:batch_id>/review": both(REVIEWERS),
    "uploads": do(COORDINATORS),
    "uploads/<uuid:upload_id>": see(COORDINATORS),
    "uploads/<uuid:upload_id>/check": do(COORDINATORS),
    "uploads/<uuid:upload_id>/finish": do(COORDINATORS),
    "uploads/<uuid:upload_id>/files/<int:number>": see(NOBODY),  # HEAD and PATCH alone
    "uploads/<uuid:upload_id>/files/<int:number>/part": do(COORDINATORS),
    "review-matching": see(REVIEWERS),
    f"review-matching/{JOB}": both(REVIEWERS),
    f"review-matching/{JOB}/claim": see(REVIEWERS),
    f"review-matching/{JOB}/why/<str:placeholder_id>": see(REVIEWERS),
    f"validate/{JOB}": {"GET": DESK, "POST": OVERRIDERS},
    f"preview/{JOB}": see(DESK),
    f"preview/{JOB}/layout/<str:side>": see(DESK),
    f"preview/{JOB}/receipt": do(OVERRIDERS),
    f"jobs/{JOB}/pictures/<str:name>": see(DESK),
    f"jobs/{JOB}/retry": do(COORDINATORS),
    f"jobs/{JOB}/regenerate": do(OVERRIDERS),
    f"jobs/{JOB}/cancel": do(COORDINATORS | MANAGERS),
    f"jobs/{JOB}/revise": do(COORDINATORS | REVIEWERS),
    "help": see(DESK),
    "help/<slug:name>": see(DESK),
    "help/images/<str:name>": see(DESK),
    "notifications": see(DESK),
    "notifications/unread": see(DESK),
    "notifications/read": do(DESK),
    "notifications/wishes": both(DESK),
    "notifications/secret": do(DESK),
    "completed-jobs": see(DESK),
    "templates": see(DESK),
    "templates/<str:sha256>": see(DESK),
    "templates/<str:sha256>/layers": do(COORDINATORS | MANAGERS),
    "audit": see(MANAGERS),
    "audit/counts": see(MANAGERS),
    "audit/log": see(MANAGERS),
    "audit/chain": see(MANAGERS),
    "audit/chain/export": do(MANAGERS),
    f"audit/jobs/{JOB}": see(MANAGERS),
    "audit/filters": do(MANAGERS),
    "audit/filters/<int:pk>/forget": do(MANAGERS),
    "accounts/login/": both(ALL),
    "accounts/single-sign-on": see(ALL),  # not found without a provider
    "accounts/single-sign-on/answer": see(ALL),
    "accounts/logout/": do(ALL),
    "accounts/password_change/": both(SIGNED_IN),
    "accounts/password_change/done/": see(SIGNED_IN),
    "accounts/password_reset/": both(ALL),
    "accounts/password_reset/done/": see(ALL),
    "accounts/reset/<uidb64>/<token>/": both(ALL),
    "accounts/reset/done/": see(ALL),
}

CALLS: dict[str, Rule] = {
    "api/openapi.json": both(ALL),
    "api/docs": both(ALL),
    "api/": both(ALL),
    "api/<anything:rest>": both(ALL),  # says that nothing is there
    "api/batch/upload": do(COORDINATORS),
    "api/batch/<uuidstr:batch_id>/start-processing": do(COORDINATORS),
    "api/batch/<uuidstr:batch_id>": see(DESK),
    "api/batch/<uuidstr:batch_id>/download-package": see(OVERRIDERS),
    "api/batch/<uuidstr:batch_id>/package": {"GET": DESK, "POST": OVERRIDERS},
    "api/dashboard/stats": see(DESK),
    "api/jobs": see(DESK),
    f"api/job/{JOB}": see(DESK),
    f"api/job/{JOB}/approve-stage2": do(REVIEWERS),
    f"api/job/{JOB}/draft": do(REVIEWERS),
    f"api/job/{JOB}/validation-results": see(DESK),
    f"api/job/{JOB}/return-to-matching": do(REVIEWERS),
    f"api/job/{JOB}/override-validation": do(OVERRIDERS),
    f"api/job/{JOB}/retry": do(COORDINATORS),
    f"api/job/{JOB}/cancel": do(COORDINATORS | MANAGERS),
    f"api/job/{JOB}/revise": do(COORDINATORS | REVIEWERS),
    f"api/job/{JOB}/receipt": do(OVERRIDERS),
    f"api/job/{JOB}/regenerate": do(OVERRIDERS),
    f"api/job/{JOB}/download-extendscript": see(OVERRIDERS),
    f"api/job/{JOB}/download-package": see(OVERRIDERS),
}

ADMIN: dict[str, Rule] = {
    "admin/": both(STAFF),
    "admin/login/": both(ALL),
    "admin/logout/": {"GET": ALL - STAFF, "POST": ALL},  # who is no staff is led to the login
    "admin/password_change/": both(STAFF),
    "admin/password_change/done/": see(STAFF),
    "admin/autocomplete/": both(NOBODY),
    "admin/jsi18n/": see(STAFF),
    "admin/r/<path:content_type_id>/<path:object_id>/": both(STAFF),
    r"admin/^(?P<app_label>jobs|auth|django_rq)/$": both(STAFF),
    "admin/(?P<url>.*)$": both(STAFF),
    "admin/jobs/job/<job_id:job_id>/step/<str:name>": do(STAFF),
    "admin/jobs/renderfont/list/": both(STAFF),
    "admin/jobs/renderfont/files/": do(STAFF),
    "admin/jobs/rulesetversion/<int:pk>/trial": see(STAFF),
    "admin/jobs/rulesetversion/<int:pk>/decide": do(STAFF),
    "admin/auth/user/<id>/password/": both(COORDINATORS),
}

# Who sees, adds, changes and deletes the rows of each table in the admin.
TABLES: dict[str, tuple[Who, Who, Who, Who]] = {
    "jobs/apitoken": (SUPERUSERS, SUPERUSERS, NOBODY, NOBODY),
    "jobs/auditentry": (MANAGERS, NOBODY, NOBODY, NOBODY),
    "jobs/batch": (STAFF, COORDINATORS, NOBODY, NOBODY),  # leads to the upload page
    "jobs/storedfile": (STAFF, NOBODY, NOBODY, NOBODY),
    "jobs/template": (STAFF, NOBODY, NOBODY, NOBODY),
    "jobs/job": (STAFF, NOBODY, COORDINATORS, NOBODY),
    "jobs/learnedmatch": (STAFF, NOBODY, NOBODY, NOBODY),  # forgotten by an action
    "jobs/overridereason": (MANAGERS, MANAGERS, MANAGERS, NOBODY),
    "jobs/renderfont": (STAFF, STAFF, STAFF, STAFF),
    "jobs/rulesetversion": (STAFF, STAFF, STAFF, NOBODY),
    "auth/user": (COORDINATORS, COORDINATORS, COORDINATORS, NOBODY),
    "django_rq/dashboard": (STAFF, NOBODY, STAFF, STAFF),  # has no rows
}
QUEUES = ("admin/queues/", "admin/django_rq/dashboard/")  # the queue's own pages, whatever they are


def rule_for(route: str) -> Rule | None:
    """The line that holds for a route, or None where there is none."""
    written = PAGES | CALLS | ADMIN
    if route in written:
        return written[route]
    table = _table_rule(route)
    if table is None and route.startswith(QUEUES):
        return do(STAFF) if route.endswith("/stop/") else both(STAFF)
    return table


def _table_rule(route: str) -> Rule | None:
    name = "/".join(route.split("/")[1:3])
    if not route.startswith("admin/") or name not in TABLES:
        return None
    may_see, may_add, may_change, may_delete = TABLES[name]
    ends: dict[str, Rule] = {
        "": both(may_see),
        "add/": both(may_add),
        "<path:object_id>/": both(STAFF),  # leads on to the next
        "<path:object_id>/change/": {"GET": may_see, "POST": may_change},
        "<path:object_id>/history/": both(may_see),
        "<path:object_id>/delete/": both(may_delete),
    }
    return ends.get(route.removeprefix(f"admin/{name}/"))
