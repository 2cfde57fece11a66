"""A search of one of the pages that somebody wants to have again."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """One person's own; `query` is what stands behind the question mark of the page's address."""

    class Page(models.TextChoices):
        """Which page it searches."""

        AUDIT = "audit", "Overrides"
        DASHBOARD = "dashboard", "Dashboard"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    page = models.CharField(max_length=10, choices=Page, default=Page.AUDIT)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "name"], name="one_filter_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
