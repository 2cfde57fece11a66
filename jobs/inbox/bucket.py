"""An inbox in a bucket of an S3 store, with the keys and address that the files' store has.

A folder is what has its name and a slash before the rest of its key.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import boto3
from django.conf import settings

from jobs.inbox.dropped import FILED, Dropped, Found, copy_found, is_noise, oldest_settled
from jobs.upload_set import MAX_MEMBERS, UploadSet

DELETED_AT_ONCE = 1000  # the store's limit


@dataclass(frozen=True, slots=True)
class BucketInbox:
    """Batches are its top folders and files; those that are done or failed move into folders."""

    client: Any
    bucket: str
    prefix: str  # empty, or with a slash at its end

    @classmethod
    def of(cls, address: str) -> "BucketInbox":
        """The inbox at `bucket` or `bucket/prefix`."""
        bucket, _, prefix = address.strip("/").partition("/")
        return cls(_client(settings.S3_ENDPOINT), bucket, f"{prefix}/" if prefix else "")

    def first_settled(self, seconds: int) -> Dropped | None:
        """What nobody has changed for that long, the oldest first. Raises: ClientError."""
        return oldest_settled(self._all_dropped(), seconds)

    def fetch(self, dropped: Dropped, into: Path) -> UploadSet:
        """Copy it under names of ours, as it was listed. Raises: UploadRefused; ClientError."""
        dropped.check()
        kept: dict[str, Path] = {}
        for number, found in enumerate(dropped.files):
            kept[found.path] = into / f"{number}"
            key = self._key(dropped, found)
            answer = self.client.get_object(Bucket=self.bucket, Key=key, IfMatch=found.version)
            with closing(answer["Body"]) as source:
                copy_found(source, kept[found.path], found)
        return UploadSet(kept)

    def file_away(self, dropped: Dropped, where: str, note: str) -> None:
        """Copy it there with the note beside it, and only then delete it. Raises: ClientError."""
        target = f"{self.prefix}{where}/{dropped.filed_name}"
        keys = [self._key(dropped, found) for found in dropped.files]
        for key, found in zip(keys, dropped.files, strict=True):
            source = {"Bucket": self.bucket, "Key": key}
            inside = f"/{found.path}" if dropped.is_folder else ""
            self.client.copy(source, self.bucket, f"{target}{inside}")
        text = f"{note}\n".encode()
        self.client.put_object(Bucket=self.bucket, Key=f"{target}.txt", Body=text)
        for start in range(0, len(keys), DELETED_AT_ONCE):
            some = [{"Key": key} for key in keys[start : start + DELETED_AT_ONCE]]
            self.client.delete_objects(Bucket=self.bucket, Delete={"Objects": some})

    def _key(self, dropped: Dropped, found: Found) -> str:
        inside = f"{dropped.name}/" if dropped.is_folder else ""
        return f"{self.prefix}{inside}{found.path}"

    def _all_dropped(self) -> Iterator[Dropped]:
        for page in self._pages(self.prefix, Delimiter="/"):
            for folder in page.get("CommonPrefixes", ()):
                name = folder["Prefix"][len(self.prefix) : -1]
                if name not in FILED and not is_noise(name):
                    yield from self._dropped_folder(name)
            for told in page.get("Contents", ()):
                found = _found(told, self.prefix)
                if found.path and not is_noise(found.path):
                    yield Dropped(found.path, (found,), _changed_at(told), is_folder=False)

    def _dropped_folder(self, name: str) -> Iterator[Dropped]:
        prefix = f"{self.prefix}{name}/"
        listed = (told for page in self._pages(prefix) for told in page.get("Contents", ()))
        some = list(islice(listed, MAX_MEMBERS + 1))
        found = (_found(told, prefix) for told in some if not told["Key"].endswith("/"))
        files = tuple(file for file in found if not is_noise(file.path))
        if files:
            yield Dropped(name, files, max(map(_changed_at, some)), is_folder=True)

    def _pages(self, prefix: str, **more: str) -> Iterator[dict[str, Any]]:
        pages = self.client.get_paginator("list_objects_v2")
        yield from pages.paginate(Bucket=self.bucket, Prefix=prefix, **more)


@cache
def _client(endpoint: str) -> Any:
    return boto3.client("s3", endpoint_url=endpoint or None)


def _found(told: dict[str, Any], prefix: str) -> Found:
    return Found(told["Key"][len(prefix) :], told["Size"], told["ETag"])


def _changed_at(told: dict[str, Any]) -> float:
    moment: datetime = told["LastModified"]
    return moment.timestamp()
