"""What a publication came to: as a record, as text and as plain data. No clock stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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

Say = Callable[[str], str]
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
        "losses": [
            {"message": loss.message, "count": loss.count, "by_design": loss.by_design}
            for loss in entry.losses
        ],
    }


def report_text(report: Report, say: Say = str) -> str:
    """The report as people read it, ready for a message or a file; ``say`` translates."""
    return "\n".join(_lines(report, say)) + "\n"


def _lines(report: Report, say: Say) -> Iterator[str]:
    count = len(report.paths)
    files = "1 file" if count == 1 else f"{count} files"
    done = "would be written" if report.dry else "written"
    yield say(f"{files} {done} to “…”").replace("“…”", str(report.folder))
    for entry in report.entries:
        yield ""
        yield say(entry.title) + _chapters(entry, say)
        for fact in entry.files:
            yield f"  {fact.path.name}, {say(f'{fact.size_bytes:,} bytes')}"
        for loss in entry.losses:
            if not loss.by_design:
                yield f"  - {loss_words(loss, say)}"
    for left in report.left_out:
        yield ""
        yield f"{say(left.title)}: {say('left out')}"
        yield f"  - {say(left.sentence)}"
    if report.faults:
        yield ""
        yield say("Still breaks a rule")
        yield from (f"  - {fault_words(problem, say)}" for problem in report.faults)
    yield from _usual(report, say)
    if report.remarks:
        yield ""
        yield from map(say, report.remarks)


def _usual(report: Report, say: Say) -> Iterator[str]:
    """What is no reason to hesitate, once for all that share it."""
    owners: dict[str, list[str]] = {}
    for entry in report.entries:
        for loss in entry.losses:
            if loss.by_design:
                owners.setdefault(loss_words(loss, say), []).append(say(entry.title))
    if owners:
        yield ""
        yield say("Good to know")
    for words, titles in owners.items():
        yield f"  - {', '.join(titles)}: {words}"


def _chapters(entry: Entry, say: Say) -> str:
    if entry.chapters is None:
        return ""
    words = "1 chapter" if entry.chapters == 1 else f"{entry.chapters} chapters"
    return f", {say(words)}"


def loss_words(loss: Loss, say: Say = str) -> str:
    """A loss in a sentence, with how often it happens."""
    words = say(loss.message)
    return f"{words} ({loss.count})" if loss.count > 1 else words


def fault_words(problem: Problem, say: Say = str) -> str:
    """A broken rule in one line: whose, where and what."""
    place = f", {say(f'line {problem.line}')}" if problem.line else ""
    return f"{say(who(problem))}{place}: {say(problem.message)} [{problem.id}]"


def who(problem: Problem) -> str:
    """Whose rule a problem breaks."""
    destination = destination_of(problem.destination)
    return destination.name if destination is not None else THE_NOTES


def whose(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Whose rules are broken, each once, in the order of the problems."""
    return tuple(dict.fromkeys(who(problem) for problem in problems))
