"""Several jobs in one package: their folders side by side, and one script that runs them all.

A job's folder holds the files of the job's own package, as they are there.
"""

import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO

from scripting.dry_run import NO_PROJECT, PackedScript, batch_model, run_on
from scripting.errors import DryRunFailed, PlanImpossible
from scripting.literals import Value
from scripting.names import folder_name, project_name, safe_stem
from scripting.package import entry
from scripting.render import whole_script

# A space is in no name of a job's folder, so nothing here can be in the way of one.
SCRIPT = "run all.jsx"
README = "how to run.txt"
TEMPLATES = "all templates"
REPORT = "run-all-report.txt"
BLOCK = 1024 * 1024  # bytes

PARTS = ("settings", "report", "folder", "batch", "main")
HEADER = """\
// Fills the templates of several jobs, one after another, and saves each under its own name.
// Keep this file beside the jobs' folders. Choose File > Scripts > Run Script File.
// To see first what it would do, set dryRun below to true. Run again, it updates the projects.
"""
TOP = """\
    // With dryRun set to true, the script tells what it would do and changes nothing.
    var SETTINGS = {settings};

    // The jobs in their order: each has a script in its own folder, and a template.
    var DATA = {data};
"""
HOW = """\
HOW TO RUN ALL JOBS

1. Unpack this folder anywhere.
2. Start After Effects (2020 or later), and save what you have open.
3. File > Scripts > Run Script File, and choose "{script}".
4. Read what it reports at the end. A job that failed is named there, and the
   others are done all the same. The report is kept in {report}.

Without a window, on Windows:   afterfx -r "PATH\\{script}"
Only a report, nothing changed: set "dryRun" to true near the top of the script.

Each project is saved in its job's folder, with a receipt beside it: upload that
on the job's preview page. Run twice, the script updates the same projects.
To do one job alone, read README.txt in its folder.

WHAT IS INSIDE

{jobs}
"""


@dataclass(frozen=True, slots=True)
class PackedJob:
    """A job with its own package. `template` is the file's name in the templates folder."""

    job_id: str
    output_name: str
    template: str

    @property
    def folder(self) -> str:
        """What its package unpacks to."""
        return folder_name(self.job_id)

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return safe_stem(self.output_name, otherwise=self.job_id)

    @property
    def project(self) -> str:
        """Under which name its script saves."""
        return project_name(self.output_name, otherwise=self.job_id)


def render_batch_script(jobs: Sequence[PackedJob]) -> str:
    """The script that runs the jobs' own scripts: ASCII, ECMAScript 3.

    Raises: PlanImpossible when two jobs would lie in the same folder.
    """
    _check_folders(jobs)
    data: Value = {
        "title": "Sixstage, all jobs",
        "report": REPORT,
        "jobs": [_job(one) for one in jobs],
    }
    return whole_script(HEADER, TOP, data, PARTS)


def write_batch_package(
    file: IO[bytes],
    jobs: Sequence[PackedJob],
    *,
    packages: Iterable[IO[bytes]],
    templates: Iterable[tuple[str, IO[bytes]]],
) -> None:
    """Write the zip: the script, how to run it, each job's files, each template under its name.

    Holds one block of one file in memory; the other files are asked for one after another.
    Raises: PlanImpossible when two jobs would lie in the same folder; DryRunFailed;
    zipfile.BadZipFile.
    """
    script = render_batch_script(jobs)
    _try_out(script, jobs)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(entry(SCRIPT), script.encode("ascii"))
        archive.writestr(entry(README), _how_to_run(jobs))
        for name, template in templates:
            _copy(template, archive, entry(f"{TEMPLATES}/{name}"))
        for package in packages:
            _take_over(package, archive)


def _try_out(script: str, jobs: Sequence[PackedJob]) -> None:
    """Run it over scripts that do nothing; those of the jobs were tried when they were made."""
    scripts = {f"{one.folder}/{one.stem}.jsx": PackedScript("") for one in jobs}
    projects = {f"{TEMPLATES}/{one.template}": NO_PROJECT for one in jobs}
    for headless in (False, True):
        model = batch_model(
            script_name=SCRIPT, scripts=scripts, projects=projects, headless=headless
        )
        result = run_on(script, model)
        if result.errors or [path for path, _ in result.runs] != list(scripts):
            raise DryRunFailed("Tried on a model, the script for all jobs failed.")


def _take_over(package: IO[bytes], archive: zipfile.ZipFile) -> None:
    with zipfile.ZipFile(package) as inside:
        for info in inside.infolist():
            with inside.open(info) as source:
                _copy(source, archive, entry(info.filename))


def _copy(source: IO[bytes], archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    with archive.open(info, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target, BLOCK)


def _how_to_run(jobs: Sequence[PackedJob]) -> bytes:
    lines = "\n".join(f"{one.folder}/  {one.project}" for one in jobs)
    return HOW.format(script=SCRIPT, report=REPORT, jobs=lines).encode("ascii")


def _job(one: PackedJob) -> Value:
    return {
        "job": one.job_id,
        "folder": one.folder,
        "script": f"{one.stem}.jsx",
        "project": one.project,
        "report": f"{one.stem}-report.txt",
        "template": f"{TEMPLATES}/{one.template}",
    }


def _check_folders(jobs: Sequence[PackedJob]) -> None:
    taken: dict[str, str] = {}
    for one in jobs:
        other = taken.setdefault(one.folder.casefold(), one.job_id)
        if other != one.job_id:
            raise PlanImpossible(
                f"“{other}” and “{one.job_id}” would unpack to the same folder;"
                " download these jobs one by one."
            )
