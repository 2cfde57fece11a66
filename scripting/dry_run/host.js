// A strict model of the part of the After Effects scripting API that scripts of ours use.
//
// `makeHost(model)` gives the globals of a script and the record of what it did. What After Effects
// would refuse is refused here; a member that the model does not know is an error as well, so a
// script can't use what was never checked. Source: the After Effects scripting guide.

function makeHost(model) {
    // Taken before the script's world is cut down to ECMAScript 3.
    const { stringify } = JSON;
    const { get: getMember, set: setMember } = Reflect;
    const { create, defineProperties, getOwnPropertyDescriptors } = Object;
    const Guard = Proxy;
    const encode = encodeURI;
    const decode = decodeURI;
    const record = {
        changes: [], violations: [], saved: null, report: null, shown: "", dialogs: 0, exitCode: 0,
        items: [], locked: [],
    };
    let undoDepth = 0;
    let nextId = 1000000;

    function violate(message) {
        record.violations[record.violations.length] = message;
        throw new Error("After Effects error: " + message);
    }

    // Only named members can be read, only those in `writable` be set.
    function strict(name, target, writable) {
        return new Guard(target, {
            get(object, key) {
                if (typeof key === "symbol" || key in object) {
                    return getMember(object, key);
                }
                return violate(name + " has no member " + key);
            },
            set(object, key, value) {
                if (!writable[key]) {
                    return violate(name + "." + String(key) + " can't be set");
                }
                return setMember(object, key, value);
            },
        });
    }

    function made(constructor, members) {
        return defineProperties(create(constructor.prototype), getOwnPropertyDescriptors(members));
    }

    function oneBased(name, list, index) {
        if (typeof index !== "number" || index < 1 || index > list.length || index % 1 !== 0) {
            violate(name + " takes an index from 1 to " + list.length + ", not " + String(index));
        }
        return list[index - 1];
    }

    function CompItem() {}
    function FolderItem() {}
    function FootageItem() {}
    function TextLayer() {}
    function AVLayer() {}

    const items = [];
    const layersById = {};
    const childrenOf = {};

    // --- text ---------------------------------------------------------------------------------
    function textDocument(values) {
        const copy = { text: values.text, font: values.font, fontSize: values.fontSize };
        return strict("TextDocument", copy, { text: true });
    }

    function textProperty(layer) {
        let current = { text: layer.text, font: layer.font, fontSize: layer.fontSize };
        const keys = [];
        for (let k = 0; k < (layer.keyframes || 0); k += 1) {
            keys[k] = { ...current };
        }
        function written(document) {
            if (layer.state.locked) {
                violate("the layer " + layer.name + " is locked");
            }
            const before = current.text;
            if (document.font !== current.font) {
                violate("the text's own style was lost");
            }
            current = { text: String(document.text), font: document.font, fontSize: document.fontSize };
            record.changes[record.changes.length] = {
                kind: "text", compId: layer.compId, layerId: layer.id, before, after: current.text,
            };
        }
        return strict("Property", {
            get value() {
                if (layer.expression) {
                    return textDocument({ text: layer.expression, font: "OfTheExpression", fontSize: 1 });
                }
                return textDocument(keys.length ? keys[0] : current);
            },
            valueAtTime(time, preExpression) {
                if (typeof time !== "number" || preExpression !== true) {
                    violate("valueAtTime is asked for the value before the expression alone");
                }
                return textDocument(keys.length ? keys[0] : current);
            },
            get numKeys() { return keys.length; },
            get expressionEnabled() { return Boolean(layer.expression); },
            setValue(document) {
                if (keys.length) {
                    violate("setValue on a property with keyframes");
                }
                written(document);
            },
            keyValue(index) { return textDocument(oneBased("keyValue", keys, index)); },
            setValueAtKey(index, document) {
                oneBased("setValueAtKey", keys, index);
                keys[index - 1] = { text: document.text, font: document.font, fontSize: document.fontSize };
                written(document);
            },
        }, {});
    }

    // --- layers -------------------------------------------------------------------------------
    function makeLayer(data, comp, compId) {
        const state = { locked: Boolean(data.locked), name: data.name, source: null };
        const layer = { ...data, compId, state };
        const isText = data.type === "TextLayer";
        if (!isText && data.source) {
            state.source = makeFootage(data.source.name, data.source.width, data.source.height);
        }
        const property = isText ? textProperty(layer) : null;
        const group = isText ? strict("PropertyGroup", {
            property(name) { return name === "ADBE Text Document" ? property : null; },
        }, {}) : null;
        const members = {
            id: data.id,
            containingComp: comp,
            nullLayer: Boolean(data.nullLayer),
            enabled: data.enabled !== false,
            timeRemapEnabled: Boolean(data.timeRemap),
            get name() { return state.name; },
            set name(value) { state.name = value; },
            get locked() { return state.locked; },
            set locked(value) { state.locked = value; },
            get source() { return state.source; },
            property(name) { return name === "ADBE Text Properties" ? group : null; },
            replaceSource(item, fixExpressions) {
                if (isText) {
                    violate("a text layer's source can't be replaced");
                }
                if (state.locked) {
                    violate("the layer " + state.name + " is locked");
                }
                if (typeof fixExpressions !== "boolean") {
                    violate("replaceSource takes a second argument");
                }
                if (state.source !== null && !hasSizeOf(item, state.source)) {
                    violate("a picture of another size would move what is in the layer " + state.name);
                }
                const before = state.source === null ? "" : state.source.name;
                state.source = item;
                record.changes[record.changes.length] = {
                    kind: "image", compId, layerId: data.id, before, after: item.name,
                };
            },
        };
        const writable = { name: true, locked: true, timeRemapEnabled: true };
        const proxy = strict("Layer", made(isText ? TextLayer : AVLayer, members), writable);
        layersById[data.id] = proxy;
        return proxy;
    }

    function hasSizeOf(item, other) {
        return item.width === other.width && item.height === other.height;
    }

    function makeComp(data) {
        const layers = [];
        const members = {
            id: data.id,
            name: data.name,
            get numLayers() { return layers.length; },
            layer(which) {
                if (typeof which === "string") {
                    violate("layers are found by index here, since names are not unique");
                }
                return oneBased("layer", layers, which);
            },
        };
        const comp = strict("CompItem", made(CompItem, members), {});
        for (let i = 0; i < data.layers.length; i += 1) {
            layers[i] = makeLayer(data.layers[i], comp, data.id);
        }
        return comp;
    }

    // --- footage and folders ------------------------------------------------------------------
    function makeFootage(name, width, height) {
        nextId += 1;
        const source = strict("FileSource", { hasAlpha: true, alphaMode: 0 }, { alphaMode: true });
        const state = { parentFolder: null };
        const item = strict("FootageItem", made(FootageItem, {
            id: nextId, name, width, height, pixelAspect: 1, mainSource: source,
            get parentFolder() { return state.parentFolder; },
            set parentFolder(folder) {
                state.parentFolder = folder;
                childrenOf[folder.id][childrenOf[folder.id].length] = item;
            },
            replace(file) {
                if (!file.exists) {
                    violate("the file " + file.fsName + " does not exist");
                }
            },
        }), { name: true, parentFolder: true, pixelAspect: true });
        return item;
    }

    function makeFolder(name) {
        const children = [];
        nextId += 1;
        const folder = strict("FolderItem", made(FolderItem, {
            id: nextId, name,
            get numItems() { return children.length; },
            item(index) { return oneBased("item", children, index); },
        }), {});
        childrenOf[folder.id] = children;
        items[items.length] = folder;
        return folder;
    }

    // --- files --------------------------------------------------------------------------------
    // Both take a path in its escaped form; a bare % in it means something else than it says.
    function nativePath(path) {
        if (String(path).charAt(0) !== "/") {
            violate("the path " + path + " is taken from wherever After Effects was started");
        }
        return decode(String(path));
    }

    function Folder(path) {
        const clean = nativePath(path);
        return strict("Folder", made(Folder, {
            fsName: clean,
            absoluteURI: encode(clean),
            get exists() { return clean === model.folder; },
        }), {});
    }
    Folder.selectDialog = function () {
        record.dialogs += 1;
        return model.chosenFolder ? new Folder(encode(model.chosenFolder)) : null;
    };

    function File(path) {
        const clean = nativePath(path);
        let text = null;
        return strict("File", made(File, {
            fsName: clean,
            name: clean.slice(clean.lastIndexOf("/") + 1),
            encoding: "", lineFeed: "",
            get parent() { return new Folder(encode(clean.slice(0, clean.lastIndexOf("/")))); },
            get exists() { return model.files[clean] === true; },
            open(mode) {
                if (mode === "w" && !model.mayWrite) {
                    return false;
                }
                text = "";
                return true;
            },
            write(more) { text += more; record.report = text; return true; },
            close() { return true; },
        }), { encoding: true, lineFeed: true });
    }

    function ImportOptions(file) {
        if (!file.exists) {
            violate("the file " + file.fsName + " does not exist");
        }
        return strict("ImportOptions", {
            file, sequence: true, importAs: null, canImportAs() { return true; },
        }, { sequence: true, importAs: true });
    }

    // --- project and application --------------------------------------------------------------
    const projectMembers = {
        get numItems() { return items.length; },
        item(index) { return oneBased("item", items, index); },
        itemByID(id) {
            for (let i = 0; i < items.length; i += 1) {
                if (items[i].id === id) {
                    return items[i];
                }
            }
            return null;
        },
        items: strict("ItemCollection", { addFolder: makeFolder }, {}),
        importFile(options) {
            if (options.sequence) {
                violate("a still would be imported as a sequence");
            }
            const size = model.sizes[options.file.name];
            const item = makeFootage(options.file.name, size[0], size[1]);
            items[items.length] = item;
            return item;
        },
        save(file) {
            if (undoDepth) {
                violate("saved inside an undo group");
            }
            if (file.exists) {
                violate("would overwrite " + file.fsName);
            }
            model.files[file.fsName] = true;
            record.saved = file.fsName;
        },
    };
    if (model.version >= 22) {
        projectMembers.layerByID = function (id) {
            if (typeof id !== "number" || id % 1 !== 0) {
                violate("layerByID takes a whole number");
            }
            return layersById[id] || null;
        };
    } else {
        projectMembers.layerByID = undefined;
    }

    const fonts = model.version >= 24 ? strict("Fonts", {
        getFontsByPostScriptName(name) {
            return model.missingFonts[name] ? [] : [strict("Font", { isSubstitute: false }, {})];
        },
    }, {}) : undefined;

    const app = strict("Application", {
        project: strict("Project", projectMembers, {}),
        version: model.version.toFixed(1) + "x1",
        isRenderEngine: Boolean(model.headless),
        fonts,
        get exitCode() { return record.exitCode; },
        set exitCode(code) { record.exitCode = code; },
        beginUndoGroup() { undoDepth += 1; },
        endUndoGroup() {
            if (undoDepth === 0) {
                violate("endUndoGroup without a group");
            }
            undoDepth -= 1;
        },
        beginSuppressDialogs() {},
        endSuppressDialogs() {},
    }, { exitCode: true });

    function Window() {
        if (model.headless) {
            violate("a dialog without a user");
        }
        return strict("Window", {
            add(type, bounds, text) {
                record.shown += String(text) + "\n";
                const members = { preferredSize: null, active: false };
                return strict("Control", members, { preferredSize: true, active: true });
            },
            show() { record.dialogs += 1; },
        }, {});
    }

    for (let i = 0; i < model.comps.length; i += 1) {
        items[i] = makeComp(model.comps[i]);
    }

    return {
        globals: {
            app, CompItem, FolderItem, FootageItem, TextLayer, AVLayer, Folder, File, ImportOptions, Window,
            $: strict("$", { fileName: model.scriptFile, writeln() {} }, {}),
            ImportAsType: strict("ImportAsType", { FOOTAGE: 3813 }, {}),
            AlphaMode: strict("AlphaMode", { STRAIGHT: 5413 }, {}),
        },
        result() {
            if (undoDepth) {
                record.violations[record.violations.length] = "an undo group was left open";
            }
            for (let i = 0; i < items.length; i += 1) {
                record.items[i] = items[i].name;
            }
            for (const id in layersById) {
                if (layersById[id].locked) {
                    record.locked[record.locked.length] = id;
                }
            }
            return stringify(record);
        },
    };
}
