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
