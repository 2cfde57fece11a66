"""What happens to damaged cards and templates: each must give a document, or a refusal.

Files of a folder are changed at random places, the same ones on every run, and read in processes
that may take 20 seconds a file and 1.5 GiB. COUNT and FOLDER are arguments:
python -m benchmarks.damage 5000 ../shared/data/psd
"""

import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from extraction import ExtractionError, read_psd, read_template, write_pictures

CARDS, TEMPLATES = {".psd", ".psb"}, {".aep", ".aepx", ".aet"}
SECONDS, BYTES = 20, 3 << 29
LIES = (b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\0\1", b"8BIM", b"\x80")
WHERE_LIES_HURT = 0.7  # share of changes in the file's first part, before the pixels
FIRST_PART = 40_000
PROCESSES = 2
COUNT = 500


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """The file with one to eight places changed, sometimes cut off or with a part doubled."""
    content = bytearray(whole)
    for _ in range(chance.randint(1, 8)):
        first = chance.random() < WHERE_LIES_HURT
        place = chance.randrange(min(len(content), FIRST_PART) if first else len(content))
        lie = chance.choice([*LIES, chance.randbytes(chance.randint(1, 4))])
        content[place : place + len(lie)] = lie
    if chance.random() < 0.05:
        del content[chance.randrange(len(content)) :]
    if chance.random() < 0.05:
        place = chance.randrange(len(content) + 1)
        content[place:place] = content[place : place + 500]
    return bytes(content)


def outcome(path: Path, folder: Path) -> str:
    """Read as stage 1 does, and name what came of it."""
    try:
        if path.suffix in TEMPLATES:
            read_template(path)
        else:
            read_psd(path)
            write_pictures(path, folder)
    except ExtractionError as error:
        return type(error).__name__
    return "document"


def judge(task: tuple[Path, int]) -> tuple[str, str, float, int]:
    """What came of one damaged file, which one, in how many seconds and bytes at the most."""
    sample, seed = task
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"damaged{sample.suffix}"
        path.write_bytes(damaged(sample.read_bytes(), random.Random(seed)))  # noqa: S311 - no secret
        start = time.monotonic()
        try:
            came = outcome(path, Path(folder) / "pictures")
        except Exception as error:  # noqa: BLE001 - what else comes is what is looked for
            came = f"BUG {type(error).__name__}: {error}"
        taken = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return came if taken < SECONDS else f"SLOW {came}", f"{sample.name} {seed}", taken, used


def main() -> None:
    """Print how many came out how, and each that should not be; exit 1 where there is one."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else "../shared/data")
    known = CARDS | TEMPLATES
    samples = sorted(one for one in folder.rglob("*") if one.suffix in known and one.stat().st_size)
    tasks = [(samples[seed % len(samples)], seed) for seed in range(count)] if samples else []
    came: Counter[str] = Counter()
    slowest, largest = 0.0, 0
    with multiprocessing.get_context("spawn").Pool(PROCESSES, maxtasksperchild=100) as pool:
        for what, which, seconds, used in pool.imap_unordered(judge, tasks, chunksize=5):
            came[what.split(":")[0]] += 1
            slowest, largest = max(slowest, seconds), max(largest, used)
            if what.startswith(("BUG", "SLOW")):
                print(f"{which}: {what}")
    print(f"{dict(came)}, {slowest:.1f} s and {largest / 2**20:.0f} MiB at the most")
    sys.exit(any(what.startswith(("BUG", "SLOW")) for what in came))


if __name__ == "__main__":
    main()
