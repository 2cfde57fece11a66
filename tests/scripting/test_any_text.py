"""Whatever stands in a card or a template arrives in the script as it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from scripting import Plan, build_plan, read_receipt, render_script
from scripting.dry_run import model_of
from scripting.dry_run.sandbox import run
from scripting.literals import whole_characters
from scripting.operations import SetText
from tests.scripting.cases import (
    HOSTILE,
    MATCHES,
    image_hole,
    plan,
    psd,
    template,
    text_hole,
    world,
)

PIECES = st.sampled_from(
    (
        *(one for one in HOSTILE if len(one) < 100),
        "*/",
        "\u2029",
        "\udc00",
        "\ud83d",
        "\\u0041",
        "\r",
    )
)
ANY_TEXT = st.lists(PIECES | st.text(st.characters(), max_size=5), max_size=8).map("".join)


def _words(made: Plan) -> str:
    (first, _) = made.operations
    assert isinstance(first, SetText)
    return first.words


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT)
def test_any_words_arrive_as_they_are(text: str) -> None:
    made = plan(text)
    answer = run(render_script(made), world(made))
    record = answer["record"]

    assert (answer["error"], record["violations"]) == (None, [])
    assert record["changes"][0]["after"] == _words(made)
    (receipt,) = (words for name, words in record["written"].items() if name.endswith(".json"))
    assert len(read_receipt(receipt.encode("ascii")).applied) == 2


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT.map(whole_characters))  # readers leave no half pairs in names
def test_any_layer_is_found_by_its_name(name: str) -> None:
    holes = template(text_hole(layer=name, comp=name), image_hole(comp=name))
    made = build_plan(psd(), holes, MATCHES, job_id="card-1", output_name=name)
    sizes = {one.asset: (one.width, one.height) for one in made.images}
    answer = run(render_script(made), model_of(holes, script_name="card-1.jsx", assets=sizes))

    assert answer["record"]["violations"] == []
    assert [one["layerId"] for one in answer["record"]["changes"]] == [101, 102]
