"""The site map: where each address is answered."""

from django.contrib import admin
from django.contrib.auth.views import PasswordResetView
from django.urls import include, path, register_converter

from jobs.api import api
from jobs.converters import AnythingConverter, JobIdConverter
from jobs.views import passwords, single_sign_on
from jobs.views.metrics import metrics
from pipeline_site.health import healthz, readyz

register_converter(JobIdConverter, "job_id")
register_converter(AnythingConverter, "anything")

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("admin/queues/", include("django_rq.urls")),
    path("admin/", admin.site.urls),
    path("accounts/login/", passwords.SignInView.as_view(), name="login"),
    path(
        "accounts/password_reset/",
        PasswordResetView.as_view(form_class=passwords.ResetForm),
        name="password_reset",
    ),
    path("accounts/single-sign-on", single_sign_on.begin, name="single-sign-on"),
    path("accounts/single-sign-on/answer", single_sign_on.finish, name="single-sign-on-finish"),
    path("accounts/", include("django.contrib.auth.urls")),
    path("api/", api.urls),
    path("", include("jobs.urls")),
]
