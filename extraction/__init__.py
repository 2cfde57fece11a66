"""Reads Photoshop and After Effects files, and proposes which layer fills which placeholder.

Pure: files and plain data in, frozen dataclasses out; knows no database and no HTTP.
"""

from extraction.codec import from_json, to_json
from extraction.errors import ExtractionError, InvalidDocument, LimitExceeded, UnreadableFile
from extraction.geometry import Box
from extraction.matches import Fit, Match, MatchDocument
from extraction.matching.matcher import match_layers
from extraction.psd import Layer, LayerKind, LayerText, PsdDocument, TextRun
from extraction.template import (
    Composition,
    CompositionLayer,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
)

__all__ = [
    "Box",
    "Composition",
    "CompositionLayer",
    "ExtractionError",
    "Fit",
    "InvalidDocument",
    "Layer",
    "LayerKind",
    "LayerText",
    "LimitExceeded",
    "Match",
    "MatchDocument",
    "Placeholder",
    "PlaceholderKind",
    "PsdDocument",
    "TemplateDocument",
    "TextRun",
    "UnreadableFile",
    "from_json",
    "match_layers",
    "to_json",
]
