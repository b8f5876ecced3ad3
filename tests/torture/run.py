"""Every program of this folder, small or big, and a table of what they reached.

``python tests/torture/run.py [--kills 1000] [--seed N] [--only NAME] [--minutes N]
[--table FILE]``. Without ``--kills`` the counts are small. ``--minutes`` is how long texts are
fuzzed in the big run. Programs that measure time run alone, the others two at a time. Exits with 1
where one complained, proved nothing, did not end or is not there. What each said is kept in a
folder that is named.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BIG = 1000
LONGEST_S = {False: 600.0, True: 4 * 3600.0}


@dataclass(frozen=True)
class Trial:
    """One program: its counts in the small and the big run, empty where it takes none.

    ``alone`` are those that measure time. ``minutes`` says that the big count is that of the
    command line, in seconds, ``in_small`` that the small run has it too. The longest comes first.
    """

    name: str
    aim: str
    must: str
    small: int | None
    big: int | None
    alone: bool = False
    minutes: bool = False
    in_small: bool = True


TYPING = "kill -9 while typing in the real program, restart, compare with the acknowledged log"
SAVING = "kill -9 while saving, exporting, publishing"
TRIALS = (
    Trial("faults", "every file operation made to fail in turn", "100 % of the points", None, None),
    Trial("kill_typing", TYPING, "0 keystrokes lost", 6, 1000),
    Trial("kill_saving", SAVING, "every time fully old or fully new, no leftovers", 16, 1000),
    Trial("kill_embed", "kill -9 while chapters go into audio", "old or new", 6, 100),
    Trial("full_disk", "full disk for real", "original intact", None, None),
    Trial("meddling", "other programs at the open file", "never a silent overwrite", 40, 2000),
    Trial("soak", "random commands", "first bytes; memory < 5 %; no None drift", 2000, 100_000),
    Trial("writing", "a writer without plan, seconds", "no word is lost", 10, 200),
    Trial("fuzz", "damaged chapter files and audio", "0 crashes", 100, 1500),
    Trial(
        *("fuzz_text", "parser and edits under a coverage-guided fuzzer, seconds", "0 crashes"),
        *(12, 1800, False, True),
    ),
    Trial(
        *("fuzz_big", "endless chapter files", "20 s, bounded memory", None, None, True),
        in_small=False,
    ),
    Trial("hostile_notes", "hostile notes", "opened or refused in 2 s, 600 MB", 14, 0, True),
    Trial(
        "listening", "two players at random, seconds each", "never claim what is not", 5, 60, True
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What became of one program."""

    trial: Trial
    count: int | None
    seed: int
    code: int
    seconds: float
    said: str

    @property
    def row(self) -> str:
        """A row of the table."""
        reached = self.said if self.code == 0 else f"**short**: {self.said}"
        words = (self.trial.aim, self.trial.must, reached, f"{self.seconds:.0f}", str(self.seed))
        return "| " + " | ".join([f"`{self.trial.name}`", *map(_plain, words)]) + " |"


def _plain(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")


def run(trial: Trial, count: int | None, seed: int, longest_s: float, folder: Path) -> Outcome:
    """Run one program; its words go to a file of its name."""
    path, began = HERE / f"{trial.name}.py", time.monotonic()
    if not path.exists():
        return Outcome(trial, count, seed, 1, 0.0, "the program is not there")
    words = [] if count is None else [str(count), str(seed)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    log = folder / f"{trial.name}.txt"
    with log.open("wb") as said:
        try:
            done = subprocess.run(
                [sys.executable, str(path), *words],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                timeout=longest_s,
            )
            code, late = done.returncode, ""
        except subprocess.TimeoutExpired:
            code, late = 1, f"does not end within {longest_s:.0f} s; "
    lines = log.read_text("utf-8", "replace").strip().splitlines()
    spent = time.monotonic() - began
    return Outcome(trial, count, seed, code, spent, late + (lines[-1] if lines else "said nothing"))


def count_of(trial: Trial, kills: int, minutes: float) -> int | None:
    """How much of a program: the small count, or its big one for as many kills."""
    if not kills:
        return trial.small
    if trial.minutes:
        return round(minutes * 60)
    return trial.big if trial.big is None else trial.big * kills // BIG


def tell(outcome: Outcome, folder: Path) -> None:
    """One line now; where it is short, the end of what the program said."""
    mark = "short" if outcome.code else "ok   "
    print(f"{mark} {outcome.trial.name:14} {outcome.seconds:5.0f} s  {outcome.said}", flush=True)
    log = folder / f"{outcome.trial.name}.txt"
    if outcome.code and log.exists():
        print(log.read_text("utf-8", "replace")[-3000:], flush=True)


def table(outcomes: Sequence[Outcome], command: str) -> str:
    """What was reached, in Markdown."""
    head = ["| program | test | must reach | reached | seconds | seed |", "| --- " * 6 + "|"]
    day = time.strftime("%Y-%m-%d")
    return "\n".join([f"`{command}`, {day}", "", *head, *(o.row for o in outcomes), ""])


def main(arguments: Sequence[str]) -> int:
    """Run what is wanted; 1 where anything is short."""
    parser = argparse.ArgumentParser(
        prog="torture", description="Try to make the program lose work."
    )
    parser.add_argument("--kills", type=int, default=0, help="the big run; 1000 is the whole one")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--only", action="append", choices=[t.name for t in TRIALS])
    parser.add_argument("--minutes", type=float, default=30.0, help="of fuzzing texts, big run")
    parser.add_argument("--table", type=Path, help="where to write the table")
    options = parser.parse_args(arguments)
    whole = [t for t in TRIALS if t.in_small or options.kills]
    wanted = [t for t in TRIALS if t.name in options.only] if options.only else whole
    folder = Path(tempfile.mkdtemp(prefix="notesapp-torture-"))
    print(f"seed {options.seed}; what the programs say is in {folder}", flush=True)

    def one(trial: Trial) -> Outcome:
        count = count_of(trial, options.kills, options.minutes)
        longest_s = LONGEST_S[bool(options.kills)]
        outcome = run(trial, count, options.seed, longest_s, folder)
        tell(outcome, folder)
        return outcome

    with ThreadPoolExecutor(2) as pairs:
        together = list(pairs.map(one, [t for t in wanted if not t.alone]))
    outcomes = [*together, *map(one, [t for t in wanted if t.alone])]
    if options.table:
        words = " ".join(["python3 packaging/dev.py torture", *_without_table(arguments)])
        options.table.write_text(table(outcomes, words), "utf-8")
    short = [o.trial.name for o in outcomes if o.code]
    print(f"{len(outcomes)} programs, {len(short)} short{': ' if short else ''}{', '.join(short)}")
    return int(bool(short))


def _without_table(arguments: Sequence[str]) -> list[str]:
    at = list(arguments).index("--table") if "--table" in arguments else len(arguments)
    return [*arguments[:at], *arguments[at + 2 :]]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
