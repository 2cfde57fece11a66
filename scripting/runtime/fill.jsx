// The order of things. Changes are one undo step; saving comes after it.
function carryOut(wanted, scriptFolder) {
    try {
        if (wanted["do"] === "text") {
            fillText(wanted);
        } else if (wanted["do"] === "control") {
            fillControl(wanted, scriptFolder);
        } else {
            fillImage(wanted, scriptFolder);
        }
        return true;
    } catch (error) {
        noteError(wanted, error);
        return false;
    }
}

function carryOutAll(scriptFolder) {
    var done = 0, i;
    for (i = 0; i < DATA["operations"].length; i += 1) {
        if (carryOut(DATA["operations"][i], scriptFolder)) {
            done += 1;
        }
    }
    return done;
}

function changeProject(folder) {
    var done = 0;
    app.beginUndoGroup("Sixstage " + DATA["job"]);
    try {
        done = carryOutAll(folder);
        if (done > 0) {
            markProject();
        }
    } finally {
        app.endUndoGroup();
    }
    if (done > 0) {
        saveProject(folder);
    } else {
        note(null, false, "NOT_SAVED", "Nothing could be filled, so nothing was saved");
    }
}

function checkAndChange(folder) {
    try {
        checkMarks();
        noteMissingFootage();
        if (DRY_RUN) {
            carryOutAll(folder);
        } else {
            changeProject(folder);
        }
    } catch (error) {
        noteError(null, error);
    }
    if (!writeReports(folder)) {
        note(null, true, "REPORT_NOT_WRITTEN", "After Effects may not write files here");
    }
}

function run() {
    var folder = folderOfScript();
    if (app.project === null || app.project.numItems === 0) {
        throw failure("NO_PROJECT", "Open the template first, then run this script again");
    }
    checkAndChange(folder);
}
