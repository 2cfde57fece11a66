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
