"""A plan becomes the text of an ExtendScript: data at the top, hand-written code below.

Only the data varies, and it varies in literals alone: no name and no text gets into a comment or
into code. Nothing may change a script once it is rendered.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files

from scripting.literals import Value, literal
from scripting.operations import (
    Operation,
    ReplaceFootage,
    SetNumber,
    SetText,
    Target,
    number_of,
)
from scripting.plan import Plan

PARTS = (
    "settings",
    "report",
    "folder",
    "json",
    "receipt",
    "find",
    "essential",
    "marker",
    "room",
    "text",
    "images",
    "control",
    "save",
    "fill",
    "main",
)
SETTINGS = {"dryRun": False}
HEADER = """\
// Fills an After Effects template. Open the template, then choose File > Scripts > Run Script File.
// Keep this file beside its "assets" folder. The open project is saved under a new name.
// To see first what it would do, set dryRun below to true. Run again, it updates the project.
// Job {job}, revision {revision}, data {digest}
"""
TOP = """\
    // With dryRun set to true, the script tells what it would do and changes nothing.
    var SETTINGS = {settings};

    // What goes where. A layer is found by its id and has to have its name, or by place and name.
    var DATA = {data};
"""
_PLAIN_JOB_ID = re.compile(r"[A-Za-z0-9._-]{1,50}")


def render_script(plan: Plan) -> str:
    """The whole script: ASCII, line feeds, one function scope, the same for the same plan."""
    return whole_script(_header(plan), TOP, _data(plan), PARTS)


def whole_script(header: str, top: str, data: Value, parts: Sequence[str]) -> str:
    """Settings and data in `top`, then the hand-written parts of those names, in one scope."""
    filled = top.format(settings=literal(SETTINGS, level=1), data=literal(data, level=1))
    code = "\n".join(_part(name) for name in parts)
    return f"{header}(function () {{\n{filled}\n{code}\n    main();\n}}());\n"


def digest_of(plan: Plan) -> str:
    """Short hash of what a script does; its receipt carries it as well. 16 hexadecimal digits."""
    does: list[Value] = [_operation(one) for one in plan.operations]
    operations = literal([*does, *_fonts(plan)])
    return hashlib.sha256(operations.encode("ascii")).hexdigest()[:16]


def _header(plan: Plan) -> str:
    # A comment that begins with an at sign is carried out, and one can be ended by its text.
    job = plan.job_id if _PLAIN_JOB_ID.fullmatch(plan.job_id) else "unnamed"
    return HEADER.format(job=job, revision=plan.revision, digest=digest_of(plan))


def _part(name: str) -> str:
    text = (files("scripting") / "runtime" / f"{name}.jsx").read_text(encoding="ascii")
    lines = text.splitlines()
    return "\n".join(f"    {line}" if line else "" for line in lines) + "\n"


def _data(plan: Plan) -> Value:
    return {
        "title": f"Sixstage, job {plan.job_id}, revision {plan.revision}",
        "job": plan.job_id,
        "revision": plan.revision,
        "project": plan.project,
        "digest": digest_of(plan),
        "report": f"{plan.stem}-report.txt",
        "receipt": f"{plan.stem}-receipt.json",
        "fonts": _fonts(plan),
        "operations": [_operation(one) for one in plan.operations],
    }


def _fonts(plan: Plan) -> list[Value]:
    return [{"font": one.font, "substitute": one.substitute} for one in plan.fonts]


def _operation(one: Operation) -> Value:
    target = _located(one.target)
    if one.target.control is not None:
        target |= {
            "control": one.target.control.name,
            "controlNumber": one.target.control.number,
        }
        return {"do": "control", **target, **_control_value(one)}
    if isinstance(one, ReplaceFootage):
        size = {"width": one.width, "height": one.height}
        return {"do": "image", **target, "asset": one.asset, **size}
    if not isinstance(one, SetText):
        raise TypeError("Only Essential Graphics takes numbers and colours.")
    room = {"roomWidth": one.room_width, "fontSize": one.font_size, "shrink": one.shrink}
    return {"do": "text", **target, "text": one.words, **room}


def _control_value(one: Operation) -> Mapping[str, Value]:
    if isinstance(one, SetText):
        return {"sets": "text", "text": one.words}
    if isinstance(one, ReplaceFootage):
        return {"sets": "media", "asset": one.asset}
    if isinstance(one, SetNumber):
        return {"sets": "number", "value": one.number}
    return {"sets": "color", "value": one.parts}


def _located(target: Target) -> dict[str, Value]:
    return {
        "placeholder": target.placeholder_id,
        "compId": number_of(target.composition_id),
        "comp": target.composition,
        "layerId": number_of(target.layer_id),
        "layerIndex": target.layer_index,
        "layer": target.layer,
        "exposed": target.exposed,
    }
