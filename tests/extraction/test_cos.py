import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.cos import CosName, Wanted, cos_at, parse_cos, pick_cos
from extraction.errors import UnreadableFile
from jobs.demo.type_layer import to_engine_text


def test_reads_every_kind_of_value() -> None:
    data = b"<< /A 1 /B [ -2 .5 +3.0 4. ] /C true /D false /E null /F /CoolTypeFont /G << >> >>"

    assert parse_cos(data) == {
        "A": 1,
        "B": [-2, 0.5, 3.0, 4.0],
        "C": True,
        "D": False,
        "E": None,
        "F": "CoolTypeFont",
        "G": {},
    }
    assert isinstance(cos_at(parse_cos(data), "F"), CosName)


def test_reads_names_and_values_at_the_top_as_a_dict() -> None:
    assert parse_cos(b"/0 << /1 (a) >> /2 [ 3 ]") == {"0": {"1": "a"}, "2": [3]}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"(\xfe\xff\x00A\x30\x42)", "A\u3042"),
        (b"(\xff\xfeA\x00)", "A"),
        (b"(\xef\xbb\xbfA)", "A"),
        (b"(gr\xc3\xbcn)", "grün"),
        (b"(gr\xfcn)", "grün"),
        (rb"(a\(b\)\\c\nd\101)", "a(b)\\c\ndA"),
        (b"(\xfe\xff\x00\\(\x00\\))", "()"),
        (b"(\xfe\xff\x0a\x0d\x0d\x0a)", "\u0a0d\u0d0a"),
        (b"<FEFF 0041>", "A"),
        (b"()", ""),
    ],
)
def test_decodes_a_text_by_its_mark(raw: bytes, text: str) -> None:
    assert parse_cos(raw) == text


def test_passes_over_comments_nuls_and_the_number_out_of_range() -> None:
    assert parse_cos(b"% note\n<< /A --(.-0 /B 1 >>\0\0\0") == {"A": None, "B": 1}


@pytest.mark.parametrize(
    "data",
    [
        b"<<",
        b"]",
        b"<< /A ]",
        b"[ 1 >>",
        b"<< /A >>",
        b"<< 1 2 >>",
        b"(unfinished",
        b"(unfinished\\)",
        b"<12",
        b"what",
        b"[" * 5000,
        b"9" * 5000,
    ],
)
def test_refuses_what_is_damaged(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        parse_cos(data)


def test_walks_to_a_value_and_stops_where_a_step_is_missing() -> None:
    value = parse_cos(b"<< /A [ << /B 5 >> ] >>")

    assert cos_at(value, "A", 0, "B") == 5
    assert cos_at(value, "A", 1, "B") is None
    assert cos_at(value, "A", -1) is None
    assert cos_at(value, "A", "B") is None
    assert cos_at(None, "A") is None


KEYS = st.text("abcXYZ019_", min_size=1, max_size=8)
VALUES = st.recursive(
    st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_reads_back_what_the_builder_writes(value: object) -> None:
    assert parse_cos(to_engine_text({"It": value})) == {"It": value}


@given(st.binary(max_size=200) | st.text("<>[]()/\\ 1a-.%", max_size=60).map(str.encode))
def test_answers_or_refuses_whatever_comes(data: bytes) -> None:
    try:
        parse_cos(data)
    except UnreadableFile as error:
        assert str(error)


def test_picks_what_is_wanted_and_passes_over_the_rest() -> None:
    data = b"/0 << /5 << /a [ (x>>\\)) <FE> ] >> /1 7 >> /l [ << /1 (\\() /2 0 >> 3 ] /n /Name\0"

    assert pick_cos(data, {"0": {"1": None}, "l": {"1": None}, "n": None}) == {
        "0": {"1": 7},
        "l": [{"1": "("}, 3],
        "n": "Name",
    }
    assert pick_cos(data, {"0": {"5": None}, "z": None}) == {"0": {"5": {"a": ["x>>)", "\xfe"]}}}


@pytest.mark.parametrize(
    "data",
    [
        b"/0 << /5 << /a",
        b"/0 << /5 [",
        b"<< << /5 <<",
        b"/0",
        b"0 /1",
        b"/0" + b"[" * 99,
        b"/0" + b"[" * 99 + b"]" * 99,
        b"/2 << /0" + b"[" * 99 + b"]" * 99 + b">>",
    ],
)
def test_refuses_to_pick_from_what_is_damaged(data: bytes) -> None:
    deep: Wanted = {}
    deep = {"0": deep, "5": None}
    with pytest.raises(UnreadableFile):
        pick_cos(data, deep)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_picks_all_as_it_reads_all(value: dict[str, object]) -> None:
    data = to_engine_text(value).strip()[2:-2]

    assert pick_cos(data, dict.fromkeys(value)) == value
    assert pick_cos(data, {}) == {}


@given(st.binary(max_size=200) | st.text("<>[]()/\\ 1a-.%", max_size=60).map(str.encode))
def test_picks_or_refuses_whatever_comes(data: bytes) -> None:
    try:
        pick_cos(data, {"1": None, "a": {"1": None}})
    except UnreadableFile as error:
        assert str(error)
