// Runs the jobs' scripts one after another, each on a project of its own; one that fails stops no other.
function closeProject(how) {
    if (!app.project.close(how)) {
        throw failure("NOT_CLOSED", "The open project was not closed");
    }
}

// What an earlier run saved is brought up to date; else the template is filled.
function projectFor(one, folder) {
    var saved = fileIn(folder, one["folder"] + "/" + one["project"]);
    var file = saved.exists ? saved : fileIn(folder, encodeURI(one["template"]));
    if (!file.exists) {
        throw failure("TEMPLATE_MISSING", "The file " + one["template"] + " is not beside this script");
    }
    return file;
}

function runScriptOf(one, folder) {
    var script = fileIn(folder, one["folder"] + "/" + one["script"]);
    if (!script.exists) {
        throw failure("SCRIPT_MISSING", "Its script is not in the folder " + one["folder"]);
    }
    if (!app.open(projectFor(one, folder))) {
        throw failure("NOT_OPENED", "After Effects did not open the template");
    }
    app.exitCode = 0;
    $.evalFile(script);
    if (app.exitCode !== 0) {
        throw failure("JOB_FAILED", "Read " + one["report"] + " in the folder " + one["folder"]);
    }
}

function runJob(one, folder) {
    var job = {"placeholder": "", "layer": one["job"]};
    try {
        runScriptOf(one, folder);
        if (DRY_RUN) {
            note(job, true, "JOB_CHECKED", one["folder"]);
        } else {
            note(job, true, "JOB_DONE", one["folder"] + "/" + one["project"]);
        }
    } catch (error) {
        noteError(job, error);
    }
    closeProject(CloseOptions.DO_NOT_SAVE_CHANGES);
}

function runJobs(folder) {
    var i;
    // Whoever is at the machine is asked about the changes of the open project.
    closeProject(app.isRenderEngine ? CloseOptions.DO_NOT_SAVE_CHANGES : CloseOptions.PROMPT_TO_SAVE_CHANGES);
    for (i = 0; i < DATA["jobs"].length; i += 1) {
        runJob(DATA["jobs"][i], folder);
    }
}

// The jobs' scripts open no windows meanwhile, and change nothing when this one is to change nothing.
function withSettings(folder) {
    var quiet = $.getenv("SIXSTAGE_QUIET") || "", dry = $.getenv("SIXSTAGE_DRY_RUN") || "";
    $.setenv("SIXSTAGE_QUIET", "1");
    $.setenv("SIXSTAGE_DRY_RUN", DRY_RUN ? "1" : "");
    try {
        runJobs(folder);
    } finally {
        $.setenv("SIXSTAGE_QUIET", quiet);
        $.setenv("SIXSTAGE_DRY_RUN", dry);
    }
}

function run() {
    var folder = folderOfScript();
    try {
        withSettings(folder);
    } catch (error) {
        noteError(null, error);
    }
    if (!writeFile(folder, DATA["report"], reportText())) {
        note(null, true, "REPORT_NOT_WRITTEN", "After Effects may not write files here");
    }
}
