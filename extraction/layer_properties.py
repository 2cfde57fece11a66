"""What a layer's property tree says: masks, effects, keyframes, expressions, the transform.

Only what stands there is told: expressions aren't run, and a transform that moves is left to
`rest_position`. Source: projects that After Effects 11 to 25 wrote, against what py-aep reads.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.errors import UnreadableFile
from extraction.limits import DEFAULT_LIMITS
from extraction.riff import ChunkList
from extraction.template import Expression

TRANSFORM = "ADBE Transform Group"
ANCHOR, POSITION = f"{TRANSFORM}/ADBE Anchor Point", f"{TRANSFORM}/ADBE Position"
SCALE, ROTATION = f"{TRANSFORM}/ADBE Scale", f"{TRANSFORM}/ADBE Rotate Z"
MASKS, EFFECTS = "ADBE Mask Parade", "ADBE Effect Parade"
TIME_REMAP = "ADBE Time Remapping"
SEPARATED = 0b1000  # of the third byte of `tdsb`: X and Y have properties of their own
LOCK_FLAGS = 2
EXPRESSION_OFF = 119  # a byte of `tdb4`
MAX_PROPERTIES = 2_000  # named in one layer's keyframes and expressions


@dataclass(frozen=True, slots=True)
class LayerProperties:
    """What was found; `values` has the stored numbers of what doesn't change over time."""

    masks: int
    effects: tuple[str, ...]
    keyframes: tuple[str, ...]
    expressions: tuple[Expression, ...]
    values: dict[str, tuple[float, ...]]


def properties_of(layer: ChunkList) -> LayerProperties:
    """Walk a layer's property tree once.

    Raises: UnreadableFile: where a part of it is cut short.
    """
    root = next(layer.lists("tdgp"), ChunkList("tdgp"))
    groups = {name: group for name, group in _named(root) if group.kind == "tdgp"}
    keyframes: list[str] = []
    expressions: list[Expression] = []
    values: dict[str, tuple[float, ...]] = {}
    for path, leaf in _leaves(root, "", DEFAULT_LIMITS.template_max_depth):
        if len(keyframes) + len(expressions) > MAX_PROPERTIES:
            raise UnreadableFile("The project is damaged: a layer has too many keyframes.")
        if any(True for _ in leaf.lists("list")):
            keyframes.append(path)
        elif path.startswith(TRANSFORM):
            # A position split into X and Y leaves its own numbers behind: they hold no more.
            values[path] = () if _is_separated(leaf) else _numbers(leaf)
        if leaf.find("Utf8") is not None:
            expressions.append(Expression(path, enabled=not _is_off(leaf)))
    masks, effects = groups.get(MASKS), groups.get(EFFECTS)
    return LayerProperties(
        masks=len(list(_named(masks))) if masks is not None else 0,
        effects=tuple(name for name, _ in _named(effects)) if effects is not None else (),
        keyframes=tuple(keyframes),
        expressions=tuple(expressions),
        values=values,
    )


def _named(group: ChunkList) -> Iterator[tuple[str, ChunkList]]:
    """Each child under its match name, which stands before it."""
    name = ""
    for child in group.children:
        if isinstance(child, ChunkList):
            if name:
                yield name, child
            name = ""
        elif child.kind == "tdmn":
            name = child.data.split(b"\0", 1)[0].decode("utf-8", "replace")


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


def _is_separated(leaf: ChunkList) -> bool:
    flags = leaf.find("tdsb")
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


def _numbers(leaf: ChunkList) -> tuple[float, ...]:
    data = leaf.find("cdat")
    count = len(data.data) // 8 if data is not None else 0
    return struct.unpack_from(f">{count}d", data.data) if data is not None else ()
