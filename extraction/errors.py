"""What can be wrong with a file or a document.

ExtractionError
├── UnreadableFile     not the format it should be, or damaged
├── LimitExceeded      asks for more pixels, layers, bytes or time than allowed
└── InvalidDocument    a JSON document that is not of the agreed shape

The text of each is one sentence, fit to be shown to the person who sent the file.
"""


class ExtractionError(Exception):
    """Reading stopped for a reason that the file's owner can act on."""


class UnreadableFile(ExtractionError):
    """The file is not of the format it should be, or it is damaged."""


class LimitExceeded(ExtractionError):
    """The file asks for more than this installation allows."""


class InvalidDocument(ExtractionError):
    """A JSON document does not have the agreed shape."""
