"""Approved matches become a script and its pictures, tried before they are handed out."""

from collections.abc import Mapping
from pathlib import Path

from extraction.matches import MatchDocument
from extraction.psd import PsdDocument
from extraction.template import TemplateDocument
from scripting.assets import make_assets, png_size
from scripting.dry_run import Size, dry_run
from scripting.errors import DryRunFailed
from scripting.operations import SetText
from scripting.package import Generated, manifest_of
from scripting.plan import Plan, build_plan
from scripting.render import render_script


def generate(
    *,
    psd_path: Path,
    psd: PsdDocument,
    template: TemplateDocument,
    matches: MatchDocument,
    job_id: str,
    output_name: str,
    revision: int = 1,
) -> Generated:
    """Plan, write, try out. Reads the PSD's pixels; starts one short process.

    Raises: ScriptingError; ExtractionError when a layer's pixels can't be read.
    """
    plan = build_plan(
        psd, template, matches, job_id=job_id, output_name=output_name, revision=revision
    )
    script = render_script(plan)
    assets = make_assets(psd_path, plan)
    sizes = {name: png_size(content) for name, content in assets.items()}
    try_out(plan, script, template, sizes)
    return Generated(f"{plan.stem}.jsx", script, assets, manifest_of(plan))


def try_out(plan: Plan, script: str, template: TemplateDocument, sizes: Mapping[str, Size]) -> None:
    """Raise DryRunFailed unless every operation arrived at its layer, and nothing else changed.

    `sizes` are those of the pictures that were made, in pixels, by asset name.
    """
    result = dry_run(script, template, sizes, script_name=f"{plan.stem}.jsx")
    if result.errors:
        raise DryRunFailed(
            f"Tried on a model of the template, the script failed: {result.errors[0]}"
        )
    done = {(one.composition_id, one.layer_id): one.after for one in result.changes}
    wanted = {
        (one.target.composition_id, one.target.layer_id): (
            one.words if isinstance(one, SetText) else one.asset
        )
        for one in plan.operations
    }
    if done != wanted:
        raise DryRunFailed("Tried on a model of the template, the script filled other layers.")
