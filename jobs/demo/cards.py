"""Three line-up cards in the likeness of a studio's: one clean, one doubtful, one that can't go on.

They go with a template whose place for the picture is 1000 x 1100 pixels and which has three
places for names. Everything is drawn here; nobody's likeness or artwork is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from jobs.demo.psd_builder import GroupSpec, ImageLayerSpec, LayerSpec, TextLayerSpec, build_psd

WIDTH, HEIGHT = 1200, 1500
PLACE = (1000, 1100)
NAME_SIZE, NAME_STEP = 60, 112
SHARPNESS = 2  # silhouettes are drawn this much larger, for soft edges


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is coloured, and how large and crowded its cut-out is, in pixels."""

    cutout: tuple[int, int]
    figures: int
    top: str
    bottom: str
    accent: str


class CardVariant(Enum):
    """What validation will find in the card, by the shape and size of its cut-out."""

    CLEAN = Look(PLACE, 1, "#12355b", "#0b132b", "#f2c14e")
    CRITICAL = Look((1100, 620), 3, "#5b1235", "#22081a", "#f78154")  # of another shape
    WARNING = Look((700, 770), 1, "#0f5257", "#06262b", "#b4e33d")  # has to be enlarged by 43 %


@dataclass(frozen=True, slots=True)
class DemoCard:
    """A card of the demo batch; `name` is fit for a file and a job id."""

    name: str
    players: tuple[str, str, str]
    variant: CardVariant


DEMO_CARDS = (
    DemoCard("card-1-clean", ("BEN FORMAN", "ELOISE GRACE", "EMMA LOUISE"), CardVariant.CLEAN),
    DemoCard("card-2-critical", ("ZOE BROOKNER", "IAN O’HARE", "LEILA NASR"), CardVariant.CRITICAL),
    DemoCard("card-3-warning", ("TOM AKERLUND", "ANA COSTA", "MIA DUARTE"), CardVariant.WARNING),
)


def build_card(path: Path, *, players: Sequence[str], variant: CardVariant) -> None:
    """Write a line-up card of 1200 x 1500 pixels; the players' names stand from top to bottom."""
    look = variant.value
    width, height = look.cutout
    names = [
        TextLayerSpec(name, name, 72, 1080 + NAME_STEP * place, NAME_SIZE, font="Impact")
        for place, name in enumerate(players)
    ]
    layers: list[LayerSpec] = [
        ImageLayerSpec("GUIDES do not export", _guides(), visible=False),
        TextLayerSpec("TITLE", "STARTING LINE-UP", 72, 60, 92, look.accent, "Impact"),
        GroupSpec("Players", names),
        ImageLayerSpec(
            "cutout", _cutout(look), left=(WIDTH - width) // 2, top=max(200, 1000 - height)
        ),
        ImageLayerSpec("background", _background(look)),
    ]
    build_psd(WIDTH, HEIGHT, layers, path)


def _background(look: Look) -> Image.Image:
    fade = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    low, high = (Image.new("RGB", fade.size, color) for color in (look.bottom, look.top))
    picture = Image.composite(low, high, fade)
    draw = ImageDraw.Draw(picture)
    for x in range(-HEIGHT, WIDTH, 300):
        draw.line([(x, HEIGHT), (x + HEIGHT, 0)], fill=look.top, width=40)
    draw.rectangle([72, 180, 420, 190], fill=look.accent)
    return picture


def _cutout(look: Look) -> Image.Image:
    """Draw figures as a group that touches all four edges, with soft edges and light from above."""
    width, height = look.cutout
    shape = Image.new("L", (width * SHARPNESS, height * SHARPNESS))
    share = shape.width / look.figures
    for place in range(look.figures):
        _draw_figure(ImageDraw.Draw(shape), place * share, share, shape.height)
    alpha = shape.resize((width, height), Image.Resampling.BOX)
    light = Image.linear_gradient("L").resize((width, height))
    dark, bright = (Image.new("RGB", light.size, color) for color in (look.bottom, "#f4f1de"))
    picture = Image.composite(dark, bright, light)
    rim = ImageChops.subtract(alpha, alpha.filter(ImageFilter.GaussianBlur(14)), scale=0.5)
    picture.paste(look.accent, mask=rim)
    picture.putalpha(alpha)
    return picture


def _draw_figure(draw: ImageDraw.ImageDraw, left: float, width: float, height: float) -> None:
    centre = left + width / 2
    head = min(width, height) * 0.17
    neck = head * 2 * 0.92
    draw.ellipse([centre - head * 0.82, 0, centre + head * 0.82, head * 2], fill=255)
    draw.rectangle([centre - head * 0.4, neck - head * 0.4, centre + head * 0.4, neck + head], 255)
    shoulders = [left, neck + head * 0.3, left + width - 1, height * 2]
    draw.rounded_rectangle(shoulders, radius=width * 0.28, fill=255)


def _guides() -> Image.Image:
    picture = Image.new("RGBA", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(picture)
    draw.rectangle([72, 60, WIDTH - 72, HEIGHT - 60], outline="#ff00ff", width=2)
    draw.line([(WIDTH // 2, 0), (WIDTH // 2, HEIGHT)], fill="#00ffff", width=2)
    return picture
