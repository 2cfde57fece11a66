"""What stands in the project panel: footage and compositions, as layers show them."""

from extraction import project_chunks as chunks_of
from extraction.placeholders import Source, SourceKind
from extraction.project_chunks import ItemKind, ProjectItem
from extraction.template import Footage, FootageKind
from extraction.template_values import clean

KINDS = {
    SourceKind.SOLID: FootageKind.SOLID,
    SourceKind.PLACEHOLDER: FootageKind.PLACEHOLDER,
    SourceKind.FILE: FootageKind.FILE,
}


def source_of(item: ProjectItem) -> Source:
    """An item as what a layer shows.

    Raises: UnreadableFile: where a composition doesn't say what it is.
    """
    if item.kind == ItemKind.COMPOSITION:
        record = chunks_of.composition_record(item)
        size, kind, name = (record.width, record.height), SourceKind.COMPOSITION, item.name
        pixel_aspect = record.pixel_aspect
    else:
        size_bytes, kind_bytes = chunks_of.source_chunks(item)
        size = chunks_of.picture_size(size_bytes)
        pixel_aspect = chunks_of.pixel_aspect(size_bytes)
        kind, name = _kind_and_name(item, kind_bytes)
    return Source(str(item.id), clean(name), kind, *size, pixel_aspect)


def footage_of(item: ProjectItem) -> Footage:
    """Footage with what is known of its file."""
    size, kind = chunks_of.source_chunks(item)
    source = source_of(item)
    is_file = source.kind is SourceKind.FILE
    path = clean(chunks_of.full_path(item)) if is_file else ""
    of_psd = is_file and kind.startswith(b"8BPS") and chunks_of.layer_of_file(kind)
    return Footage(
        id=source.id,
        name=source.name,
        kind=FootageKind.PHOTOSHOP_LAYER if of_psd else KINDS[source.kind],
        width=source.width,
        height=source.height,
        path=path or None,
        missing=chunks_of.is_missing(size) if is_file and path else None,
    )


def _kind_and_name(item: ProjectItem, kind: bytes) -> tuple[SourceKind, str]:
    if kind.startswith(b"Soli"):
        return SourceKind.SOLID, chunks_of.fixed_text(kind, chunks_of.SOLID_NAME)
    if kind.startswith(chunks_of.PLACEHOLDER_SIGN):
        return SourceKind.PLACEHOLDER, chunks_of.fixed_text(kind, chunks_of.PLACEHOLDER_NAME)
    return SourceKind.FILE, item.name or chunks_of.file_name(item, kind)
