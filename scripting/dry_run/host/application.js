// The application, its windows, and the globals that a script sees.

const FIRST_WITH_FONTS = 24;

function fontsOf(host) {
    const { strict, violate, model } = host;
    if (model.version < FIRST_WITH_FONTS) {
        return undefined;
    }
    return strict("Fonts", {
        getFontsByPostScriptName(name) {
            if (typeof name !== "string" || name === "") {
                violate("a font is asked for by its PostScript name");
            }
            return model.missingFonts[name] ? [] : [strict("Font", { isSubstitute: false }, {})];
        },
    }, {});
}

function makeApplication(host) {
    const { strict, violate, model, record } = host;
    return strict("Application", {
        project: host.project,
        version: model.version.toFixed(1) + "x1",
        isRenderEngine: Boolean(model.headless),
        fonts: fontsOf(host),
        get exitCode() { return record.exitCode; },
        set exitCode(code) { record.exitCode = code; },
        beginUndoGroup() { host.undoDepth += 1; },
        endUndoGroup() {
            if (host.undoDepth === 0) {
                violate("endUndoGroup without a group");
            }
            host.undoDepth -= 1;
        },
        beginSuppressDialogs() { host.desk.suppressed += 1; },
        endSuppressDialogs(show) {
            if (show !== false) {
                violate("endSuppressDialogs is told whether to show what was held back");
            }
            host.desk.suppressed -= 1;
        },
        open: host.desk.open,
    }, { exitCode: true });
}

function windowsOf(host) {
    const { strict, violate, model, record } = host;
    return function Window() {
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
    };
}

function finish(host) {
    const { record, items } = host;
    const left = host.left();
    for (let i = 0; i < left.length; i += 1) {
        push(record.violations, left[i]);
    }
    if (host.undoDepth) {
        push(record.violations, "an undo group was left open");
    }
    if (host.desk.suppressed !== host.suppressedBefore) {
        push(record.violations, "dialogs were left suppressed");
    }
    for (let i = 0; i < items.length; i += 1) {
        record.items[i] = items[i].name;
        if (items[i].comment !== "") {
            push(record.marks, items[i].comment);
        }
    }
    for (const id in host.layersById) {
        if (host.layersById[id].locked) {
            push(record.locked, id);
        }
    }
    return stringify(record);
}

// The globals of a script, and the function that tells what it did. Only a desk opens other projects
// and runs other scripts.
function makeHost(model, desk = { suppressed: 0 }) {
    const host = makeCore(model);
    host.desk = desk;
    addText(host);
    addItems(host);
    addControls(host);
    addLayers(host);
    addFiles(host);
    addProject(host);
    for (let i = 0; i < model.comps.length; i += 1) {
        host.items[i] = host.makeComp(model.comps[i]);
    }
    for (let i = 0; i < model.footage.length; i += 1) {
        push(host.items, host.templateFootage(model.footage[i]));
    }
    const $ = host.strict("$", {
        get fileName() { return model.scriptFile; },
        getenv(name) { return model.environment[name] || null; },
        setenv: desk.setenv,
        evalFile: desk.evalFile,
    }, {});
    return {
        host,
        globals: {
            app: makeApplication(host), $, CompItem, FolderItem, FootageItem, TextLayer, AVLayer,
            Folder: host.Folder, File: host.File, ImportOptions: host.ImportOptions,
            TextDocument: host.TextDocument, Window: windowsOf(host),
            ImportAsType: host.strict("ImportAsType", { FOOTAGE: 3813 }, {}),
            AlphaMode: host.strict("AlphaMode", { STRAIGHT: 5413 }, {}),
            CloseOptions: host.strict("CloseOptions", CLOSE_OPTIONS, {}),
        },
        watch(global) { host.left = watchScope(global); },
        result() { return finish(host); },
    };
}
