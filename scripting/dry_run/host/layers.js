// Compositions and their layers.

const WRITABLE_OF_LAYERS = { name: true, locked: true, timeRemapEnabled: true };

function addLayers(host) {
    const { strict, violate, oneBased } = host;
    host.layersById = {};
    host.compsById = {};

    // Display names differ from language to language; only match names are the same everywhere.
    function groupOf(name, property) {
        return strict("PropertyGroup", {
            property(asked) { return asked === name ? property : violate("no match name: " + asked); },
        }, {});
    }

    function usersOf(comp) {
        const users = [];
        for (const id in host.compsById) {
            for (let i = 1; i <= host.compsById[id].numLayers; i += 1) {
                if (host.compsById[id].layer(i).source === comp) {
                    push(users, host.compsById[id]);
                    break;
                }
            }
        }
        return users;
    }

    function hasSizeOf(item, other) {
        return item.width === other.width && item.height === other.height;
    }

    function replaceSource(layer, item, fixExpressions) {
        if (layer.type !== "AVLayer") {
            violate("the source of a " + layer.type + " can't be replaced");
        }
        if (layer.state.locked) {
            violate("the layer " + layer.state.name + " is locked");
        }
        if (typeof fixExpressions !== "boolean") {
            violate("replaceSource takes a second argument");
        }
        if (layer.nullLayer) {
            violate("a null layer stays one, whatever its source");
        }
        if (layer.state.timeRemap) {
            violate("a still can't be remapped in time");
        }
        if (layer.state.source !== null && !hasSizeOf(item, layer.state.source)) {
            violate("a picture of another size would move what is in the layer " + layer.state.name);
        }
        if (layer.state.source !== null && item.pixelAspect !== layer.state.source.pixelAspect) {
            violate("a picture of other pixels would be squeezed in the layer " + layer.state.name);
        }
        const before = layer.state.source === null ? "" : layer.state.source.name;
        layer.state.source = item;
        if (!layer.state.ownName) {
            layer.state.name = item.name;
        }
        host.changed("image", layer, before, item.name);
    }

    function makeLayer(data, comp, compId) {
        const state = {
            locked: Boolean(data.locked), name: data.name, source: null,
            ownName: false, // whether it has one is not read, so the worst is taken
            timeRemap: Boolean(data.timeRemap),
        };
        const layer = { ...data, compId, state };
        const isText = data.type === "TextLayer";
        if (data.type === "AVLayer" && data.source) {
            state.source = host.makeFootage(data.source);
        }
        const group = isText ? groupOf("ADBE Text Document", host.textProperty(layer)) : null;
        const overrides = host.overridesOf(layer, data.controls || []);
        const members = {
            id: data.id,
            containingComp: comp,
            nullLayer: Boolean(data.nullLayer),
            enabled: data.enabled !== false,
            shy: Boolean(data.shy),
            inPoint: data.inPoint || 0,
            outPoint: data.outPoint || 0,
            get timeRemapEnabled() { return state.timeRemap; },
            set timeRemapEnabled(value) { state.timeRemap = value; },
            get name() { return state.name; },
            set name(value) {
                if (value !== state.name) {
                    violate("the template's layer " + state.name + " would get another name");
                }
                state.ownName = true;
            },
            get locked() { return state.locked; },
            set locked(value) { state.locked = value; },
            get source() { return state.source || host.compsById[data.sourceId] || null; },
            property(name) {
                if (name === "ADBE Layer Overrides") {
                    return overrides;
                }
                if (name !== "ADBE Text Properties") {
                    violate("no match name: " + name);
                }
                return group;
            },
            sourceRectAtTime(time, extents) {
                if (typeof time !== "number" || typeof extents !== "boolean") {
                    violate("sourceRectAtTime takes a time and whether to include extents");
                }
                return isText ? layer.rect() : violate("only a text's room is asked for");
            },
            replaceSource(item, fixExpressions) { replaceSource(layer, item, fixExpressions); },
        };
        const proxy = strict("Layer", made(isText ? TextLayer : AVLayer, members), WRITABLE_OF_LAYERS);
        host.layersById[data.id] = proxy;
        return proxy;
    }

    host.makeComp = function (data) {
        const layers = [];
        const members = {
            id: data.id,
            name: data.name,
            comment: "",
            get usedIn() { return usersOf(comp); },
            get numLayers() { return layers.length; },
            layer(which) {
                if (typeof which === "string") {
                    violate("layers are found by index here, since names are not unique");
                }
                return oneBased("layer", layers, which);
            },
        };
        const comp = strict("CompItem", made(CompItem, members), {});
        host.compsById[data.id] = comp;
        for (let i = 0; i < data.layers.length; i += 1) {
            layers[i] = makeLayer(data.layers[i], comp, data.id);
        }
        return comp;
    };
}
