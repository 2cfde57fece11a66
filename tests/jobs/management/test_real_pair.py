"""A studio's real template and a card in the likeness of its own, from the command line."""

from pathlib import Path

import pytest

from tests.jobs.management.conftest import Ran, Run
from tests.scripting.ecmascript import problems_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_queue")]

NAMES = ["BEN FORMAN", "ELOISE GRACE", "EMMA LOUISE"]


@pytest.fixture
def pair(shared_data: Path) -> tuple[object, ...]:
    project = shared_data / "aepx" / "test-after-effects-project.aepx"
    return "--psd", shared_data / "psd" / "lineup-card.psd", "--template", project


def by_placeholder(run: Run, pair: tuple[object, ...]) -> dict[str, str]:
    """Names of the layers that `match_layers` proposes, by placeholder."""
    matches = run("match_layers", *pair).document["matches"]
    card = run("extract_psd", pair[1]).document
    template = run("extract_template", pair[3]).document
    layers = {layer["id"]: layer["name"] for layer in card["layers"]}
    holes = {hole["id"]: hole["layer"] for hole in template["placeholders"]}
    return {holes[one["placeholder_id"]]: layers[one["layer_id"]] for one in matches}


def test_the_names_are_matched_in_order_and_the_cutout(run: Run, pair: tuple[object, ...]) -> None:
    assert by_placeholder(run, pair) == {
        "player1fullname": NAMES[0],
        "player2fullname": NAMES[1],
        "player3fullname": NAMES[2],
        "featuredimage1": "cutout",
    }


def test_a_critical_shape_waits_for_a_person(
    run: Run, pair: tuple[object, ...], tmp_path: Path
) -> None:
    ran: Ran = run("run_pipeline", *pair, "--out", tmp_path / "out")

    assert ran.code == 3
    codes = [issue["code"] for issue in ran.document["report"]["critical_issues"]]
    assert codes == ["aspect_ratio_mismatch"]
    assert ran.document["script"] is None


def test_with_a_reason_a_sound_script_comes_out(
    run: Run, pair: tuple[object, ...], tmp_path: Path
) -> None:
    reason = ("--override-reason", "The client wants the whole player.")

    ran: Ran = run("run_pipeline", *pair, "--out", tmp_path / "out", *reason)

    assert ran.code == 0
    script = Path(ran.document["script"]).read_text(encoding="ascii")
    assert problems_of(script) == []
    assert all(f'"text": "{name}"' in script for name in NAMES)
    assert Path(ran.document["package"]).is_file()
