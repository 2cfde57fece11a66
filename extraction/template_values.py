"""How a project's words and numbers enter our documents, whichever way they were read."""

import math


def clean(text: str) -> str:
    """Without what no database and no JSON takes; line breaks all of one kind."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").replace("\x03", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


def rounded(value: float) -> float:
    """To four places; what is no number is 0."""
    return round(float(value), 4) if math.isfinite(value) else 0.0
