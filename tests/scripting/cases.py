"""A template of one text and one picture, and what is needed to fill it and to run the script."""

from extraction import (
    Box,
    Composition,
    CompositionLayer,
    Fit,
    Layer,
    LayerKind,
    LayerText,
    Match,
    MatchDocument,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)
from scripting import Plan, build_plan, render_script
from scripting.dry_run import DryRunResult, HostModel, model_of, run_on

PLACE = (400, 300)
HOSTILE = (
    '"',
    "\\",
    "'; app.quit(); '",
    "*/ app.quit(); /*",
    "</script><script>",
    '//@include "x"',
    "#include 'x'",
    "\n//@include evil.jsx\n",
    "\u2028app.quit()\u2029",
    "a\0b\x7f",
    "\ud800 half",
    "👩‍👩‍👧 😀",
    "שלום \u202eevil",
    "é vs e\u0301",
    "%41 100%",
    "${x} `y`",
    "x" * 10_000,
    "😀" * 5_000,
    "__proto__",
    "{job} {0} %s",
)


def text_layer(content: str = "Ben Forman", key: str = "t") -> Layer:
    text = LayerText(content=content, fonts=("Impact",), font_size=60.0)
    return Layer(key, content, content, LayerKind.TEXT, Box(0, 0, 100, 50), text=text)


def image_layer(name: str = "cutout", key: str = "i") -> Layer:
    return Layer(key, name, name, LayerKind.IMAGE, Box(0, 0, 100, 100))


def psd(text: str = "Ben Forman", image: str = "cutout") -> PsdDocument:
    return PsdDocument(1200, 1500, (text_layer(text), image_layer(image)))


def text_hole(index: int = 1, layer: str = "player1", comp: str = "card") -> Placeholder:
    return Placeholder(
        id=f"11:{index}",
        composition=comp,
        layer=layer,
        kind=PlaceholderKind.TEXT,
        text="sample",
        font="Impact",
        font_size=60.0,
        composition_id="11",
        layer_id=str(100 + index),
    )


def image_hole(index: int = 2, layer: str = "photo", comp: str = "card") -> Placeholder:
    return Placeholder(
        id=f"11:{index}",
        composition=comp,
        layer=layer,
        kind=PlaceholderKind.IMAGE,
        width=float(PLACE[0]),
        height=float(PLACE[1]),
        composition_id="11",
        layer_id=str(100 + index),
    )


def template(*holes: Placeholder) -> TemplateDocument:
    holes = holes or (text_hole(), image_hole())
    types = {PlaceholderKind.TEXT: "TextLayer", PlaceholderKind.IMAGE: "AVLayer"}
    layers = tuple(
        CompositionLayer(number, hole.layer_id, hole.layer, types[hole.kind])
        for number, hole in enumerate(holes, start=1)
    )
    comp = Composition("11", holes[0].composition, 1200, 1500, 10.0, 30.0, layers)
    return TemplateDocument((comp,), holes)


MATCHES = MatchDocument((Match("t", "11:1"), Match("i", "11:2", fit=Fit.FIT)))


def plan(
    text: str = "Ben Forman", *, image: str = "cutout", output_name: str = "card 1.aep"
) -> Plan:
    return build_plan(
        psd(text, image), template(), MATCHES, job_id="card-1", output_name=output_name
    )


def world(made: Plan | None = None, **changes: object) -> HostModel:
    """The template open in After Effects, with that plan's package beside the script."""
    made = made or plan()
    model = model_of(
        template(),
        script_name=f"{made.stem}.jsx",
        assets={one.asset: (one.width, one.height) for one in made.images},
    )
    return model | changes


def run(model: HostModel, *, times: int = 1) -> DryRunResult:
    """Run the script of the plain plan in a world."""
    return run_on(render_script(plan()), model | {"runs": times})
