// Several projects, one after another: what a script sees that opens projects and runs other scripts.

// Taken before the script's world is cut down; called by another name, it runs in the outermost scope.
const evaluate = eval;
const { assign } = Object;
const CLOSE_OPTIONS = { DO_NOT_SAVE_CHANGES: 1212, PROMPT_TO_SAVE_CHANGES: 1213, SAVE_CHANGES: 1214 };

function parentOf(path) {
    return path.slice(0, path.lastIndexOf("/"));
}

function makeBatchHost(model) {
    const runs = [];
    const saved = create(null);
    let scope = null;
    let current = null;

    function use(made) {
        current = made;
        for (const name in made.globals) {
            scope[name] = made.globals[name];
        }
    }

    function projectOf(content) {
        return makeHost({ ...model, ...content, files: model.files, environment: model.environment }, desk);
    }

    function runIn(made, path, script) {
        const own = { scriptFile: made.host.model.scriptFile, folder: made.host.model.folder };
        assign(made.host.model, { scriptFile: path, folder: parentOf(path), sizes: script.sizes });
        made.host.suppressedBefore = desk.suppressed;
        made.watch(scope);
        try {
            evaluate(script.text);
        } finally {
            assign(made.host.model, own);
            push(runs, { script: path.slice(model.folder.length + 1), record: made.result() });
        }
    }

    const desk = {
        suppressed: 0,
        open(file) {
            if (!file.exists || !(saved[file.fsName] || model.projects[file.fsName])) {
                current.host.violate("the file " + file.fsName + " is no project");
            }
            use(saved[file.fsName] || projectOf(model.projects[file.fsName]));
            return current.globals.app.project;
        },
        close(how) {
            if (how === CLOSE_OPTIONS.PROMPT_TO_SAVE_CHANGES && model.headless) {
                current.host.violate("a dialog without a user");
            }
            if (how === CLOSE_OPTIONS.PROMPT_TO_SAVE_CHANGES && model.staysOpen) {
                return false;
            }
            use(projectOf({}));
            return true;
        },
        evalFile(file) {
            const made = current;
            runIn(made, file.fsName, model.scripts[file.fsName]);
            if (made.host.record.saved) {
                saved[made.host.record.saved] = made;
            }
        },
        setenv(name, value) { model.environment[name] = value; },
    };
    const first = projectOf({});
    return {
        globals: first.globals,
        watch(global) {
            scope = global;
            current = first;
            first.host.left = watchScope(global);
        },
        result() {
            current.host.left = first.host.left;
            current.host.suppressedBefore = 0;
            current.host.record.runs = runs;
            return current.result();
        },
    };
}
