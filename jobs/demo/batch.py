"""The demo batch as files: three cards, one template, a manifest. All drawn and written by code."""

import csv
from pathlib import Path

from jobs.demo.aepx_builder import build_template
from jobs.demo.cards import DEMO_CARDS, build_card

TEMPLATE = "lineup-template.aepx"


def build_batch(folder: Path) -> Path:
    """Write the batch's files into an existing folder; returns the manifest's path."""
    build_template(folder / TEMPLATE)
    manifest = folder / "demo.csv"
    with manifest.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["job_id", "psd_path", "aepx_path", "output_name", "client_name"])
        for card in DEMO_CARDS:
            psd = f"{card.name}.psd"
            build_card(folder / psd, players=card.players, variant=card.variant)
            rows.writerow([card.name, psd, TEMPLATE, f"{card.name}.aep", "Northside FC"])
    return manifest
