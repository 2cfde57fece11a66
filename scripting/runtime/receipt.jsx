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
