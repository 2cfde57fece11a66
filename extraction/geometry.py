"""Boxes on a canvas or in a composition; no knowledge of what is drawn in them."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels from the top left corner, right and bottom edges excluded.

    As JSON it is the list [left, top, right, bottom].
    """

    left: int | float
    top: int | float
    right: int | float
    bottom: int | float

    @property
    def width(self) -> float:
        """Pixels; 0 for an empty box, never negative."""
        return max(0, self.right - self.left)

    @property
    def height(self) -> float:
        """Pixels; 0 for an empty box, never negative."""
        return max(0, self.bottom - self.top)

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        """Pixels (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2
