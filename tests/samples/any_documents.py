"""Hypothesis strategies for documents of any content that the types allow."""

from hypothesis import strategies as st

from extraction import (
    Box,
    Composition,
    Fit,
    Layer,
    LayerKind,
    LayerText,
    Match,
    MatchDocument,
    Placeholder,
    PlaceholderKind,
    PsdDocument,
    TemplateDocument,
)

# Few ids, so that they repeat and meet.
IDS = st.sampled_from(["1", "2", "3", "4", "5:1", "5:2", "", "x" * 10_000])
NAMES = st.one_of(
    st.sampled_from(["Player 1", "player_2", "photo", "BG", "$00", "12:30", "a/b", "copy 2"]),
    st.text(max_size=30),
)
_EDGES = st.one_of(st.integers(-5000, 5000), st.floats())
BOXES = st.builds(Box, _EDGES, _EDGES, _EDGES, _EDGES)
_SIZES = st.one_of(st.none(), st.floats(), st.integers(-1, 9000).map(float))
_TEXTS = st.builds(
    LayerText, NAMES, st.lists(NAMES, max_size=2).map(tuple), st.one_of(st.none(), st.floats())
)
LAYERS = st.builds(
    Layer,
    id=IDS,
    name=NAMES,
    path=st.one_of(NAMES, NAMES.map("Group 1/{}".format)),
    kind=st.sampled_from(LayerKind),
    bbox=BOXES,
    visible=st.booleans(),
    shown=st.booleans(),
    opacity=st.floats(0, 1),
    has_pixels=st.booleans(),
    text=st.one_of(st.none(), _TEXTS),
)
PLACEHOLDERS = st.builds(
    Placeholder,
    id=IDS,
    composition=NAMES,
    layer=NAMES,
    kind=st.sampled_from(PlaceholderKind),
    bbox=st.one_of(st.none(), BOXES),
    width=_SIZES,
    height=_SIZES,
    text=st.one_of(st.none(), NAMES),
    font_size=_SIZES,
    composition_id=st.sampled_from(["", "5"]),
    required=st.booleans(),
)
_SIDES = st.integers(-10, 10**12)
CARDS = st.builds(PsdDocument, _SIDES, _SIDES, st.lists(LAYERS, max_size=8).map(tuple))
_COMPOSITIONS = st.builds(Composition, st.just("5"), NAMES, _SIDES, _SIDES)
TEMPLATES = st.builds(
    TemplateDocument,
    st.lists(_COMPOSITIONS, max_size=2).map(tuple),
    st.lists(PLACEHOLDERS, max_size=8).map(tuple),
)
MATCHES = st.builds(
    MatchDocument,
    st.lists(st.builds(Match, IDS, IDS, fit=st.sampled_from(Fit)), max_size=8).map(tuple),
)
