"""Weights as the Python module that the matcher reads."""

from collections.abc import Mapping

_HEAD = '''"""What each feature of a pair is worth, in log-odds. Written by `make fit`; not by hand.

Fitted on {count} invented cards and calibrated on {half} others (benchmarks/fitting). `CONFIDENCE`
is the scale and offset of scores at which chances come true, `LEAST` the score below which a
placeholder is better left empty.
"""

from typing import Final

'''


def written(
    weights: Mapping[str, Mapping[str, float]],
    confidence: Mapping[str, tuple[float, float]],
    least: Mapping[str, float],
    count: int,
) -> str:
    """The module's text."""
    lines = ["WEIGHTS: Final[dict[str, dict[str, float]]] = {"]
    for kind, table in weights.items():
        lines += [
            f'    "{kind}": {{',
            *(f'        "{k}": {v},' for k, v in table.items()),
            "    },",
        ]
    lines += ["}", "CONFIDENCE: Final[dict[str, tuple[float, float]]] = {"]
    lines += [f'    "{kind}": {line},' for kind, line in confidence.items()]
    lines += ["}", "LEAST: Final[dict[str, float]] = {"]
    lines += [f'    "{kind}": {score},' for kind, score in least.items()]
    return _HEAD.format(count=count, half=count // 2) + "\n".join([*lines, "}"]) + "\n"
