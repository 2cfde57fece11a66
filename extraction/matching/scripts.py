"""Letters of different scripts made comparable; knows nothing of words."""

import re
from typing import Final
from unicodedata import combining, normalize

# Kanji and kana stand without spaces; a run of katakana is a word by itself.
_EAST_ASIAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ARABIC_ARTICLE: Final = "\u0627\u0644"
_ARABIC: Final = re.compile(r"[\u0600-\u06ff]")
_SHORTEST_STEM: Final = 3


def without_accents(name: str) -> str:
    """The same letters without Latin and Greek accents and Arabic vowel marks."""
    decomposed = normalize("NFKD", name)
    return normalize("NFC", "".join(mark for mark in decomposed if not _is_accent(mark)))


def _is_accent(mark: str) -> bool:
    # Japanese voicing marks stay: they tell words apart.
    return bool(combining(mark)) and ("\u0300" <= mark <= "\u036f" or "\u064b" <= mark <= "\u0655")


def is_east_asian(word: str) -> bool:
    """Whether any letter is Chinese or Japanese."""
    return not word.isascii() and _EAST_ASIAN.search(word) is not None


def without_article(word: str) -> str:
    """An Arabic word without “al-” before it, any other as it is."""
    if word.startswith(_ARABIC_ARTICLE) and len(word) >= len(_ARABIC_ARTICLE) + _SHORTEST_STEM:
        return word[len(_ARABIC_ARTICLE) :]
    return word
