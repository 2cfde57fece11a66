// What every part of the model needs: the record, refusals, and objects that know their members.
//
// `host` goes through all parts: each adds what it models. Source of all rules: the After Effects
// scripting guide.

// Taken before the script's world is cut down to ECMAScript 3.
const { stringify } = JSON;
const { get: getMember, set: setMember } = Reflect;
const { create, defineProperties, getOwnPropertyDescriptors } = Object;
const Guard = Proxy;
const encode = encodeURI;
const decode = decodeURI;

function CompItem() {}
function FolderItem() {}
function FootageItem() {}
function TextLayer() {}
function AVLayer() {}

function makeCore(model) {
    const record = {
        changes: [], violations: [], saved: null, written: {}, shown: "", dialogs: 0, exitCode: 0,
        items: [], locked: [], marks: [],
    };

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
            deleteProperty(object, key) {
                return violate(name + "." + String(key) + " can't be deleted");
            },
        });
    }

    function oneBased(name, list, index) {
        if (typeof index !== "number" || index < 1 || index > list.length || index % 1 !== 0) {
            violate(name + " takes an index from 1 to " + list.length + ", not " + String(index));
        }
        return list[index - 1];
    }

    function changed(kind, layer, before, after) {
        record.changes[record.changes.length] = {
            kind, compId: layer.compId, layerId: layer.id, control: layer.control || "", before, after,
        };
    }

    return { model, record, violate, strict, oneBased, changed, undoDepth: 0, suppressedBefore: 0, items: [], nextId: 1000000 };
}

function made(constructor, members) {
    return defineProperties(create(constructor.prototype), getOwnPropertyDescriptors(members));
}

function push(list, entry) {
    list[list.length] = entry;
}
