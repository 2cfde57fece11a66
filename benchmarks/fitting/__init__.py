"""Fits the matcher's weights and its confidence on invented cards; `make fit` runs it."""
