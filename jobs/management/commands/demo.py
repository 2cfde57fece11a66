"""Loads the demo: three cards that the project builds itself, and a person for each role."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User

from jobs.demo.batch import build_batch
from jobs.demo.people import CAST, make_people
from jobs.intake import ingest, start_batch
from jobs.management.documents import BadInput, DocumentCommand
from jobs.manifest import read_manifest
from jobs.models import Batch
from jobs.upload_set import from_folder


class Command(DocumentCommand):
    help = "Load the demo batch and the demo's people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="load no batch where there is one already"
        )

    def handle_document(self, *, once: bool, **_options: Any) -> object:
        passwords = make_people(Path(settings.VAR_DIR) / "demo_passwords.json")
        for name, password in passwords.items():
            self.stderr.write(f"  {name:6} {password:14} {CAST[name][1]}")
        if once and Batch.objects.exists():
            return {"batch_id": None, "people": list(passwords)}
        with tempfile.TemporaryDirectory(prefix="sixstage-demo-") as folder:
            manifest = build_batch(Path(folder))
            olga = User.objects.get(username="olga")
            ingested = ingest(
                read_manifest(manifest.read_bytes()),
                from_folder(Path(folder)),
                name="demo.csv",
                by=olga,
            )
        if ingested.batch is None:
            raise BadInput("; ".join(error.error for error in ingested.errors))
        start_batch(ingested.batch, by=olga)
        return {**ingested.to_json(), "people": list(passwords)}
