"""The zip that a studio takes to the machine with After Effects; all paths in it are relative."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from scripting.plan import Plan, PlannedChange

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same package for the same job, byte for byte
README = """\
1. Unpack this folder beside your collected template.
2. Open the template in After Effects.
3. File > Scripts > Run Script File, and choose {script}.
The script reports what it did, and saves the project as {project} in this folder.
The template itself is not changed.
"""


@dataclass(frozen=True, slots=True)
class Generated:
    """A script with its pictures. `manifest` says what is inside and what it is for.

    `changes` is what the script did when it was tried, in the template's order.
    """

    script_name: str
    script: str
    assets: Mapping[str, bytes]
    manifest: dict[str, Any]
    changes: tuple[PlannedChange, ...] = ()


def manifest_of(plan: Plan) -> dict[str, Any]:
    """What a package holds, for programs."""
    return {
        "job_id": plan.job_id,
        "revision": plan.revision,
        "script": f"{plan.stem}.jsx",
        "project": plan.project,
        "placeholders": [one.target.placeholder_id for one in plan.operations],
        "assets": [
            {
                "file": f"assets/{one.asset}",
                "placeholder_id": one.target.placeholder_id,
                "width": one.width,
                "height": one.height,
            }
            for one in plan.images
        ],
    }


def write_package(generated: Generated, file: BinaryIO) -> None:
    """Write the zip: script, assets folder, manifest and a readme."""
    readme = README.format(script=generated.script_name, project=generated.manifest["project"])
    with zipfile.ZipFile(file, "w") as archive:
        _add(archive, generated.script_name, generated.script.encode("ascii"))
        _add(archive, "manifest.json", json.dumps(generated.manifest, indent=2).encode())
        _add(archive, "README.txt", readme.encode("ascii"))
        for name, content in sorted(generated.assets.items()):
            _add(archive, f"assets/{name}", content, packed=False)


def _add(archive: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = True) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    archive.writestr(info, content)
