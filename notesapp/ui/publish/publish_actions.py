"""Publishing from the window: what would be written, and writing it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from notesapp.core.model import Notes
from notesapp.core.problems import Severity
from notesapp.core.shows import Show
from notesapp.errors import Cancelled, FileTrouble, NotesError
from notesapp.formats.html_themes import with_own_themes
from notesapp.formats.publish import make_snapshot
from notesapp.publishing.items import AUDIO, USUAL, chosen_set, settings_of
from notesapp.publishing.making import Material, safely_fixable
from notesapp.publishing.plan import Episode, Wish
from notesapp.storage.publications import PastPublication, Publications
from notesapp.storage.show_store import ShowStore
from notesapp.storage.theme_folder import own_themes
from notesapp.ui.files.messages import Offer
from notesapp.ui.publish.choices import Choice, audio_state, choices, state_of
from notesapp.ui.publish.embedder import Embedded, Embedding, EmbedWish, Source, planned
from notesapp.ui.publish.long_work import Followed, LongWork
from notesapp.ui.publish.publish_dialog import PublishDialog, PublishWish
from notesapp.ui.publish.publish_rows import PublishRow, RowState
from notesapp.ui.publish.publisher import Publishing, outcome_of, written_words
from notesapp.ui.publish.set_choice import PublishSet

if TYPE_CHECKING:
    from notesapp.publishing.report import Report
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.publish.chapter_view import ChaptersDialog
    from notesapp.ui.publish.embed_dialog import EmbedDialog


class PublishActions(QObject):
    """Publishing never edits the notes, and writes onto the audio only where that was chosen."""

    def __init__(self, desk: Desk, shows: ShowStore) -> None:
        super().__init__(desk.window)
        self._desk, self._shows = desk, shows
        self._past = Publications(desk.state.path.with_name("published.json"))
        self._choices = {choice.key: choice for choice in choices()}
        self.work = LongWork(desk.window, desk.playback)
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
        ticked = chosen_set(show.publish if show is not None else None)
        dialog = PublishDialog(
            desk.look(),
            tuple(self._row(choice, ticked) for choice in self._choices.values()),
            self._folder(),
            desk.window,
            audio=desk.playback.path if desk.playback.has_audio else None,
            title=self._title(notes),
            more=desk.settings.read().is_on("publish.more"),
            sets=self._sets(show),
            choose_folder=desk.dialogs.folder,
        )
        dialog.show_problems_requested.connect(self._show_problems)
        dialog.fix_all_requested.connect(lambda: desk.actions.run("check.fix_all"))
        dialog.show_folder_requested.connect(_show_folder)
        dialog.show_chapters_requested.connect(self._show_chapters)
        dialog.states_wanted.connect(lambda keys: self._find_out(dialog, notes, show, keys))
        dialog.more_toggled.connect(lambda shown: desk.settings.prefer("publish.more", shown))
        dialog.publish_requested.connect(partial(self._publish, dialog))
        dialog.stop_requested.connect(self.work.cancel)
        self.dialog = dialog
        dialog.open()
        # Once it is painted: the first rendering loads much, and would hold up the painting.
        QTimer.singleShot(0, dialog, lambda: self._find_out(dialog, notes, show, dialog.waiting()))

    def publish_again(self) -> None:
        """The last publication of these notes once more, without asking; else the dialog."""
        desk = self._desk
        path = desk.session.path
        past = self._past.last(path) if path is not None else None
        if past is None:
            self.publish()
            return
        wish = PublishWish(past.keys, past.folder, replace=True, in_place=past.in_place)
        stop = Offer(self.tr("Stop"), self.work.cancel)
        said = -1

        def progressed(per_mille: int) -> None:
            nonlocal said
            if per_mille // 100 != said:
                said = per_mille // 100
                words = self.tr("Publishing, {0} %").format(10 * said)
                desk.messages.say("publishing", words, offer=stop)

        self._start(wish, Followed(progressed, self._say_published, self._say_stopped))

    def _publish(self, dialog: PublishDialog, wish: PublishWish) -> None:
        def done(report: Report) -> None:
            self._remember(wish)
            dialog.show_published(outcome_of(report))

        self._start(wish, Followed(dialog.show_progress, done, dialog.show_stopped))

    def _start(self, wish: PublishWish, followed: Followed) -> None:
        desk = self._desk
        episode = Episode(
            desk.document.fresh_notes(),
            desk.base_name(),
            desk.audio_info(),
            desk.session.path,
            desk.playback.path if desk.playback.has_audio else None,
        )
        work = Publishing(
            episode,
            self._shows,
            Wish(wish.keys, wish.folder, in_place=wish.in_place, copy_word=self.tr("chapters")),
            wish.replace,
            desk.state.unfinished,
            tuple(desk.live.surroundings),
        )

        def done(report: Report) -> None:
            if report.embedded is not None:
                self._embedded = Embedded(report.embedded, report.audio_before)
            followed.done(report)

        told = Followed(followed.progressed, done, followed.stopped)
        self.work.start(work.run, told, lets_go=wish.in_place and AUDIO in wish.keys)

    def _remember(self, wish: PublishWish) -> None:
        """Where to and what, for the next time; what was published stands without it too."""
        desk = self._desk
        desk.settings.prefer("publish.folder", str(wish.folder))
        with suppress(FileTrouble):
            self._shows.remember_ticks(desk.session.document.notes, wish.remembered)
        if desk.session.path is not None:
            past = PastPublication(wish.folder, wish.keys, wish.in_place)
            self._past.remember(desk.session.path, past)

    def _say_published(self, report: Report) -> None:
        outcome = outcome_of(report)
        words, kind = written_words(report), "note"
        if outcome.still_broken:
            broken = self.tr("Still breaks a rule: {0}.").format(", ".join(outcome.still_broken))
            words, kind = f"{words} {broken}", "warning"
        elif report.left_out:
            words = f"{words} {report.left_out[0].sentence}"
        offer = Offer(self.tr("Show folder"), partial(_show_folder, report.folder))
        self._desk.messages.say("publishing", words, kind, offer)

    def _say_stopped(self, trouble: NotesError) -> None:
        kind = "note" if isinstance(trouble, Cancelled) else "error"
        offer = Offer(self.tr("Publish…"), self.publish)
        self._desk.messages.say("publishing", trouble.sentence, kind, offer)

    def _row(self, choice: Choice, ticked: tuple[str, ...]) -> PublishRow:
        name = choice.file_name(self._desk.base_name())
        return PublishRow(choice.key, choice.title, name, choice.group, choice.key in ticked)

    def _sets(self, show: Show | None) -> tuple[PublishSet, ...]:
        """The show's own set first, then the usual one, then those of other shows."""
        shows = [entry for entry in self._shows.read_all().shows if entry.publish is not None]
        shows.sort(key=lambda entry: show is None or entry.key != show.key)
        sets = [PublishSet(entry.name, chosen_set(entry.publish)) for entry in shows]
        own = show is not None and show.publish is not None
        sets.insert(1 if own else 0, PublishSet(self.tr("Usual set"), USUAL))
        return tuple(sets)

    # --- how the rows stand

    def _find_out(
        self, dialog: PublishDialog, notes: Notes, show: Show | None, keys: tuple[str, ...]
    ) -> None:
        """One job a row, so that the first can be read while the last is still at work."""
        desk = self._desk
        settings, _ = settings_of(show)
        with suppress(NotesError):  # it is said when the page is made
            settings = with_own_themes(settings, own_themes(self._shows.folder.parent).texts)
        material = Material(notes, desk.base_name(), desk.audio_info(), settings)

        def show_known(key: str, known: RowState) -> None:
            if dialog is self.dialog:
                dialog.show_known(key, known)

        def show_fixable(fixable: bool) -> None:
            if dialog is self.dialog:
                dialog.show_fixable(fixable)

        for key in keys:
            choice = self._choices[key]
            if choice.key == AUDIO:
                source = self._source(notes)
                if source is None:
                    needs = RowState(self.tr("Needs audio"), Severity.NOTE, refused=True)
                    show_known(key, needs)
                    continue
                work: Callable[[], RowState] = partial(audio_state, source)
            else:
                work = partial(state_of, choice, material)
            desk.jobs.run(f"publish {key}", work, partial(show_known, key))
        around = tuple(desk.live.surroundings)
        desk.jobs.run("publish fixable", partial(safely_fixable, material, around), show_fixable)

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
        dialog.embed_requested.connect(partial(self._embed, dialog))
        dialog.stop_requested.connect(self.work.cancel)
        dialog.show_folder_requested.connect(_show_folder)
        self.embed_dialog = dialog

        def refused(error: Exception) -> None:
            if not isinstance(error, NotesError):
                raise error
            dialog.show_refused(error)

        desk.jobs.run("embed plan", lambda: planned(source), dialog.show_planned, refused)
        dialog.open()

    def _embed(self, dialog: EmbedDialog, wish: EmbedWish) -> None:
        source = self._source(self._desk.session.document.fresh_notes())
        if source is None:
            dialog.show_stopped(FileTrouble(self.tr("The audio is not open any more.")))
            return
        work = Embedding(source, wish, self._desk.state.unfinished)
        told = Followed(dialog.show_progress, dialog.show_embedded, dialog.show_stopped)
        self.work.start(work.run, told, lets_go=wish.target is None)

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
        self._desk.actions.run("check.all")


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
