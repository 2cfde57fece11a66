"""The rules by family, one subject a file. A rule takes part once it is named here."""

from collections.abc import Mapping
from itertools import chain
from typing import Final

from validation.registry import Rule
from validation.rules.aspect import aspect_ratio_mismatch
from validation.rules.batch import (
    card_nearly_twice,
    card_sent_twice,
    newer_card_sent,
    output_name_taken,
)
from validation.rules.color import (
    blend_mode_lost,
    color_converted,
    effects_lost,
    nearly_transparent,
)
from validation.rules.crop import (
    beyond_canvas,
    content_cropped,
    orientation_differs,
    touches_canvas_edge,
)
from validation.rules.driven import text_is_driven
from validation.rules.empty import layer_without_pixels, text_empty
from validation.rules.fit_of_text import text_too_long
from validation.rules.fonts import (
    card_font_missing,
    characters_missing,
    font_missing,
    font_not_allowed,
    font_substituted,
    fonts_not_checked,
    script_not_checked,
    template_font_missing,
)
from validation.rules.measurable import check_not_possible
from validation.rules.place import (
    footage_missing,
    footage_not_checked,
    placeholder_hidden,
    placeholder_locked,
    placeholder_out_of_time,
)
from validation.rules.scale import upscaled, upscaled_too_far
from validation.rules.structure import (
    layer_used_twice,
    placeholder_filled_twice,
    unknown_layer,
    unknown_placeholder,
    wrong_kind,
)
from validation.rules.unfilled import optional_placeholder_unfilled, placeholder_unfilled
from validation.rules.value import no_number
from validation.rules.visibility import hidden_layer_used
from validation.rules.wording_of_text import (
    case_differs,
    same_text_twice,
    sample_text_left,
    spaces_at_ends,
)

FAMILIES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "Matches": (
        unknown_layer,
        unknown_placeholder,
        wrong_kind,
        placeholder_filled_twice,
        layer_used_twice,
    ),
    "Images": (
        layer_without_pixels,
        aspect_ratio_mismatch,
        upscaled_too_far,
        upscaled,
        content_cropped,
        orientation_differs,
        beyond_canvas,
        touches_canvas_edge,
        nearly_transparent,
        effects_lost,
        blend_mode_lost,
        color_converted,
    ),
    "Text": (
        text_empty,
        no_number,
        text_too_long,
        text_is_driven,
        sample_text_left,
        case_differs,
        spaces_at_ends,
        same_text_twice,
    ),
    "Fonts": (
        font_missing,
        font_not_allowed,
        characters_missing,
        script_not_checked,
        template_font_missing,
        card_font_missing,
        font_substituted,
        fonts_not_checked,
    ),
    "Card": (
        check_not_possible,
        placeholder_unfilled,
        optional_placeholder_unfilled,
        hidden_layer_used,
        placeholder_hidden,
        placeholder_out_of_time,
        placeholder_locked,
        footage_missing,
        footage_not_checked,
        card_sent_twice,
        card_nearly_twice,
        newer_card_sent,
        output_name_taken,
    ),
}
ALL_RULES: Final[tuple[Rule, ...]] = tuple(chain.from_iterable(FAMILIES.values()))
