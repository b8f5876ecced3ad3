"""Command records to QActions: menus, shortcuts, titles and enabling."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from notesapp.commands.context import Context
from notesapp.commands.keys import TEXT, Overrides, clash_sentence, settled
from notesapp.commands.table import COMMANDS, FILLED, MENUS, Command, title_of
from notesapp.ui.kit.menu_letters import choose_letters, with_letter


def said(text: str) -> str:
    """A word of the command table in the user's language."""
    return QCoreApplication.translate("Commands", text)


def key_text(key: QKeySequence) -> str:
    """A key as it stands on keyboards: Qt calls the large Enter "Return"."""
    native = key.toString(QKeySequence.SequenceFormat.NativeText)
    return native.replace("Return", "Enter")


def _sequences(keys: tuple[str, ...]) -> list[QKeySequence]:
    """The keys, both Enters for either: the menu shows the first, and it shall say Enter."""
    every: list[str] = []
    for key in keys:
        twins = [key.replace("Return", "Enter"), key] if key.endswith("Return") else [key]
        every += [twin for twin in twins if twin not in every]
    return [QKeySequence(key) for key in every]


class Actions(QObject):
    """Builds the menus of a window from the table and keeps them true to the context.

    ``handlers`` maps a command's id to what it calls; one with choices gets the choice's key.
    ``about_to_show`` names a submenu that its owner fills (recent files, outputs).
    ``keys_changed`` follows other keys for commands; who shows keys or keeps them free reads anew.
    ``clashes`` says which keys the settings give twice.
    """

    about_to_show = Signal(str, object)
    keys_changed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        handlers: Mapping[str, Callable[..., object]],
        overrides: Overrides,
        text: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._handlers = handlers
        self._text = text
        self._text_actions: dict[str, QAction] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self.clashes: tuple[str, ...] = ()
        self._settle(overrides)
        self.actions: dict[str, QAction] = {}
        self.choices: dict[str, dict[str, QAction]] = {}
        self._context = Context()
        self._letters: dict[str, str] = {}
        for name in MENUS:
            menu = window.menuBar().addMenu(f"&{said(name)}")
            entries = [c for c in COMMANDS if c.menu == name]
            groups = dict.fromkeys(c.group for c in entries)
            for group in groups:
                titles = {
                    c.id: said(title_of(c, self._context)) for c in entries if c.group == group
                }
                if not group:
                    titles |= {inner: said(inner) for inner in groups if inner}
                self._letters |= choose_letters(titles)
            self._fill(menu, entries)

    def key_of(self, command_id: str) -> str:
        """A command's first key as the desktop writes it; empty if it has none."""
        keys = self.actions[command_id].shortcuts()
        return key_text(keys[0]) if keys else ""

    def title_of(self, command_id: str) -> str:
        """What a command is called now."""
        return self.actions[command_id].text().replace("&", "")

    @property
    def context(self) -> Context:
        """What the titles and the enabling stand for."""
        return self._context

    def portable_keys(self) -> frozenset[str]:
        """All keys that belong to commands, for widgets that would swallow them."""
        return frozenset(
            key.toString(QKeySequence.SequenceFormat.PortableText)
            for action in (*self.actions.values(), *self._text_actions.values())
            for key in action.shortcuts()
        )

    def set_overrides(self, overrides: Overrides) -> None:
        """Other keys, at once; nothing happens where they are the same."""
        before = self._keys
        self._settle(overrides)
        if before == self._keys:
            return
        for entry in COMMANDS:
            if entry.id in self._keys:
                self.actions[entry.id].setShortcuts(_sequences(self._keys[entry.id]))
            if entry.id in self._text_actions:
                keys = _sequences(self._keys[entry.id + TEXT])
                self._text_actions[entry.id].setShortcuts(keys)
        self.keys_changed.emit()

    def _settle(self, overrides: Overrides) -> None:
        given, clashes = settled(overrides)
        self._keys = {binding.slot: binding.keys for binding in given}
        self.clashes = tuple(clash_sentence(clash) for clash in clashes)

    def update(self, context: Context) -> None:
        """Titles and enabling for a new context."""
        if context == self._context:
            return
        self._context = context
        for entry in COMMANDS:
            self._show(entry, context)

    def set_checked(self, command_id: str, checked: bool) -> None:
        """Show a checkable command's state without running it."""
        self.actions[command_id].setChecked(checked)

    def set_choice(self, command_id: str, key: str) -> None:
        """Show which choice holds."""
        for name, action in self.choices.get(command_id, {}).items():
            action.setChecked(name == key)

    def run(self, command_id: str) -> None:
        """Run a command as its menu entry would."""
        self.actions[command_id].trigger()

    def call(self, command_id: str, *arguments: object) -> object:
        """Call what does a command with more than its menu entry can say."""
        return self._handlers[command_id](*arguments)

    def _fill(self, menu: QMenu, entries: list[Command]) -> None:
        section = entries[0].section if entries else 0
        groups: dict[str, QMenu] = {"": menu}
        for entry in entries:
            if entry.section != section:
                menu.addSeparator()
                section = entry.section
            if entry.group not in groups:
                title = with_letter(said(entry.group), self._letters.get(entry.group, ""))
                groups[entry.group] = menu.addMenu(title)
            self._add_entry(groups[entry.group], entry)

    def _add_entry(self, menu: QMenu, entry: Command) -> None:
        if entry.choices:
            self._add_choices(menu, entry)
        elif entry.id in FILLED:
            submenu = menu.addMenu(self._marked(entry, said(entry.title)))
            submenu.aboutToShow.connect(lambda e=entry, m=submenu: self.about_to_show.emit(e.id, m))
            self.actions[entry.id] = submenu.menuAction()
        else:
            self._add(menu, entry)

    def _add(self, menu: QMenu, entry: Command) -> None:
        action = QAction(said(entry.title), self._window)
        action.setObjectName(entry.id)
        action.setCheckable(entry.checkable)
        action.setShortcuts(_sequences(self._keys[entry.id]))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setToolTip(said(entry.tip or entry.title))
        action.setMenuRole(_ROLES.get(entry.id, QAction.MenuRole.NoRole))
        handler = self._handlers[entry.id]
        if entry.checkable:
            action.triggered.connect(lambda checked, h=handler: h(checked))
        else:
            action.triggered.connect(lambda _=False, h=handler: h())
        menu.addAction(action)
        if entry.group:
            self._window.addAction(action)  # in a submenu its keys would rest until it was open
        self.actions[entry.id] = action
        self._add_text_keys(entry)
        self._show(entry, self._context)

    def _add_text_keys(self, entry: Command) -> None:
        """Keys that count only in the text, as an action of the text widget."""
        if not entry.text_keys:
            return
        action = QAction(self._text)
        action.setShortcuts(_sequences(self._keys[entry.id + TEXT]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False, c=entry.id: self.run(c))
        self._text.addAction(action)
        self._text_actions[entry.id] = action

    def _add_choices(self, menu: QMenu, entry: Command) -> None:
        submenu = menu.addMenu(self._marked(entry, said(entry.title)))
        group = QActionGroup(submenu)
        handler = self._handlers[entry.id]
        made = {}
        letters = choose_letters({key: said(title) for key, title in entry.choices})
        for key, title in entry.choices:
            action = submenu.addAction(with_letter(said(title), letters.get(key, "")))
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, h=handler, k=key: h(k))
            group.addAction(action)
            made[key] = action
        self.choices[entry.id] = made
        self.actions[entry.id] = submenu.menuAction()

    def _marked(self, entry: Command, title: str) -> str:
        return with_letter(title, self._letters.get(entry.id, ""))

    def _show(self, entry: Command, context: Context) -> None:
        action = self.actions.get(entry.id)
        if action is None:
            return
        missing = context.missing(entry.needs)
        action.setEnabled(missing is None)
        action.setText(self._marked(entry, said(title_of(entry, context))))
        words = said(entry.tip or title_of(entry, context))
        action.setToolTip(words if missing is None else f"{words}\n{said(missing.value)}")


_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "edit.preferences": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}
