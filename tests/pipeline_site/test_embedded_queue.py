"""The queue server from the wheel keeps its work through a restart."""

import stat
from pathlib import Path

import redis

from pipeline_site.embedded_queue import queue_url, running_queue, socket_path


def test_what_was_queued_is_there_after_a_restart(tmp_path: Path) -> None:
    with running_queue(tmp_path) as url:
        redis.Redis.from_url(url).rpush("work", "one", "two")

    with running_queue(tmp_path) as url, redis.Redis.from_url(url) as client:
        assert client.lrange("work", 0, -1) == [b"one", b"two"]


def test_only_the_owner_reaches_it(tmp_path: Path) -> None:
    with running_queue(tmp_path):
        assert stat.S_IMODE(socket_path(tmp_path).stat().st_mode) == 0o700


def test_a_folder_with_a_long_path_still_has_a_socket(tmp_path: Path) -> None:
    folder = tmp_path / ("deep" * 30)

    with running_queue(folder) as url, redis.Redis.from_url(url) as client:
        assert url == queue_url(folder)
        assert client.ping()
