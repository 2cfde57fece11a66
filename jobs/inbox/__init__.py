"""Watched folders and buckets: batches that are put there are taken in."""

from jobs.inbox.taking_in import take_in_next

__all__ = ["take_in_next"]
