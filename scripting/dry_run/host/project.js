// The project: its items, importing, saving.

const FIRST_WITH_LAYER_IDS = 22;

function addItems(host) {
    const { strict, violate, oneBased } = host;
    const childrenOf = {};

    host.makeFootage = function ({ name, width, height, pixelAspect = 1 }) {
        host.nextId += 1;
        const source = strict("FileSource", { hasAlpha: true, alphaMode: 0 }, { alphaMode: true });
        const state = { parentFolder: null };
        const item = strict("FootageItem", made(FootageItem, {
            id: host.nextId, name, width, height, pixelAspect, comment: "", mainSource: source,
            footageMissing: false, isMediaReplacementCompatible: true,
            get parentFolder() { return state.parentFolder; },
            set parentFolder(folder) {
                state.parentFolder = folder;
                push(childrenOf[folder.id], item);
            },
            replace(file) {
                if (!file.exists) {
                    violate("the file " + file.fsName + " does not exist");
                }
            },
        }), { name: true, parentFolder: true, pixelAspect: true });
        return item;
    };

    // What the template brings along; a script leaves it where it is.
    host.templateFootage = function (data) {
        return strict("FootageItem", made(FootageItem, {
            id: data.id, name: data.name, width: data.width, height: data.height, comment: "",
            footageMissing: data.missing, parentFolder: null,
        }), {});
    };

    host.makeFolder = function (name) {
        const children = [];
        host.nextId += 1;
        const folder = strict("FolderItem", made(FolderItem, {
            id: host.nextId, name, comment: "",
            get numItems() { return children.length; },
            item(index) { return oneBased("item", children, index); },
        }), { comment: true });
        childrenOf[folder.id] = children;
        push(host.items, folder);
        return folder;
    };
}

function addProject(host) {
    const { strict, violate, oneBased, model, items } = host;
    let projectFile = model.projectFile ? new host.File(encode(model.projectFile)) : null;

    function saveAs(file) {
        if (host.undoDepth) {
            violate("saved inside an undo group");
        }
        const isOpenOne = projectFile !== null && projectFile.fsName === file.fsName;
        if (file.fsName === model.projectFile || (file.exists && !isOpenOne)) {
            violate("would overwrite " + file.fsName);
        }
        model.files[file.fsName] = true;
        projectFile = file;
        host.record.saved = file.fsName;
    }

    const members = {
        get file() { return projectFile; },
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
        items: strict("ItemCollection", { addFolder: host.makeFolder }, {}),
        importFile(options) {
            if (options.sequence) {
                violate("a still would be imported as a sequence");
            }
            const name = options.file.displayName;
            const [width, height] = model.sizes[name];
            const item = host.makeFootage({ name, width, height });
            push(items, item);
            return item;
        },
        save(file) {
            if (!file) {
                violate("a file to save to is named, or After Effects may ask for one");
            }
            saveAs(file);
        },
        layerByID: undefined,
        close: host.desk.close,
    };
    if (model.version >= FIRST_WITH_LAYER_IDS) {
        members.layerByID = function (id) {
            if (typeof id !== "number" || id % 1 !== 0) {
                violate("layerByID takes a whole number");
            }
            return host.layersById[id] || null;
        };
    }
    host.project = strict("Project", members, {});
}
