"""A plan becomes the text of an ExtendScript: data at the top, hand-written code below.

Only the data varies, and it varies in literals alone: no name and no text gets into a comment or
into code. Nothing may change a script once it is rendered.
"""

import hashlib
import re
from importlib.resources import files

from scripting.literals import Value, literal
from scripting.operations import Operation, ReplaceFootage, Target, number_of
from scripting.plan import Plan

PARTS = ("report", "find", "text", "images", "save", "main")
HEADER = """\
// Fills an After Effects template. Open the template, then choose File > Scripts > Run Script File.
// Keep this file beside its "assets" folder. The open project is saved under a new name.
// Job {job}, revision {revision}, data {digest}
"""
_PLAIN_JOB_ID = re.compile(r"[A-Za-z0-9._-]{1,50}")


def render_script(plan: Plan) -> str:
    """The whole script: ASCII, line feeds, one function scope, the same for the same plan."""
    parts = "\n".join(_part(name) for name in PARTS)
    data = literal(_data(plan), level=1)
    body = f"(function () {{\n    var DATA = {data};\n\n{parts}\n    main();\n}}());\n"
    return _header(plan, data) + body


def _header(plan: Plan, data: str) -> str:
    # A comment that begins with an at sign is carried out, and one can be ended by its text.
    job = plan.job_id if _PLAIN_JOB_ID.fullmatch(plan.job_id) else "unnamed"
    digest = hashlib.sha256(data.encode("ascii")).hexdigest()[:16]
    return HEADER.format(job=job, revision=plan.revision, digest=digest)


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


def _operation(one: Operation) -> Value:
    target = _located(one.target)
    if isinstance(one, ReplaceFootage):
        size = {"width": one.width, "height": one.height}
        return {"do": "image", **target, "asset": one.asset, **size}
    return {"do": "text", **target, "text": one.words}


def _located(target: Target) -> dict[str, Value]:
    return {
        "placeholder": target.placeholder_id,
        "compId": number_of(target.composition_id),
        "comp": target.composition,
        "layerId": number_of(target.layer_id),
        "layerIndex": target.layer_index,
        "layer": target.layer,
    }
