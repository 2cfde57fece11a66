// How this script is run. Set SIXSTAGE_DRY_RUN=1 in the environment, or dryRun above to true, to be
// told what would change while nothing does; SIXSTAGE_QUIET=1 opens no window.
function isSet(variable) {
    return $.getenv(variable) === "1";
}

var DRY_RUN = SETTINGS["dryRun"] === true || isSet("SIXSTAGE_DRY_RUN");

function hasUser() {
    return app.isRenderEngine !== true && !isSet("SIXSTAGE_QUIET");
}
