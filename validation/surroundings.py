"""What rules may know of the studio's other jobs; whoever runs validation looks it up."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Jobs of the same batch that still count, by id and in order; a few of each are enough.

    `same_card` have the same Photoshop file for the same template, `same_output` the same
    `output_name`; `same_words` have the same texts in another file for it, each with the share of
    its picture that differs. `newer_card` are of any batch: for the same template and output
    they have a file of the same name that was sent later.
    """

    output_name: str = ""
    same_card: tuple[str, ...] = ()
    same_output: tuple[str, ...] = ()
    same_words: tuple[tuple[str, float], ...] = ()
    newer_card: tuple[str, ...] = ()


ALONE: Final = Surroundings()
