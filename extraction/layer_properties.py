"""What a layer's property tree says: masks, effects, keyframes, expressions, the transform.

Only what stands there is told: expressions aren't run. Source: projects that After Effects 11 to
25 wrote, against what py-aep reads.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extraction.errors import UnreadableFile
from extraction.keyframes import Numbers, keyframe_at, value_at
from extraction.limits import DEFAULT_LIMITS
from extraction.riff import Chunk, ChunkList
from extraction.template import Expression

TRANSFORM = "ADBE Transform Group"
ANCHOR, POSITION = f"{TRANSFORM}/ADBE Anchor Point", f"{TRANSFORM}/ADBE Position"
SCALE, ROTATION = f"{TRANSFORM}/ADBE Scale", f"{TRANSFORM}/ADBE Rotate Z"
ROTATION_X, ROTATION_Y = f"{TRANSFORM}/ADBE Rotate X", f"{TRANSFORM}/ADBE Rotate Y"
ORIENTATION = f"{TRANSFORM}/ADBE Orientation"
APART = tuple(f"{POSITION}_{axis}" for axis in range(3))
WORDS = "ADBE Text Properties/ADBE Text Document"
MASKS, EFFECTS = "ADBE Mask Parade", "ADBE Effect Parade"
SEPARATED = 0b1000  # of the third byte of `tdsb`: X and Y have properties of their own
LOCK_FLAGS = 2
EXPRESSION_OFF = 119  # a byte of `tdb4`
MAX_PROPERTIES = 2_000  # named in one layer's keyframes and expressions


@dataclass(frozen=True, slots=True)
class LayerProperties:
    """What was found; `values` has the stored numbers of the transform where it doesn't change.

    Where X and Y have properties of their own the position is `apart`. `moving` are the parts of
    the transform, and the words, that have keyframes; `orientations` one for each keyframe.
    """

    masks: int
    effects: tuple[str, ...]
    keyframes: tuple[str, ...]
    expressions: tuple[Expression, ...]
    values: dict[str, Numbers]
    apart: bool
    moving: dict[str, ChunkList]
    orientations: tuple[Numbers, ...]

    def value_at(self, path: str, seconds: float) -> Numbers | None:
        """A part of the transform at a time on the layer's own clock; None where not stored.

        Raises: UnreadableFile.
        """
        if path == POSITION and self.apart:
            return tuple((self.value_at(axis, seconds) or (0.0,))[0] for axis in APART)
        leaf = self.moving.get(path)
        if leaf is None:
            return self.values.get(path)
        return value_at(leaf, seconds) if path != ORIENTATION else self._turned_at(leaf, seconds)

    def _turned_at(self, leaf: ChunkList, seconds: float) -> Numbers:
        number, holds = keyframe_at(leaf, seconds)
        around = self.orientations[number : number + 2]
        if not around or (len(set(around)) > 1 and not holds):
            raise UnreadableFile("It turns in space at that time.")
        return around[0]


def properties_of(layer: ChunkList) -> LayerProperties:
    """Walk a layer's property tree once.

    Raises: UnreadableFile: where a part of it is cut short.
    """
    root = next(layer.lists("tdgp"), ChunkList("tdgp"))
    groups = {name: group for name, group in _named(root) if group.kind == "tdgp"}
    leaves = [
        (path, leaf, {part.kind for part in leaf.children})
        for path, leaf in _leaves(root, "", DEFAULT_LIMITS.template_max_depth)
    ]
    expressions = tuple(
        Expression(path, enabled=not _is_off(leaf))
        for path, leaf, parts in leaves
        if "Utf8" in parts
    )
    keyed = {path: leaf for path, leaf, parts in leaves if "list" in parts}
    if len(keyed) + len(expressions) > MAX_PROPERTIES:
        raise UnreadableFile("The project is damaged: a layer has too many keyframes.")
    transform = {path: leaf for path, leaf, _ in leaves if path.startswith(TRANSFORM)}
    masks, effects = groups.get(MASKS), groups.get(EFFECTS)
    return LayerProperties(
        masks=len(list(_named(masks))) if masks is not None else 0,
        effects=tuple(name for name, _ in _named(effects)) if effects is not None else (),
        keyframes=tuple(keyed),
        expressions=expressions,
        values=_still_values(transform, keyed),
        apart=_is_apart(transform),
        moving={path: leaf for path, leaf in keyed.items() if path in transform or path == WORDS},
        orientations=tuple(_orientations(groups.get(TRANSFORM, ChunkList("tdgp")))),
    )


def _still_values(
    transform: dict[str, ChunkList], keyed: dict[str, ChunkList]
) -> dict[str, Numbers]:
    values = {
        path: _numbers(leaf, "<" if path == ORIENTATION else ">")
        for path, leaf in transform.items()
        if path not in keyed
    }
    if _is_apart(transform):  # what the position itself has is left over from before
        values[POSITION] = tuple(
            number for axis in APART[:2] for number in values.get(axis, ())[:1]
        )
    return values


def _named(group: ChunkList) -> Iterator[tuple[str, ChunkList]]:
    """Each child under its match name, which stands before it."""
    name = ""
    for child in group.children:
        if isinstance(child, ChunkList):
            if name:
                yield name, child
            name = ""
        elif child.kind == "tdmn":
            name = _match_name(child.data)


@lru_cache(maxsize=1024)  # a layer's hundred names stand there thousands of times
def _match_name(data: bytes) -> str:
    return data.split(b"\0", 1)[0].decode("utf-8", "replace")


def _leaves(group: ChunkList, above: str, depth: int) -> Iterator[tuple[str, ChunkList]]:
    if not depth:
        return
    for name, child in _named(group):
        path = f"{above}/{name}" if above else name
        if child.kind == "tdbs":
            yield path, child
        elif child.kind in {"tdgp", "sspc"}:
            inner = child if child.kind == "tdgp" else next(child.lists("tdgp"), child)
            yield from _leaves(inner, path, depth - 1)
        else:  # values of their own kind (text, shape, orientation) wrap the property
            yield from ((path, leaf) for leaf in child.lists("tdbs"))


def _is_apart(transform: dict[str, ChunkList]) -> bool:
    position = transform.get(POSITION)
    flags = position.find("tdsb") if position is not None else None
    return (
        flags is not None
        and len(flags.data) > LOCK_FLAGS
        and bool(flags.data[LOCK_FLAGS] & SEPARATED)
    )


def _is_off(leaf: ChunkList) -> bool:
    facts = leaf.find("tdb4")
    return (
        facts is not None
        and len(facts.data) > EXPRESSION_OFF
        and bool(facts.data[EXPRESSION_OFF] & 1)
    )


def _numbers(leaf: ChunkList, order: str) -> Numbers:
    data = leaf.find("cdat")
    return _doubles(data.data, order) if data is not None else ()


def _orientations(transform: ChunkList) -> Iterator[Numbers]:
    for wrapper in transform.lists("otst"):
        for kept in wrapper.lists("otky"):
            for angles in kept.children:
                if isinstance(angles, Chunk):
                    yield _doubles(angles.data, ">")


def _doubles(data: bytes, order: str) -> Numbers:
    return struct.unpack_from(f"{order}{len(data) // 8}d", data)
