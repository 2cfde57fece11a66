// Drops in pictures that were made to the exact size of the source they replace.
function jobFolder() {
    var name = "Sixstage " + DATA["job"], i, item;
    for (i = 1; i <= app.project.numItems; i += 1) {
        item = app.project.item(i);
        if (item instanceof FolderItem && item.name === name) {
            return item;
        }
    }
    return app.project.items.addFolder(name);
}

// What an earlier run of this script brought in, so that a second run brings in nothing.
function importedBefore(folder, name) {
    var i, item;
    for (i = 1; i <= folder.numItems; i += 1) {
        item = folder.item(i);
        if (item instanceof FootageItem && item.name === name) {
            return item;
        }
    }
    return null;
}

function importPicture(file, name, folder) {
    var options = new ImportOptions(file), item;
    options.sequence = false;
    if (options.canImportAs(ImportAsType.FOOTAGE)) {
        options.importAs = ImportAsType.FOOTAGE;
    }
    item = app.project.importFile(options);
    if (!(item instanceof FootageItem)) {
        throw failure("NOT_A_PICTURE", "After Effects does not take this file for a picture");
    }
    item.name = name;
    item.parentFolder = folder;
    if (item.mainSource.hasAlpha) {
        item.mainSource.alphaMode = AlphaMode.STRAIGHT;
    }
    return item;
}

function pictureFile(wanted, scriptFolder) {
    var file = fileIn(scriptFolder, "assets/" + wanted["asset"]);
    if (!file.exists) {
        throw failure("ASSET_MISSING", "The file assets/" + wanted["asset"] + " is not beside the script");
    }
    return file;
}

function pictureItem(wanted, file) {
    var folder = jobFolder(), item = importedBefore(folder, wanted["asset"]);
    if (item === null) {
        item = importPicture(file, wanted["asset"], folder);
    } else {
        item.replace(file);
    }
    return item;
}

function checkTakesPicture(layer) {
    if (layer.nullLayer) {
        throw failure("NULL_LAYER", "A null layer shows nothing, whatever its source");
    }
    if (!layer.source) {
        throw failure("NO_SOURCE", "This layer has no source that could be replaced");
    }
}

function replaceFootage(layer, item) {
    keepName(layer);
    item.pixelAspect = layer.source.pixelAspect;
    if (layer.timeRemapEnabled) {
        layer.timeRemapEnabled = false;
    }
    layer.replaceSource(item, false);
}

function hasSize(source, wanted) {
    return source.width === wanted["width"] && source.height === wanted["height"];
}

function changeImage(wanted, layer, file) {
    var item = pictureItem(wanted, file);
    unlocked(layer, function () {
        replaceFootage(layer, item);
    });
}

function fillImage(wanted, scriptFolder) {
    var layer = findLayer(findComp(wanted), wanted), otherSize;
    var file = pictureFile(wanted, scriptFolder);
    checkTakesPicture(layer);
    otherSize = !hasSize(layer.source, wanted);
    if (!DRY_RUN) {
        changeImage(wanted, layer, file);
    }
    note(wanted, true, "IMAGE_SET", "");
    if (otherSize) {
        note(wanted, true, "SIZE_DIFFERS", "The source had another size than when the template was read");
    }
    noteHidden(wanted, layer);
    noteOverrides(wanted, layer.containingComp);
}
