// What a script leaves behind for the next one: After Effects keeps globals and prototypes alive.

const { getOwnPropertyNames } = Object;

function namesIn(places) {
    const found = [];
    for (let i = 0; i < places.length; i += 1) {
        const names = getOwnPropertyNames(places[i]);
        for (let k = 0; k < names.length; k += 1) {
            push(found, i + "." + names[k]);
        }
    }
    return found;
}

// Called before the script runs; what it returns is called after, and lists what is new.
function watchScope(global) {
    const places = [global];
    for (const name of ["Object", "Function", "Array", "String", "Number", "Boolean", "Date", "RegExp", "Error"]) {
        push(places, global[name].prototype);
    }
    const before = create(null);
    const known = namesIn(places);
    for (let i = 0; i < known.length; i += 1) {
        before[known[i]] = true;
    }
    return function () {
        const now = namesIn(places);
        const left = [];
        for (let i = 0; i < now.length; i += 1) {
            if (!before[now[i]]) {
                const isGlobal = now[i].charAt(0) === "0";
                push(left, (isGlobal ? "a global name" : "a prototype") + " was left behind: " + now[i].slice(2));
            }
        }
        return left;
    };
}
