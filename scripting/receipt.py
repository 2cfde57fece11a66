"""What a script says it did inside After Effects: the JSON file that it writes beside itself.

The file comes back from another machine, so everything in it is checked and bounded here. Each
field's meaning is in docs/script-report.md.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_BYTES = 4_000_000
MOST_ENTRIES = 5_000
LONGEST = 400  # characters; a script cuts longer names and messages

Words = Annotated[str, Field(max_length=LONGEST)]
Pixels = Annotated[float, Field(ge=0, le=1e7, allow_inf_nan=False)]


class UnreadableReceipt(ValueError):
    """The file is not a receipt of a script of ours; the text says why, for the uploader."""


class Mode(StrEnum):
    """Whether the script changed the project or only said what it would change."""

    FILL = "fill"
    DRY_RUN = "dry_run"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Entry(_Part):
    """One line of the report; `placeholder_id` and `layer` are empty for the project as a whole."""

    placeholder_id: Words
    layer: Words
    code: Annotated[str, Field(pattern=r"^[A-Z_]{1,40}$")]
    message: Words


class Overflow(_Part):
    """A text that stands out of its room, as After Effects measured it; in the layer's pixels."""

    placeholder_id: Words
    layer: Words
    text_width: Pixels
    text_height: Pixels
    room_width: Pixels
    room_height: Pixels


class Receipt(_Part):
    """One run of one script. In a dry run `applied` holds what would have been applied.

    `fonts` are those that After Effects had for the filled texts; older scripts told of none.
    """

    kind: Literal["sixstage-receipt"]
    version: Literal[1]
    job: Words
    revision: Annotated[int, Field(ge=1)]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    mode: Mode
    after_effects: Annotated[str, Field(max_length=40)]
    project: Words | None
    applied: Annotated[tuple[Entry, ...], Field(max_length=MOST_ENTRIES)]
    skipped: Annotated[tuple[Entry, ...], Field(max_length=MOST_ENTRIES)]
    warnings: Annotated[tuple[Entry, ...], Field(max_length=MOST_ENTRIES)]
    fonts: Annotated[tuple[Words, ...], Field(max_length=MOST_ENTRIES)] = ()
    missing_fonts: Annotated[tuple[Words, ...], Field(max_length=MOST_ENTRIES)]
    overflows: Annotated[tuple[Overflow, ...], Field(max_length=MOST_ENTRIES)]


def read_receipt(content: bytes) -> Receipt:
    """The receipt in an uploaded file. Raises: UnreadableReceipt."""
    if len(content) > MOST_BYTES:
        raise UnreadableReceipt("The file is too large for a receipt.")
    try:
        return Receipt.model_validate_json(content.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "the file"
        raise UnreadableReceipt(
            f"This is not a receipt that a script of ours wrote: {place} is not as it should be."
        ) from error
