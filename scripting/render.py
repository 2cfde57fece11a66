"""A plan becomes the text of an ExtendScript: data at the top, hand-written code below."""

from importlib.resources import files

from scripting.literals import Value, literal
from scripting.operations import Operation, ReplaceFootage, Target
from scripting.plan import Plan

PARTS = ("report", "find", "text", "images", "save", "main")
HEADER = """\
// Fills an After Effects template. Open the template, then choose File > Scripts > Run Script File.
// Keep this file beside its "assets" folder. The open project is saved under a new name.
"""


def render_script(plan: Plan) -> str:
    """The whole script: ASCII, line feeds, one function scope, the same for the same plan."""
    parts = "\n".join(_part(name) for name in PARTS)
    data = literal(_data(plan), level=1)
    return f"{HEADER}(function () {{\n    var DATA = {data};\n\n{parts}\n    main();\n}}());\n"


def _part(name: str) -> str:
    text = (files("scripting") / "runtime" / f"{name}.jsx").read_text(encoding="ascii")
    lines = text.splitlines()
    return "\n".join(f"    {line}" if line else "" for line in lines) + "\n"


def _data(plan: Plan) -> Value:
    return {
        "job": plan.job_id,
        "revision": plan.revision,
        "project": plan.project,
        "report": f"{plan.stem}-report.txt",
        "operations": [_operation(one) for one in plan.operations],
    }


def _number(identifier: str) -> int:
    return int(identifier) if identifier.isdecimal() else 0


def _operation(one: Operation) -> Value:
    target = _located(one.target)
    if isinstance(one, ReplaceFootage):
        size = {"width": one.width, "height": one.height}
        return {"do": "image", **target, "asset": one.asset, **size}
    # After Effects parts paragraphs by carriage returns.
    return {"do": "text", **target, "text": one.text.replace("\r\n", "\n").replace("\n", "\r")}


def _located(target: Target) -> dict[str, Value]:
    return {
        "placeholder": target.placeholder_id,
        "compId": _number(target.composition_id),
        "comp": target.composition,
        "layerId": _number(target.layer_id),
        "layerIndex": target.layer_index,
        "layer": target.layer,
    }
