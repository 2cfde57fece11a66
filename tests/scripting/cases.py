"""A plan, its script and the modelled After Effects that tests of the runtime run it in."""

from copy import deepcopy
from typing import Any

from extraction import Match, MatchDocument, PsdDocument, TemplateDocument
from scripting import build_plan, render_script
from scripting.dry_run import DryRunResult, HostModel, model_of, run_on
from scripting.plan import Plan
from tests.factories import make_layer, make_psd, make_template, make_text_layer

BOTH = MatchDocument((Match("2", "11:1", 0.9), Match("3", "11:2", 0.9)))
# Whatever a file may call its layers, folders and itself.
HOSTILE_NAMES = (
    *('"; app.quit(); "', "'", "\\", "\\u0022", "*/ app.quit(); /*", "</script>", "<!--"),
    *('//@include "x"', "@include x", "#target x", "a\nb\r\nc", "\u2028app.quit()\u2029", "\0\x7f"),
    *("\U0001f600", "אבג", "e\u0301", "\ufeff", "%41%", "__proto__", "x" * 10_000, ""),
)


def card_plan(
    matches: MatchDocument = BOTH,
    psd: PsdDocument | None = None,
    template: TemplateDocument | None = None,
    *,
    job_id: str = "card-1",
    output_name: str = "card 1.aep",
) -> Plan:
    """The plan of a card with one name and one cut-out."""
    return build_plan(
        psd or make_psd(),
        template or make_template(),
        matches,
        job_id=job_id,
        output_name=output_name,
    )


def hostile_plan(name: str) -> Plan:
    """A plan in which all that people can name is called so."""
    text = make_text_layer("2", name)
    template = make_template()
    return card_plan(
        psd=make_psd(text, make_layer("3", name=name)),
        template=template,
        job_id=name,
        output_name=name,
    )


def card_model(plan: Plan, template: TemplateDocument | None = None, **world: Any) -> HostModel:
    """The card's template, open in After Effects; `world` is laid over the model."""
    model = model_of(
        template or make_template(),
        script_name=f"{plan.stem}.jsx",
        assets={one.asset: (one.width, one.height) for one in plan.images},
    )
    return deepcopy(model) | world


def layer_of(model: HostModel, index: int) -> dict[str, Any]:
    """The layer of that index, from 1, in the model's first composition; to be changed."""
    layer: dict[str, Any] = model["comps"][0]["layers"][index - 1]
    return layer


def run(plan: Plan, model: HostModel) -> DryRunResult:
    """The plan's script, run in that world."""
    return run_on(render_script(plan), model)
