"""A batch without a manifest: each Photoshop file is a job, its template told by the names."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from jobs.manifest import (
    PSD_SUFFIXES,
    TEMPLATE_SUFFIXES,
    Manifest,
    ManifestRow,
    ManifestUnreadable,
    RowError,
)
from jobs.models.job import LONGEST_JOB_ID

_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._-]+")


def pair_by_name(paths: Iterable[str]) -> Manifest:
    """A row for each PSD: job and output are named like it.

    Its template is the only one there is; else the one of the same name; else the only one in
    its folder. Rows are numbered by the names' order, from 1.

    Raises: ManifestUnreadable without a PSD or without a template.
    """
    known = sorted(path for path in paths if not PurePosixPath(path).name.startswith("._"))
    psds = [path for path in known if path.lower().endswith(PSD_SUFFIXES)]
    templates = [path for path in known if path.lower().endswith(TEMPLATE_SUFFIXES)]
    if not psds or not templates:
        missing = "Photoshop file" if not psds else "template"
        raise ManifestUnreadable(f"There is neither a manifest nor a {missing} to make one from.")
    rows: list[ManifestRow] = []
    errors: list[RowError] = []
    seen: dict[str, str] = {}
    for number, psd in enumerate(psds, start=1):
        job_id = _job_id_of(psd)
        template = _template_of(psd, templates)
        problem = _problem(psd, job_id, template, seen)
        seen.setdefault(job_id, psd)
        if template is None or problem:
            errors.append(RowError(number, job_id, problem))
        else:
            output = f"{PurePosixPath(psd).stem}.aep"
            rows.append(ManifestRow(number, job_id, psd, template, output))
    return Manifest(tuple(rows), tuple(errors))


def _job_id_of(psd: str) -> str:
    return _NOT_IN_IDS.sub("-", PurePosixPath(psd).stem).strip("-")[:LONGEST_JOB_ID]


def _template_of(psd: str, templates: list[str]) -> str | None:
    if len(templates) == 1:
        return templates[0]
    path = PurePosixPath(psd)
    alike = [one for one in templates if PurePosixPath(one).stem.lower() == path.stem.lower()]
    beside = [one for one in templates if PurePosixPath(one).parent == path.parent]
    for found in (alike, beside):
        if len(found) == 1:
            return found[0]
    return None


def _problem(psd: str, job_id: str, template: str | None, seen: dict[str, str]) -> str:
    if not job_id.strip("."):
        return f"“{psd}” gives no job_id; use letters and digits in its name, or a manifest."
    if job_id in seen:
        return f"“{psd}” and “{seen[job_id]}” give the same job_id; rename one, or use a manifest."
    if template is None:
        return f"There are several templates, and none is named like “{psd}”; use a manifest."
    return ""
