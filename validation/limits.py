"""Thresholds of the rules, with what each means; a value exactly at its limit is still allowed."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any


def _limit(default: float, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True, slots=True)
class Limits:
    """Shares (0.1 is 10 %) and factors (2.0 is 200 %)."""

    aspect: float = _limit(0.10, "Share by which a picture's shape may differ from its place's.")
    upscale_warning: float = _limit(1.0, "Factor of enlargement above which a warning is due.")
    upscale_critical: float = _limit(2.0, "Factor of enlargement above which it is critical.")
    crop: float = _limit(0.05, "Share of what a picture shows that its place may cut off.")
    opacity: float = _limit(0.2, "Opacity from which on a layer counts as seen.")
    alike: float = _limit(0.05, "Share by which the pictures of two like cards may differ.")
    longer_text: float = _limit(1.5, "Times the sample's width that a text without a box may take.")

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not (math.isfinite(value) and value >= 0):
                raise ValueError(f"The limit “{name}” must be a number of 0 or more.")


DEFAULT = Limits()


def meanings() -> Mapping[str, str]:
    """What each limit means, by its name."""
    return {one.name: one.metadata["meaning"] for one in fields(Limits)}
