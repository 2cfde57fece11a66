"""What rules may know beyond the two files: fonts, and the other cards of the studio.

Whoever runs validation looks these up; where nothing is known, rules say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from validation.typesetting import ESTIMATE, Typesetter


@dataclass(frozen=True, slots=True)
class FontInventory:
    """Fonts of the render machines, by PostScript name, as they concern one client.

    `substitutes` are those that somebody agreed to: the missing font, and what stands in for it.
    """

    installed: frozenset[str]
    not_allowed: frozenset[str] = frozenset()
    substitutes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another card of the same batch and template: its texts by placeholder id."""

    job_id: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`fonts` is None while no list of fonts was uploaded."""

    fonts: FontInventory | None = None
    typesetter: Typesetter = ESTIMATE
    neighbours: tuple[Neighbour, ...] = ()
    output_name: str = ""
    output_taken_by: tuple[str, ...] = ()
    newer_psd_in: str = ""


NOTHING_KNOWN = Surroundings()
