// Fills an After Effects template. Open the template, then choose File > Scripts > Run Script File.
// Keep this file beside its "assets" folder. The open project is saved under a new name.
// Job card-1, revision 1, data 375e5861d760c8e8
(function () {
    var DATA = {
        "job": "card-1",
        "revision": 1,
        "project": "card-1.aep",
        "report": "card-1-report.txt",
        "operations": [
            {
                "do": "text",
                "placeholder": "11:1",
                "compId": 11,
                "comp": "card",
                "layerId": 101,
                "layerIndex": 1,
                "layer": "player1",
                "text": "Ben Forman"
            },
            {
                "do": "image",
                "placeholder": "11:2",
                "compId": 11,
                "comp": "card",
                "layerId": 102,
                "layerIndex": 2,
                "layer": "photo",
                "asset": "02-cutout.png",
                "width": 400,
                "height": 300
            }
        ]
    };

    // What happened, step by step. Codes are fixed; messages are for people.
    var results = [];

    function note(wanted, ok, code, message) {
        results.push({
            "placeholder": wanted === null ? "" : wanted["placeholder"],
            "layer": wanted === null ? "" : wanted["layer"],
            "ok": ok,
            "code": code,
            "message": message
        });
    }

    function failure(code, message) {
        return {"code": code, "message": message};
    }

    function noteError(wanted, error) {
        var code = "ERROR";
        var message = String(error.message);
        if (typeof error.code === "string") {
            code = error.code;
        } else if (typeof error.line === "number") {
            message += " (line " + error.line + ")";
        }
        note(wanted, false, code, message);
    }

    function countFailures() {
        var count = 0, i;
        for (i = 0; i < results.length; i += 1) {
            if (!results[i]["ok"]) {
                count += 1;
            }
        }
        return count;
    }

    function reportText() {
        var lines = ["Sixstage, job " + DATA["job"] + ", revision " + DATA["revision"], ""], i, line;
        for (i = 0; i < results.length; i += 1) {
            line = results[i]["ok"] ? "ok      " : "FAILED  ";
            line += results[i]["code"];
            if (results[i]["layer"] !== "") {
                line += "  " + results[i]["layer"];
            }
            if (results[i]["message"] !== "") {
                line += ": " + results[i]["message"];
            }
            lines.push(line);
        }
        return lines.join("\n") + "\n";
    }

    // Paths are made of the escaped form: in another, a folder called "50%25" would be a different one.
    function fileIn(folder, path) {
        return new File(folder.absoluteURI + "/" + path);
    }

    // False when After Effects may not write files (Preferences > Scripting & Expressions).
    function writeReport(folder) {
        var file = fileIn(folder, DATA["report"]), done = false;
        try {
            file.encoding = "UTF-8";
            file.lineFeed = "Unix";
            if (file.open("w")) {
                done = file.write(reportText());
                file.close();
            }
        } catch (error) {
            done = false;
        }
        return done;
    }

    function showReport() {
        var dialog = new Window("dialog", "Sixstage"), field, button;
        field = dialog.add("edittext", undefined, reportText(), {"multiline": true, "readonly": true});
        field.preferredSize = [640, 360];
        button = dialog.add("button", undefined, "OK", {"name": "ok"});
        button.active = true;
        dialog.show();
    }

    // Finds layers by id first and checks the name; a layer of the same name elsewhere is never touched.
    function isComp(item) {
        return item !== null && item instanceof CompItem;
    }

    function compById(id) {
        var found = null;
        if (id > 0 && typeof app.project.itemByID === "function") {
            try {
                found = app.project.itemByID(id);
            } catch (error) {
                found = null;
            }
        }
        return found;
    }

    function compsNamed(name) {
        var found = [], i, item;
        for (i = 1; i <= app.project.numItems; i += 1) {
            item = app.project.item(i);
            if (isComp(item) && item.name === name) {
                found.push(item);
            }
        }
        return found;
    }

    function findComp(wanted) {
        var comp = compById(wanted["compId"]), named;
        if (isComp(comp) && comp.name === wanted["comp"]) {
            return comp;
        }
        named = compsNamed(wanted["comp"]);
        if (named.length === 0) {
            throw failure("COMP_NOT_FOUND", "There is no composition of the name " + wanted["comp"]);
        }
        if (named.length > 1) {
            throw failure("COMP_AMBIGUOUS", "Several compositions have the name " + wanted["comp"]);
        }
        return named[0];
    }

    // After Effects 22 and later; null where the id is not known or belongs to another composition.
    function layerById(comp, id) {
        var found = null;
        if (id > 0 && typeof app.project.layerByID === "function") {
            try {
                found = app.project.layerByID(id);
            } catch (error) {
                found = null;
            }
        }
        if (found && found.containingComp.id !== comp.id) {
            found = null;
        }
        return found;
    }

    function layersNamed(comp, name) {
        var found = [], i;
        for (i = 1; i <= comp.numLayers; i += 1) {
            if (comp.layer(i).name === name) {
                found.push(comp.layer(i));
            }
        }
        return found;
    }

    function findLayer(comp, wanted) {
        var layer = layerById(comp, wanted["layerId"]), named;
        if (layer && layer.name === wanted["layer"]) {
            return layer;
        }
        if (wanted["layerIndex"] <= comp.numLayers) {
            layer = comp.layer(wanted["layerIndex"]);
            if (layer.name === wanted["layer"]) {
                return layer;
            }
        }
        named = layersNamed(comp, wanted["layer"]);
        if (named.length === 0) {
            throw failure("LAYER_NOT_FOUND", "The composition " + comp.name + " has no layer of this name");
        }
        if (named.length > 1) {
            throw failure("LAYER_AMBIGUOUS", named.length + " layers have this name, and none the known id");
        }
        return named[0];
    }

    // Runs a change on a layer that may be locked, and leaves the lock as it was.
    function unlocked(layer, change) {
        var wasLocked = layer.locked;
        if (wasLocked) {
            layer.locked = false;
        }
        try {
            change();
        } finally {
            if (wasLocked) {
                layer.locked = true;
            }
        }
    }

    // Replaces words and keeps the template's style: the text document is read, changed and written back.
    function sourceText(layer) {
        var group = layer.property("ADBE Text Properties"), found = null;
        if (group) {
            found = group.property("ADBE Text Document");
        }
        if (!found) {
            throw failure("NO_TEXT", "This is not a text layer");
        }
        return found;
    }

    // With an expression, `value` is what the expression makes of it, not what the template holds.
    function ownValue(property) {
        if (property.expressionEnabled) {
            return property.valueAtTime(0, true);
        }
        return property.value;
    }

    function setWords(property, words) {
        var k, textDocument;
        if (property.numKeys > 0) {
            for (k = 1; k <= property.numKeys; k += 1) {
                textDocument = property.keyValue(k);
                textDocument.text = words;
                property.setValueAtKey(k, textDocument);
            }
        } else {
            textDocument = ownValue(property);
            textDocument.text = words;
            property.setValue(textDocument);
        }
    }

    // True where this version of After Effects can tell, and the font is not on this machine.
    function fontIsMissing(name) {
        var found;
        if (!app.fonts) {
            return false;
        }
        found = app.fonts.getFontsByPostScriptName(name);
        if (found.length === 0) {
            return true;
        }
        return found[0].isSubstitute === true;
    }

    function fillText(wanted) {
        var layer = findLayer(findComp(wanted), wanted), property = sourceText(layer), font;
        unlocked(layer, function () {
            setWords(property, wanted["text"]);
        });
        note(wanted, true, "TEXT_SET", "");
        if (property.numKeys > 0) {
            note(wanted, true, "TEXT_KEYFRAMED", "The text is animated; all its keyframes were set");
        }
        if (property.expressionEnabled) {
            note(wanted, true, "TEXT_BY_EXPRESSION", "An expression drives this text and may hide the new words");
        }
        font = ownValue(property).font;
        if (fontIsMissing(font)) {
            note(wanted, true, "FONT_MISSING", font + " is not installed here; After Effects shows another font");
        }
    }

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

    function pictureItem(wanted, scriptFolder) {
        var file = fileIn(scriptFolder, "assets/" + wanted["asset"]), folder, item;
        if (!file.exists) {
            throw failure("ASSET_MISSING", "The file assets/" + wanted["asset"] + " is not beside the script");
        }
        folder = jobFolder();
        item = importedBefore(folder, wanted["asset"]);
        if (item === null) {
            item = importPicture(file, wanted["asset"], folder);
        } else {
            item.replace(file);
        }
        return item;
    }

    function replaceFootage(layer, item) {
        if (layer.nullLayer) {
            throw failure("NULL_LAYER", "A null layer shows nothing, whatever its source");
        }
        if (!layer.source) {
            throw failure("NO_SOURCE", "This layer has no source that could be replaced");
        }
        // A layer without a name of its own would take the new source's, and not be found again.
        layer.name = layer.name;
        item.pixelAspect = layer.source.pixelAspect;
        if (layer.timeRemapEnabled) {
            layer.timeRemapEnabled = false;
        }
        layer.replaceSource(item, false);
    }

    function hasSize(source, wanted) {
        return source.width === wanted["width"] && source.height === wanted["height"];
    }

    function fillImage(wanted, scriptFolder) {
        var layer = findLayer(findComp(wanted), wanted), item = pictureItem(wanted, scriptFolder);
        var otherSize = layer.source && !hasSize(layer.source, wanted);
        unlocked(layer, function () {
            replaceFootage(layer, item);
        });
        note(wanted, true, "IMAGE_SET", "");
        if (otherSize) {
            note(wanted, true, "SIZE_DIFFERS", "The source had another size than when the template was read");
        }
        if (!layer.enabled) {
            note(wanted, true, "LAYER_HIDDEN", "The template hides this layer; it was left so");
        }
    }

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

    main();
}());
