"""A task that asks for too much ends alone: the worker takes the next one."""

import os
import signal
import tempfile
from pathlib import Path

import django_rq
import pytest
from django.conf import LazySettings

from jobs.limited_worker import LimitedWorker
from jobs.log_context import current_request_id

pytestmark = pytest.mark.usefixtures("queue")
GIGABYTE = 1024**3


def take_memory(size: int, path: str) -> None:
    """Leave a mark once the memory was there; none of it is touched."""
    taken = bytearray(size)
    Path(path).write_text(str(len(taken)))


def burn(path: str) -> None:
    """Never come to an end by itself."""
    Path(path).write_text("begun")
    while True:
        pass


def tell_the_request(path: str) -> None:
    """Leave behind whose work this is."""
    Path(path).write_text(current_request_id())


def work() -> None:
    queue = django_rq.get_queue("default")
    LimitedWorker([queue], connection=queue.connection).work(burst=True, logging_level="CRITICAL")


def test_too_much_memory_ends_one_task_and_not_the_worker(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.TASK_MEMORY_BYTES = 6 * GIGABYTE
    queue = django_rq.get_queue("default")
    greedy = queue.enqueue(take_memory, 8 * GIGABYTE, str(tmp_path / "greedy"))
    modest = queue.enqueue(take_memory, 1024, str(tmp_path / "modest"))
    work()

    assert greedy.is_failed
    result = greedy.latest_result()
    assert result is not None
    assert "MemoryError" in (result.exc_string or "")
    assert modest.is_finished
    assert [path.name for path in tmp_path.iterdir()] == ["modest"]


def test_processor_time_without_end_ends_one_task_and_not_the_worker(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.TASK_SECONDS = 1
    queue = django_rq.get_queue("default")
    endless = queue.enqueue(burn, str(tmp_path / "endless"))
    modest = queue.enqueue(take_memory, 1024, str(tmp_path / "modest"))
    work()

    assert (tmp_path / "endless").exists()
    assert endless.is_failed
    assert modest.is_finished


def write_much(size: int, path: str) -> None:
    """Write a file of that many bytes, which takes no room on the disk."""
    with Path(path).open("wb") as file:
        file.truncate(size)


def test_a_file_without_end_ends_one_task_and_not_the_worker(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.TASK_FILE_BYTES = 1024**2
    queue = django_rq.get_queue("default")
    greedy = queue.enqueue(write_much, GIGABYTE, str(tmp_path / "greedy"))
    modest = queue.enqueue(write_much, 1024, str(tmp_path / "modest"))
    work()

    result = greedy.latest_result()
    assert result is not None
    assert "File too large" in (result.exc_string or "")
    assert modest.is_finished


def die_with_a_temporary_folder(path: str) -> None:
    """Leave a temporary folder as a killed process does, and tell where."""
    Path(path).write_text(tempfile.mkdtemp(prefix="left-"))
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_task_leaves_no_temporary_files(tmp_path: Path) -> None:
    queue = django_rq.get_queue("default")
    killed = queue.enqueue(die_with_a_temporary_folder, str(tmp_path / "where"))
    work()

    assert killed.is_failed
    left = Path((tmp_path / "where").read_text())
    assert left.name.startswith("left-")
    assert not left.parent.exists()


def test_a_task_knows_the_request_that_asked_for_it(tmp_path: Path) -> None:
    queue = django_rq.get_queue("default")
    queue.enqueue(tell_the_request, str(tmp_path / "seen"), meta={"request_id": "0123456789abcdef"})
    work()

    assert (tmp_path / "seen").read_text() == "0123456789abcdef"
