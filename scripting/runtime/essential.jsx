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
