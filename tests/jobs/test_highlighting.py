"""A script's marks change nothing of its text."""

import hashlib
import re
from html import unescape

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.highlighting import highlighted
from jobs.storage import highlighted_name
from scripting import render_script
from tests.scripting.cases import HOSTILE, plan

TAG = re.compile(r'</span>|<span class="script__(line|comment|keyword|number|string)">')


def _plain(html: str) -> str:
    return unescape(TAG.sub("", html))


def test_words_texts_numbers_and_comments_are_marked() -> None:
    html = highlighted('var a = "<b>"; // why\nif (a) { a = 12; }')

    assert html == (
        '<span class="script__line"><span class="script__keyword">var</span> a = '
        '<span class="script__string">&quot;&lt;b&gt;&quot;</span>; '
        '<span class="script__comment">// why</span>\n</span>'
        '<span class="script__line"><span class="script__keyword">if</span> (a) '
        '{ a = <span class="script__number">12</span>; }</span>'
    )


def test_a_real_script_keeps_every_line_and_character() -> None:
    for text in HOSTILE:
        script = render_script(plan(text, image=text))
        html = highlighted(script)

        assert html.count('class="script__line"') == script.count("\n")
        assert _plain(html) == script


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_whatever_the_text_is_nothing_of_it_becomes_markup(text: str) -> None:
    html = highlighted(text)

    assert _plain(html) == text
    assert "<" not in TAG.sub("", html)


def test_it_is_kept_once_it_was_made() -> None:
    script = "var kept;"
    highlighted(script)
    name = highlighted_name(hashlib.sha256(script.encode()).hexdigest())
    assert default_storage.exists(name)
    default_storage.save(name, ContentFile(b"from the storage"))

    assert highlighted(script) == "from the storage"
