"""The scripts that lie here, and what makes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from scripting import render_script
from tests.scripting.cases import card_plan, hostile_plan

FOLDER: Final = Path(__file__).parent


def _card() -> str:
    return render_script(card_plan())


def _hostile() -> str:
    return render_script(hostile_plan('"\'\\ */ </script> \u2028 \U0001f600 אבג\n//@include "x"'))


GOLDEN: Final[dict[str, tuple[Path, Callable[[], str]]]] = {
    "card": (FOLDER / "card.jsx", _card),
    "hostile": (FOLDER / "hostile.jsx", _hostile),
}
