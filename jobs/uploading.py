"""An upload from a page or the API becomes a batch: unpacked, checked, kept and started."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias, cast

from django.conf import settings

from jobs import intake, leftovers
from jobs.manifest import SUFFIXES, Manifest, read_manifest
from jobs.pairing import pair_by_name
from jobs.upload_set import UploadRefused, UploadSet, from_folder, save_dropped, unpack_zip
from jobs.workflow import PermissionRefused

if TYPE_CHECKING:
    from typing import Any, BinaryIO

    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import UploadedFile

    AnyUpload: TypeAlias = UploadedFile[Any]

Corrections: TypeAlias = Mapping[int, Mapping[str, str]]  # cells by row and column
PAIRED = "Files paired by name"
NOT_ONE_ZIP = "Send one ZIP alone, or the manifest and its files without a ZIP."
MAX_MANIFEST_BYTES = 16 * 1024 * 1024  # twenty thousand rows with long notes


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Rows, and the files that they name."""

    manifest: Manifest
    name: str
    files: UploadSet


def receive_upload(
    *,
    manifest: "AnyUpload | None",
    files: "Sequence[AnyUpload]",
    by: "User | None",
    good_rows_only: bool = False,
    start: bool = True,
) -> intake.Ingested:
    """Check a manifest with its files, or one ZIP of both; keep the batch and start it.

    Without `manifest`, it is the only table among the files, or at the ZIP's shallowest level;
    without any table, files are paired by their names.
    Nothing is kept when anything is wrong, unless `good_rows_only` (then the good rows are).

    Raises: UploadRefused; ManifestUnreadable; PermissionRefused.
    """
    with tempfile.TemporaryDirectory(prefix=leftovers.PREFIX) as folder:
        taken = _unpack(manifest, files, Path(folder))
        return _ingest(taken, by=by, good_rows_only=good_rows_only, start=start)


def receive_files(
    files: UploadSet,
    *,
    by: "User | None",
    corrections: Corrections | None = None,
    good_rows_only: bool = False,
    start: bool = True,
) -> intake.Ingested:
    """The same with files that are on disk already, one of them the manifest; or one ZIP.

    Raises: UploadRefused; ManifestUnreadable; PermissionRefused.
    """
    with tempfile.TemporaryDirectory(prefix=leftovers.PREFIX) as folder:
        name = PAIRED
        if is_one_zip(files):
            ((name, path),) = files.files.items()
            with path.open("rb") as source:
                files = unpack_zip(source, Path(folder), max_bytes=settings.MAX_UPLOAD_BYTES)
        taken = unpacked(files, name=name, corrections=corrections)
        return _ingest(taken, by=by, good_rows_only=good_rows_only, start=start)


def _ingest(
    taken: Unpacked, *, by: "User | None", good_rows_only: bool, start: bool
) -> intake.Ingested:
    if start and by is not None and not by.has_perm("jobs.start_job"):
        raise PermissionRefused("You do not have the right to start jobs.")
    ingested = intake.ingest(
        taken.manifest,
        with_ingest_folder(taken.files),
        name=taken.name,
        by=by,
        good_rows_only=good_rows_only,
    )
    if start and ingested.batch is not None:
        intake.start_batch(ingested.batch, by=by)
    return ingested


def is_one_zip(files: UploadSet) -> bool:
    """Whether a ZIP holds all. Raises: UploadRefused for a ZIP beside other files."""
    zips = [path for path in files.files if path.lower().endswith(".zip")]
    if zips and len(files.files) > 1:
        raise UploadRefused(NOT_ONE_ZIP)
    return bool(zips)


def unpacked(
    files: UploadSet, *, name: str = PAIRED, corrections: Corrections | None = None
) -> Unpacked:
    """The rows of the manifest among the files, or of the files' names where there is none.

    The batch is called `name`, or like a manifest that lies loose among the files.
    Raises: UploadRefused; ManifestUnreadable.
    """
    path = manifest_among(files)
    if path is None:
        return Unpacked(pair_by_name(files.files), name, files)
    if files.files[path].stat().st_size > MAX_MANIFEST_BYTES:
        raise UploadRefused("The manifest is too large; split it.")
    manifest = read_manifest(files.files[path].read_bytes(), corrections)
    inside = UploadSet(_below(files, PurePosixPath(path).parent), files.unfinished)
    return Unpacked(manifest, PurePosixPath(path).name if name == PAIRED else name, inside)


def _is_named(file: "AnyUpload", suffix: str | tuple[str, ...]) -> bool:
    return (file.name or "").lower().endswith(suffix)


def _unpack(manifest: "AnyUpload | None", files: "Sequence[AnyUpload]", into: Path) -> Unpacked:
    given = [*files]
    if manifest is not None and _is_named(manifest, ".zip"):
        given, manifest = [manifest, *given], None
    zips = [file for file in given if _is_named(file, ".zip")]
    if zips and len(given) > 1:
        raise UploadRefused(NOT_ONE_ZIP)
    if zips:
        return _from_zip(manifest, zips[0], into)
    return _from_dropped(manifest, given, into)


def _from_zip(manifest: "AnyUpload | None", archive: "AnyUpload", into: Path) -> Unpacked:
    if archive.file is None:
        raise UploadRefused("The ZIP came without content; send it again.")
    source = cast("BinaryIO", archive.file)
    files = unpack_zip(source, into, max_bytes=settings.MAX_UPLOAD_BYTES)
    if manifest is not None:
        return Unpacked(_read(manifest), _name_of(manifest), files)
    return unpacked(files, name=_name_of(archive))


def _from_dropped(
    manifest: "AnyUpload | None", files: "Sequence[AnyUpload]", into: Path
) -> Unpacked:
    if manifest is None:
        sheets = [file for file in files if _is_named(file, SUFFIXES)]
        if len(sheets) > 1:
            raise UploadRefused("There are several tables; send the one that is the manifest.")
        manifest = sheets[0] if sheets else None
        files = [file for file in files if file is not manifest]
    if sum(file.size or 0 for file in files) > settings.MAX_UPLOAD_BYTES:
        limit = settings.MAX_UPLOAD_BYTES // 1024**2
        raise UploadRefused(f"The files are more than {limit} MB together; send fewer at once.")
    rows = _read(manifest) if manifest else None
    kept = save_dropped(files, into)
    name = _name_of(manifest) if manifest else PAIRED
    return Unpacked(rows or pair_by_name(kept.files), name, kept)


def manifest_among(files: UploadSet) -> str | None:
    """The one table that lies highest; None where there is none."""
    sheets = [
        path
        for path in files.files
        if path.lower().endswith(SUFFIXES) and not PurePosixPath(path).name.startswith("._")
    ]
    depth = min((path.count("/") for path in sheets), default=0)
    shallowest = [path for path in sheets if path.count("/") == depth]
    if len(shallowest) > 1:
        found = f"{len(shallowest)} tables side by side"
        raise UploadRefused(f"The upload holds {found}; it needs one manifest.")
    return shallowest[0] if shallowest else None


def _below(files: UploadSet, folder: PurePosixPath) -> dict[str, Path]:
    """Files by their path as seen from the manifest's folder, and also from the ZIP's top."""
    seen_from_manifest = {
        PurePosixPath(path).relative_to(folder).as_posix(): file
        for path, file in files.files.items()
        if PurePosixPath(path).is_relative_to(folder)
    }
    return {**files.files, **seen_from_manifest} if seen_from_manifest else dict(files.files)


def with_ingest_folder(files: UploadSet) -> UploadSet:
    """These files, and those of the operator's folder where one is set."""
    if not settings.INGEST_FOLDER:
        return files
    found = from_folder(Path(settings.INGEST_FOLDER)).files
    return UploadSet({**found, **files.files}, files.unfinished)


def _read(manifest: "AnyUpload") -> Manifest:
    if (manifest.size or 0) > MAX_MANIFEST_BYTES:
        raise UploadRefused("The manifest is too large; split it.")
    return read_manifest(manifest.read())


def _name_of(file: "AnyUpload") -> str:
    return PurePosixPath(file.name or "upload").name[:200]
