"""Why no script can be made.

ScriptingError
├── NothingToDo    no match that a script could carry out
├── PlanImpossible a match names something that is not there or has no size
├── DryRunFailed   the script did not do on the template's model what it should
└── NotPopulated   the template can't be filled without After Effects; the script still can
"""


class ScriptingError(Exception):
    """No script can be handed out; the text says why, for the reviewer."""


class NothingToDo(ScriptingError):
    """There is no match, so the script would be empty."""


class PlanImpossible(ScriptingError):
    """A match can't be carried out."""


class DryRunFailed(ScriptingError):
    """The script was run against a model of its template and failed."""


class NotPopulated(ScriptingError):
    """No populated project can be offered; the script is not concerned."""
