"""The package of all ready jobs of a batch: asked for, being made, or there."""

from django.db import models
from django.utils import timezone

from jobs.models.batch import Batch


class BatchPackage(models.Model):
    """The last one that was asked for; without a row nobody has asked yet.

    `fingerprint` tells of which jobs and scripts it was made once it is, `packed` how many jobs
    are in it so far. `error` is fit for the user.
    """

    class Status(models.TextChoices):
        """What a worker has to do, and how it ended."""

        PACKING = "packing"
        PACKED = "packed"
        FAILED = "failed"

    batch = models.OneToOneField(
        Batch, on_delete=models.CASCADE, primary_key=True, related_name="package"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.PACKING)
    fingerprint = models.CharField(max_length=64, blank=True)
    packed = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.batch_id}, {self.status}"

    @property
    def is_being_made(self) -> bool:
        """Whether a worker is or will be at it."""
        return self.status == self.Status.PACKING

    @property
    def is_made(self) -> bool:
        """Whether it was made; its jobs may have changed since."""
        return self.status == self.Status.PACKED
