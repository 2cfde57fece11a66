"""How long a whole card takes to match, against a plain rapidfuzz matrix and optimal assignment.

The peer compares names alone and has no kinds, reasons or confidences. Both run in the same
process, on the same cards: two words and a number a name, noise of case, separators, letters.
"""

import random
import statistics
import time
from collections.abc import Callable

from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cdist
from scipy.optimize import linear_sum_assignment

from extraction import (
    Box,
    Composition,
    Layer,
    LayerKind,
    LayerText,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
    match_layers,
)

SIZES = (30, 300, 1000)
ROUNDS = 5
WORDS = ("player", "team", "score", "name", "title", "photo", "date", "venue", "price", "league")

Card = tuple[PsdDocument, TemplateDocument]
Choice = dict[str, str]


def made_card(count: int) -> Card:
    """A card of texts and images, half each; layer n belongs into placeholder "1:n"."""
    chance = random.Random(count)  # noqa: S311 - the same cards on every run, no secrets
    layers, holes = [], []
    for n in range(count):
        first, second = chance.sample(WORDS, 2)
        box = Box(
            left := chance.randrange(1000), top := chance.randrange(1400), left + 90, top + 40
        )
        text = n % 2 == 0
        layers.append(_layer(str(n), _noisy(f"{first} {second} {n}", chance), box, text=text))
        holes.append(
            Placeholder(
                id=f"1:{n}",
                composition="card",
                layer=f"{first}_{second}_{n}",
                kind=PlaceholderKind.TEXT if text else PlaceholderKind.IMAGE,
                bbox=box,
                width=90,
                height=40,
                text="Sample" if text else None,
                composition_id="1",
            )
        )
    chance.shuffle(layers)
    comp = Composition("1", "card", 1200, 1500)
    return PsdDocument(1200, 1500, tuple(layers)), TemplateDocument((comp,), tuple(holes))


def _layer(key: str, name: str, box: Box, *, text: bool) -> Layer:
    kind = LayerKind.TEXT if text else LayerKind.IMAGE
    return Layer(key, name, name, kind, box, text=LayerText("Ben Forman") if text else None)


def _noisy(name: str, chance: random.Random) -> str:
    at = chance.randrange(1, 4)
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return chance.choice([name.upper(), name.title().replace(" ", ""), swapped, name])


def ours(card: Card) -> Choice:
    """The product's matcher."""
    return {match.placeholder_id: match.layer_id for match in match_layers(*card).matches}


def bare(card: Card) -> Choice:
    """The peer: likeness of names, and the assignment with the greatest sum."""
    layers, holes = card[0].layers, card[1].placeholders
    scores = cdist(
        [layer.name.casefold() for layer in layers],
        [hole.layer.replace("_", " ") for hole in holes],
        scorer=token_sort_ratio,
    )
    rows, columns = linear_sum_assignment(scores, maximize=True)
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    return {holes[column].id: layers[row].id for row, column in pairs}


def measured(matcher: Callable[[Card], Choice], card: Card) -> tuple[float, float]:
    """Milliseconds (median) and the share that is right."""
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        choice = matcher(card)
        times.append((time.perf_counter() - started) * 1000)
    right = sum(hole == f"1:{layer}" for hole, layer in choice.items())
    return statistics.median(times), right / len(card[1].placeholders)


def main() -> None:
    """Print a line for each size of card."""
    print("matching        ours ms  right     bare ms  right   ours/bare")
    for count in SIZES:
        card = made_card(count)
        (our_time, our_share), (time_, share) = measured(ours, card), measured(bare, card)
        print(
            f"{count:>5} x {count:<5} {our_time:>9.1f}  {our_share:>5.0%} {time_:>11.1f}"
            f"  {share:>5.0%} {our_time / time_:>13.2f}"
        )


if __name__ == "__main__":
    main()
