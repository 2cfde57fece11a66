"""Writes the expected scripts anew: `make golden`, then look at what changed.

python -m tests.scripting.golden
"""

from pathlib import Path

from scripting import PackedJob, render_batch_script, render_script
from tests.scripting.cases import plan

FOLDER = Path(__file__).resolve().parent / "expected"


def scripts() -> dict[str, str]:
    """Each expected script by its file name."""
    return {
        "plain.jsx": render_script(plan()),
        "hostile.jsx": render_script(
            plan('"*/</script>\r\n//@include "x"\u2028😀\ud800', image="../évil\\photo")
        ),
        "all.jsx": render_batch_script(
            [
                PackedJob("card-1", "card 1.aep", "card.aepx"),
                PackedJob("..", '*/"; app.quit(); //.aep', "日本 50%25.aepx"),
            ]
        ),
    }


def main() -> None:
    """Replace all expected scripts."""
    FOLDER.mkdir(exist_ok=True)
    for name, script in scripts().items():
        (FOLDER / name).write_text(script, encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
