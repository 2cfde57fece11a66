// Where this script and what belongs to it lie.
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
