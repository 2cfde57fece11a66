"""Opens an After Effects project, of either form, after checking that it is one and not too much.

Chunks come out, without the kinds that whoever asks has no use for.
"""

from pathlib import Path

from extraction.aepx import HEAD_BYTES, check_aepx_head, parse_aepx
from extraction.errors import LimitExceeded, UnreadableFile
from extraction.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from extraction.psd_header import SIGNATURES
from extraction.riff import ChunkList, check_riff_head, parse_riff, prune

# What a document is made without, most of a file: views and panels, properties' own names and
# limits, the numbers of masks and of what effects may be set to.
_VIEWS = {"SLay", "CLay", "DLay", "SecL", "Gide", "Ewst", "fips", "fvdv", "fiop", "ftts", "foac"}
_VIEWS |= {"fiac", "fipc", "fifl", "fipl", "fimr", "fidi", "dwga", "LSIf", "CLRS", "CapS"}
_NAMES = {"tdsn", "tdum", "tduM", "btgu", "parT", "EfdG", "PRin", "OvdG", "OvG2"}
_VALUES = {"omks", "shph", "omtn"}
SKELETON = frozenset(_VIEWS | _NAMES | _VALUES)
RIFX = b"RIFX"
HOLD_LAYERS = ("Fold", "Item", "Sfdr")  # the lists on the way to a layer
XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\0", b"\xfe\xff\0<")


def check_template(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> None:
    """Look at the beginning alone: enough to tell an uploader at once what can't be a template.

    Raises: UnreadableFile, LimitExceeded.
    """
    _checked_head(path, limits)


def read_chunks(
    path: Path, *, limits: Limits = DEFAULT_LIMITS, unused: frozenset[str] = frozenset()
) -> ChunkList:
    """Read an AEPX, AEP or AET, told apart by content, without the kinds that are `unused`.

    Of a binary project, where it costs little to keep them, the root's alone are left out.

    Raises: UnreadableFile, LimitExceeded.
    """
    is_binary = _checked_head(path, limits).startswith(RIFX)
    with path.open("rb") as file:
        if is_binary:
            whole = file.read(limits.template_max_bytes)
            chunks = prune(parse_riff(whole, limits=limits), unused)
        else:
            chunks = parse_aepx(file, limits=limits, unused=unused)
    _check_layers(chunks, limits)
    return chunks


def _checked_head(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise UnreadableFile(f"There is no file “{path.name}”.") from error
    except (IsADirectoryError, PermissionError) as error:
        raise UnreadableFile(f"“{path.name or path}” can't be opened as a file.") from error
    _check_head(head, size, limits)
    return head


def _check_head(head: bytes, file_bytes: int, limits: Limits) -> None:
    if not file_bytes:
        raise UnreadableFile("The file is empty.")
    if file_bytes > limits.template_max_bytes:
        most = limits.template_max_bytes / MEGABYTE
        raise LimitExceeded(
            f"The template has {file_bytes / MEGABYTE:.0f} MB; at most {most:.0f} are allowed."
        )
    if head.startswith(RIFX):
        check_riff_head(head, file_bytes)
    elif head.lstrip().startswith(XML_STARTS):
        check_aepx_head(head)
    else:
        raise UnreadableFile(f"The file is {_what_is(head)}, not an After Effects project.")


def _what_is(head: bytes) -> str:
    if head.startswith(b"8BPS"):
        return "a Photoshop file"
    return next(
        (what for sign, what in SIGNATURES.items() if head.startswith(sign)),
        "of no kind known here",
    )


def _check_layers(chunks: ChunkList, limits: Limits) -> None:
    waiting = [chunks]
    layers = 0
    while waiting:
        chunk = waiting.pop()
        layers += sum(1 for _ in chunk.lists("Layr"))
        waiting.extend(one for kind in HOLD_LAYERS for one in chunk.lists(kind))
    if layers > limits.template_max_layers:
        raise LimitExceeded(f"The template has more than {limits.template_max_layers} layers.")
