"""What was tried and what came of it, for people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

__all__ = ["Row", "Rows"]


@dataclass(slots=True)
class Row:
    """One trial. ``said`` is what is worth knowing; ``trouble`` is empty where it held."""

    what: str
    where: str
    said: str = ""
    trouble: str = ""
    seconds: float = 0.0


@dataclass(slots=True)
class Rows:
    """All of them; a trial that fails does not hold up the next."""

    say: Callable[[str], None]
    rows: list[Row] = field(default_factory=list)

    @contextmanager
    def trial(self, what: str, where: str) -> Iterator[Row]:
        """Try something; what goes wrong in it is its trouble."""
        row, began = Row(what, where), time.monotonic()
        try:
            yield row
        except (RuntimeError, OSError, AssertionError, ValueError) as error:
            row.trouble = str(error) or type(error).__name__
        row.seconds = time.monotonic() - began
        self.rows.append(row)
        mark = "short" if row.trouble else "ok   "
        self.say(f"{mark} {where:9} {what}: {row.trouble or row.said} ({row.seconds:.0f} s)")

    @property
    def failed(self) -> bool:
        """Whether anything was short."""
        return any(row.trouble for row in self.rows)

    def table(self) -> str:
        """As Markdown, a line for each trial, the machines beside each other."""
        by_what: dict[str, dict[str, Row]] = {}
        for row in self.rows:
            by_what.setdefault(row.what, {})[row.where] = row
        lines = ["| what | where | what came of it |", "| --- | --- | --- |"]
        for what, found in by_what.items():
            lines.append(f"| {what} | {', '.join(found)} | {_outcome(found.values())} |")
        return "\n".join(lines) + "\n"


def _outcome(rows: Iterable[Row]) -> str:
    words = list(dict.fromkeys(f"**{r.trouble}**" if r.trouble else r.said for r in rows))
    return "; ".join(word for word in words if word).replace("|", "\\|").replace("\n", " ")
