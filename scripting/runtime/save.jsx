// Saves under a name that is free; neither the template nor an earlier result is overwritten.
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

function saveProject(folder) {
    var file;
    try {
        file = freeFile(folder);
        app.project.save(file);
        note(null, true, "SAVED", file.name);
    } catch (error) {
        noteError(null, error);
    }
}
