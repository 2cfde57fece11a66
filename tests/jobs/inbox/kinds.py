"""Inboxes under test, of either kind, as who puts files there sees them."""

from pathlib import Path
from typing import Any, Protocol

WATCHED = "inbox-of-tests"


class Put(Protocol):
    """An inbox under test, of whichever kind."""

    def put(self, name: str, source: Path) -> None: ...

    def all(self) -> set[str]: ...

    def text(self, name: str) -> str: ...


class InFolder:
    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()

    def put(self, name: str, source: Path) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())

    def all(self) -> set[str]:
        return {
            path.relative_to(self.root).as_posix()
            for path in self.root.rglob("*")
            if path.is_file() or path.is_symlink()
        }

    def text(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")


class InBucket:
    def __init__(self, client: Any, prefix: str) -> None:
        self.client, self.prefix = client, prefix

    def put(self, name: str, source: Path) -> None:
        self.client.upload_file(str(source), WATCHED, f"{self.prefix}/{name}")

    def all(self) -> set[str]:
        told = self.client.list_objects_v2(Bucket=WATCHED, Prefix=f"{self.prefix}/")
        return {one["Key"].removeprefix(f"{self.prefix}/") for one in told.get("Contents", ())}

    def text(self, name: str) -> str:
        answer = self.client.get_object(Bucket=WATCHED, Key=f"{self.prefix}/{name}")
        content: bytes = answer["Body"].read()
        return content.decode()


def put_folder(inbox: Put, batch: Path, name: str = "friday") -> None:
    for file in sorted(batch.iterdir()):
        inbox.put(f"{name}/{file.name}", file)


def filed(inbox: Put, where: str) -> tuple[str, set[str]]:
    """The one note in that folder, and the names beside it without their time."""
    (note,) = [name for name in inbox.all() if name.startswith(where) and name.endswith(".txt")]
    stem = note.removesuffix(".txt")
    beside = {name.removeprefix(stem) for name in inbox.all() if name != note}
    return inbox.text(note), beside
