// Fills the templates of several jobs, one after another, and saves each under its own name.
// Keep this file beside the jobs' folders. Choose File > Scripts > Run Script File.
// To see first what it would do, set dryRun below to true. Run again, it updates the projects.
(function () {
    // With dryRun set to true, the script tells what it would do and changes nothing.
    var SETTINGS = {
        "dryRun": false
    };

    // The jobs in their order: each has a script in its own folder, and a template.
    var DATA = {
        "title": "Sixstage, all jobs",
        "report": "run-all-report.txt",
        "jobs": [
            {
                "job": "card-1",
                "folder": "card-1",
                "script": "card-1.jsx",
                "project": "card-1.aep",
                "report": "card-1-report.txt",
                "template": "all templates\u002fcard.aepx"
            },
            {
                "job": "..",
                "folder": "job",
                "script": "untitled.jsx",
                "project": "untitled.aep",
                "report": "untitled-report.txt",
                "template": "all templates\u002f\u65e5\u672c 50%25.aepx"
            }
        ]
    };

    // How this script is run. Set SIXSTAGE_DRY_RUN=1 in the environment, or dryRun above to true, to be
    // told what would change while nothing does; SIXSTAGE_QUIET=1 opens no window.
    function isSet(variable) {
        return $.getenv(variable) === "1";
    }

    var DRY_RUN = SETTINGS["dryRun"] === true || isSet("SIXSTAGE_DRY_RUN");

    function hasUser() {
        return app.isRenderEngine !== true && !isSet("SIXSTAGE_QUIET");
    }

    // What happened, step by step. Codes are fixed; messages are for people.
    var results = [];

    function note(wanted, ok, code, message) {
        results.push({
            "placeholder": wanted === null ? "" : wanted["placeholder"],
            "layer": wanted === null ? "" : wanted["layer"],
            "ok": ok,
            "code": code,
            "message": message
        });
    }

    function failure(code, message) {
        return {"code": code, "message": message};
    }

    function noteError(wanted, error) {
        var code = "ERROR";
        var message = String(error.message);
        if (typeof error.code === "string") {
            code = error.code;
        } else if (typeof error.line === "number") {
            message += " (line " + error.line + ")";
        }
        note(wanted, false, code, message);
    }

    function countFailures() {
        var count = 0, i;
        for (i = 0; i < results.length; i += 1) {
            if (!results[i]["ok"]) {
                count += 1;
            }
        }
        return count;
    }

    function reportText() {
        var lines = [DATA["title"], ""], i, line;
        if (DRY_RUN) {
            lines[1] = "DRY RUN: this is what would be done; nothing was changed";
        }
        for (i = 0; i < results.length; i += 1) {
            line = results[i]["ok"] ? "ok      " : "FAILED  ";
            line += results[i]["code"];
            if (results[i]["layer"] !== "") {
                line += "  " + results[i]["layer"];
            }
            if (results[i]["message"] !== "") {
                line += ": " + results[i]["message"];
            }
            lines.push(line);
        }
        return lines.join("\n") + "\n";
    }

    // Paths are made of the escaped form: in another, a folder called "50%25" would be a different one.
    function fileIn(folder, path) {
        return new File(folder.absoluteURI + "/" + path);
    }

    // False when After Effects may not write files (Preferences > Scripting & Expressions).
    function writeFile(folder, name, text) {
        var file = fileIn(folder, DRY_RUN ? "dry-run-" + name : name), done = false;
        try {
            file.encoding = "UTF-8";
            file.lineFeed = "Unix";
            if (file.open("w")) {
                done = file.write(text);
                file.close();
            }
        } catch (error) {
            done = false;
        }
        return done;
    }

    function showReport() {
        var dialog = new Window("dialog", "Sixstage"), field, button;
        field = dialog.add("edittext", undefined, reportText(), {"multiline": true, "readonly": true});
        field.preferredSize = [640, 360];
        button = dialog.add("button", undefined, "OK", {"name": "ok"});
        button.active = true;
        dialog.show();
    }

    // Where this script and what belongs to it lie.
    function folderOfScript() {
        var folder = null;
        if ($.fileName) {
            folder = new File($.fileName).parent;
        }
        if (folder === null || !folder.exists) {
            folder = hasUser() ? Folder.selectDialog("Choose the folder of this script") : null;
        }
        if (folder === null) {
            throw failure("NO_FOLDER", "The folder of the script is not known");
        }
        return folder;
    }

    // Runs the jobs' scripts one after another, each on a project of its own; one that fails stops no other.
    function closeProject(how) {
        if (!app.project.close(how)) {
            throw failure("NOT_CLOSED", "The open project was not closed");
        }
    }

    // What an earlier run saved is brought up to date; else the template is filled.
    function projectFor(one, folder) {
        var saved = fileIn(folder, one["folder"] + "/" + one["project"]);
        var file = saved.exists ? saved : fileIn(folder, encodeURI(one["template"]));
        if (!file.exists) {
            throw failure("TEMPLATE_MISSING", "The file " + one["template"] + " is not beside this script");
        }
        return file;
    }

    function runScriptOf(one, folder) {
        var script = fileIn(folder, one["folder"] + "/" + one["script"]);
        if (!script.exists) {
            throw failure("SCRIPT_MISSING", "Its script is not in the folder " + one["folder"]);
        }
        if (!app.open(projectFor(one, folder))) {
            throw failure("NOT_OPENED", "After Effects did not open the template");
        }
        app.exitCode = 0;
        $.evalFile(script);
        if (app.exitCode !== 0) {
            throw failure("JOB_FAILED", "Read " + one["report"] + " in the folder " + one["folder"]);
        }
    }

    function runJob(one, folder) {
        var job = {"placeholder": "", "layer": one["job"]};
        try {
            runScriptOf(one, folder);
            if (DRY_RUN) {
                note(job, true, "JOB_CHECKED", one["folder"]);
            } else {
                note(job, true, "JOB_DONE", one["folder"] + "/" + one["project"]);
            }
        } catch (error) {
            noteError(job, error);
        }
        closeProject(CloseOptions.DO_NOT_SAVE_CHANGES);
    }

    function runJobs(folder) {
        var i;
        // Whoever is at the machine is asked about the changes of the open project.
        closeProject(app.isRenderEngine ? CloseOptions.DO_NOT_SAVE_CHANGES : CloseOptions.PROMPT_TO_SAVE_CHANGES);
        for (i = 0; i < DATA["jobs"].length; i += 1) {
            runJob(DATA["jobs"][i], folder);
        }
    }

    // The jobs' scripts open no windows meanwhile, and change nothing when this one is to change nothing.
    function withSettings(folder) {
        var quiet = $.getenv("SIXSTAGE_QUIET") || "", dry = $.getenv("SIXSTAGE_DRY_RUN") || "";
        $.setenv("SIXSTAGE_QUIET", "1");
        $.setenv("SIXSTAGE_DRY_RUN", DRY_RUN ? "1" : "");
        try {
            runJobs(folder);
        } finally {
            $.setenv("SIXSTAGE_QUIET", quiet);
            $.setenv("SIXSTAGE_DRY_RUN", dry);
        }
    }

    function run() {
        var folder = folderOfScript();
        try {
            withSettings(folder);
        } catch (error) {
            noteError(null, error);
        }
        if (!writeFile(folder, DATA["report"], reportText())) {
            note(null, true, "REPORT_NOT_WRITTEN", "After Effects may not write files here");
        }
    }

    // Whatever happens in run, dialogs are shown again, and what happened is told.
    function main() {
        app.beginSuppressDialogs();
        try {
            run();
        } catch (error) {
            noteError(null, error);
        } finally {
            app.endSuppressDialogs(false);
        }
        app.exitCode = countFailures() > 0 ? 1 : 0;
        if (hasUser()) {
            showReport();
        }
    }

    main();
}());
