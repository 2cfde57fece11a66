"""The site map: where each address is answered."""

from django.contrib import admin
from django.urls import include, path, register_converter

from jobs.api import api
from jobs.converters import AnythingConverter, JobIdConverter
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
    path("accounts/", include("django.contrib.auth.urls")),
    path("api/", api.urls),
    path("", include("jobs.urls")),
]
