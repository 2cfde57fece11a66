// Files and folders. Both take a path in its escaped form; a bare % in it means something else than it says.

function addFiles(host) {
    const { strict, violate, model, record } = host;

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
        if (model.headless) {
            violate("a dialog without a user");
        }
        record.dialogs += 1;
        return model.chosenFolder ? new Folder(encode(model.chosenFolder)) : null;
    };

    function File(path) {
        const clean = nativePath(path);
        const state = { encoding: "", lineFeed: "", open: false };
        return strict("File", made(File, {
            fsName: clean,
            absoluteURI: encode(clean),
            name: encode(clean.slice(clean.lastIndexOf("/") + 1)),
            displayName: clean.slice(clean.lastIndexOf("/") + 1),
            get encoding() { return state.encoding; },
            set encoding(value) { state.encoding = value; },
            get lineFeed() { return state.lineFeed; },
            set lineFeed(value) { state.lineFeed = value; },
            get parent() { return new Folder(encode(clean.slice(0, clean.lastIndexOf("/")))); },
            get exists() { return model.files[clean] === true; },
            open(mode) {
                if (mode !== "w") {
                    violate("scripts open files for writing alone");
                }
                if (state.encoding !== "UTF-8" || state.lineFeed !== "Unix") {
                    violate("encoding and line feed are set before a file is opened");
                }
                state.open = model.mayWrite;
                if (state.open) {
                    record.written[clean] = "";
                }
                return state.open;
            },
            write(more) {
                if (!state.open) {
                    violate("the file " + clean + " is not open");
                }
                record.written[clean] += more;
                return true;
            },
            close() {
                state.open = false;
                return true;
            },
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

    host.Folder = Folder;
    host.File = File;
    host.ImportOptions = ImportOptions;
}
