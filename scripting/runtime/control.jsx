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
