"""Where a picture lies on its place, as the script will have it; boxes in any common pixels."""

from extraction import Box, Fit
from extraction.matches import CENTRE


def placed(picture: Box, place: Box, fit: Fit, focus: tuple[float, float] = CENTRE) -> Box:
    """The picture's box; where it fills its place, `focus` says which part of it stays in sight."""
    if fit is Fit.STRETCH:
        return place
    ratios = place.width / picture.width, place.height / picture.height
    scale = min(ratios) if fit is Fit.FIT else max(ratios)
    width, height = picture.width * scale, picture.height * scale
    across, down = focus if fit is Fit.FILL else CENTRE
    left = place.left + (place.width - width) * across
    top = place.top + (place.height - height) * down
    return Box(left, top, left + width, top + height)
