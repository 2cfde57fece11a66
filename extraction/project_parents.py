"""Whether a project's layers have parents that come to an end."""

from extraction import project_chunks as chunks_of
from extraction.riff import ChunkList
from extraction.still_transform import MAX_PARENTS


def parents_end(root: ChunkList) -> bool:
    """Whether above no layer stand more than `MAX_PARENTS`, or for ever the same ones.

    After Effects allows no circle of parents, and py-aep would go round in it without an end.

    Raises: UnreadableFile.
    """
    return all(
        _end_soon({layer.id: layer.parent_id for layer in _records(item.chunks)})
        for item in chunks_of.items(root)
    )


def _records(composition: ChunkList) -> list[chunks_of.LayerRecord]:
    return [chunks_of.layer_record(0, chunks) for chunks in composition.lists("Layr")]


def _end_soon(parents: dict[int, int]) -> bool:
    """Each layer is stepped on once: how many stand above those seen before is kept."""
    above: dict[int, int] = {}
    for first in parents:
        chain: list[int] = []
        layer = first
        while layer in parents and layer not in above and len(chain) <= MAX_PARENTS:
            chain.append(layer)
            layer = parents[layer]
        known = above.get(layer, 0)
        if len(chain) + known > MAX_PARENTS:
            return False
        above |= {one: known + count for count, one in enumerate(reversed(chain), 1)}
    return True
