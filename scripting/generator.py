"""Approved matches become a script and its pictures, tried before they are handed out."""

from collections.abc import Mapping
from pathlib import Path

from extraction.matches import MatchDocument
from extraction.psd import PsdDocument
from extraction.template import TemplateDocument
from scripting.assets import make_assets, png_size
from scripting.changes import STYLES, changes_shown
from scripting.colors import colors_wanted
from scripting.dry_run import DryRunResult, Size
from scripting.dry_run.model import OLDEST, OLDEST_WITH_CONTROLS
from scripting.dry_run.worlds import CHECKING, NEWEST, OLDEST_HEADLESS, try_out_in_worlds
from scripting.errors import DryRunFailed
from scripting.operations import Operation, ReplaceFootage, SetColor, SetText
from scripting.package import Generated
from scripting.plan import Plan, build_plan
from scripting.render import render_script


def generate(
    *,
    psd_path: Path,
    assets_folder: Path,
    psd: PsdDocument,
    template: TemplateDocument,
    matches: MatchDocument,
    job_id: str,
    output_name: str,
    revision: int = 1,
) -> Generated:
    """Plan, write, try out. Reads the PSD's pixels; starts one short process.

    The pictures are written into `assets_folder`, where they have to stay while they are used.

    Raises: ScriptingError; ExtractionError when a layer's pixels can't be read.
    """
    plan = build_plan(
        psd,
        template,
        matches,
        job_id=job_id,
        output_name=output_name,
        revision=revision,
        colors=colors_wanted(psd_path, template, matches),
    )
    script = render_script(plan)
    assets = make_assets(psd_path, plan, assets_folder)
    sizes = {name: png_size(content) for name, content in assets.items()}
    tried = try_out(plan, script, template, sizes)
    return Generated(plan, script, assets, changes_shown(plan, tried))


def try_out(
    plan: Plan, script: str, template: TemplateDocument, sizes: Mapping[str, Size]
) -> DryRunResult:
    """Run the script in every modelled world; what it did in the newest with a user is returned.

    Raises: DryRunFailed unless every operation arrived at its layer, and nothing else changed.
    `sizes` are those of the pictures that were made, in pixels, by asset name.
    """
    has_controls = any(one.target.control for one in plan.operations)
    results = try_out_in_worlds(
        script,
        template,
        sizes,
        script_name=f"{plan.stem}.jsx",
        oldest=OLDEST_WITH_CONTROLS if has_controls else OLDEST,
    )
    for result in results.values():
        if result.errors:
            raise DryRunFailed(
                f"Tried on a model of the template, the script failed: {result.errors[0]}"
            )
    for world in (NEWEST, OLDEST_HEADLESS):
        if _filled(results[world]) != _wanted(plan):
            raise DryRunFailed("Tried on a model of the template, the script filled other layers.")
        if _fonts_set(results[world]) != _fonts_wanted(plan, template):
            raise DryRunFailed("Tried on a model of the template, the script set other fonts.")
    if results[NEWEST].items != results[OLDEST_HEADLESS].items:
        raise DryRunFailed("Run twice, the script left the project with other items.")
    if results[CHECKING].changes or results[CHECKING].saved:
        raise DryRunFailed("In its own dry run, the script changed the project.")
    return results[NEWEST]


def _filled(result: DryRunResult) -> dict[tuple[str, str, str], str]:
    return {one.key: one.after for one in result.changes if one.kind not in STYLES}


def _fonts_set(result: DryRunResult) -> dict[tuple[str, str, str], str]:
    return {one.key: one.after for one in result.changes if one.kind == "font"}


def _fonts_wanted(plan: Plan, template: TemplateDocument) -> dict[tuple[str, str, str], str]:
    """What was agreed, for each text layer that is filled and has such a font in the template."""
    agreed = {one.font: one.substitute for one in plan.fonts if one.substitute != one.font}
    own = {hole.id: hole.font for hole in template.placeholders if hole.font in agreed}
    return {
        one.target.key: agreed[font]
        for one in plan.operations
        if isinstance(one, SetText) and one.target.control is None
        if (font := own.get(one.target.placeholder_id))
    }


def _wanted(plan: Plan) -> dict[tuple[str, str, str], str]:
    return {one.target.key: _expected(one) for one in plan.operations}


def _expected(one: Operation) -> str:
    if isinstance(one, ReplaceFootage):
        return one.asset
    return one.color if isinstance(one, SetColor) else one.words
