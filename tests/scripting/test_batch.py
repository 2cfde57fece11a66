"""One script runs those of many jobs, each on its own template, whatever becomes of the others."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from extraction import read_template
from scripting import (
    PackedJob,
    Plan,
    PlanImpossible,
    build_plan,
    render_batch_script,
    render_script,
    write_batch_package,
)
from scripting.batch import README, SCRIPT, TEMPLATES
from scripting.dry_run import DryRunResult, HostModel, PackedScript, batch_model, model_of, run_on
from scripting.package import Generated, write_package
from tests.scripting.cases import plan, psd, world
from tests.scripting.ecmascript import problems_of
from tests.scripting.real_files import filled, templates

JOBS = [PackedJob(f"card-{number}", f"card {number}.aep", "card.aepx") for number in (1, 2, 3)]


def _plan(job: PackedJob) -> Plan:
    return replace(plan(output_name=job.output_name), job_id=job.job_id)


def _world(jobs: list[PackedJob] | None = None, **changes: object) -> HostModel:
    """The package of these jobs, unpacked."""
    scripts = {}
    for job in JOBS if jobs is None else jobs:
        made = _plan(job)
        sizes = {one.asset: (one.width, one.height) for one in made.images}
        scripts[f"{job.folder}/{job.stem}.jsx"] = PackedScript(render_script(made), sizes)
    projects = {f"{TEMPLATES}/{job.template}": world() for job in JOBS}
    return batch_model(script_name=SCRIPT, scripts=scripts, projects=projects) | changes


def _run(model: HostModel, *, times: int = 1) -> DryRunResult:
    return run_on(render_batch_script(JOBS), model | {"runs": times})


def _report(result: DryRunResult) -> list[str]:
    return result.report.splitlines()[2:]


@pytest.mark.parametrize(
    ("version", "headless"), [(17.0, False), (17.0, True), (22.0, True), (25.0, False)]
)
def test_each_job_is_saved_under_its_own_name(version: float, *, headless: bool) -> None:
    result = _run(_world(headless=headless, version=version))

    assert result.errors == ()
    assert [path for path, _ in result.runs] == [f"card-{n}/card-{n}.jsx" for n in (1, 2, 3)]
    assert [one.saved for _, one in result.runs] == [
        f"/sandbox/card-{number}/card-{number}.aep" for number in (1, 2, 3)
    ]
    assert all(one.errors == () and one.receipt for _, one in result.runs)
    assert [one.after for one in result.runs[2][1].changes] == ["Ben Forman", "02-photo.png"]
    assert _report(result) == [
        f"ok      JOB_DONE  card-{n}: card-{n}/card-{n}.aep" for n in (1, 2, 3)
    ]
    assert (result.exit_code, result.dialogs) == (0, 0 if headless else 1)
    assert [one.dialogs for _, one in result.runs] == [0, 0, 0]


def test_run_again_it_brings_the_same_projects_up_to_date() -> None:
    result = _run(_world(), times=2)

    assert result.errors == ()
    assert [one.saved for _, one in result.runs] == [
        f"/sandbox/card-{number}/card-{number}.aep" for number in (1, 2, 3)
    ] * 2
    assert "FILLED_BEFORE" in result.runs[5][1].report


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("throw new Error('out of memory');", "ERROR  card-2: out of memory"),
        ("app.exitCode = 1;", "JOB_FAILED  card-2: Read card-2-report.txt in the folder card-2"),
        ("app.project.item(0);", "ERROR  card-2: After Effects error"),
    ],
)
def test_it_goes_on_after_a_job_that_failed_and_says_so(wrong: str, told: str) -> None:
    model = _world()
    model["scripts"]["/sandbox/card-2/card-2.jsx"]["text"] = wrong
    result = _run(model)

    assert [one.saved is not None for _, one in result.runs] == [True, False, True]
    assert [line[:6] for line in _report(result)] == ["ok    ", "FAILED", "ok    "]
    assert told in result.report
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/sandbox/card-2/card-2.jsx", "SCRIPT_MISSING"),
        ("/sandbox/card-2/assets/02-photo.png", "JOB_FAILED"),
    ],
)
def test_a_file_that_is_missing_fails_its_own_job_alone(path: str, code: str) -> None:
    model = _world()
    del model["files"][path]
    result = _run(model)

    assert [line.split()[:2] for line in _report(result)] == [
        ["ok", "JOB_DONE"],
        ["FAILED", code],
        ["ok", "JOB_DONE"],
    ]


def test_a_template_that_is_missing_is_told_for_each_of_its_jobs() -> None:
    model = _world()
    del model["files"][f"/sandbox/{TEMPLATES}/card.aepx"]

    assert [line.split()[1] for line in _report(_run(model))] == ["TEMPLATE_MISSING"] * 3


def test_nothing_is_run_while_the_open_project_is_to_stay() -> None:
    result = _run(_world(staysOpen=True))

    assert result.runs == ()
    assert "NOT_CLOSED" in result.report


def test_asked_what_it_would_do_it_changes_nothing_and_leaves_the_settings_as_they_were() -> None:
    script = render_batch_script(JOBS).replace('"dryRun": false', '"dryRun": true')
    after = "if ($.getenv('SIXSTAGE_QUIET') || $.getenv('SIXSTAGE_DRY_RUN')) { throw new Error(); }"
    result = run_on(script + after, _world())

    assert result.errors == ()
    assert all(not one.changes and one.saved is None for _, one in result.runs)
    assert _report(result)[0].startswith("ok      JOB_CHECKED  card-1")


def test_hostile_names_of_jobs_and_files_do_no_harm() -> None:
    jobs = [
        PackedJob("..", '*/"; app.quit(); //.aep', "日本 50%25.aepx"),
        PackedJob("con", "x", "a"),
    ]
    script = render_batch_script(jobs)

    assert problems_of(script) == []
    assert script.isascii()
    scripts = {f"{one.folder}/{one.stem}.jsx": PackedScript("") for one in jobs}
    projects = {f"{TEMPLATES}/{one.template}": world() for one in jobs}
    model = batch_model(script_name=SCRIPT, scripts=scripts, projects=projects)
    assert run_on(script, model).errors == ()


def test_jobs_that_would_unpack_to_the_same_folder_are_refused() -> None:
    jobs = [PackedJob("Card", "a", "a.aep"), PackedJob("card", "b", "a.aep")]

    with pytest.raises(PlanImpossible, match="“Card” and “card” would unpack to the same folder"):
        render_batch_script(jobs)


def _package_of(job: PackedJob) -> io.BytesIO:
    made = _plan(job)
    assets = {one.asset: b"\x89PNG" for one in made.images}
    file = io.BytesIO()
    write_package(Generated(made, render_script(made), assets), file)
    return file


def test_the_package_holds_all_jobs_the_script_and_each_template_once() -> None:
    file = io.BytesIO()
    write_batch_package(
        file,
        JOBS,
        packages=map(_package_of, JOBS),
        templates=[("card.aepx", io.BytesIO(b"<xml>"))],
    )
    archive = zipfile.ZipFile(file)

    assert archive.testzip() is None
    assert archive.namelist()[:4] == [
        SCRIPT,
        README,
        f"{TEMPLATES}/card.aepx",
        "card-1/manifest.json",
    ]
    assert archive.read(f"{TEMPLATES}/card.aepx") == b"<xml>"
    for job in JOBS:
        own = zipfile.ZipFile(_package_of(job))
        assert all(archive.read(name) == own.read(name) for name in own.namelist())
    assert "card-3/  card-3.aep" in archive.read(README).decode("ascii")


def test_every_real_template_is_filled_in_one_go(shared_data: Path) -> None:
    jobs: list[PackedJob] = []
    scripts, projects = {}, {}
    for path in templates(shared_data):
        found = read_template(path)
        matches = filled(psd(), found)
        if not matches.matches:
            continue
        job = PackedJob(f"job-{len(jobs)}", path.name, f"{len(jobs)}{path.suffix}")
        made = build_plan(psd(), found, matches, job_id=job.job_id, output_name=job.output_name)
        sizes = {one.asset: (one.width, one.height) for one in made.images}
        scripts[f"{job.folder}/{job.stem}.jsx"] = PackedScript(render_script(made), sizes)
        projects[f"{TEMPLATES}/{job.template}"] = model_of(found, script_name="", assets={})
        jobs.append(job)
    model = batch_model(script_name=SCRIPT, scripts=scripts, projects=projects, headless=True)
    result = run_on(render_batch_script(jobs), model)

    assert len(jobs) > 10
    assert result.errors == ()
    assert [one.saved for _, one in result.runs] == [
        f"/sandbox/{job.folder}/{job.project}" for job in jobs
    ]
    assert [one.errors for _, one in result.runs] == [()] * len(jobs)
