"""What a publication came to: as a record, as text and as plain data. No clock stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from notesapp.containers.embedding import Report as EmbedReport
from notesapp.core.destinations import destination_of
from notesapp.core.problems import Problem
from notesapp.destinations.base import Clip
from notesapp.formats.base import Loss
from notesapp.publishing.items import Kind
from notesapp.publishing.plan import LeftOut

THE_NOTES = "The notes"


@dataclass(frozen=True, slots=True)
class FileFact:
    """One file that was written, or would be."""

    path: Path
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a report. ``losses`` are what it cannot carry; ``chapters`` None: none count."""

    key: str
    title: str
    kind: Kind
    files: tuple[FileFact, ...]
    losses: tuple[Loss, ...] = ()
    chapters: int | None = None
    clip: Clip | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was written; ``dry``: what would be. ``faults`` are the rules that are still broken.

    ``embedded`` is what was read back from the audio, ``audio_before`` its size before.
    """

    folder: Path
    entries: tuple[Entry, ...]
    faults: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    dry: bool = False
    embedded: EmbedReport | None = None
    audio_before: int = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files, in their order."""
        return tuple(fact.path for entry in self.entries for fact in entry.files)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for ``--json``; the keys are a promise, later versions only add."""
        return {
            "folder": str(self.folder),
            "dry_run": self.dry,
            "items": [_entry_data(entry) for entry in self.entries],
            "rules_broken": [problem.as_dict() for problem in self.faults],
            "left_out": [
                {"key": left.key, "title": left.title, "message": left.sentence}
                for left in self.left_out
            ],
            "remarks": list(self.remarks),
        }


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "title": entry.title,
        "kind": str(entry.kind),
        "files": [{"path": str(f.path), "size_bytes": f.size_bytes} for f in entry.files],
        "chapters": entry.chapters,
        "losses": [{"message": loss.message, "count": loss.count} for loss in entry.losses],
    }


def report_text(report: Report) -> str:
    """The report as people read it, ready for a message or a file."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    count = len(report.paths)
    files = "1 file" if count == 1 else f"{count} files"
    yield f"{files} {'would be written' if report.dry else 'written'} to {report.folder}"
    for entry in report.entries:
        yield ""
        yield entry.title + _chapters(entry)
        for fact in entry.files:
            yield f"  {fact.path.name}, {fact.size_bytes:,} bytes"
        for loss in entry.losses:
            yield f"  - {loss_words(loss)}"
    for left in report.left_out:
        yield ""
        yield f"{left.title}: left out"
        yield f"  - {left.sentence}"
    if report.faults:
        yield ""
        yield "Still breaks a rule"
        yield from (f"  - {fault_words(problem)}" for problem in report.faults)
    if report.remarks:
        yield ""
        yield from report.remarks


def _chapters(entry: Entry) -> str:
    if entry.chapters is None:
        return ""
    return ", 1 chapter" if entry.chapters == 1 else f", {entry.chapters} chapters"


def loss_words(loss: Loss) -> str:
    """A loss in a sentence, with how often it happens."""
    return f"{loss.message} ({loss.count})" if loss.count > 1 else loss.message


def fault_words(problem: Problem) -> str:
    """A broken rule in one line: whose, where and what."""
    place = f", line {problem.line}" if problem.line else ""
    return f"{who(problem)}{place}: {problem.message} [{problem.id}]"


def who(problem: Problem) -> str:
    """Whose rule a problem breaks."""
    destination = destination_of(problem.destination)
    return destination.name if destination is not None else THE_NOTES


def whose(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Whose rules are broken, each once, in the order of the problems."""
    return tuple(dict.fromkeys(who(problem) for problem in problems))
