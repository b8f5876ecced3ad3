"""What the checks cost beside the parse that comes before them, and beside the naive way to fix.

    python tests/bench/bench_check.py [--lines N] [--rounds N]

Notes as people write them, with a thing wrong every few lines. In one run, in turns: the parse,
the checks of a draft (they run after each key), those of a publication, and the plan of all safe
fixes; the naive plan fixes one problem after the other and parses after each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from notesapp.checking.run import check, fix_edits, plan_safe_fixes  # noqa: E402
from notesapp.checking.subject import subject_of  # noqa: E402
from notesapp.checking.table import fix_of  # noqa: E402
from notesapp.core.edits.base import apply_edits  # noqa: E402
from notesapp.core.parser import parse  # noqa: E402
from tests.bench.table import HEAD, row  # noqa: E402

NAIVE_LINES = 300


def notes_text(lines: int, wrong_every: int) -> str:
    """Questions and answers; every so many pairs has something a web editor left behind."""
    out = ["---", "title: Bees", "---", ""]
    pair = 0
    while len(out) < lines:
        at_s = 20 + pair * 25
        stamp = f"[{at_s // 3600}:{at_s // 60 % 60:02}:{at_s % 60:02}]"
        out += [f"Q: How does hive number {pair} keep warm through the winter? {stamp}", ""]
        link = f"https://example.org/hives/{pair}"
        if pair % wrong_every == 0:
            link += "?utm_source=notes"
            out += ["\u00a0", ""]
        out += [f"A: They huddle, they eat, and they wait; see [hive {pair}]({link}) for more.", ""]
        pair += 1
    return "\n".join(out) + "\n"


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = perf_counter()
    call()
    return (perf_counter() - start) * 1000


def naive_plan(text: str) -> str:
    """Fix the first, parse, check, fix the next."""
    while True:
        notes = parse(text)
        problems = check(subject_of(notes))
        safe = (p for p in problems if p.fix and (fix := fix_of(p.fix)) is not None and fix.safe)
        edits = next((found for p in safe if (found := fix_edits(notes, p))), ())
        if not edits:
            return text
        text = apply_edits(text, edits)


def main(arguments: list[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    wanted = parser.parse_args(arguments)
    text = notes_text(wanted.lines, 10)
    parses: list[float] = []
    drafts: list[float] = []
    wholes: list[float] = []
    for number in range(wanted.rounds):
        fresh = text.replace("hive", f"hive{number}")  # no line is remembered from the last round
        parses.append(timed(lambda: parse(fresh)))  # noqa: B023
        subject = subject_of(parse(fresh))
        drafts.append(timed(lambda: check(subject, writing=True)))  # noqa: B023
        wholes.append(timed(lambda: check(subject)))  # noqa: B023
    short = notes_text(NAIVE_LINES, 2)
    if plan_safe_fixes(subject_of(parse(short))).text != naive_plan(short):
        print("The two ways to fix end in different texts.", file=sys.stderr)
        return 1
    plans: list[float] = []
    naives: list[float] = []
    for _ in range(wanted.rounds):
        subject = subject_of(parse(short))
        plans.append(timed(lambda: plan_safe_fixes(subject)))  # noqa: B023
        naives.append(timed(lambda: naive_plan(short)))
    print(HEAD)
    size = f"{wanted.lines:,} lines"
    print(row(f"{size}: checks of a draft, to the parse", drafts, parses, 1.2))
    print(row(f"{size}: checks of a publication, to the parse", wholes, parses, 1.5))
    print(row(f"{NAIVE_LINES} lines: all safe fixes, to one after the other", plans, naives, 0.25))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
