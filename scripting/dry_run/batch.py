"""The world of a batch's script: several projects, and the jobs' scripts that it runs on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripting.dry_run.model import FOLDER, MODERN, HostModel, Size

NO_PROJECT: HostModel = {"projectFile": None, "missingFonts": {}, "footage": [], "comps": []}


@dataclass(frozen=True, slots=True)
class PackedScript:
    """A job's script in the package; `sizes` are those of its pictures, in pixels by name."""

    text: str
    sizes: Mapping[str, Size] = field(default_factory=dict)


def batch_model(
    *,
    script_name: str,
    scripts: Mapping[str, PackedScript],
    projects: Mapping[str, HostModel],
    version: float = MODERN,
    headless: bool = False,
) -> HostModel:
    """The package unpacked in a folder; scripts and projects by their path in it."""
    files = [script_name, *scripts, *projects]
    for path, script in scripts.items():
        files += [f"{path.rpartition('/')[0]}/assets/{name}" for name in script.sizes]
    return NO_PROJECT | {
        "runs": 1,
        "version": version,
        "headless": headless,
        "mayWrite": True,
        "environment": {},
        "folder": FOLDER,
        "chosenFolder": None,
        "scriptFile": f"{FOLDER}/{script_name}",
        "files": {f"{FOLDER}/{name}": True for name in files},
        "sizes": {},
        "staysOpen": False,
        "scripts": {
            f"{FOLDER}/{path}": {"text": script.text, "sizes": dict(script.sizes)}
            for path, script in scripts.items()
        },
        "projects": {
            f"{FOLDER}/{path}": {
                "projectFile": f"{FOLDER}/{path}",
                "missingFonts": {},
                "footage": project["footage"],
                "comps": project["comps"],
            }
            for path, project in projects.items()
        },
    }
