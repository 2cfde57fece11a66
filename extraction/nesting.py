"""Which composition sits in which: the main one, and the ways on which another is seen."""

from collections.abc import Container, Iterator, Mapping, Sequence

from extraction.template import Composition

MAX_PLACES = 50  # told of one composition; a hostile nesting has millions
MAX_DEPTH = 50

Users = Mapping[str, Sequence[tuple[str, str]]]


def users_of(compositions: Sequence[Composition]) -> Users:
    """For each composition in use: the compositions with the layers ("id:index") that show it."""
    known = {comp.id for comp in compositions}
    users: dict[str, list[tuple[str, str]]] = {}
    for comp in compositions:
        for layer in comp.layers:
            if layer.source_id in known:
                users.setdefault(layer.source_id, []).append((comp.id, f"{comp.id}:{layer.index}"))
    return users


def main_composition(
    compositions: Sequence[Composition], users: Users, queued: Container[str]
) -> str | None:
    """The id of the one that is to be rendered: in no other, queued for it, and the largest.

    Where sizes are equal the one with more layers, then the first.
    """
    outermost = [comp for comp in compositions if comp.id not in users] or compositions
    ranked = sorted(
        outermost,
        key=lambda comp: (comp.id in queued, comp.width * comp.height, len(comp.layers)),
        reverse=True,
    )
    return ranked[0].id if ranked else None


def places_of(composition_id: str, users: Users) -> tuple[tuple[str, ...], ...]:
    """Chains of layers from an outermost composition inwards; empty for one that is in no other."""
    places: list[tuple[str, ...]] = []
    for place in _ways_up(composition_id, users, MAX_DEPTH):
        if len(places) == MAX_PLACES:
            break
        if place:
            places.append(place)
    return tuple(places)


def _ways_up(composition_id: str, users: Users, depth: int) -> Iterator[tuple[str, ...]]:
    if composition_id not in users or not depth:
        yield ()
        return
    for user, layer in users[composition_id]:
        for way in _ways_up(user, users, depth - 1):
            yield (*way, layer)
