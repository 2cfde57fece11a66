"""How long and how much memory a template's document takes, against lxml's bare parse of its file.

The peer parses the XML and looks at nothing. The projects are our own demo template with its
composition many times over, up to the largest file that is taken, and one whose layers all move,
half of them in space. Ratios are those of medians, rounds of both in turn. Memory is the most
that a process of its own took beyond what it needs to start.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import py_aep
from lxml import etree

from extraction import read_template
from extraction.aepx import write_aepx
from extraction.riff import Chunk, ChunkList, parse_riff
from jobs.demo.aepx_builder import project_bytes

COPIES = (10, 100, 400, 790)
MOVING_COPIES = 100
MOVING_LAYERS = 10
ROUNDS = 5
MEGABYTE = 1024 * 1024
ITEM_ID = slice(16, 20)
FIRST_ID = 100_000


def made_project(whole: bytes, copies: int) -> bytes:
    """An AEPX with a project's one composition that many times, each under an id of its own."""
    root = parse_riff(whole)
    children = [
        ChunkList("Fold", (*child.children, *_copies(child, copies)))
        if isinstance(child, ChunkList) and child.kind == "Fold"
        else child
        for child in root.children
    ]
    return write_aepx(ChunkList(root.kind, tuple(children)))


def _copies(folder: ChunkList, copies: int) -> list[ChunkList]:
    (comp,) = (item for item in folder.lists("Item") if item.find("cdta") is not None)
    return [_with_id(comp, FIRST_ID + number) for number in range(copies)]


def _with_id(item: ChunkList, item_id: int) -> ChunkList:
    def changed(chunk: Chunk | ChunkList) -> Chunk | ChunkList:
        if isinstance(chunk, ChunkList) or chunk.kind != "idta":
            return chunk
        data = bytearray(chunk.data)
        data[ITEM_ID] = item_id.to_bytes(4, "big")
        return Chunk("idta", bytes(data))

    return ChunkList("Item", tuple(map(changed, item.children)))


def moving_project() -> bytes:
    """A binary project whose layers slide, turn and grow; every other one stands in space."""
    project = py_aep.new().project
    comp = project.root_folder.add_comp("moving", 1920, 1080, 1.0, 10.0, 25.0)
    for number in range(MOVING_LAYERS):
        layer = comp.add_solid([1, 1, 1], f"photo placeholder {number}", 400, 300)
        layer.three_d_layer = bool(number % 2)
        _animate(layer, "ADBE Position", [0.0, 0.0, 0.0], [500.0, 90.0, 40.0], [900.0, 50.0, 80.0])
        _animate(layer, "ADBE Scale", [10.0] * 3, [90.0] * 3, [100.0] * 3)
        _animate(layer, "ADBE Rotate Z", 0.0, 50.0, 90.0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "moving.aep"
        project.save(path)
        return path.read_bytes()


def _animate(layer: py_aep.AVLayer, name: str, *values: list[float] | float) -> None:
    prop = layer.transform[name]
    if isinstance(prop, py_aep.Property):
        for seconds, value in enumerate(values):
            prop.set_value_at_time(4.0 * seconds, value)


def bare_parse(path: Path) -> object:
    """What any reader pays that rests on lxml."""
    return etree.fromstring(path.read_bytes(), etree.XMLParser(huge_tree=True))


def seconds(read: Callable[[Path], object], path: Path) -> float:
    """Of this process alone, so that others' work on the machine matters less."""
    start = time.process_time()
    read(path)
    return time.process_time() - start


def peak_megabytes(path: str | None) -> float:
    """The most memory of a new process that reads the file, or none."""
    command = [sys.executable, "-m", "benchmarks.aepx", "--peak", *([path] if path else [])]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(out.stdout)


def print_peak(paths: list[str]) -> None:
    """Read the files, and write how much memory the process had at most, in megabytes."""
    for path in paths:
        read_template(Path(path))
    # Not getrusage: there a new process starts with the peak of the one that made it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = int(status.partition("VmHWM:")[2].split()[0])
    sys.stdout.write(f"{kilobytes / 1024}\n")


def measure(name: str, path: Path, start: float) -> None:
    """Print one line of the table."""
    layers = sum(len(comp.layers) for comp in read_template(path).compositions)
    rounds = [(seconds(bare_parse, path), seconds(read_template, path)) for _ in range(ROUNDS)]
    bare, document = (statistics.median(times) for times in zip(*rounds, strict=True))
    size = path.stat().st_size / MEGABYTE
    memory = (peak_megabytes(str(path)) - start) / size
    sys.stdout.write(
        f"{name:7} {size:8.1f} {layers:7} {bare:8.3f} {document:11.3f} "
        f"{document / bare:6.1f} {memory:14.1f}\n"
    )


def main() -> None:
    """Print one line a size."""
    sys.stdout.write("          file MB  layers   bare s  document s  ratio  memory / file\n")
    start = peak_megabytes(None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.aepx"
        for copies in COPIES:
            path.write_bytes(made_project(project_bytes(), copies))
            measure("texts", path, start)
        path.write_bytes(made_project(moving_project(), MOVING_COPIES))
        measure("moving", path, start)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peak"]:
        print_peak(sys.argv[2:])
    else:
        main()
