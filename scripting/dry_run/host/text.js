// Text layers' source text: documents, keyframes, expressions, and how much room words take.

const LARGEST_FONT = 1296;
const KEPT_STYLE = ["boxText", "marker"];

function addText(host) {
    const { strict, violate, oneBased, model } = host;

    // `marker` and `ownFont` can't be made by a script: they tell whether a document came out of the layer.
    function valuesOf(layer) {
        const size = layer.boxSize || null;
        return {
            text: layer.text, font: layer.font, fontSize: layer.fontSize,
            boxText: size !== null, boxTextSize: size, marker: layer.id, mixed: Boolean(layer.mixed),
        };
    }

    function textDocument(values) {
        const copy = { ...values, pointText: !values.boxText };
        const members = made(TextDocument, {
            get text() { return copy.text; },
            set text(words) {
                const plain = String(words);
                if (plain.indexOf("\n") >= 0) {
                    violate("paragraphs of a text are parted by a carriage return");
                }
                copy.text = plain;
            },
            get fontSize() { return copy.fontSize; },
            set fontSize(size) {
                if (!(size >= 0.1 && size <= LARGEST_FONT)) {
                    violate("fontSize goes from 0.1 to " + LARGEST_FONT);
                }
                copy.fontSize = size;
            },
            get font() { return copy.font; },
            set font(name) {
                if (typeof name !== "string" || name === "") {
                    violate("a font is set by its PostScript name");
                }
                copy.font = name;
            },
            get boxTextSize() {
                return copy.boxText ? copy.boxTextSize : violate("point text has no boxTextSize");
            },
            ownFont: values.font, boxText: copy.boxText, pointText: copy.pointText, marker: copy.marker,
            characterRange: model.version >= 24.3 ? (start, end) => rangeOf(copy, start, end) : undefined,
            get boxOverflow() { return model.version >= 24.6 ? overflows(copy) : undefined; },
        });
        return strict("TextDocument", members, { text: true, font: true, fontSize: true });
    }

    function rangeOf(values, start, end) {
        if (start !== 0 || end !== values.text.length || end === 0) {
            violate("a range of characters goes from 0 to the text's length");
        }
        const font = values.mixed ? undefined : values.font;
        return strict("CharacterRange", { font, fontSize: values.fontSize }, {});
    }

    function TextDocument(text) {
        return textDocument({ text: String(text), font: "Default", fontSize: 12, boxText: false });
    }

    // --- room: a plain guess, the same in every run -----------------------------------------------
    function linesOf(values) {
        const lines = values.text.split("\r");
        if (!values.boxText) {
            return lines.length;
        }
        let count = 0;
        for (let i = 0; i < lines.length; i += 1) {
            count += Math.max(1, Math.ceil(widthOf(lines[i], values) / values.boxTextSize[0]));
        }
        return count;
    }

    function widthOf(line, values) {
        return line.length * values.fontSize * 0.5;
    }

    function heightOf(values) {
        return linesOf(values) * values.fontSize * 1.2;
    }

    function overflows(values) {
        return values.boxText && heightOf(values) > values.boxTextSize[1];
    }

    function rectOf(values) {
        const lines = values.text.split("\r");
        let width = 0;
        for (let i = 0; i < lines.length; i += 1) {
            width = Math.max(width, widthOf(lines[i], values));
        }
        let height = heightOf(values);
        if (values.boxText) { // what does not fit is not drawn
            width = Math.min(width, values.boxTextSize[0]);
            height = Math.min(height, values.boxTextSize[1]);
        }
        return { top: 0, left: 0, width, height };
    }

    // --- the property ---------------------------------------------------------------------------
    function textProperty(layer, more) {
        let current = valuesOf(layer);
        const keys = [];
        for (let k = 0; k < (layer.keyframes || 0); k += 1) {
            keys[k] = { ...current };
        }
        function first() {
            return keys.length ? keys[0] : current;
        }
        function written(document, own) {
            if (layer.state.locked) {
                violate("the layer " + layer.name + " is locked");
            }
            for (let i = 0; i < KEPT_STYLE.length; i += 1) {
                if (document[KEPT_STYLE[i]] !== current[KEPT_STYLE[i]]) {
                    violate("the text's own style was lost");
                }
            }
            if (document.ownFont !== own.font) {
                violate("the text's own style was lost");
            }
            const before = current.text;
            const style = { font: document.font, fontSize: document.fontSize, mixed: false };
            const values = { ...current, text: document.text, ...style };
            if (values.font !== own.font) {
                host.changed("font", layer, own.font, values.font);
            }
            if (values.text === before && values.fontSize !== current.fontSize) {
                host.changed("font_size", layer, String(current.fontSize), String(values.fontSize));
            } else {
                host.changed("text", layer, before, values.text);
            }
            current = values;
            if (!layer.state.ownName) {
                layer.state.name = values.text;
            }
            return values;
        }
        layer.rect = function () { return rectOf(first()); };
        const members = {
            get value() {
                if (layer.expression) {
                    return textDocument({ ...first(), text: layer.expression, font: "OfTheExpression" });
                }
                return textDocument(first());
            },
            valueAtTime(time, preExpression) {
                if (typeof time !== "number" || preExpression !== true) {
                    violate("valueAtTime is asked for the value before the expression alone");
                }
                return textDocument(first());
            },
            get numKeys() { return keys.length; },
            get expressionEnabled() { return Boolean(layer.expression); },
            setValue(document) {
                if (keys.length) {
                    violate("setValue on a property with keyframes");
                }
                written(document, current);
            },
            keyValue(index) { return textDocument(oneBased("keyValue", keys, index)); },
            setValueAtKey(index, document) {
                oneBased("setValueAtKey", keys, index);
                keys[index - 1] = written(document, keys[index - 1]);
            },
        };
        return strict("Property", defineProperties(members, getOwnPropertyDescriptors(more || {})), {});
    }

    host.textProperty = textProperty;
    host.TextDocument = TextDocument;
}
