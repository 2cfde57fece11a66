// The order of things. Changes are one undo step; saving comes after it.
function hasUser() {
    return app.isRenderEngine !== true;
}

function folderOfScript() {
    var folder = null;
    if ($.fileName) {
        folder = new File($.fileName).parent;
    }
    if (folder === null || !folder.exists) {
        folder = hasUser() ? Folder.selectDialog("Choose the folder of this script") : null;
    }
    if (folder === null) {
        throw failure("NO_FOLDER", "The folder of the script is not known");
    }
    return folder;
}

function carryOut(wanted, scriptFolder) {
    try {
        if (wanted["do"] === "text") {
            fillText(wanted);
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
    app.beginUndoGroup("Sixstage " + DATA["job"]);
    try {
        for (i = 0; i < DATA["operations"].length; i += 1) {
            if (carryOut(DATA["operations"][i], scriptFolder)) {
                done += 1;
            }
        }
    } finally {
        app.endUndoGroup();
    }
    return done;
}

function fillAndSave() {
    var folder = folderOfScript();
    if (app.project === null || app.project.numItems === 0) {
        throw failure("NO_PROJECT", "Open the template first, then run this script again");
    }
    if (carryOutAll(folder) > 0) {
        saveProject(folder);
    } else {
        note(null, false, "NOT_SAVED", "Nothing could be filled, so nothing was saved");
    }
    if (!writeReport(folder)) {
        note(null, true, "REPORT_NOT_WRITTEN", "After Effects may not write files here");
    }
}

function main() {
    app.beginSuppressDialogs();
    try {
        fillAndSave();
    } catch (error) {
        noteError(null, error);
    } finally {
        app.endSuppressDialogs(false);
    }
    app.exitCode = countFailures() > 0 ? 1 : 0;
    if (hasUser()) {
        showReport();
    }
}
