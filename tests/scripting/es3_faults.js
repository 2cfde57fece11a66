// Finds what acorn's ES3 grammar lets through and ExtendScript gets wrong, or leaks out of a script.

function faultsOf(source) {
    const faults = [];
    let tree;
    try {
        tree = acorn.parse(source, {
            ecmaVersion: 3, sourceType: "script", allowReserved: "never", locations: true,
            onComment(block, text, start, end, from) {
                if (/^\s*[@#]/.test(text)) {
                    faults.push(`${from.line}: a comment that is carried out`);
                }
            },
        });
    } catch (error) {
        return String(error.message);
    }
    function say(node, message) {
        faults.push(`${node.loc.start.line}: ${message}`);
    }
    function walk(node) {
        if (node.type === "ConditionalExpression") {
            for (const part of [node.test, node.consequent, node.alternate]) {
                if (part.type === "ConditionalExpression") {
                    say(node, "a ?: inside another is read from the wrong side");
                }
            }
        }
        if (node.type === "LogicalExpression") {
            for (const part of [node.left, node.right]) {
                if (part.type === "LogicalExpression" && part.operator !== node.operator) {
                    say(node, "&& and || beside each other have the same rank");
                }
            }
        }
        if (node.type === "ForInStatement") {
            say(node, "for-in also walks what other scripts added");
        }
        if (node.type === "LabeledStatement") {
            say(node, "a label");
        }
        for (const key of Object.keys(node)) {
            const inner = node[key];
            if (Array.isArray(inner)) {
                inner.forEach((one) => one && typeof one.type === "string" && walk(one));
            } else if (inner && typeof inner.type === "string") {
                walk(inner);
            }
        }
    }
    if (tree.body.length !== 1 || tree.body[0].type !== "ExpressionStatement") {
        faults.push("1: more than one function scope");
    }
    if (/,\s*[\]}]/.test(source.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) {
        faults.push("1: a comma before a closing bracket");
    }
    walk(tree);
    return faults.join("\n");
}
