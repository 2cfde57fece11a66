// The project remembers which job filled it: in the comment of the folder with the job's pictures.
var MARK = "Sixstage revision ";
var OF_JOB = " of ";
var filledBefore = false;

function markOf(item) {
    var comment = String(item.comment), end;
    if (!(item instanceof FolderItem) || comment.indexOf(MARK) !== 0) {
        return null;
    }
    end = comment.indexOf(OF_JOB);
    return {
        "job": comment.substring(end + OF_JOB.length),
        "revision": parseInt(comment.substring(MARK.length, end), 10)
    };
}

function readMark(mark) {
    if (mark["job"] !== DATA["job"]) {
        throw failure("OTHER_JOB", "This project was filled for the job " + mark["job"] + "; open the template");
    }
    if (mark["revision"] > DATA["revision"]) {
        throw failure("NEWER_REVISION", "This project was filled by revision " + mark["revision"] + " of the job");
    }
    filledBefore = true;
    note(null, true, "FILLED_BEFORE", "Filled before by revision " + mark["revision"] + "; it is brought up to date");
}

// Stops at a project that belongs to another job, or to a newer revision of this one.
function checkMarks() {
    var i, mark;
    for (i = 1; i <= app.project.numItems; i += 1) {
        mark = markOf(app.project.item(i));
        if (mark !== null) {
            readMark(mark);
        }
    }
}

function markProject() {
    jobFolder().comment = MARK + DATA["revision"] + OF_JOB + DATA["job"];
}
