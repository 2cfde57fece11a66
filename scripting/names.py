"""Names of files that are safe on every system and in every script."""

import re
import unicodedata

MAX_STEM = 80
PROJECT_SUFFIXES = (".aep", ".aepx", ".aet", ".jsx", ".zip")
_RESERVED = re.compile(r"(?i)\A(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z")  # Windows' devices
_FOLDERS = re.compile(r"[/\\]")


def safe_stem(output_name: str, *, otherwise: str = "untitled") -> str:
    """The name without folders and suffix, in letters, digits, dot, underscore and hyphen alone.

    `otherwise` stands for a name of which nothing is left, such as one in Japanese.
    """
    stem = _FOLDERS.split(output_name)[-1].strip()
    while stem.lower().endswith(PROJECT_SUFFIXES):
        stem = stem[: stem.rindex(".")]
    return _safe(stem) or _safe(otherwise) or "untitled"


def project_name(output_name: str, *, otherwise: str = "untitled") -> str:
    """Under which name the script saves: as asked for, `.aepx` when the name says so."""
    suffix = ".aepx" if output_name.strip().lower().endswith(".aepx") else ".aep"
    return safe_stem(output_name, otherwise=otherwise) + suffix


def folder_name(job_id: str) -> str:
    """What a job's package unpacks to; a job may be called "..", or as one of Windows' devices."""
    return _safe(job_id) or "job"


def asset_name(number: int, place: str) -> str:
    """Name of a picture in the package, after its place; the number keeps it unique."""
    name = _safe(place.removesuffix(".png"))[:40].rstrip(".") or "untitled"
    return f"{number:02d}-{name}.png"


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-. ")[:MAX_STEM].rstrip("-. ")
    return f"_{safe}" if _RESERVED.match(safe) else safe
