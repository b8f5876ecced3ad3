"""Publishing from the window: what would be written, and writing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from notesapp.core.model import Notes
from notesapp.core.problems import Severity
from notesapp.errors import FileTrouble, NotesError
from notesapp.formats.publish import Target, deliver, make_snapshot, render
from notesapp.formats.registry import format_of
from notesapp.storage.atomic import make_folder, write_all_atomic
from notesapp.storage.show_store import ShowStore
from notesapp.ui.publish.choices import (
    AUDIO,
    DESCRIPTION,
    Choice,
    audio_state,
    choices,
    rendered,
    said,
    state_of,
)
from notesapp.ui.publish.embedder import Embedded, Embedder, EmbedWish, Source, planned
from notesapp.ui.publish.publish_dialog import PublishDialog
from notesapp.ui.publish.publish_rows import CLIPBOARD, PublishRow, RowState, WrittenRow

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.publish.chapter_view import ChaptersDialog
    from notesapp.ui.publish.embed_dialog import EmbedDialog


class PublishActions(QObject):
    """Publishing never edits the notes, and writes onto the audio only where that was chosen."""

    def __init__(self, desk: Desk, shows: ShowStore) -> None:
        super().__init__(desk.window)
        self._desk, self._shows = desk, shows
        self._choices = {choice.key: choice for choice in choices()}
        self.embedder = Embedder(desk.window, desk.playback, desk.state.unfinished)
        self.embedder.progressed.connect(self._on_progress)
        self.embedder.embedded.connect(self._on_embedded)
        self.embedder.stopped.connect(self._on_stopped)
        self._open: PublishDialog | EmbedDialog | None = None
        self._embedded: Embedded | None = None
        self.dialog: PublishDialog | None = None
        self.embed_dialog: EmbedDialog | None = None
        self.chapters: ChaptersDialog | None = None

    # --- publish

    def publish(self) -> None:
        """Open the dialog; how its rows stand is found out beside it."""
        desk = self._desk
        notes = desk.session.document.fresh_notes()
        show = self._shows.show_of(notes)
        ticked = show.publish if show is not None else None
        dialog = PublishDialog(
            desk.look(),
            tuple(self._row(choice, ticked) for choice in self._choices.values()),
            self._folder(),
            desk.window,
            publish=self.write,
            audio=desk.playback.path if desk.playback.has_audio else None,
            title=self._title(notes),
            more=desk.settings.read().is_on("publish.more"),
        )
        dialog.show_problems_requested.connect(self._show_problems)
        dialog.show_folder_requested.connect(_show_folder)
        dialog.show_chapters_requested.connect(self._show_chapters)
        dialog.states_wanted.connect(lambda keys: self._find_out(dialog, notes, keys))
        dialog.more_toggled.connect(lambda shown: desk.settings.prefer("publish.more", shown))
        dialog.embed_requested.connect(self._embed)
        dialog.stop_requested.connect(self.embedder.cancel)
        self.dialog = self._open = dialog
        dialog.open()
        # Once it is painted: the first rendering loads much, and would hold up the painting.
        QTimer.singleShot(0, dialog, lambda: self._find_out(dialog, notes, dialog.waiting()))

    def write(self, keys: tuple[str, ...], folder: Path, replace: bool) -> tuple[WrittenRow, ...]:
        """Write the chosen formats into a folder; the audio is not among them.

        Raises FileTrouble; then nothing was written.
        """
        desk = self._desk
        notes, base, audio = desk.document.fresh_notes(), desk.base_name(), desk.audio_info()
        outputs = [rendered(choice, notes, base, audio) for choice in self._formats(keys)]
        paths = [folder / output.name for output in outputs]
        there = next((path for path in paths if path.exists()), None)
        if there is not None and not replace:
            sentence = self.tr("“{0}” is already there. Allow replacing, or choose another folder.")
            raise FileTrouble(sentence.format(there.name))
        make_folder(folder)
        protected = [p for p in (desk.session.path, desk.playback.path) if p is not None]
        deliver(outputs, paths, protected=protected, write=write_all_atomic)
        desk.settings.prefer("publish.folder", str(folder))
        with suppress(FileTrouble):  # what was published stands; the ticks are a convenience
            asked = self.dialog is not None and self.dialog.isVisible()
            wished = self.dialog.wished() if self.dialog is not None and asked else keys
            self._shows.remember_ticks(desk.session.document.notes, wished)
        return tuple(
            WrittenRow(output.key, path, said(output.losses))
            for output, path in zip(outputs, paths, strict=True)
        )

    def copy_description(self) -> None:
        """The description block to the clipboard."""
        desk = self._desk
        notes = desk.session.document.fresh_notes()
        target = Target(format_of(DESCRIPTION))
        output = render(notes, desk.base_name(), (target,), desk.audio_info())[0]
        QGuiApplication.clipboard().setText(output.data.decode("utf-8"))
        desk.messages.say("copied", self.tr("The description is on the clipboard."), kind="note")

    def _formats(self, keys: Iterable[str]) -> list[Choice]:
        """What is to be rendered; a plain ``description`` is one too."""
        wanted = set(keys)
        found = [c for c in self._choices.values() if c.key in wanted and c.target is not None]
        if DESCRIPTION in wanted:
            found.append(Choice(DESCRIPTION, "", CLIPBOARD, Target(format_of(DESCRIPTION))))
        return found

    def _row(self, choice: Choice, ticked: tuple[str, ...] | None) -> PublishRow:
        checked = choice.is_usual(ticked)
        name = choice.file_name(self._desk.base_name())
        return PublishRow(choice.key, choice.title, name, choice.group, checked)

    # --- how the rows stand

    def _find_out(self, dialog: PublishDialog, notes: Notes, keys: tuple[str, ...]) -> None:
        """One job a row, so that the first can be read while the last is still at work."""
        desk = self._desk
        base, audio = desk.base_name(), desk.audio_info()

        def show(key: str, known: RowState) -> None:
            if dialog is self.dialog:
                dialog.show_known(key, known)

        for key in keys:
            choice = self._choices[key]
            if choice.key == AUDIO:
                source = self._source(notes)
                if source is None:
                    show(key, RowState(self.tr("Needs audio"), Severity.NOTE, refused=True))
                    continue
                work: Callable[[], RowState] = partial(audio_state, source)
            else:
                work = partial(state_of, choice, notes, base, audio)
            desk.jobs.run(f"publish {key}", work, partial(show, key))

    def _source(self, notes: Notes) -> Source | None:
        desk = self._desk
        path = desk.playback.path
        if path is None or not desk.playback.has_audio:
            return None
        snapshot = make_snapshot(notes, desk.base_name(), desk.audio_info())
        return Source(snapshot, path, desk.session.folder)

    # --- chapters into the audio

    def embed(self) -> None:
        """Open the dialog for the audio alone."""
        from notesapp.ui.publish.embed_dialog import EmbedDialog

        desk = self._desk
        source = self._source(desk.session.document.fresh_notes())
        if source is None:
            return
        dialog = EmbedDialog(
            desk.look(), source.audio, desk.window, choose_folder=desk.dialogs.folder
        )
        dialog.embed_requested.connect(self._embed)
        dialog.stop_requested.connect(self.embedder.cancel)
        dialog.show_folder_requested.connect(_show_folder)
        self.embed_dialog = self._open = dialog

        def refused(error: Exception) -> None:
            if not isinstance(error, NotesError):
                raise error
            dialog.show_refused(error)

        desk.jobs.run("embed plan", lambda: planned(source), dialog.show_planned, refused)
        dialog.open()

    def _embed(self, wish: EmbedWish) -> None:
        source = self._source(self._desk.session.document.fresh_notes())
        if source is None:
            self._on_stopped(FileTrouble(self.tr("The audio is not open any more.")))
        else:
            self.embedder.start(source, wish)

    def _on_progress(self, per_mille: int) -> None:
        if self._open is not None:
            self._open.show_progress(per_mille)

    def _on_embedded(self, embedded: Embedded) -> None:
        self._embedded = embedded
        if self.embed_dialog is not None and self._open is self.embed_dialog:
            self.embed_dialog.show_embedded(embedded)
        elif self.dialog is not None and self._open is self.dialog:
            report = embedded.report
            count = len(report.reading.chapters)
            words = (
                self.tr("Written, {0} chapters") if count != 1 else self.tr("Written, 1 chapter")
            )
            losses = said(report.losses)
            self.dialog.show_embedded(WrittenRow(AUDIO, report.path, losses, words.format(count)))

    def _on_stopped(self, trouble: NotesError) -> None:
        if self._open is not None:
            self._open.show_stopped(trouble)

    def _show_chapters(self) -> None:
        from notesapp.ui.publish.chapter_view import ChaptersDialog

        if self._embedded is not None:
            self.chapters = ChaptersDialog(self._desk.look(), self._embedded, self.dialog)
            self.chapters.open()

    # --- around it

    def _title(self, notes: Notes) -> str:
        if notes.number is not None:
            return self.tr("Publish episode {0}").format(notes.number)
        return self.tr("Publish")

    def _folder(self) -> Path:
        own = self._desk.session.folder
        if own is not None:
            return own
        last = self._desk.settings.read().word("publish.folder")
        return Path(last) if last else Path.home()

    def _show_problems(self) -> None:
        self._desk.window.set_panel_wanted(True)
        self._desk.window.panel.show_tab("problems")


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
