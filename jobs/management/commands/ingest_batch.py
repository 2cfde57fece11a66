"""Ingests a manifest whose files lie beside it, and starts its jobs."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings

from jobs.intake import ingest, start_batch
from jobs.management.documents import BadInput, DocumentCommand
from jobs.manifest import ManifestUnreadable, read_manifest
from jobs.models import Batch
from jobs.queueing import worker_is_listening
from jobs.statuses import Status
from jobs.sweep import sweep_quietly
from jobs.tasks import extract
from jobs.upload_set import UploadSet, from_folder
from jobs.uploading import uploader
from jobs.wording import counted
from jobs.workflow import PermissionRefused

POLL_SECONDS = 0.5


class Command(DocumentCommand):
    help = "Check a manifest with the files beside it, keep it as a batch and start its jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("manifest", type=Path)
        parser.add_argument("--user", help="who uploads; without it, the system")
        parser.add_argument(
            "--wait", action="store_true", help="return when all files have been read"
        )

    def handle_document(
        self, *, manifest: Path, user: str | None, wait: bool, **_options: Any
    ) -> object:
        try:
            by = uploader(user) if user is not None else None
            rows = read_manifest(manifest.read_bytes())
        except (PermissionRefused, ManifestUnreadable) as error:
            raise BadInput(str(error)) from error
        ingested = ingest(rows, _files_beside(manifest), name=manifest.name, by=by)
        if ingested.batch is None:
            self._print(ingested.to_json())
            first = ingested.errors[0]
            raise BadInput(
                f"Nothing was kept: {ingested.invalid_jobs} of"
                f" {counted(ingested.total_jobs, 'row')} can't be used;"
                f" row {first.row}: {first.error}"
            )
        start_batch(ingested.batch, by=by)
        if wait:
            self._wait(ingested.batch)
        return ingested.to_json()

    def _wait(self, batch: Batch) -> None:
        """Until stage 1 is over. Without a worker the work is done here."""
        reading, told = batch.jobs.filter(status=Status.PROCESSING), 0
        while pks := list(reading.values_list("pk", flat=True)):
            if len(pks) != told:
                told = len(pks)
                self.stderr.write(f"Reading {counted(told, 'job')} …")
            if worker_is_listening():
                sweep_quietly()  # what a worker was not told of
                time.sleep(POLL_SECONDS)
            else:
                extract(pks[0])


def _files_beside(manifest: Path) -> UploadSet:
    files = from_folder(manifest.resolve().parent).files
    if settings.INGEST_FOLDER:
        files = {**from_folder(Path(settings.INGEST_FOLDER)).files, **files}
    return UploadSet(files)
