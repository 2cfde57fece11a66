"""Documents stored as JSON files; what they hold is checked by `codec`."""

import json
from pathlib import Path

from extraction.errors import InvalidDocument, UnreadableFile


def read_json_file(path: Path) -> object:
    """Read one JSON value from a file in UTF-8.

    Raises: UnreadableFile when there is no such file; InvalidDocument when it is not JSON.
    """
    try:
        return json.loads(path.read_bytes(), parse_constant=_refuse_constant)
    except OSError as error:
        raise UnreadableFile(f"“{path.name}” can't be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise InvalidDocument(f"“{path.name}” is not valid JSON.") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
