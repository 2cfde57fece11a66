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
