"""What a job is searched by, in a narrow table of its own.

A hundred thousand rows of it are read in milliseconds; the jobs themselves would take a second.
"""

import unicodedata
from typing import Any

from django.db import models
from django.db.models import Q


def folded(text: str) -> str:
    """Without regard to case, and to how accents are composed."""
    return unicodedata.normalize("NFKC", text).casefold()


class JobText(models.Model):
    """One for each job, made as the job is saved first; `keep` whenever one of `FIELDS` changes."""

    FIELDS = ("job_id", "output_name", "client_name", "project_name", "notes")

    job = models.OneToOneField("jobs.Job", on_delete=models.CASCADE, related_name="+")
    text = models.TextField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.text

    @classmethod
    def containing(cls, text: str) -> "models.QuerySet[JobText]":
        """Those with each word of the text somewhere in them."""
        wanted = Q()
        for word in folded(text).split():
            wanted &= Q(text__contains=word)
        return cls.objects.filter(wanted)

    @classmethod
    def keep(cls, job: "Searched") -> None:
        """Write what the job is found by from now on."""
        text = folded("\n".join(getattr(job, field) for field in cls.FIELDS))
        cls.objects.update_or_create(job=job, defaults={"text": text})


class Searched(models.Model):
    """What is found by its `JobText`."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """As Django does; what is new can be searched for from then on."""
        is_new = self._state.adding
        super().save(*args, **options)
        if is_new:
            JobText.keep(self)
