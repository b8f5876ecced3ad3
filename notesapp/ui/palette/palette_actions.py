"""Opens the palette and does what was chosen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from notesapp.commands.happening import Moment, what_now
from notesapp.commands.table import COMMANDS, FILLED, Command
from notesapp.ui.kit.actions import said
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.palette.entries import (
    Entry,
    found_commands,
    line_entries,
    question_entries,
    time_entries,
)
from notesapp.ui.palette.palette_box import TOP, PaletteBox

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

_ORDER = ("Segment", "Playback", "Edit", "View", "Publish", "File", "Help")
_ICONS = {
    "File": "document",
    "Edit": "note",
    "Segment": "stamp",
    "Playback": "play",
    "View": "settings",
    "Publish": "publish",
    "Help": "note",
}
_OWN_ICONS = {
    "edit.undo": "undo",
    "edit.redo": "redo",
    "edit.copy": "copy",
    "edit.find": "search",
    "edit.link": "link",
    "edit.preferences": "settings",
    "segment.hear": "hear",
    "segment.copy_stamp": "copy",
    "segment.remove_stamp": "no-stamp",
    "segment.next": "plus",
    "segment.next_plain": "plus",
    "playback.back": "back",
    "playback.forward": "forward",
    "playback.loop": "loop",
    "playback.mute": "volume-muted",
    "playback.boost": "volume",
    "playback.output": "headphones",
    "view.waveform": "waveform",
    "view.follow": "follow",
    "view.problems": "warning",
    "file.open_notes": "folder",
    "file.open_audio": "headphones",
}


class PaletteActions(QObject):
    """One box a window, built when it is first wanted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.window)
        self._desk = desk
        self._commands: list[Entry] = []
        self._back_to: QWidget | None = None
        self.box = PaletteBox(desk.look(), self._find, desk.window)
        self.box.hide()
        self.box.chosen.connect(self._run)
        self.box.key_change_requested.connect(self._change_key)
        self.box.closed.connect(self._on_closed)

    def open(self) -> None:
        """Show the palette; called again it closes."""
        if self.box.isVisible():
            self.box.close_box()
            return
        self._desk.refresh_context()
        self._back_to = self._desk.window.focusWidget()
        self._commands = self._entries()
        self.box.open()

    # --- what there is

    def _find(self, words: str) -> list[Entry]:
        notes = self._desk.document.notes
        state = self._desk.playback.state
        typed = words.strip()
        if typed.startswith(":"):
            return line_entries(typed, notes) if self._desk.session.is_open else []
        if typed.startswith("@"):
            return question_entries(typed, notes) if self._desk.session.is_open else []
        duration_ms = state.duration_ms if state.is_usable else 0
        times = time_entries(typed, self._desk.playback.position_ms(), duration_ms)
        return [*times, *found_commands(words, self._commands)]

    def _entries(self) -> list[Entry]:
        now = self._moment()
        made: list[Entry] = []
        for command in sorted(COMMANDS, key=lambda c: _ORDER.index(c.menu)):
            if command.id == "help.palette":
                continue
            made += self._choices(command) if command.choices else [self._entry(command, now)]
        return made

    def _entry(self, command: Command, now: Moment) -> Entry:
        actions = self._desk.actions
        missing = now.context.missing(command.needs)
        can = missing is None
        happens = said_sentence(what_now(command.id, now)) if can else said(str(missing))
        return Entry(
            "command",
            actions.title_of(command.id),
            happens or (said(command.tip) if can else ""),
            actions.key_of(command.id) if command.id not in FILLED else "",
            icon=_OWN_ICONS.get(command.id, _ICONS[command.menu]),
            slot=command.id,
            can=can,
            usual=said(command.title),
            words=f"{said(command.menu)} {said(command.tip)}",
        )

    def _choices(self, command: Command) -> list[Entry]:
        missing = self._desk.actions.context.missing(command.needs)
        return [
            Entry(
                "command",
                self.tr("{0}: {1}").format(said(command.title), said(title)),
                self._checked(command.id, key) if missing is None else said(str(missing)),
                icon=_OWN_ICONS.get(command.id, _ICONS[command.menu]),
                slot=command.id,
                choice=key,
                can=missing is None,
                words=said(command.menu),
            )
            for key, title in command.choices
        ]

    def _checked(self, command_id: str, key: str) -> str:
        action = self._desk.actions.choices[command_id][key]
        return self.tr("This holds now") if action.isChecked() else ""

    def _moment(self) -> Moment:
        desk = self._desk
        values = desk.settings.read()
        return Moment(
            notes=desk.document.notes,
            line=desk.window.editor.textCursor().blockNumber(),
            context=desk.actions.context,
            moment_ms=desk.segments.moment_ms() if desk.playback.has_audio else None,
            position_ms=desk.playback.position_ms(),
            back_ms=values.whole("player.back_ms"),
            forward_ms=values.whole("player.forward_ms"),
            hear_before_ms=values.whole("player.hear_before_ms"),
            rate=desk.playback.state.rate,
            my_speed=values.decimal("player.my_speed"),
            name=desk.session.name or "",
        )

    # --- what is done

    def _run(self, entry: Entry) -> None:
        if not entry.can:
            return
        self.box.close_box()
        desk = self._desk
        if entry.kind in ("line", "question"):
            desk.window.editor.show_line(entry.target)
        elif entry.kind == "time":
            desk.playback.seek(entry.target)
        elif entry.choice:
            desk.actions.choices[entry.slot][entry.choice].trigger()
        elif entry.slot in FILLED:
            menu = desk.actions.actions[entry.slot].menu()
            assert isinstance(menu, QMenu)
            self._open_menu(menu)
        else:
            desk.actions.run(entry.slot)

    def _open_menu(self, menu: QMenu) -> None:
        window = self._desk.window
        menu.popup(window.mapToGlobal(QPoint((window.width() - 320) // 2, TOP)))
        first = next((a for a in menu.actions() if a.isEnabled() and not a.isSeparator()), None)
        if first is not None:
            menu.setActiveAction(first)

    def _change_key(self, entry: Entry) -> None:
        self.box.close_box()
        self._desk.actions.call("edit.preferences", "keys", entry.slot)

    def _on_closed(self, return_focus: bool) -> None:
        if return_focus:
            editor = self._desk.window.editor
            back = self._back_to if self._back_to is not None else editor
            (back if back.isVisible() else editor).setFocus()
        self._back_to = None
