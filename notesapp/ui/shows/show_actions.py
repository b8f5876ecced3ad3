"""Commands on shows: a new episode, a template out of these notes, people, renames."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from notesapp.core.edits.base import Position
from notesapp.core.episodes import new_episode, next_number
from notesapp.core.model import Notes
from notesapp.core.parser import parse
from notesapp.core.shows import (
    FILE,
    FOLDER,
    NEXT,
    OWN,
    Show,
    file_pattern,
    make_template,
    same_show,
    with_fact,
)
from notesapp.core.snippets import variables_in
from notesapp.errors import FileTrouble, NotesError
from notesapp.storage.atomic import make_folder
from notesapp.storage.note_file import load_notes, save_notes
from notesapp.storage.show_store import ShowStore
from notesapp.ui.kit.form_fields import squeezed
from notesapp.ui.shows.new_episode_dialog import FROM_NOTES, PLAIN, NewEpisodeDialog, Offers, Plan
from notesapp.ui.shows.template_dialog import TemplateDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from notesapp.ui.episode.desk import Desk

MOST_SEEN, MOST_SEEN_BYTES = 20, 200_000
_PLAIN_TEXT = "{{caret}}\n"


class ShowActions(QObject):
    """``dialog`` is the one on the screen, None where there is none."""

    def __init__(self, desk: Desk, store: ShowStore) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._store = store
        self.dialog: QDialog | None = None
        self._seen: tuple[Notes, ...] = ()

    # --- a new episode

    def new_episode(self) -> None:
        """Ask what is known of the episode, write its notes and open them."""
        stored = self._store.read_all()
        notes = self._notes()
        self._seen = self._seen_notes()
        shows = {show.key: show for show in stored.shows}
        current = next((s.key for s in stored.shows if notes and same_show(notes, s)), "")
        usable = bool(notes and notes.text.strip() and not current)
        offers = Offers(
            shows=stored.shows,
            current=current or (next(iter(shows), FROM_NOTES if usable else PLAIN)),
            podcast=notes.header.text("podcast") if notes else "",
            notes_usable=usable,
            notes_named=file_pattern(Path(self._desk.session.name).stem, notes.number)
            if notes
            else "",
            number_of=lambda source: self._number(shows.get(source), source),
            folder_of=lambda source: self._folder(shows.get(source)),
            names_of=lambda source: self._names(source) if source in shows else (),
            dated=lambda source: _is_dated(shows.get(source)),
            today=datetime.now(UTC).astimezone().date().isoformat(),
            audio=self._unclaimed_audio(),
        )
        dialog = NewEpisodeDialog(
            self._desk.look(),
            offers,
            self._desk.window,
            make=self._create,
            choose_audio=self._desk.dialogs.open_audio,
            choose_folder=self._desk.dialogs.folder,
        )
        for sentence in stored.said:
            dialog.trouble.show_count(sentence, over=True)
        self._open(dialog)

    def _create(self, plan: Plan) -> None:
        """Write the notes of an episode and open them. Raises FileTrouble."""
        show = self._show_for(plan)
        template = show.text if show is not None else _PLAIN_TEXT
        audio = "" if plan.audio is None else _relative(plan.audio, plan.path.parent)
        made = new_episode(template, replace(plan.values, audio=audio))
        make_folder(plan.path.parent)
        save_notes(plan.path, made.text)
        if show is not None:
            self._remember(show, plan)
        caret = len(made.text) if made.caret is None else made.caret
        before = made.text[:caret]
        place = Position(before.count("\n"), len(before) - before.rfind("\n") - 1)
        self._desk.doors.open_at(plan.path, place)

    def _show_for(self, plan: Plan) -> Show | None:
        if plan.source == PLAIN:
            return None
        if plan.source != FROM_NOTES:
            return self._store.read(plan.source)
        notes = self._desk.document.fresh_notes()
        text = with_fact(self._template(notes), "podcast", plan.podcast)
        return self._store.write(self._store.new_key(plan.podcast), text)

    def _remember(self, show: Show, plan: Plan) -> None:
        """What the next episode starts from; the notes are written, so trouble is only said."""
        text = with_fact(show.text, FOLDER, str(plan.path.parent))
        if plan.values.number is not None:
            newest = max(plan.values.number + 1, show.next_number or 0)
            text = with_fact(text, NEXT, newest)
            pattern = file_pattern(plan.path.stem, plan.values.number)
            text = with_fact(text, FILE, pattern) if pattern else text
        try:
            self._store.write(show.key, text)
        except FileTrouble as trouble:
            self._desk.messages.say("show", trouble.sentence, "warning")

    # --- a template

    def save_show(self) -> None:
        """Show what recurs in these notes; it becomes the template of a show."""
        notes = self._desk.document.fresh_notes()
        self._seen = self._seen_notes()
        dialog = TemplateDialog(
            self._desk.look(),
            notes.header.text("podcast"),
            self._template(notes),
            self._desk.window,
            saved_text=self._saved_text,
            save=self._save_show,
        )
        self._open(dialog)

    def _template(self, notes: Notes) -> str:
        podcast = squeezed(notes.header.text("podcast")).casefold()
        others = [
            other.text
            for other in self._seen
            if podcast
            and squeezed(other.header.text("podcast")).casefold() == podcast
            and other.text != notes.text
            and other.number != notes.number
        ]
        return make_template(notes.text, others)

    def _named(self, name: str) -> Show | None:
        folded = name.casefold()
        shows = self._store.read_all().shows
        return next((show for show in shows if show.name.casefold() == folded), None)

    def _saved_text(self, name: str) -> str:
        show = self._named(name) if name else None
        return show.text if show is not None else ""

    def _save_show(self, name: str, text: str) -> None:
        """Write a show's template; what the show remembers stays. Raises FileTrouble."""
        there = self._named(name)
        text = with_fact(text if text.endswith("\n") else f"{text}\n", "podcast", name)
        notes = self._desk.document.fresh_notes()
        known = parse(there.text).header.values if there is not None else {}
        facts = {key: value for key, value in known.items() if key.startswith(OWN)}
        path = self._desk.session.path
        if path is not None:
            facts.setdefault(FOLDER, str(path.parent))
            pattern = file_pattern(path.stem, notes.number)
            if pattern:
                facts.setdefault(FILE, pattern)
        if notes.number is not None:
            facts.setdefault(NEXT, notes.number + 1)
        written = parse(text).header.values
        for key, value in facts.items():
            if key not in written:
                text = with_fact(text, key, value)
        self._store.write(there.key if there is not None else self._store.new_key(name), text)
        key = self._desk.actions.key_of("file.new_episode")
        words = self.tr("“{0}” is saved as a show. {1} begins its next episode.")
        self._desk.messages.say("show", words.format(name, key or self.tr("New episode…")))

    # --- people

    def open_people(self) -> None:
        """The people of the show these notes belong to."""
        from notesapp.ui.shows.people_dialog import PeopleDialog

        notes = self._desk.document.fresh_notes()
        show = self._store.show_of(notes)
        if show is None:
            self._say_no_show()
            return
        try:
            people = self._store.people(show.key)
        except NotesError as trouble:
            self._desk.messages.say("show", trouble.sentence, "warning")
            return
        dialog = PeopleDialog(
            self._desk.look(),
            show.name,
            people,
            notes.header.items("guests"),
            self._desk.window,
            save=lambda found: self._store.write_people(show.key, found),
        )
        dialog.rename_requested.connect(self._open_rename)
        self._open(dialog)

    def rename(self) -> None:
        """Ask who is to be called what, and show where it would change."""
        cursor = self._desk.window.editor.textCursor()
        self._open_rename(squeezed(cursor.selectedText()), "")

    def _open_rename(self, old: str, new: str) -> None:
        from notesapp.ui.shows.rename_dialog import RenameDialog

        notes = self._desk.document.fresh_notes()
        dialog = RenameDialog(self._desk.look(), notes, old, new, self._desk.window)
        dialog.chosen.connect(self._rename)
        self._open(dialog)

    def _rename(self, old: str, new: str) -> None:
        from notesapp.core.edits.renaming import rename

        self._desk.segments.apply(lambda notes: rename(notes, old, new).edits)

    def _say_no_show(self) -> None:
        from notesapp.ui.files.messages import Offer

        words = self.tr("People are kept with a show, and these notes belong to none yet.")
        offer = Offer(self.tr("Save as show template…"), self.save_show)
        self._desk.messages.say("no_show", words, "note", offer)

    # --- what is there

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _notes(self) -> Notes | None:
        return self._desk.document.fresh_notes() if self._desk.session.is_open else None

    def _seen_notes(self) -> tuple[Notes, ...]:
        """The notes on the screen and the recent ones that are not too long."""
        own = self._notes()
        found = [own] if own is not None else []
        for recent in self._desk.state.recent()[:MOST_SEEN]:
            if not recent.exists or recent.path == self._desk.session.path:
                continue
            try:
                if recent.path.stat().st_size <= MOST_SEEN_BYTES:
                    found.append(parse(load_notes(recent.path).text))
            except (NotesError, OSError):
                continue
        return tuple(found)

    def _number(self, show: Show | None, source: str) -> int | None:
        if show is not None:
            return next_number(show, self._seen)
        own = self._notes()
        known = own.number if own is not None and source == FROM_NOTES else None
        return None if known is None else known + 1

    def _folder(self, show: Show | None) -> Path:
        last = Path(show.folder) if show is not None and show.folder else None
        if last is not None and last.is_dir():
            return last
        audio = self._unclaimed_audio()
        return self._desk.session.folder or (audio.parent if audio is not None else Path.home())

    def _unclaimed_audio(self) -> Path | None:
        """Audio that was opened and has no notes with words yet: it is the new episode's."""
        session = self._desk.session
        unused = session.path is None and not session.document.text().strip()
        return self._desk.playback.path if unused else None

    def _names(self, source: str) -> tuple[str, ...]:
        try:
            return tuple(person.name for person in self._store.people(source))
        except NotesError:
            return ()


def _is_dated(show: Show | None) -> bool:
    return show is not None and "date" in variables_in(show.text)


def _relative(audio: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(audio, folder)).as_posix()
    except ValueError:
        return str(audio)
