"""A publication as work beside the window, and what came of it in the words of the dialog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from notesapp.publishing.items import AUDIO
from notesapp.storage.show_store import ShowStore
from notesapp.storage.theme_folder import own_themes
from notesapp.storage.unfinished import Unfinished
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.publish.choices import said
from notesapp.ui.publish.long_work import Moved
from notesapp.ui.publish.publish_dialog import Outcome
from notesapp.ui.publish.publish_rows import WrittenRow

if TYPE_CHECKING:
    from notesapp.publishing.making import Surrounding
    from notesapp.publishing.plan import Episode, Wish
    from notesapp.publishing.report import Entry, Report


@dataclass(frozen=True, slots=True)
class Publishing:
    """One publication: what is published, with which options, and whether files are replaced."""

    episode: Episode
    shows: ShowStore
    wish: Wish
    replace: bool
    unfinished: Unfinished
    surroundings: tuple[Surrounding, ...] = ()

    def run(self, moved: Moved, stopped: Callable[[], bool]) -> Report:
        """Write everything. Raises NotesError, which says in a sentence what then holds."""
        from notesapp.publishing.plan import plan_publication  # loaded on the worker
        from notesapp.publishing.run import How, run_publication

        show = self.shows.show_of(self.episode.notes)
        themes = own_themes(self.shows.folder.parent)
        plan = plan_publication(self.episode, show, self.wish, themes)
        how = How(
            replace=self.replace,
            progress=lambda per_mille, _step: moved(per_mille),
            cancelled=stopped,
            unfinished=self.unfinished,
            surroundings=self.surroundings,
        )
        return run_publication(plan, how)


def outcome_of(report: Report) -> Outcome:
    """What the dialog shows of a report."""
    from notesapp.publishing.report import report_text, whose

    rows = tuple(_row(entry) for entry in report.entries)
    left = tuple(
        WrittenRow(left.key, None, words=said_sentence(left.sentence), refused=True)
        for left in report.left_out
    )
    return Outcome(
        (*rows, *left), whose(report.faults), report_text(report, said_sentence), len(report.paths)
    )


def _row(entry: Entry) -> WrittenRow:
    words = ""
    losses = said(loss for loss in entry.losses if not loss.by_design)
    if entry.key == AUDIO or (entry.chapters is not None and not losses):
        words = _tr("Written, {0} chapters") if entry.chapters != 1 else _tr("Written, 1 chapter")
        words = words.format(entry.chapters)
    first, *others = (fact.path for fact in entry.files)
    file = ", ".join((first.name, *(path.suffix for path in others)))
    asides = said(loss for loss in entry.losses if loss.by_design)
    return WrittenRow(entry.key, first, losses, words, file=file, asides=asides)


def written_words(report: Report) -> str:
    """In one sentence how many files were written and where."""
    count = len(report.paths)
    words = _tr("{0} files written to {1}.") if count != 1 else _tr("1 file written to {1}.")
    return words.format(count, report.folder.name or str(report.folder))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Publisher", words)
