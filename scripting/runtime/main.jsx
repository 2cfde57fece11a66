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
