"""Reads Photoshop and After Effects files, and proposes which layer fills which placeholder.

Pure: files and plain data in, frozen dataclasses out; knows no database and no HTTP.
"""

from extraction.codec import from_json, to_json
from extraction.decided_template import LayerDecision, apply_decisions
from extraction.errors import ExtractionError, InvalidDocument, LimitExceeded, UnreadableFile
from extraction.geometry import Box
from extraction.likeness import difference, fingerprint_of_look, fingerprint_of_words
from extraction.limits import DEFAULT_LIMITS, Limits
from extraction.matches import (
    EvidenceShare,
    Fit,
    FontSubstitute,
    Match,
    MatchDocument,
    RunnerUp,
)
from extraction.matching.matcher import match_layers
from extraction.opacity import Opacity
from extraction.psd import (
    Alignment,
    Caps,
    Layer,
    LayerKind,
    LayerText,
    PsdDocument,
    SmartObject,
    Storage,
    TextRun,
)
from extraction.psd_header import check_psd
from extraction.psd_pictures import Pictures, write_pictures
from extraction.psd_pixels import read_layer_image, read_layer_images, read_merged_image
from extraction.psd_reader import read_psd
from extraction.template import (
    Composition,
    CompositionLayer,
    ExposedKind,
    ExposedProperty,
    Expression,
    Footage,
    FootageKind,
    Placeholder,
    PlaceholderKind,
    TemplateDocument,
    TrackMatte,
    Transform,
    Unread,
)
from extraction.template_file import check_template
from extraction.template_reader import read_template

__all__ = [
    "DEFAULT_LIMITS",
    "Alignment",
    "Box",
    "Caps",
    "Composition",
    "CompositionLayer",
    "EvidenceShare",
    "ExposedKind",
    "ExposedProperty",
    "Expression",
    "ExtractionError",
    "Fit",
    "FontSubstitute",
    "Footage",
    "FootageKind",
    "InvalidDocument",
    "Layer",
    "LayerDecision",
    "LayerKind",
    "LayerText",
    "LimitExceeded",
    "Limits",
    "Match",
    "MatchDocument",
    "Opacity",
    "Pictures",
    "Placeholder",
    "PlaceholderKind",
    "PsdDocument",
    "RunnerUp",
    "SmartObject",
    "Storage",
    "TemplateDocument",
    "TextRun",
    "TrackMatte",
    "Transform",
    "Unread",
    "UnreadableFile",
    "apply_decisions",
    "check_psd",
    "check_template",
    "difference",
    "fingerprint_of_look",
    "fingerprint_of_words",
    "from_json",
    "match_layers",
    "read_layer_image",
    "read_layer_images",
    "read_merged_image",
    "read_psd",
    "read_template",
    "to_json",
    "write_pictures",
]
