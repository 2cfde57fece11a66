"""The rules, one subject a file. A rule takes part when it is named here, in this order."""

from typing import Final

from validation.registry import Rule
from validation.rules.aspect import aspect_ratio_mismatch
from validation.rules.empty import layer_without_pixels, text_empty
from validation.rules.measurable import check_not_possible
from validation.rules.scale import upscaled, upscaled_too_far
from validation.rules.structure import (
    layer_used_twice,
    placeholder_filled_twice,
    unknown_layer,
    unknown_placeholder,
    wrong_kind,
)
from validation.rules.unfilled import optional_placeholder_unfilled, placeholder_unfilled
from validation.rules.visibility import hidden_layer_used

ALL_RULES: Final[tuple[Rule, ...]] = (
    unknown_layer,
    unknown_placeholder,
    wrong_kind,
    placeholder_filled_twice,
    layer_used_twice,
    text_empty,
    layer_without_pixels,
    aspect_ratio_mismatch,
    upscaled_too_far,
    upscaled,
    check_not_possible,
    placeholder_unfilled,
    optional_placeholder_unfilled,
    hidden_layer_used,
)
