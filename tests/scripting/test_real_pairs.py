"""Every real card in every real template: each place is filled, whatever suits it."""

import re
from functools import cache
from pathlib import Path

import pytest

from extraction import (
    PsdDocument,
    TemplateDocument,
    read_psd,
    read_template,
)
from scripting import Plan, build_plan, render_script
from scripting.dry_run.sandbox import run
from scripting.dry_run.worlds import modelled_worlds
from tests.scripting.ecmascript import problems_of
from tests.scripting.real_files import filled, templates

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@cache
def _cards() -> list[PsdDocument]:
    return [read_psd(path) for path in sorted((DATA / "psd").iterdir())]


def _data(script: str) -> str:
    """What differs from script to script; the code below it is parsed in other tests."""
    return script.split("// How this script is run", 1)[0] + "}());\n"


def _tried(made: Plan, template: TemplateDocument) -> list[str]:
    """What the parser and each world have against a script."""
    script = render_script(made)
    sizes = {one.asset: (one.width, one.height) for one in made.images}
    wrong = problems_of(_data(script))
    for world, model in modelled_worlds(template, sizes, script_name="x.jsx").items():
        answer = run(script, model)
        said = [answer["error"], *answer["record"]["violations"]]
        said += re.findall("FAILED.*", str(answer["record"]["written"]))
        wrong += [f"{world}: {one}" for one in said if one]
    return wrong


@pytest.mark.parametrize("path", templates(DATA), ids=lambda path: path.name)
def test_every_card_gives_a_sound_script_for_it(path: Path) -> None:
    template = read_template(path)
    for psd in _cards():
        matches = filled(psd, template)
        if matches.matches:
            made = build_plan(psd, template, matches, job_id="card-1", output_name="card 1")
            assert _tried(made, template) == [], psd.layers[0].name
