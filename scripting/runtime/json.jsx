// After Effects has JSON only on some machines, so the receipt is written out by hand, in ASCII.
function jsonText(text) {
    var out = "", i, code, hex;
    for (i = 0; i < text.length; i += 1) {
        code = text.charCodeAt(i);
        if (code < 32 || code > 126 || code === 34 || code === 92) {
            hex = code.toString(16);
            out += "\\u" + "0000".substring(hex.length) + hex;
        } else {
            out += text.charAt(i);
        }
    }
    return "\"" + out + "\"";
}

// A list of [name, JSON] pairs; the order is kept.
function jsonObject(pairs) {
    var parts = [], i;
    for (i = 0; i < pairs.length; i += 1) {
        parts.push(jsonText(pairs[i][0]) + ": " + pairs[i][1]);
    }
    return "{" + parts.join(", ") + "}";
}

function jsonList(parts) {
    if (parts.length === 0) {
        return "[]";
    }
    return "[\n    " + parts.join(",\n    ") + "\n  ]";
}

function jsonNumber(number) {
    return isFinite(number) ? String(Math.round(number * 100) / 100) : "0";
}
