"""A script as HTML, a line at a time, with its words, texts, numbers and comments marked.

Lexing a long script takes longer than all the rest of its page, so what came out is kept, under
the script's hash. How marks look is the style sheet's business.
"""

import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.html import escape
from django.utils.safestring import SafeString
from pygments.lexers import JavascriptLexer
from pygments.token import Comment, Keyword, Number, String, _TokenType, is_token_subtype

from jobs.storage import highlighted_name

MARKS = {Comment: "comment", Keyword: "keyword", Number: "number", String: "string"}


def highlighted(script: str) -> SafeString:
    """One `span` a line, each with its line end, from the storage once it was made."""
    name = highlighted_name(hashlib.sha256(script.encode()).hexdigest())
    try:
        with default_storage.open(name, "rb") as kept:
            html = kept.read().decode()
    except FileNotFoundError:
        html = "".join(f'<span class="script__line">{line}</span>' for line in _lines(script))
        default_storage.save(name, ContentFile(html.encode()))
    return SafeString(html)  # escaped piece by piece in _marked


def _lines(script: str) -> Iterator[str]:
    line = ""
    for kind, text in JavascriptLexer(stripnl=False, ensurenl=False).get_tokens(script):
        for piece in text.splitlines(keepends=True):
            line += _marked(kind, piece)
            if piece.endswith("\n"):
                yield line
                line = ""
    if line:
        yield line


def _marked(kind: _TokenType, text: str) -> str:
    mark = next((name for group, name in MARKS.items() if is_token_subtype(kind, group)), None)
    return f'<span class="script__{mark}">{escape(text)}</span>' if mark else escape(text)
