"""How a template's text is set, as far as its length is concerned: in a box or not, how close."""

from dataclasses import replace

from py_aep import TextDocument

from extraction.template import Placeholder
from extraction.template_values import rounded


def with_setting(hole: Placeholder, document: TextDocument) -> Placeholder:
    """Add to a text placeholder what its text document says of its setting."""
    leading = document.leading if not document.auto_leading else None
    return replace(
        hole,
        is_box_text=bool(document.box_text),
        leading=rounded(leading) if leading else None,
        tracking=rounded(document.tracking or 0.0),
        all_caps=bool(document.all_caps),
    )
