"""Stage 0: a manifest and its files become a batch of jobs, all checked before anything is kept."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from extraction import ExtractionError, check_psd, check_template
from jobs import storage, workflow
from jobs.auditing import lock_head, record
from jobs.extracting import enqueue_extraction
from jobs.manifest import Manifest, ManifestRow, RowError
from jobs.models import Batch, Job, StoredFile
from jobs.statuses import Stage, Status
from jobs.upload_set import UploadSet
from jobs.wording import counted, storable

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an upload. `batch` is None when nothing was kept."""

    batch: Batch | None
    total_jobs: int
    errors: tuple[RowError, ...]

    @property
    def invalid_jobs(self) -> int:
        """Rows with at least one error."""
        return len({error.row for error in self.errors})

    def to_json(self) -> dict[str, Any]:
        """The contract's answer to an upload."""
        return {
            "batch_id": str(self.batch.batch_id) if self.batch else None,
            "total_jobs": self.total_jobs,
            "valid_jobs": self.total_jobs - self.invalid_jobs,
            "invalid_jobs": self.invalid_jobs,
            "errors": [asdict(error) for error in self.errors],
        }


@dataclass(frozen=True, slots=True)
class _Files:
    psd: Path
    template: Path


def _file_problems(row: ManifestRow, files: UploadSet) -> Iterable[str]:
    for path, kind, check in (
        (row.psd_path, "Photoshop file", check_psd),
        (row.aepx_path, "template", check_template),
    ):
        found = files.find(path)
        if found is None:
            yield f"The {kind} “{path}” is not in the upload."
            continue
        if found in files.unfinished:
            continue
        try:
            check(found)
        except ExtractionError as error:
            yield f"“{path}”: {error}"


def check_rows(manifest: Manifest, files: UploadSet) -> tuple[list[ManifestRow], list[RowError]]:
    """Rows whose files look right and whose ids are new, and what is wrong with the others.

    One query for the ids; reads the head of each file.
    """
    ids = [row.job_id for row in manifest.rows]
    taken = set(Job.objects.filter(job_id__in=ids).values_list("job_id", flat=True))
    errors = list(manifest.errors)
    good = []
    for row in manifest.rows:
        problems = list(_file_problems(row, files))
        if row.job_id in taken:
            problems.append(f"A job “{row.job_id}” exists already; choose another job_id.")
        errors.extend(RowError(row.row, row.job_id, problem) for problem in problems)
        if not problems:
            good.append(row)
    return good, sorted(errors, key=lambda error: error.row)


@dataclass(frozen=True, slots=True)
class _Content:
    """A local file and the row it is to have."""

    path: Path
    sha256: str
    kind: str
    shown_name: str

    @property
    def stored_name(self) -> str:
        suffix = Path(self.shown_name).suffix.lower()
        return storage.upload_name(self.sha256, self.kind, suffix)


class _Keeper:
    """Stores each content once, before the transaction, and takes back what came to nothing.

    Files are copied outside the transaction, which would stop every other writer for minutes.
    Uploads of the same content side by side meet at the audit log's head, which both lock.
    """

    def __init__(self, rows: Iterable[ManifestRow], files: UploadSet) -> None:
        self._contents: dict[tuple[str, str], _Content] = {}
        digests: dict[Path, str] = {}
        for row in rows:
            for name, kind in (
                (row.psd_path, StoredFile.Kind.PSD),
                (row.aepx_path, StoredFile.Kind.TEMPLATE),
            ):
                path = files.find(name)
                if path is None:
                    raise FileNotFoundError(name)
                digest = digests.get(path) or storage.digest_of(path)
                digests[path] = digest
                shown = storable(Path(name.replace("\\", "/")).name[:255])
                self._contents[name, kind] = _Content(path, digest, kind, shown)
        self._rows: dict[tuple[str, str], StoredFile] = {}

    def write(self) -> None:
        """Copy what no row has yet."""
        digests = {content.sha256 for content in self._contents.values()}
        stored = StoredFile.objects.filter(sha256__in=digests)
        known = {(row.sha256, row.kind) for row in stored}
        for content in self._contents.values():
            if (content.sha256, content.kind) not in known:
                known.add((content.sha256, content.kind))
                storage.keep(content.path, content.stored_name)

    def row(self, name: str, kind: str) -> StoredFile:
        """The row of the file that a manifest names so; made when it is new."""
        content = self._contents[name, kind]
        key = (content.sha256, kind)
        if key not in self._rows:
            self._rows[key], created = StoredFile.objects.get_or_create(
                sha256=content.sha256,
                kind=kind,
                defaults={
                    "name": content.shown_name,
                    "size": content.path.stat().st_size,
                    "file": content.stored_name,
                },
            )
            if created and not default_storage.exists(content.stored_name):
                storage.keep(content.path, content.stored_name)
        return self._rows[key]

    @transaction.atomic
    def take_back(self) -> None:
        """Delete what was copied and belongs to no row."""
        lock_head()
        for content in self._contents.values():
            if not StoredFile.objects.filter(sha256=content.sha256, kind=content.kind).exists():
                default_storage.delete(content.stored_name)


def _create_job(row: ManifestRow, batch: Batch, keeper: _Keeper) -> Job:
    job: Job = Job.objects.create(
        job_id=row.job_id,
        batch=batch,
        psd_file=keeper.row(row.psd_path, StoredFile.Kind.PSD),
        template_file=keeper.row(row.aepx_path, StoredFile.Kind.TEMPLATE),
        output_name=row.output_name,
        client_name=row.client_name,
        project_name=row.project_name,
        priority=row.priority,
        notes=row.notes,
    )
    return job


@transaction.atomic
def _create_batch(
    rows: list[ManifestRow],
    errors: list[RowError],
    *,
    keeper: _Keeper,
    name: str,
    by: "User | None",
) -> Batch:
    lock_head()
    bad_rows = len({error.row for error in errors})
    batch = Batch.objects.create(
        name=storable(name[:200]),
        total_jobs=len(rows) + bad_rows,
        invalid_jobs=bad_rows,
        errors=[asdict(error) for error in errors],
        created_by=by,
    )
    for row in rows:
        _create_job(row, batch, keeper)
    record(
        "batch_ingested",
        f"{counted(len(rows), 'job')} from {batch.name}",
        by=by,
        batch=batch,
        stage=Stage.INGESTION.value,
        data={"jobs": [row.job_id for row in rows], "left_out": bad_rows},
    )
    return batch


def ingest(
    manifest: Manifest,
    files: UploadSet,
    *,
    name: str,
    by: "User | None",
    good_rows_only: bool = False,
) -> Ingested:
    """Keep the batch, or nothing when a row is bad and not only the good ones were asked for."""
    good, errors = check_rows(manifest, files)
    total = len({row.row for row in manifest.rows} | {error.row for error in errors})
    if not good or (errors and not good_rows_only):
        return Ingested(None, total, tuple(errors))
    keeper = _Keeper(good, files)
    try:
        keeper.write()
        batch = _create_batch(good, errors, keeper=keeper, name=name, by=by)
    except IntegrityError:
        keeper.take_back()
        clash = RowError(0, "", "Another upload took one of these job ids just now; send it again.")
        return Ingested(None, total, (*errors, clash))
    except BaseException:
        keeper.take_back()
        raise
    return Ingested(batch, total, tuple(errors))


def start_batch(batch: Batch, *, by: "User | None") -> int:
    """Start every job of the batch that waits; how many were started."""
    waiting = batch.jobs.filter(status=Status.PENDING).values_list("job_id", flat=True)
    started = 0
    for job_id in list(waiting):
        try:
            start_job(job_id, by=by)
        except workflow.PermissionRefused:
            raise
        except workflow.TransitionRefused:  # somebody else started or cancelled it just now
            continue
        started += 1
    return started


@transaction.atomic
def start_job(job_id: str, *, by: "User | None") -> Job:
    """Hand one waiting job to the workers. Raises: TransitionRefused."""
    job = workflow.advance(job_id, "start_extraction", by=by)
    enqueue_extraction(job)
    return job
