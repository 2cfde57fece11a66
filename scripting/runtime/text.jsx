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

// From After Effects 24.3 on: a range whose characters differ has no font or size of its own.
function hasSeveralStyles(textDocument) {
    var range;
    if (typeof textDocument.characterRange !== "function" || textDocument.text.length === 0) {
        return false;
    }
    range = textDocument.characterRange(0, textDocument.text.length);
    return range.font === undefined || range.fontSize === undefined;
}

function checkFont(wanted, property) {
    var font = ownValue(property).font;
    if (fontIsMissing(font)) {
        missingFonts.push(font);
        note(wanted, true, "FONT_MISSING", font + " is not installed here; After Effects shows another font");
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
    var severalStyles = hasSeveralStyles(ownValue(property));
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
    checkFont(wanted, property);
}
