"""What a smart object holds: the placed file's name, kind and size. The file is never opened.

Source: Adobe Photoshop File Formats Specification, "Linked Layer", "Placed Layer Data".
"""

import math
from pathlib import PurePosixPath

from psd_tools.api.layers import SmartObjectLayer
from psd_tools.api.smart_object import SmartObject as RawSmartObject
from psd_tools.constants import LinkedLayerType
from psd_tools.psd.descriptor import Descriptor

from extraction.psd import SmartObject, Storage

FILE_TYPES = {b"8BPB": "psb", b"8BPS": "psd", b"JPEG": "jpg", b"PNGf": "png", b"TIFF": "tif"}
MAX_NAME = 1000


def read_smart_object(layer: SmartObjectLayer) -> SmartObject:
    """Say what is known of the placed file; all is None where the PSD does not hold it."""
    raw: RawSmartObject = layer.smart_object
    width, height = _size(raw)
    linked = raw._data
    if linked is None:
        return SmartObject(width=width, height=height)
    name = linked.filename.replace("\0", "")[:MAX_NAME] or None
    embedded = linked.kind is LinkedLayerType.DATA
    return SmartObject(
        file_name=name,
        storage=Storage.EMBEDDED if embedded else Storage.LINKED,
        file_type=_file_type(bytes(linked.filetype), name),
        width=width,
        height=height,
    )


def _size(raw: RawSmartObject) -> tuple[float | None, float | None]:
    size = raw._config.data.get(b"Sz  ") if raw._config is not None else None
    if not isinstance(size, Descriptor):
        return None, None
    width, height = (_length(getattr(size.get(key), "value", None)) for key in (b"Wdth", b"Hght"))
    return width, height


def _length(value: object) -> float | None:
    if not isinstance(value, int | float) or not math.isfinite(value) or value <= 0:
        return None
    return float(value)


def _file_type(stored: bytes, name: str | None) -> str | None:
    known = FILE_TYPES.get(stored)
    if known is not None:
        return known
    written = stored.strip(b" \0").decode("latin-1").lower()
    return PurePosixPath(name or "").suffix[1:].lower() or written or None
