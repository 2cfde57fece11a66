// What a composition exposes in Essential Graphics, as each layer that uses it has it.

const FIRST_WITH_MEDIA_REPLACEMENT = 18;

function addControls(host) {
    const { strict, violate, oneBased, model } = host;

    function checkLock(layer) {
        if (layer.state.locked) {
            violate("the layer " + layer.state.name + " is locked");
        }
    }

    function checkColor(value) {
        if (value.length !== 4) {
            violate("a colour has four parts");
        }
        for (let i = 0; i < 4; i += 1) {
            if (!(value[i] >= 0 && value[i] <= 1)) {
                violate("the parts of a colour go from 0 to 1");
            }
        }
    }

    function hexOf(value) {
        let hex = "#";
        for (let i = 0; i < 3; i += 1) {
            hex += (256 + Math.round(value[i] * 255)).toString(16).slice(1);
        }
        return hex;
    }

    function checkNumber(data, value) {
        if (typeof value !== "number" || value !== value) {
            violate("a slider takes a number");
        }
        if (value < data.min || value > data.max) {
            violate("a slider takes numbers from " + data.min + " to " + data.max);
        }
    }

    function plainMembers(layer, data) {
        const keys = data.keyframes || 0;
        function written(value) {
            checkLock(layer);
            if (data.kind === "color") {
                checkColor(value);
            } else {
                checkNumber(data, value);
            }
            const after = data.kind === "color" ? hexOf(value) : String(value);
            host.changed(data.kind, layer, "", after);
        }
        return {
            numKeys: keys, expressionEnabled: Boolean(data.expression),
            hasMin: data.min !== undefined, hasMax: data.max !== undefined,
            minValue: data.min, maxValue: data.max,
            setValue(value) {
                if (keys) {
                    violate("setValue on a property with keyframes");
                }
                written(value);
            },
            setValueAtKey(index, value) {
                oneBased("setValueAtKey", { length: keys }, index);
                written(value);
            },
        };
    }

    function mediaMembers(layer) {
        const can = model.version >= FIRST_WITH_MEDIA_REPLACEMENT;
        return {
            numKeys: 0, expressionEnabled: false, canSetAlternateSource: can ? true : undefined,
            setAlternateSource(item) {
                checkLock(layer);
                if (!can) {
                    violate("setAlternateSource came with After Effects 18");
                }
                if (!item.isMediaReplacementCompatible) {
                    violate("not every item can replace media");
                }
                host.changed("media", layer, "", item.name);
            },
        };
    }

    function controlOf(layer, data) {
        const name = data.name;
        const own = { ...layer, ...data, name, state: layer.state, control: name + "#" + data.number };
        const members = { name, numProperties: 0, isModified: Boolean(data.modified) };
        if (data.kind === "text") {
            own.state = { get locked() { return layer.state.locked; }, ownName: true };
            return host.textProperty(own, members);
        }
        const more = data.kind === "media" ? mediaMembers(own) : plainMembers(own, data);
        return strict("Property", { ...more, ...members }, {});
    }

    // As long as no composition exposes anything, a layer has no group of its own for it either.
    host.overridesOf = function (layer, controls) {
        const all = [];
        for (let i = 0; i < controls.length; i += 1) {
            all[i] = controlOf(layer, controls[i]);
        }
        return strict("PropertyGroup", {
            numProperties: all.length,
            property(index) { return oneBased("property", all, index); },
        }, {});
    };
}
