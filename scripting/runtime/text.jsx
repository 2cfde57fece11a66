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
