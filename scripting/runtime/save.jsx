// Saves under a name that is free; neither the template nor another result is overwritten.
function freeFile(folder) {
    var name = DATA["project"], dot = name.lastIndexOf("."), file = null, number = 1, candidate = name;
    while (number < 100) {
        file = fileIn(folder, candidate);
        if (!file.exists) {
            return file;
        }
        number += 1;
        candidate = name.substring(0, dot) + "-" + number + name.substring(dot);
    }
    throw failure("NAME_TAKEN", "A hundred projects of this name lie beside the script");
}

// The open project itself where an earlier run of this job saved it here, so that runs do not pile up.
function targetFile(folder) {
    var open = app.project.file;
    if (filledBefore && open !== null && open.parent.absoluteURI === folder.absoluteURI) {
        return open;
    }
    return freeFile(folder);
}

function saveProject(folder) {
    var file;
    try {
        file = targetFile(folder);
        app.project.save(file);
        savedName = file.displayName;
        note(null, true, "SAVED", savedName);
    } catch (error) {
        noteError(null, error);
    }
}
