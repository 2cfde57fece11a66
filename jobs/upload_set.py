"""The files that a manifest may name: what was uploaded with it, or a folder. Nothing outside."""

import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from jobs.manifest import normal_path

MAX_MEMBERS = 5000
LONGEST_PATH = 500
MAX_RATIO = 200  # PSDs shrink by 50 at most; beyond it a ZIP is made to harm
SMALL_ENOUGH = 10 * 1024 * 1024  # bytes below which the ratio of a member says nothing
_CHUNK = 1024 * 1024


class UploadRefused(Exception):
    """The upload as a whole can't be used; the sentence says why."""


def refuse_too_much(size: int, *, most: int) -> None:
    """Raises: UploadRefused for more bytes than an upload may hold."""
    if size > most:
        limit = most // 1024**2
        raise UploadRefused(f"The files are more than {limit} MB together; send fewer at once.")


def is_sound_path(path: str) -> bool:
    """Whether a file may be called so: inside the upload, with signs that everything can show."""
    categories = {unicodedata.category(sign) for sign in path}
    of_a_name = 0 < len(path) <= LONGEST_PATH and not categories & {"Cc", "Cs"}
    return of_a_name and normal_path(path) == path


class NamedFile(Protocol):
    """An uploaded file, as web frameworks hand it over."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """The content piece by piece."""
        ...


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@dataclass(frozen=True, slots=True)
class UploadSet:
    """Files on disk by the path under which a manifest names them; some may not be all here yet."""

    files: Mapping[str, Path]
    unfinished: frozenset[Path] = frozenset()
    _alike: Mapping[str, set[Path]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        alike: dict[str, set[Path]] = {}
        for path, file in self.files.items():
            for key in (_folded(path), _folded(PurePosixPath(path).name)):
                alike.setdefault(key, set()).add(file)
        object.__setattr__(self, "_alike", alike)

    def find(self, path: str) -> Path | None:
        """The file of that path, or the only one that can be meant.

        Dropped files come without folders, a Mac writes letters with marks in two parts, and
        people type names in another case.
        """
        wanted = normal_path(path)
        if wanted is None:
            return None
        if wanted in self.files:
            return self.files[wanted]
        name = PurePosixPath(wanted).name
        same = self._alike.get(_folded(wanted)) or self._alike.get(_folded(name), set())
        return next(iter(same)) if len(same) == 1 else None


def from_folder(folder: Path) -> UploadSet:
    """Every file below a folder; links that lead out of it are left out."""
    root = folder.resolve()
    files = (path for path in root.rglob("*") if path.is_file())
    return UploadSet(
        {
            path.relative_to(root).as_posix(): path
            for path in files
            if path.resolve().is_relative_to(root)
        }
    )


def save_dropped(files: Iterable[NamedFile], into: Path) -> UploadSet:
    """Keep files that were dropped on a page, under names of ours. Raises: UploadRefused."""
    kept: dict[str, Path] = {}
    for number, file in enumerate(files):
        name = normal_path(file.name or "")
        if name is None or name in kept:
            raise UploadRefused(f"The file “{file.name}” was sent twice or has a name not allowed.")
        target = into / f"{number}"
        with target.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        kept[name] = target
    return UploadSet(kept)


def _check_member(info: zipfile.ZipInfo) -> None:
    if normal_path(info.filename) is None:
        raise UploadRefused(f"“{info.filename}” in the ZIP leads out of it.")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise UploadRefused(f"“{info.filename}” in the ZIP is a link; put the file itself in.")
    if info.flag_bits & 1:
        raise UploadRefused("The ZIP has a password; send it without.")
    if info.file_size > SMALL_ENOUGH and info.file_size > MAX_RATIO * max(1, info.compress_size):
        raise UploadRefused(f"“{info.filename}” in the ZIP would unpack to far more than its size.")


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    with archive.open(info) as source, target.open("wb") as out:
        shutil.copyfileobj(source, out, _CHUNK)


def unpack_zip(source: BinaryIO, into: Path, *, max_bytes: int) -> UploadSet:
    """Unpack under names of ours. What the ZIP claims of sizes is checked before, and holds.

    Raises: UploadRefused for what is no ZIP, leads out, or unpacks to more than `max_bytes`.
    """
    kept: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(source) as archive:
            members = [info for info in archive.infolist() if not info.filename.endswith("/")]
            if len(members) > MAX_MEMBERS:
                raise UploadRefused(f"The ZIP holds more than {MAX_MEMBERS} files; split it.")
            for info in members:
                _check_member(info)
            if sum(info.file_size for info in members) > max_bytes:
                raise UploadRefused(f"The ZIP unpacks to more than {max_bytes // 1024**2} MB.")
            for number, info in enumerate(members):
                _copy(archive, info, into / f"{number}")
                kept[normal_path(info.filename) or ""] = into / f"{number}"
    except UnicodeDecodeError as error:
        raise UploadRefused("The ZIP holds a file whose name can't be read.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UploadRefused(f"The ZIP can't be unpacked: {error}.") from error
    return UploadSet(kept)
