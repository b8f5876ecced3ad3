"""Copying what a destination is given; the preview and the status line follow the chosen one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partialmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from notesapp.core.destinations import Destination, destination_of
from notesapp.core.problems import Problem, Severity
from notesapp.errors import FileTrouble
from notesapp.ui.copying.chosen import Chosen
from notesapp.ui.copying.clips import clip_data
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.panels.room import (
    amount_words,
    left_words,
    room_state,
    said_name,
    short_name,
)

if TYPE_CHECKING:
    from notesapp.checking.subject import Subject
    from notesapp.destinations.render_server import Reply
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.episode.live import Surrounding
    from notesapp.ui.episode.previewing import Rendered


_SHORTENED = "The whole notes take more than"  # how the remark of the short form begins


@dataclass(frozen=True, slots=True)
class Judged:
    """What was copied, as its destination reads it: chapters, and the rules it breaks."""

    chapters: int
    broken: tuple[Problem, ...]


class CopyActions(QObject):
    """Works while nobody looks too: the room in the status line is that of the chosen one."""

    def __init__(self, desk: Desk, chosen: Chosen) -> None:
        super().__init__(desk.window)
        self._desk, self.chosen = desk, chosen
        self._sizes: dict[str, int] = {}
        self._show_choice()
        self._connect()
        desk.previewing.settings = chosen.settings
        desk.previewing.choose(chosen.key)

    def _connect(self) -> None:
        window, previewing = self._desk.window, self._desk.previewing
        preview = window.panel.preview
        previewing.shown_changed.connect(self._take_shown)
        previewing.sizes_changed.connect(self._take_sizes)
        preview.destination_chosen.connect(self.chosen.choose)
        preview.option_chosen.connect(self._set_option)
        preview.options_wanted.connect(self._fill_options)
        preview.copy_requested.connect(self.copy_for)
        self.chosen.destination_changed.connect(self._follow_choice)
        self.chosen.options_changed.connect(self._follow_choice)
        window.activated.connect(self.chosen.follow)
        window.panel.tab_changed.connect(self._show_room)
        window.columns_changed.connect(self._show_room)
        self._desk.session.path_changed.connect(self._forget_sizes)

    # --- choosing

    def choose(self, key: str) -> None:
        """Show the notes for this destination from now on."""
        self.chosen.choose(key)

    def _set_option(self, name: str, value: str) -> None:
        try:
            self.chosen.set_option(name, value)
        except FileTrouble as trouble:
            self._desk.messages.say("destination", trouble.sentence, "error")
            self._show_choice()

    def _follow_choice(self) -> None:
        self._show_choice()
        self._desk.previewing.choose(self.chosen.key)

    def _show_choice(self) -> None:
        key, preview = self.chosen.key, self._desk.window.panel.preview
        self._desk.actions.set_choice("publish.destination", key)
        if preview.destination.key != key:
            preview.choose(key)
        self._show_room()

    def _fill_options(self) -> None:
        from notesapp.destinations.registry import option_rows  # takes long the first time

        key = self.chosen.key
        values = self.chosen.settings().get(key, {})
        self._desk.window.panel.preview.set_options(option_rows()[key], values)

    # --- what is there

    def _take_shown(self, rendered: Rendered) -> None:
        self._desk.window.panel.preview.show_rendered(
            rendered.notes, rendered.audio, rendered.reply
        )
        self._take_sizes({rendered.reply.key: rendered.reply.size})

    def _take_sizes(self, sizes: Mapping[str, int]) -> None:
        self._sizes |= sizes
        self._show_room()

    def _forget_sizes(self) -> None:
        self._sizes.clear()
        self._show_room()

    def _show_room(self) -> None:
        """ "Apple: 2,786 bytes left", whether the preview is in sight or not."""
        status, entry = self._desk.window.status, destination_of(self.chosen.key)
        size = self._sizes.get(self.chosen.key)
        if entry is None or not entry.limit or size is None:
            status.set_room("")
            return
        left = left_words(entry, size, self._desk.window.locale())
        status.set_room(f"{short_name(entry)}: {left}", severity=room_state(entry, size))
        status.room.setToolTip(self.tr("Preview for {0}").format(said_name(entry)))

    # --- copying

    def copy_chosen(self) -> None:
        """Copy for the destination last chosen."""
        self.copy_for(self.chosen.key)

    def copy_for(self, key: str) -> None:
        """Copy what a destination is given, of the notes as they are now."""
        notes = self._desk.session.document.fresh_notes()
        duration_ms = self._desk.audio_info().duration_ms

        def done(reply: Reply | None) -> None:
            from notesapp.checking.subject import subject_of

            entry = destination_of(key)
            if entry is None:
                return
            if reply is None:
                words = self.tr("Not copied: this text takes too long to make for {0}.")
                self._desk.messages.say("copied", words.format(said_name(entry)), "warning")
                return
            QGuiApplication.clipboard().setMimeData(clip_data(reply.plain, reply.html))
            if self._desk.window.panel.preview.destination.key == key:
                self._desk.window.panel.preview.show_copied()
            subject = replace(subject_of(notes, duration_ms), sizes={key: reply.size})
            more = tuple(self._desk.live.surroundings)
            self._desk.jobs.run(
                "copied",
                lambda: judged(subject, more, reply),
                lambda found: self._say_copied(entry, reply, found),
            )

        self._desk.previewing.fetch(notes, key, done)

    copy_apple = partialmethod(copy_for, "apple")
    copy_spotify = partialmethod(copy_for, "spotify")
    copy_youtube = partialmethod(copy_for, "youtube")
    copy_feed = partialmethod(copy_for, "feed")
    copy_web = partialmethod(copy_for, "web")
    copy_wordpress = partialmethod(copy_for, "wordpress")
    copy_squarespace = partialmethod(copy_for, "squarespace")
    copy_buzzsprout = partialmethod(copy_for, "buzzsprout")
    copy_document = partialmethod(copy_for, "document")

    def _say_copied(self, entry: Destination, reply: Reply, found: Judged) -> None:
        from notesapp.ui.files.messages import Offer

        locale = self._desk.window.locale()
        amount = amount_words(reply.size, entry.in_bytes, locale)
        if found.chapters:
            words = self.tr("1 chapter") if found.chapters == 1 else self.tr("{0} chapters")
            amount += ", " + words.format(locale.toString(found.chapters))
        said = self.tr("Copied for {0}: {1}.").format(said_name(entry), amount)
        for remark in reply.remarks:
            if remark.startswith(_SHORTENED):  # else nobody sees it who does not look at a preview
                said += " " + said_sentence(remark)
        for name in ("copied", "copied rule"):
            self._desk.window.bar.drop(name)
        if not found.broken:
            self._desk.messages.say("copied", said)
            return
        said += " " + said_sentence(found.broken[0].message)
        offer = Offer(self.tr("Show problems"), lambda: self._desk.actions.run("view.problems"))
        self._desk.messages.say("copied rule", said, "warning", offer)


def judged(subject: Subject, more: tuple[Surrounding, ...], reply: Reply) -> Judged:
    """How the destination reads what was copied. Pure; called beside the window."""
    from notesapp.checking.run import check
    from notesapp.destinations.reading import read_lines

    for complete in more:
        subject = complete(subject)
    found = check(subject, destinations=[reply.key])
    is_rule = Severity.RULE
    broken = tuple(p for p in found if p.severity is is_rule and p.destination == reply.key)
    return Judged(len(read_lines(reply.plain.split("\n"))), broken)
