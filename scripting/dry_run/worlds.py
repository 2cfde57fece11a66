"""In which worlds a script is tried before anybody gets it: old, new, without a user."""

from collections.abc import Mapping

from extraction.template import TemplateDocument
from scripting.dry_run.model import OLDEST, HostModel, Size, model_of
from scripting.dry_run.runner import DryRunResult, run_on_each

NEWEST = "newest"  # with a user at the machine
OLDEST_HEADLESS = "oldest, headless, twice"  # nobody there to answer, no ids of layers
CHECKING = "dry run"  # asked to say what it would do


def modelled_worlds(
    template: TemplateDocument,
    assets: Mapping[str, Size],
    *,
    script_name: str,
    oldest: float = OLDEST,
) -> dict[str, HostModel]:
    """The template as each world has it; `assets` are sizes in pixels by name.

    `oldest` is the first version of After Effects that can run the script.
    """
    newest = model_of(template, script_name=script_name, assets=assets)
    return {
        NEWEST: newest,
        OLDEST_HEADLESS: {**newest, "version": oldest, "headless": True, "runs": 2},
        CHECKING: {**newest, "environment": {"SIXSTAGE_DRY_RUN": "1"}},
    }


def try_out_in_worlds(
    script: str,
    template: TemplateDocument,
    assets: Mapping[str, Size],
    *,
    script_name: str,
    oldest: float = OLDEST,
) -> dict[str, DryRunResult]:
    """Run the script in each world, in one process."""
    worlds = modelled_worlds(template, assets, script_name=script_name, oldest=oldest)
    return dict(zip(worlds, run_on_each(script, list(worlds.values())), strict=True))
