"""The zip that a studio takes to the machine with After Effects; all paths in it are relative.

Everything lies in one folder named for the job. The manifest lists each other file with its
SHA-256, so that a copy can be checked.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from scripting.names import folder_name
from scripting.plan import Plan, PlannedChange
from scripting.populated import Populated

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same package for the same job, byte for byte
PACKED = (".png", ".zip")  # gain nothing from being packed once more
README = """\
HOW TO RUN IT

1. Unpack this folder anywhere.
2. Open a copy of the template in After Effects (2020 or later).
3. File > Scripts > Run Script File, and choose {script}.
4. Read what the script reports. It saves the project as {project} in this
   folder, with a receipt beside it.
5. Upload the receipt on the job's preview page: it is compared with what was
   expected.

Without a window, on Windows:   afterfx -r "PATH\\{script}"
Only a report, nothing changed: set "dryRun" to true near the top of {script}.

The template's own file is never changed. Run twice, the script fills the same
project again.

WHAT IS INSIDE

{script}
                the script
assets/         one picture for each place that gets one, in its exact size
report.html     matches, issues, overrides, before and after; opens in any browser
layout.png      where everything goes: a preview, not a render
manifest.json   each file with its SHA-256
{populated}
"""
WITH_POPULATED = """\
*-populated.*   the filled project (beta), made without After Effects: look it
                over before you use it"""
WITHOUT_POPULATED = """
There is no filled project made without After Effects, since:
"""


@dataclass(frozen=True, slots=True)
class Generated:
    """A script with its pictures. `changes` is what the script did when it was tried."""

    plan: Plan
    script: str
    assets: Mapping[str, bytes]
    changes: tuple[PlannedChange, ...] = ()

    @property
    def script_name(self) -> str:
        """The script's file name."""
        return f"{self.plan.stem}.jsx"


def extra_files(populated: Populated, plan: Plan) -> dict[str, bytes]:
    """The filled project in both forms, by file name.

    The names differ from the one under which the script saves, so that neither replaces the other.
    """
    name = f"{plan.stem}-populated"
    return {f"{name}.aep": populated.aep, f"{name}.aepx": populated.aepx}


def write_package(
    generated: Generated,
    file: BinaryIO,
    *,
    extra: Mapping[str, bytes] | None = None,
    not_populated: str = "",
) -> None:
    """Write the zip: script, assets folder, manifest, a page on how to run it, and `extra`.

    `not_populated` is a sentence on why no filled project is among `extra`. Of the assets, two
    are in memory at most; each is read twice, since the manifest with their hashes comes first.
    """
    others = {
        "README.txt": _readme(generated, extra or {}, not_populated),
        generated.script_name: generated.script.encode("ascii"),
        **(extra or {}),
    }
    manifest = _manifest(generated.plan, _files(others, generated.assets))
    folder = folder_name(generated.plan.job_id)
    with zipfile.ZipFile(file, "w") as archive:
        listed = json.dumps(manifest, indent=2).encode()
        archive.writestr(entry(f"{folder}/manifest.json"), listed)
        for name, content in _files(others, generated.assets):
            archive.writestr(entry(f"{folder}/{name}"), content)


def _files(others: Mapping[str, bytes], assets: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    yield from others.items()
    for name in sorted(assets):
        yield f"assets/{name}", assets[name]


def _readme(generated: Generated, extra: Mapping[str, bytes], not_populated: str) -> bytes:
    populated = WITHOUT_POPULATED + not_populated if not_populated else ""
    if any("-populated." in name for name in extra):
        populated = WITH_POPULATED
    text = README.format(
        script=generated.script_name, project=generated.plan.project, populated=populated
    )
    return (text.rstrip() + "\n").encode("utf-8", "replace")  # layers have any names


def _manifest(plan: Plan, files: Iterable[tuple[str, bytes]]) -> dict[str, Any]:
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
        "files": [
            {"file": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files
        ],
    }


def entry(name: str) -> zipfile.ZipInfo:
    """An entry of a package, always of the same date; what gains nothing is not packed again."""
    info = zipfile.ZipInfo(name, EPOCH)
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    return info
