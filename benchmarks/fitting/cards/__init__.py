"""Invented cards with their answers, as many as wanted, the same for the same seed.

`words` and `texts` say what stands on cards, `kinds` which kinds of card there are, `layout` where
things stand, `naming` how designers call them, `case` puts a card and its template together.
"""

from benchmarks.fitting.cards.case import Case, made_case, made_cases

__all__ = ["Case", "made_case", "made_cases"]
