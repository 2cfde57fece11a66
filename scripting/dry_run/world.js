// Takes away what ExtendScript does not have, so that a script which uses it fails here as well.
// Only names of ECMAScript 3 stay; the list is that of the standard's third edition, section 15.

(function (global) {
    const own = Object.getOwnPropertyNames;
    const remove = Reflect.deleteProperty;
    const kept = {
        Object: ["prototype", "length", "name"],
        Function: ["prototype", "length", "name"],
        Array: ["prototype", "length", "name"],
        String: ["prototype", "length", "name", "fromCharCode"],
        Number: ["prototype", "length", "name", "MAX_VALUE", "MIN_VALUE", "NaN", "NEGATIVE_INFINITY", "POSITIVE_INFINITY"],
        Date: ["prototype", "length", "name", "parse", "UTC"],
    };
    const keptMethods = {
        Object: ["constructor", "toString", "toLocaleString", "valueOf", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"],
        Function: ["constructor", "toString", "apply", "call", "length", "name"],
        Array: ["constructor", "length", "toString", "toLocaleString", "concat", "join", "pop", "push", "reverse", "shift", "slice", "sort", "splice", "unshift"],
        String: ["constructor", "length", "toString", "valueOf", "charAt", "charCodeAt", "concat", "indexOf", "lastIndexOf", "localeCompare", "match", "replace", "search", "slice", "split", "substr", "substring", "toLowerCase", "toLocaleLowerCase", "toUpperCase", "toLocaleUpperCase"],
        Number: ["constructor", "toString", "toLocaleString", "valueOf", "toFixed", "toExponential", "toPrecision"],
        RegExp: ["constructor", "exec", "test", "toString", "global", "ignoreCase", "multiline", "source"],
        Math: [
            "E", "LN10", "LN2", "LOG2E", "LOG10E", "PI", "SQRT1_2", "SQRT2", "abs", "acos", "asin", "atan", "atan2",
            "ceil", "cos", "exp", "floor", "log", "max", "min", "pow", "random", "round", "sin", "sqrt", "tan",
        ],
    };
    const globals = [
        "Object", "Function", "Array", "String", "Boolean", "Number", "Date", "RegExp", "Math", "Error", "EvalError",
        "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "NaN", "Infinity", "undefined",
        "parseInt", "parseFloat", "isNaN", "isFinite", "decodeURI", "decodeURIComponent", "encodeURI", "encodeURIComponent",
    ];
    function strip(object, names) {
        const all = own(object);
        for (let i = 0; i < all.length; i += 1) {
            if (names.indexOf(all[i]) < 0) {
                remove(object, all[i]);
            }
        }
    }
    const natives = {};
    strip(global.RegExp.prototype, keptMethods.RegExp);
    strip(global.Math, keptMethods.Math);
    for (const name of ["toISOString", "toJSON"]) {
        remove(global.Date.prototype, name);
    }
    for (const name of ["Object", "Function", "Array", "String", "Number", "Date"]) {
        natives[name] = global[name];
    }
    const keptGlobals = globals;
    const all = own(global);
    for (let i = 0; i < all.length; i += 1) {
        if (keptGlobals.indexOf(all[i]) < 0 && all[i] !== "globalThis") {
            remove(global, all[i]);
        }
    }
    remove(global, "globalThis");
    for (const name in kept) {
        strip(natives[name], kept[name]);
    }
    // Arrays last: this very code walks them.
    strip(natives.Object.prototype, keptMethods.Object);
    strip(natives.Function.prototype, keptMethods.Function);
    strip(natives.Number.prototype, keptMethods.Number);
    strip(natives.String.prototype, keptMethods.String);
    const arrays = own(natives.Array.prototype);
    for (let i = 0; i < arrays.length; i += 1) {
        let wanted = false;
        for (let k = 0; k < keptMethods.Array.length; k += 1) {
            wanted = wanted || keptMethods.Array[k] === arrays[i];
        }
        if (!wanted) {
            remove(natives.Array.prototype, arrays[i]);
        }
    }
});
