"""Whole uploads on disk: the demo's good one, and what goes wrong with others."""

from pathlib import Path

from jobs.demo.batch import TEMPLATE, build_batch
from jobs.demo.cards import DEMO_CARDS

HEADER = "job_id,psd_path,aepx_path,output_name\n"
PSD = f"{DEMO_CARDS[0].name}.psd"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
HTML = b"<!DOCTYPE html><html><body>Not found</body></html>"
ENTITY_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<AfterEffectsProject xmlns="http://www.adobe.com/products/aftereffects"><x>&b;</x>'
    b"</AfterEffectsProject>"
)


def make_folder(folder: Path) -> Path:
    """The demo batch in a folder of its own; returns the manifest."""
    folder.mkdir()
    return build_batch(folder)


def one_row(*, psd: str = PSD, template: str = TEMPLATE) -> bytes:
    """A manifest of one job for files of that folder."""
    return f"{HEADER}card-1,{psd},{template},one.aep\n".encode()
