"""After Effects project → TemplateDocument: its compositions, their layers, and the holes in them.

Files that the project names are never looked for, let alone opened.
"""

from pathlib import Path

from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.memory import uncollected
from extraction.plain_template import read_plainly
from extraction.template import TemplateDocument
from extraction.template_file import SKELETON, read_chunks


def read_template(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> TemplateDocument:
    """Read an AEPX, AEP or AET file; layers top-most first, holes in the same order.

    Raises: UnreadableFile, LimitExceeded.
    """
    with uncollected():
        return read_plainly(read_chunks(path, limits=limits, unused=SKELETON))
