// Fills an After Effects template. Open the template, then choose File > Scripts > Run Script File.
// Keep this file beside its "assets" folder. The open project is saved under a new name.
// To see first what it would do, set dryRun below to true. Run again, it updates the project.
// Job card-1, revision 1, data 5272073bf9f4e716
(function () {
    // With dryRun set to true, the script tells what it would do and changes nothing.
    var SETTINGS = {
        "dryRun": false
    };

    // What goes where. A layer is found by its id and has to have its name, or by place and name.
    var DATA = {
        "title": "Sixstage, job card-1, revision 1",
        "job": "card-1",
        "revision": 1,
        "project": "card-1.aep",
        "digest": "5272073bf9f4e716",
        "report": "card-1-report.txt",
        "receipt": "card-1-receipt.json",
        "fonts": [],
        "operations": [
            {
                "do": "text",
                "placeholder": "11:1",
                "compId": 11,
                "comp": "card",
                "layerId": 101,
                "layerIndex": 1,
                "layer": "player1",
                "exposed": false,
                "text": "Ben Forman",
                "roomWidth": 0.0,
                "fontSize": 60.0,
                "shrink": false
            },
            {
                "do": "image",
                "placeholder": "11:2",
                "compId": 11,
                "comp": "card",
                "layerId": 102,
                "layerIndex": 2,
                "layer": "photo",
                "exposed": false,
                "asset": "02-photo.png",
                "width": 400,
                "height": 300
            }
        ]
    };

    // How this script is run. Set SIXSTAGE_DRY_RUN=1 in the environment, or dryRun above to true, to be
    // told what would change while nothing does; SIXSTAGE_QUIET=1 opens no window.
    function isSet(variable) {
        return $.getenv(variable) === "1";
    }

    var DRY_RUN = SETTINGS["dryRun"] === true || isSet("SIXSTAGE_DRY_RUN");

    function hasUser() {
        return app.isRenderEngine !== true && !isSet("SIXSTAGE_QUIET");
    }

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
        var lines = [DATA["title"], ""], i, line;
        if (DRY_RUN) {
            lines[1] = "DRY RUN: this is what would be done; nothing was changed";
        }
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
    function writeFile(folder, name, text) {
        var file = fileIn(folder, DRY_RUN ? "dry-run-" + name : name), done = false;
        try {
            file.encoding = "UTF-8";
            file.lineFeed = "Unix";
            if (file.open("w")) {
                done = file.write(text);
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

    // After Effects has JSON only on some machines, so the receipt is written out by hand, in ASCII.
    function jsonText(text) {
        var out = "", i, code, hex;
        for (i = 0; i < text.length; i += 1) {
            code = text.charCodeAt(i);
            if (code < 32 || code > 126 || code === 34 || code === 92) {
                hex = code.toString(16);
                out += "\\u" + "0000".substring(hex.length) + hex;
            } else {
                out += text.charAt(i);
            }
        }
        return "\"" + out + "\"";
    }

    // A list of [name, JSON] pairs; the order is kept.
    function jsonObject(pairs) {
        var parts = [], i;
        for (i = 0; i < pairs.length; i += 1) {
            parts.push(jsonText(pairs[i][0]) + ": " + pairs[i][1]);
        }
        return "{" + parts.join(", ") + "}";
    }

    function jsonList(parts) {
        if (parts.length === 0) {
            return "[]";
        }
        return "[\n    " + parts.join(",\n    ") + "\n  ]";
    }

    function jsonNumber(number) {
        return isFinite(number) ? String(Math.round(number * 100) / 100) : "0";
    }

    // The receipt: what happened, for programs. Upload it on the job's page.
    var missingFonts = [];
    var foundFonts = [];
    var overflows = [];
    var savedName = null;

    // No longer than whoever reads the receipt takes.
    function shortText(text) {
        return jsonText(text.substring(0, 400));
    }

    function entryJson(result) {
        return jsonObject([
            ["placeholder_id", shortText(result["placeholder"])],
            ["layer", shortText(result["layer"])],
            ["code", shortText(result["code"])],
            ["message", shortText(result["message"])]
        ]);
    }

    function groupOfResult(result) {
        if (!result["ok"]) {
            return "skipped";
        }
        if (result["code"] === "TEXT_SET" || result["code"] === "IMAGE_SET" || result["code"] === "CONTROL_SET") {
            return "applied";
        }
        return "warnings";
    }

    function entriesJson(group) {
        var parts = [], i;
        for (i = 0; i < results.length; i += 1) {
            if (groupOfResult(results[i]) === group) {
                parts.push(entryJson(results[i]));
            }
        }
        return jsonList(parts);
    }

    function fontsJson(fonts) {
        var parts = [], i;
        for (i = 0; i < fonts.length; i += 1) {
            parts.push(shortText(fonts[i]));
        }
        return jsonList(parts);
    }

    function overflowsJson() {
        var parts = [], i, one;
        for (i = 0; i < overflows.length; i += 1) {
            one = overflows[i];
            parts.push(jsonObject([
                ["placeholder_id", shortText(one["placeholder"])],
                ["layer", shortText(one["layer"])],
                ["text_width", jsonNumber(one["size"][0])],
                ["text_height", jsonNumber(one["size"][1])],
                ["room_width", jsonNumber(one["room"][0])],
                ["room_height", jsonNumber(one["room"][1])]
            ]));
        }
        return jsonList(parts);
    }

    function receiptText() {
        var lines = [
            ["kind", jsonText("sixstage-receipt")],
            ["version", "1"],
            ["job", shortText(DATA["job"])],
            ["revision", String(DATA["revision"])],
            ["digest", jsonText(DATA["digest"])],
            ["mode", jsonText(DRY_RUN ? "dry_run" : "fill")],
            ["after_effects", jsonText(String(app.version))],
            ["project", savedName === null ? "null" : shortText(savedName)],
            ["applied", entriesJson("applied")],
            ["skipped", entriesJson("skipped")],
            ["warnings", entriesJson("warnings")],
            ["fonts", fontsJson(foundFonts)],
            ["missing_fonts", fontsJson(missingFonts)],
            ["overflows", overflowsJson()]
        ], parts = [], i;
        for (i = 0; i < lines.length; i += 1) {
            parts.push("  " + jsonText(lines[i][0]) + ": " + lines[i][1]);
        }
        return "{\n" + parts.join(",\n") + "\n}\n";
    }

    function writeReports(folder) {
        var receipt = writeFile(folder, DATA["receipt"], receiptText());
        return writeFile(folder, DATA["report"], reportText()) && receipt;
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

    // A layer without a name of its own takes that of its new words or picture, and would not be found again.
    function keepName(layer) {
        layer.name = layer.name;
    }

    function noteHidden(wanted, layer) {
        if (!layer.enabled) {
            note(wanted, true, "LAYER_HIDDEN", "The template hides this layer; it was left so");
        }
    }

    // The template's own pictures and films that are not where they were: they would be missing in the result.
    function noteMissingFootage() {
        var i, item;
        for (i = 1; i <= app.project.numItems; i += 1) {
            item = app.project.item(i);
            if (item instanceof FootageItem && item.footageMissing) {
                note(null, true, "FOOTAGE_MISSING", "After Effects can't find " + item.name);
            }
        }
    }

    // Essential Graphics: where a composition is used, what it exposes may have been given a value of its
    // own. That value hides what was filled, so it is told; whoever set it there may have meant it.
    function isOverridden(group) {
        var i, one, found = false;
        for (i = 1; i <= group.numProperties; i += 1) {
            one = group.property(i);
            if (one.numProperties > 0) {
                found = found || isOverridden(one);
            } else {
                found = found || one.isModified;
            }
        }
        return found;
    }

    function noteOverridesIn(wanted, user, comp) {
        var i, layer, group, where;
        for (i = 1; i <= user.numLayers; i += 1) {
            layer = user.layer(i);
            group = null;
            if (layer.source && layer.source.id === comp.id) {
                group = layer.property("ADBE Layer Overrides");
            }
            if (group && isOverridden(group)) {
                where = layer.name + " in " + user.name;
                note(wanted, true, "OVERRIDDEN", where + " has a value of its own that may hide this");
            }
        }
    }

    function noteOverrides(wanted, comp) {
        var users = comp.usedIn, i;
        if (wanted["exposed"]) {
            for (i = 0; i < users.length; i += 1) {
                noteOverridesIn(wanted, users[i], comp);
            }
        }
    }

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

    // How much room a text takes, and making it smaller until it fits, where that was asked for.
    var TOLERANCE = 1.02;
    var SMALLEST = 0.6;
    var MOST_STEPS = 20;

    // In the middle of the layer's time, after whatever brings it in. Pixels of the layer: [width, height].
    function measured(layer) {
        var rect = layer.sourceRectAtTime((layer.inPoint + layer.outPoint) / 2, false);
        return [rect.width, rect.height];
    }

    // A box has a size of its own. A line of point text has the room of the template's own text: 0 if unknown.
    function roomOf(textDocument, wanted) {
        if (textDocument.boxText) {
            return textDocument.boxTextSize;
        }
        return [wanted["roomWidth"], 0];
    }

    function isOver(size, room) {
        var tooWide = room[0] > 0 && size[0] > room[0] * TOLERANCE;
        var tooHigh = room[1] > 0 && size[1] > room[1] * TOLERANCE;
        return tooWide || tooHigh;
    }

    // From After Effects 24.6 on a box says so itself; before, what does not fit is simply not drawn.
    function overflowsRoom(layer, textDocument, room) {
        if (textDocument.boxText && typeof textDocument.boxOverflow === "boolean") {
            return textDocument.boxOverflow;
        }
        return isOver(measured(layer), room);
    }

    function setSize(property, size) {
        var textDocument = ownValue(property);
        textDocument.fontSize = size;
        property.setValue(textDocument);
    }

    // Always from the template's own size on, so that a second run ends at the same.
    function shrinkToRoom(wanted, layer, property) {
        var full = wanted["fontSize"], step = 0, size = full, textDocument;
        if (property.numKeys > 0 || !(full > 0)) {
            return;
        }
        if (ownValue(property).fontSize !== full) {
            setSize(property, full);
        }
        while (step < MOST_STEPS) {
            textDocument = ownValue(property);
            if (!overflowsRoom(layer, textDocument, roomOf(textDocument, wanted))) {
                break;
            }
            step += 1;
            size = full * (1 - (1 - SMALLEST) * step / MOST_STEPS);
            setSize(property, size);
        }
        if (step > 0) {
            note(wanted, true, "TEXT_SHRUNK", "Set in " + Math.round(size * 10) / 10 + " instead of " + full);
        }
    }

    function checkRoom(wanted, layer, property) {
        var textDocument = ownValue(property), room = roomOf(textDocument, wanted);
        if (overflowsRoom(layer, textDocument, room)) {
            overflows.push({
                "placeholder": wanted["placeholder"],
                "layer": wanted["layer"],
                "size": measured(layer),
                "room": room
            });
            note(wanted, true, "TEXT_OVERFLOWS", "The words need more room than the template gives them");
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

    // What people agreed to have instead of a font of the template; null where its own stays.
    function agreedFont(name) {
        var i;
        for (i = 0; i < DATA["fonts"].length; i += 1) {
            if (DATA["fonts"][i]["font"] === name) {
                return DATA["fonts"][i]["substitute"];
            }
        }
        return null;
    }

    function changed(textDocument, words) {
        var font = agreedFont(textDocument.font);
        textDocument.text = words;
        if (font !== null) {
            textDocument.font = font;
        }
        return textDocument;
    }

    function setWords(property, words) {
        var k;
        if (property.numKeys > 0) {
            for (k = 1; k <= property.numKeys; k += 1) {
                property.setValueAtKey(k, changed(property.keyValue(k), words));
            }
        } else {
            property.setValue(changed(ownValue(property), words));
        }
    }

    // Asked of After Effects 24 and later alone.
    function fontIsMissing(name) {
        var found = app.fonts.getFontsByPostScriptName(name);
        if (found.length === 0) {
            return true;
        }
        return found[0].isSubstitute === true;
    }

    // From After Effects 24.3 on: a range whose characters differ has no font or size of its own.
    function hasSeveralStyles(textDocument) {
        var range;
        if (typeof textDocument.characterRange !== "function" || textDocument.text.length === 0) {
            return false;
        }
        range = textDocument.characterRange(0, textDocument.text.length);
        return range.font === undefined || range.fontSize === undefined;
    }

    // A version that can't tell says nothing of the font, neither that it is there nor that it is not.
    function checkFont(wanted, font) {
        if (!app.fonts) {
            return;
        }
        if (fontIsMissing(font)) {
            missingFonts.push(font);
            note(wanted, true, "FONT_MISSING", font + " is not installed here; After Effects shows another font");
        } else {
            foundFonts.push(font);
        }
    }

    function noteFont(wanted, font) {
        var substitute = agreedFont(font);
        if (substitute === null) {
            checkFont(wanted, font);
        } else {
            note(wanted, true, "FONT_SUBSTITUTED", substitute + " is used instead of " + font + ", as agreed");
            checkFont(wanted, substitute);
        }
    }

    function changeText(wanted, layer, property) {
        unlocked(layer, function () {
            keepName(layer);
            setWords(property, wanted["text"]);
            if (wanted["shrink"]) {
                shrinkToRoom(wanted, layer, property);
            }
        });
        checkRoom(wanted, layer, property);
    }

    function fillText(wanted) {
        var layer = findLayer(findComp(wanted), wanted), property = sourceText(layer);
        var severalStyles = hasSeveralStyles(ownValue(property)), font = ownValue(property).font;
        if (!DRY_RUN) {
            changeText(wanted, layer, property);
        }
        note(wanted, true, "TEXT_SET", "");
        if (property.numKeys > 0) {
            note(wanted, true, "TEXT_KEYFRAMED", "The text is animated; all its keyframes get the new words");
        }
        if (property.expressionEnabled) {
            note(wanted, true, "TEXT_BY_EXPRESSION", "An expression drives this text and may hide the new words");
        }
        if (severalStyles) {
            note(wanted, true, "TEXT_MIXED", "The template's text has several styles; all words get the first one's");
        }
        noteHidden(wanted, layer);
        noteOverrides(wanted, layer.containingComp);
        noteFont(wanted, font);
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

    // Essential Graphics: a property that a composition exposes is set for one of its uses alone.
    function controlsNamed(group, name, found) {
        var i, one;
        for (i = 1; i <= group.numProperties; i += 1) {
            one = group.property(i);
            if (one.numProperties > 0) {
                controlsNamed(one, name, found);
            } else if (one.name === name) {
                found.push(one);
            }
        }
        return found;
    }

    function controlOf(layer, wanted) {
        var group = layer.property("ADBE Layer Overrides"), found = [];
        if (group) {
            found = controlsNamed(group, wanted["control"], found);
        }
        if (found.length < wanted["controlNumber"]) {
            throw failure("NO_CONTROL", "Essential Graphics exposes no " + wanted["control"] + " here");
        }
        return found[wanted["controlNumber"] - 1];
    }

    function checkNumber(property, number) {
        var tooSmall = property.hasMin && number < property.minValue;
        var tooLarge = property.hasMax && number > property.maxValue;
        if (tooSmall || tooLarge) {
            throw failure("OUT_OF_RANGE", property.name + " can't be " + number);
        }
    }

    function checkTakesSource(property) {
        if (property.canSetAlternateSource !== true) {
            throw failure("NO_MEDIA", property.name + " takes no picture; After Effects 2021 or later may be needed");
        }
    }

    function setAlways(property, value) {
        var k;
        if (property.numKeys > 0) {
            for (k = 1; k <= property.numKeys; k += 1) {
                property.setValueAtKey(k, value);
            }
        } else {
            property.setValue(value);
        }
    }

    function setControl(wanted, property, file) {
        if (wanted["sets"] === "text") {
            setWords(property, wanted["text"]);
        } else if (wanted["sets"] === "media") {
            property.setAlternateSource(pictureItem(wanted, file));
        } else {
            setAlways(property, wanted["value"]);
        }
    }

    function checkControl(wanted, property) {
        if (wanted["sets"] === "number") {
            checkNumber(property, wanted["value"]);
        } else if (wanted["sets"] === "media") {
            checkTakesSource(property);
        }
    }

    function fillControl(wanted, scriptFolder) {
        var layer = findLayer(findComp(wanted), wanted), property = controlOf(layer, wanted);
        var file = wanted["sets"] === "media" ? pictureFile(wanted, scriptFolder) : null;
        var font = wanted["sets"] === "text" ? ownValue(property).font : null;
        checkControl(wanted, property);
        if (!DRY_RUN) {
            unlocked(layer, function () {
                setControl(wanted, property, file);
            });
        }
        note(wanted, true, "CONTROL_SET", "");
        if (property.expressionEnabled) {
            note(wanted, true, "CONTROL_BY_EXPRESSION", "An expression drives this and may hide what was set");
        }
        noteHidden(wanted, layer);
        if (font !== null) {
            noteFont(wanted, font);
        }
    }

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

    // Whatever happens in run, dialogs are shown again, and what happened is told.
    function main() {
        app.beginSuppressDialogs();
        try {
            run();
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
