"""A template's compositions as the review page draws them: to scale, with what is to be filled."""

from dataclasses import dataclass

from extraction import Placeholder, TemplateDocument

LABEL_SHARE = 36  # a comp's side in label heights


@dataclass(frozen=True, slots=True)
class Comp:
    """One composition that has something to fill; sizes in its pixels."""

    name: str
    width: int
    height: int
    holes: tuple[Placeholder, ...]

    @property
    def label_size(self) -> int:
        """Height of the names drawn in it."""
        return max(1, max(self.width, self.height) // LABEL_SHARE)

    @property
    def label_gap(self) -> int:
        """Room before a name."""
        return self.label_size // 2


def drawn_comps(template: TemplateDocument) -> tuple[Comp, ...]:
    """Those that have something to fill; large boxes first, so that small ones lie on top."""
    comps = []
    for comp in template.compositions:
        holes = [hole for hole in template.placeholders if hole.composition_id == comp.id]
        drawn = [hole for hole in holes if hole.bbox is not None]
        drawn.sort(key=lambda hole: -hole.bbox.area if hole.bbox else 0)
        if holes:
            comps.append(Comp(comp.name, comp.width, comp.height, tuple(drawn)))
    return tuple(comps)
