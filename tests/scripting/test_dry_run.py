"""The model refuses what After Effects would, and what was never modelled."""

import pytest

from scripting.dry_run import DryRunResult, run_on
from tests.scripting.cases import card_model, card_plan, layer_of


def tried(code: str) -> DryRunResult:
    """Some code run in the card's template, with its first layer keyframed."""
    model = card_model(card_plan())
    layer_of(model, 1)["keyframes"] = 1
    return run_on(code, model)


LAYER = "var layer = app.project.item(1).layer(1);"
TEXT = LAYER + "var text = layer.property('ADBE Text Properties').property('ADBE Text Document');"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("app.quit();", "Application has no member quit"),
        ("app.project.item(0);", "index from 1"),
        ("app.project.item(1).layer(3);", "index from 1 to 2"),
        ("app.project.item(1).layer('player1fullname');", "names are not unique"),
        (TEXT + "text.setValue(text.value);", "setValue on a property with keyframes"),
        (LAYER + "layer.locked = true; layer.replaceSource(null, false);", "can't be replaced"),
        (LAYER + "layer.index = 2;", "can't be set"),
        ("app.endUndoGroup();", "endUndoGroup without a group"),
        ("app.beginUndoGroup('x');", "left open"),
        (
            "app.beginUndoGroup('x'); app.project.save(new File('/sandbox/x.aep'));",
            "inside an undo",
        ),
        ("app.project.save(new File('/sandbox/card-1.jsx'));", "would overwrite"),
        ("new File('x.aep');", "from wherever"),
        ("app.project.importFile(new ImportOptions(new File('/sandbox/no.png')));", "not exist"),
        (
            "app.project.importFile(new ImportOptions(new File('/sandbox/assets/02-cutout.png')));",
            "as a sequence",
        ),
        ("[1].forEach(function () {});", "not a function"),
        ("' x '.trim();", "not a function"),
        ("JSON.stringify({});", "JSON"),
        ("Object.keys({});", "not a function"),
        ("Math.trunc(1.5);", "not a function"),
        ("new Date().toISOString();", "not a function"),
        ("Date.now();", "not a function"),
        ("new Promise(function () {});", "Promise"),
        ("alert('x');", "alert"),
        ("}", "SyntaxError"),
    ],
)
def test_what_after_effects_would_refuse_is_refused(code: str, told: str) -> None:
    assert told in "\n".join(tried(code).errors)


@pytest.mark.parametrize(
    "code",
    ["while (true) {}", "var a = 'x'; while (true) { a += a; }", "(function f() { f(); }());"],
)
def test_a_script_without_an_end_is_stopped(code: str) -> None:
    assert tried(code).errors != ()


def test_a_script_can_reach_nothing_of_the_engines_around_it() -> None:
    code = (
        "var all = (function () { return this; }()), found = [], name;"
        "for (name in all) { found.push(name); }"
        "throw new Error('sees ' + found.sort().join());"
    )
    seen = tried(code).errors[0].split("sees ")[1].split("\n")[0]

    assert set(seen.split(",")) - {"all", "found", "name"} == {
        *("$", "AVLayer", "AlphaMode", "CompItem", "File", "Folder", "FolderItem", "FootageItem"),
        *("ImportAsType", "ImportOptions", "TextLayer", "Window", "app"),
    }
