"""The app that orchestrates jobs: models, workflow, pages, API, tasks."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Django's entry for the app."""

    name = "jobs"
    verbose_name = "Sixstage"
