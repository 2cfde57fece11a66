"""Log lines: as text and as JSON, with the ids of the request and the job."""

import json
import logging
import subprocess
import sys

import pytest

from jobs.log_context import current_request_id, telling

PROGRAM = """
import logging, django
django.setup()
from jobs.log_context import telling
with telling(request_id="0123456789abcdef"):
    with telling(job_id="card-1"):
        logging.getLogger("jobs").info("layer %r", "a\\nb\\u2028\\x1b[31m")
    logging.getLogger("jobs").info("after")
"""


def lines_of(**environment: str) -> list[str]:
    """What a process of the product writes to stderr."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"DJANGO_SETTINGS_MODULE": "pipeline_site.settings", "SECRET_KEY": "x", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.splitlines()


def test_as_json_each_line_is_an_object_with_both_ids() -> None:
    first, second = (json.loads(line) for line in lines_of(LOG_JSON="true"))

    assert first["level"] == "INFO"
    assert first["logger"] == "jobs"
    assert first["message"] == r"layer 'a\nb\u2028\x1b[31m'"
    assert (first["request_id"], first["job_id"]) == ("0123456789abcdef", "card-1")
    assert (second["request_id"], second["job_id"]) == ("0123456789abcdef", "-")


def test_as_text_each_line_has_both_ids() -> None:
    first, second = lines_of()

    assert "INFO jobs [0123456789abcdef card-1] layer" in first
    assert second.endswith("INFO jobs [0123456789abcdef -] after")


def test_ids_end_with_their_block_even_when_it_fails() -> None:
    def work() -> None:
        with telling(request_id="one"):
            assert current_request_id() == "one"
            raise ValueError

    with pytest.raises(ValueError):
        work()

    assert current_request_id() == "-"


def test_a_value_that_is_not_given_leaves_what_holds() -> None:
    with telling(request_id="one"), telling(job_id="card-1"):
        assert current_request_id() == "one"


def test_the_products_own_lines_are_shown_by_default() -> None:
    assert logging.getLogger("jobs").level == logging.INFO
