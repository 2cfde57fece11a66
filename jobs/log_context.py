"""Log lines that say which request and which job they belong to.

Not for what people must be able to prove later: that is the audit log.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOTHING = "-"

_request_id: ContextVar[str] = ContextVar("request_id", default=NOTHING)
_job_id: ContextVar[str] = ContextVar("job_id", default=NOTHING)


def current_request_id() -> str:
    """The id of the request that is being answered, or that asked for this task; else `-`."""
    return _request_id.get()


@contextmanager
def telling(*, request_id: str | None = None, job_id: str | None = None) -> Iterator[None]:
    """Lines written in this block carry these ids; None leaves what holds outside."""
    wanted = {_request_id: request_id, _job_id: job_id}
    tokens = [(name, name.set(value)) for name, value in wanted.items() if value is not None]
    try:
        yield
    finally:
        for name, token in tokens:
            name.reset(token)


class Ids(logging.Filter):
    """Puts both ids on every record that passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        record.request_id = _request_id.get()
        record.job_id = _job_id.get()
        return True
