"""An upload from a page or the API becomes a batch: unpacked, checked, kept and started."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast

from django.conf import settings

from jobs import intake, leftovers
from jobs.manifest import SUFFIXES, Manifest, read_manifest
from jobs.pairing import pair_by_name
from jobs.upload_set import UploadRefused, UploadSet, from_folder, save_dropped, unpack_zip
from jobs.workflow import PermissionRefused

if TYPE_CHECKING:
    from typing import Any, BinaryIO, TypeAlias

    from django.contrib.auth.models import User
    from django.core.files.uploadedfile import UploadedFile

    AnyUpload: TypeAlias = UploadedFile[Any]

MAX_MANIFEST_BYTES = 16 * 1024 * 1024  # twenty thousand rows with long notes


@dataclass(frozen=True, slots=True)
class _Unpacked:
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
    if start and by is not None and not by.has_perm("jobs.start_job"):
        raise PermissionRefused("You do not have the right to start jobs.")
    with tempfile.TemporaryDirectory(prefix=leftovers.PREFIX) as folder:
        unpacked = _unpack(manifest, files, Path(folder))
        ingested = intake.ingest(
            unpacked.manifest,
            _with_ingest_folder(unpacked.files),
            name=unpacked.name,
            by=by,
            good_rows_only=good_rows_only,
        )
    if start and ingested.batch is not None:
        intake.start_batch(ingested.batch, by=by)
    return ingested


def _is_named(file: "AnyUpload", suffix: str | tuple[str, ...]) -> bool:
    return (file.name or "").lower().endswith(suffix)


def _unpack(manifest: "AnyUpload | None", files: "Sequence[AnyUpload]", into: Path) -> _Unpacked:
    given = [*files]
    if manifest is not None and _is_named(manifest, ".zip"):
        given, manifest = [manifest, *given], None
    zips = [file for file in given if _is_named(file, ".zip")]
    if zips and len(given) > 1:
        raise UploadRefused("Send one ZIP alone, or the manifest and its files without a ZIP.")
    if zips:
        return _from_zip(manifest, zips[0], into)
    return _from_dropped(manifest, given, into)


def _from_zip(manifest: "AnyUpload | None", archive: "AnyUpload", into: Path) -> _Unpacked:
    if archive.file is None:
        raise UploadRefused("The ZIP came without content; send it again.")
    source = cast("BinaryIO", archive.file)
    files = unpack_zip(source, into, max_bytes=settings.MAX_UPLOAD_BYTES)
    if manifest is not None:
        return _Unpacked(_read(manifest), _name_of(manifest), files)
    path = _manifest_among(files)
    if path is None:
        return _Unpacked(pair_by_name(files.files), _name_of(archive), files)
    if files.files[path].stat().st_size > MAX_MANIFEST_BYTES:
        raise UploadRefused("The manifest is too large; split it.")
    inside = UploadSet(_below(files, PurePosixPath(path).parent))
    return _Unpacked(read_manifest(files.files[path].read_bytes()), _name_of(archive), inside)


def _from_dropped(
    manifest: "AnyUpload | None", files: "Sequence[AnyUpload]", into: Path
) -> _Unpacked:
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
    name = _name_of(manifest) if manifest else "Files paired by name"
    return _Unpacked(rows or pair_by_name(kept.files), name, kept)


def _manifest_among(files: UploadSet) -> str | None:
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
        raise UploadRefused(f"The ZIP holds {found}; it needs one manifest.")
    return shallowest[0] if shallowest else None


def _below(files: UploadSet, folder: PurePosixPath) -> dict[str, Path]:
    """Files by their path as seen from the manifest's folder, and also from the ZIP's top."""
    seen_from_manifest = {
        PurePosixPath(path).relative_to(folder).as_posix(): file
        for path, file in files.files.items()
        if PurePosixPath(path).is_relative_to(folder)
    }
    return {**files.files, **seen_from_manifest} if seen_from_manifest else dict(files.files)


def _with_ingest_folder(files: UploadSet) -> UploadSet:
    if not settings.INGEST_FOLDER:
        return files
    return UploadSet({**from_folder(Path(settings.INGEST_FOLDER)).files, **files.files})


def _read(manifest: "AnyUpload") -> Manifest:
    if (manifest.size or 0) > MAX_MANIFEST_BYTES:
        raise UploadRefused("The manifest is too large; split it.")
    return read_manifest(manifest.read())


def _name_of(file: "AnyUpload") -> str:
    return PurePosixPath(file.name or "upload").name[:200]
