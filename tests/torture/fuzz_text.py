"""Parser, edits, checks, importer, header, comparing and journal under a fuzzer.

``python tests/torture/fuzz_text.py [SECONDS] [SEED]``: so long for all the targets of
``fuzz_targets.py`` together, two at a time. Guided by coverage where atheris is installed;
elsewhere hypothesis makes the bytes, and the run says so. Exits with 1 where a target crashed or
took over a second for less than 100 kB; the bytes are printed so that they can be tried again.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SLOW_S = 1.0
LONGEST = 20_000
SPARE_S = 120.0
NAMES = (
    *("parsing", "checking", "header", "editing", "coding", "importing", "comparing", "journal"),
)
GUIDED = find_spec("atheris") is not None
_DONE = re.compile(r"Done (\d+) (?:runs|examples)")


def child(name: str, seconds: float, seed: int, folder: Path) -> None:
    """Fuzz one target; with atheris this ends the process."""
    if not GUIDED:
        unguided(name, seconds, seed)
        return
    import atheris

    with atheris.instrument_imports(include=["notesapp"]):
        from tests.torture.fuzz_targets import TARGETS, seeds

    corpus = folder / f"corpus-{name}"
    corpus.mkdir()
    for number, data in enumerate(seeds()):
        (corpus / str(number)).write_bytes(data)
    options = {
        "max_total_time": max(1, round(seconds)),
        "seed": seed + 1,
        "max_len": LONGEST,
        "timeout": 30,
        "rss_limit_mb": 3000,
        "print_final_stats": 0,
        "artifact_prefix": f"{folder}/{name}-",
    }
    words = [f"-{key}={value}" for key, value in options.items()]
    target = TARGETS[name]

    def watched(data: bytes) -> None:
        began = time.process_time()
        target(data)
        spent = time.process_time() - began
        if spent > 4 * SLOW_S:  # watching the coverage costs time; the parent tries it without
            raise TimeoutError(f"{spent:.1f} s for {len(data)} bytes")

    atheris.Setup([sys.argv[0], *words, str(corpus)], watched)
    atheris.Fuzz()


def unguided(name: str, seconds: float, seed: int) -> None:
    """Bytes of hypothesis, and real texts that were mixed."""
    import hypothesis
    from hypothesis import strategies as st

    from tests.torture.fuzz_targets import TARGETS, seeds

    target, real, count = TARGETS[name], seeds(), 0
    piece = st.sampled_from(real).flatmap(
        lambda text: st.integers(0, max(1, len(text))).map(lambda at: text[at : at + 300])
    )
    mixed = st.lists(st.one_of(st.binary(max_size=60), piece), max_size=6).map(b"".join)
    until_s, quiet = time.monotonic() + seconds, list(hypothesis.HealthCheck)
    while time.monotonic() < until_s:

        @hypothesis.seed(seed + count)
        @hypothesis.settings(
            max_examples=200, database=None, deadline=None, suppress_health_check=quiet
        )
        @hypothesis.given(mixed)
        def look(data: bytes) -> None:
            target(data)

        look()
        count += 200
    print(f"Done {count} examples")


def again(name: str, path: Path) -> str:
    """Try bytes once more, without anything that watches; what is wrong, or nothing."""
    from tests.torture.fuzz_targets import TARGETS

    data, began = path.read_bytes(), time.process_time()
    try:
        TARGETS[name](data)
    except Exception:
        return f"{name}: {data[:2000]!r}\n{traceback.format_exc()[-2500:]}"
    spent = time.process_time() - began
    if spent > SLOW_S and len(data) < 100_000:
        return f"{name}: {spent:.1f} s for {len(data)} bytes: {data[:300]!r}"
    return ""


def run(name: str, seconds: float, seed: int, folder: Path) -> tuple[int, list[str]]:
    """One target in a process of its own: how many inputs it took, and complaints."""
    command = [sys.executable, str(Path(__file__)), "--one", name, str(seconds), str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": str(seed % 1000)}
    until_s, count, wrong = time.monotonic() + seconds, 0, []
    for attempt in range(20):  # after an input that was only slow while watched, it goes on
        place = folder / f"{name}-{attempt}"
        place.mkdir()
        words = [*command[:-2], str(max(1.0, until_s - time.monotonic())), str(seed + attempt)]
        with (place / "said.txt").open("wb") as said:
            try:
                code = subprocess.run(
                    [*words, str(place)],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    timeout=seconds + SPARE_S,
                ).returncode
            except subprocess.TimeoutExpired:
                return count, [*wrong, f"{name} does not end"]
        text = (place / "said.txt").read_text("utf-8", "replace")
        count += max((int(found[1]) for found in _DONE.finditer(text)), default=0)
        if code == 0:
            return count, wrong
        found = [again(name, path) for path in sorted(place.glob(f"{name}-*"))]
        wrong += [one for one in found if one] or ([] if found else [f"{name}: {text[-3000:]}"])
        if wrong or time.monotonic() > until_s:
            break
    return count, wrong


def main(seconds: float = 20.0, seed: int | None = None) -> int:
    """All targets, two at a time; complaints one after the other."""
    seed = random.randrange(10**6) if seed is None else seed
    print(f"seed {seed}, {seconds:.0f} s")
    if not GUIDED:
        print("atheris is not installed here: the bytes are those of hypothesis alone")
    each_s = 2 * seconds / len(NAMES)
    with tempfile.TemporaryDirectory() as made, ThreadPoolExecutor(2) as pairs:
        ends = list(pairs.map(lambda name: run(name, each_s, seed, Path(made)), NAMES))
    wrong = [said for _, found in ends for said in found]
    print(*wrong, sep="\n")
    idle = [name for name, (count, _) in zip(NAMES, ends, strict=True) if count < 5 * each_s]
    if idle and not wrong:
        wrong.append(f"hardly anything was tried of {', '.join(idle)}: this proves nothing")
        print(wrong[-1])
    counts = ", ".join(f"{count} {name}" for name, (count, _) in zip(NAMES, ends, strict=True))
    guide = "guided by coverage" if GUIDED else "without atheris"
    print(f"{sum(count for count, _ in ends)} inputs {guide} ({counts}): {len(wrong)} complaints")
    return int(bool(wrong))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        child(sys.argv[2], float(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
        sys.exit(0)
    arguments = sys.argv[1:]
    wanted_s = float(arguments[0]) if arguments else 20.0
    sys.exit(main(wanted_s, int(arguments[1]) if arguments[1:] else None))
