"""x."""

from typing import Final

WEIGHTS: Final = {
    "text": {
        "prior": -0.6,
        "wording.covered": 7.5, "wording.says_role": -0.6, "wording.named_otherwise": -1.5, "wording.dressing": -3.0,
        "numbering.same": 1.6, "numbering.other": -3.0,
        "order.same": 1.2, "order.other": -1.5, "order.same_of_fewer": 0.6, "order.other_of_fewer": -0.75,
        "size.font_apart": -0.7, "size.font_known": 0.6,
        "text_form.sample_same": 1.6, "text_form.sample_both_words": 0.4, "text_form.sample_related": 0.3,
        "text_form.sample_words_instead": -2.2, "text_form.sample_other": -2.2, "text_form.length_apart": -0.35,
        "position.near": 1.0, "position.far": 1.0,
    },
    "image": {
        "prior": -0.4,
        "wording.covered": 7.5, "wording.says_role": -0.6, "wording.named_otherwise": -1.5, "wording.dressing": -3.0,
        "numbering.same": 1.6, "numbering.other": -3.0,
        "order.same": 1.2, "order.other": -1.5, "order.same_of_fewer": 0.6, "order.other_of_fewer": -0.75,
        "size.shape_apart": -1.2, "size.shape_known": 0.6, "size.layer_covers": -3.5, "size.group": -1.2,
        "position.near": 1.0, "position.far": 1.0,
    },
}
CONFIDENCE: Final = {"text": (1.0, 0.0), "image": (1.0, 0.0)}
