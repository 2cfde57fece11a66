"""The layout's pictures: each text in its own font, or in the one that stands in."""

from dataclasses import replace
from pathlib import Path

from django.conf import LazySettings

from extraction import Box
from extraction.matches import FontSubstitute
from jobs.layout_pictures import layout_pictures
from scripting import Generated, Plan
from tests.samples.fonts import make_font
from tests.scripting.cases import plan, template, text_hole


def test_the_substitute_is_drawn_in_what_the_script_makes_and_not_before(
    tmp_path: Path, settings: LazySettings
) -> None:
    made = plan()
    texts = replace(made, operations=made.operations[:1])
    agreed = replace(texts, fonts=(FontSubstitute("Impact", "Blocks", "rui"),))
    hole = replace(text_hole(), bbox=Box(100, 200, 1100, 500))
    document = template(hole)
    main = replace(document.compositions[0], main=True)
    document = replace(document, compositions=(main,))

    def pictures(of: Plan) -> dict[str, bytes]:
        return layout_pictures(document, Generated(of, "", {}, ()))

    settings.FONTS_FOLDER = str(tmp_path)
    without = pictures(agreed)
    make_font(tmp_path / "blocks.ttf", "Blocks")

    assert pictures(texts) == without
    assert pictures(agreed)["before"] == without["before"]
    assert pictures(agreed)["after"] != without["after"]
