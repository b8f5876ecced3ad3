"""The keys of every command: found by name or by key, changed by pressing another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from notesapp.commands.keys import (
    Binding,
    Overrides,
    clash_sentence,
    holder_of,
    is_media,
    settled,
    warning_of,
    with_keys,
    without_keys,
)
from notesapp.commands.presets import PRESETS, overrides_of, preset, preset_in_force
from notesapp.commands.table import COMMANDS
from notesapp.ui.kit.actions import key_text, said
from notesapp.ui.kit.form_fields import ChoiceField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Label
from notesapp.ui.preferences.key_recorder import KeyRecorder
from notesapp.ui.preferences.keys_tree import KeysTree
from notesapp.ui.preferences.preset_dialog import PresetDialog


class KeysPage(QWidget):
    """``overrides_chosen`` carries the whole setting ``keys.overrides`` as it shall be."""

    overrides_chosen = Signal(object)

    def __init__(self, look: Look, overrides: Callable[[], Overrides]) -> None:
        super().__init__()
        self._look = look
        self._overrides = overrides
        self._given: tuple[Binding, ...] = ()
        self._asked: tuple[str, tuple[str, ...]] | None = None
        self.preset_dialog: PresetDialog | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search commands and keys"))
        self.search.setAccessibleName(self.tr("Search commands and keys"))
        self.search.setClearButtonEnabled(True)
        self.finder = KeyRecorder(look, self.tr("What does a key do?"), single=True)
        self.presets = ChoiceField()
        self.presets.setAccessibleName(self.tr("Keys as in"))
        self.tree = KeysTree(look)
        self.title = Label(look, "", role="strong", fill=True)
        self.recorder = KeyRecorder(look, self.tr("Keys"))
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setProperty("role", "quiet")
        self.said = WrappedText(look, "", role="small", token="ink2")
        self.take = QPushButton(self.tr("Take it from there"))
        self.keep = QPushButton(self.tr("Keep"))
        self._lay_out(look)
        self._connect()
        self.refresh()
        self.tree.choose(COMMANDS[0].id)

    def refresh(self) -> None:
        """Show the keys that hold now."""
        overrides = self._overrides()
        self._given, clashes = settled(overrides)
        self.tree.show_bindings(self._given)
        self._show_presets(overrides)
        if self._asked is None and not self.recorder.recording:
            self._show_slot(self.tree.current_slot())
            if clashes:
                self._say(said_sentence(clash_sentence(clashes[0])))

    def choose(self, slot: str) -> None:
        """Show the keys of a command, ready to take others."""
        self.search.clear()
        self.tree.choose(slot)
        self._edit(slot)

    def count_matches(self, words: str) -> int:
        """How many commands a search would show."""
        return len(self.tree.matches(words))

    # --- building

    def _lay_out(self, look: Look) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 3)
        top.addWidget(self.finder, 2)
        keys_as = QHBoxLayout()
        keys_as.setSpacing(8)
        named = Label(look, self.tr("Keys as in"), role="body", token="ink2")
        named.setBuddy(self.presets)
        keys_as.addWidget(named)
        keys_as.addWidget(self.presets)
        keys_as.addStretch(1)
        for button in (self.reset, self.take, self.keep):
            button.setAutoDefault(False)
        edit = QHBoxLayout()
        edit.setSpacing(8)
        edit.addWidget(self.recorder, 1)
        edit.addWidget(self.reset)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        answer.addWidget(self.said, 1)
        answer.addWidget(self.take)
        answer.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(keys_as)
        column.addWidget(self.tree, 1)
        column.addWidget(self.title)
        column.addLayout(edit)
        column.addLayout(answer)
        self.said.setMinimumHeight(2 * look.fonts.line("small"))
        self.said.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.take.hide()
        self.keep.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.finder.recorded.connect(self._find_key)
        self.finder.refused.connect(self._say_types)
        self.presets.activated.connect(lambda _: self._offer_preset())
        self.tree.slot_chosen.connect(self._show_slot)
        self.tree.edit_requested.connect(self._edit)
        self.recorder.recorded.connect(self._on_recorded)
        self.recorder.refused.connect(self._say_types)
        self.recorder.started.connect(self._say_how)
        self.recorder.given_up.connect(lambda: self._show_slot(self.tree.current_slot()))
        self.reset.clicked.connect(self._reset)
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self._keep)

    # --- finding

    def _filter(self, words: str) -> None:
        if words:
            self.finder.show_keys(())
        self.tree.show_only(self.tree.matches(words))

    def _find_key(self, keys: tuple[str, ...]) -> None:
        self.search.clear()
        slots = self.tree.holders(self._given, keys[0])
        self.tree.show_only(slots)
        if not slots:
            words = self.tr("“{0}” runs no command.").format(key_text(QKeySequence(keys[0])))
            self._say(" ".join([words, self._warning(keys)]).strip())

    # --- changing

    def _binding(self, slot: str) -> Binding | None:
        return next((binding for binding in self._given if binding.slot == slot), None)

    def _show_slot(self, slot: str) -> None:
        binding = self._binding(slot)
        self._ask(None)
        self.recorder.setEnabled(binding is not None)
        self.reset.setVisible(binding is not None and binding.is_changed)
        if binding is None:
            self.title.set_text("")
            self.recorder.show_keys(())
            self._say("")
            return
        title = said(binding.command.title)
        words = self.tr("{0}, in the notes").format(title) if binding.is_text else title
        self.title.set_text(words)
        self.recorder.setAccessibleName(self.tr("Keys of “{0}”").format(words))
        self.recorder.takes_esc = binding.is_text
        self.recorder.show_keys(tuple(key for key in binding.keys if not is_media(key)))
        self._say(self._warning(binding.keys))

    def _edit(self, slot: str) -> None:
        self._show_slot(slot)
        self.recorder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.recorder.start()

    def _on_recorded(self, keys: tuple[str, ...]) -> None:
        binding = self._binding(self.tree.current_slot())
        if binding is None:
            return
        whole = (*keys, *(key for key in binding.keys if is_media(key)))
        overrides = self._overrides()
        for key in keys:
            holder = holder_of(key, overrides, binding.slot)
            if holder is not None:
                self._ask((binding.slot, whole))
                self._say(self._clash_words(key, holder))
                return
        self._apply(with_keys(overrides, binding.slot, whole))

    def _clash_words(self, key: str, holder: Binding) -> str:
        title = said(holder.command.title)
        words = self.tr("{0} is “{1}” already.").format(key_text(QKeySequence(key)), title)
        return " ".join([words, said_sentence(warning_of(key))]).strip()

    def _ask(self, asked: tuple[str, tuple[str, ...]] | None) -> None:
        self._asked = asked
        self.take.setVisible(asked is not None)
        self.keep.setVisible(asked is not None)
        if asked is not None:
            self.keep.setFocus()

    def _take(self) -> None:
        if self._asked is not None:
            slot, keys = self._asked
            self._ask(None)
            self._apply(with_keys(self._overrides(), slot, keys))
            self.tree.setFocus()

    def _keep(self) -> None:
        self._show_slot(self.tree.current_slot())
        self.tree.setFocus()

    def _reset(self) -> None:
        self.tree.setFocus()
        self._apply(without_keys(self._overrides(), self.tree.current_slot()))

    def _apply(self, overrides: Overrides) -> None:
        self.overrides_chosen.emit(overrides)
        self.refresh()

    # --- presets

    def _show_presets(self, overrides: Overrides) -> None:
        in_force = preset_in_force(overrides)
        self.presets.clear()
        for entry in PRESETS:
            self.presets.addItem(entry.title, entry.key)
        if not in_force:
            self.presets.insertItem(0, self.tr("Your own"), "")
        self.presets.show_value(in_force)

    def _offer_preset(self) -> None:
        chosen = str(self.presets.currentData())
        overrides = self._overrides()
        if not chosen or chosen == preset_in_force(overrides):
            return
        dialog = PresetDialog(self._look, preset(chosen), overrides, self)
        self.preset_dialog = dialog
        dialog.accepted.connect(lambda: self._apply(overrides_of(preset(chosen))))
        dialog.rejected.connect(self.refresh)
        dialog.open()

    def set_look(self, look: Look) -> None:
        """Take colours and type from another look."""
        self._look = look

    # --- words

    def _say(self, words: str) -> None:
        self.said.setText(words)

    def _say_how(self) -> None:
        words = self.tr(
            "Press the new key; one more adds a second. Backspace clears, Enter is done."
        )
        if self.recorder.takes_esc:
            words = f"{words} {self.tr('Tab leaves.')}"
        else:
            words = f"{words} {self.tr('Esc keeps the old.')}"
        self._say(words)

    def _say_types(self, key: str) -> None:
        self._say(self.tr("“{0}” writes or moves in the text. Add Ctrl or Alt to it.").format(key))

    def _warning(self, keys: tuple[str, ...]) -> str:
        sentences = dict.fromkeys(said_sentence(warning_of(key)) for key in keys)
        return " ".join(sentence for sentence in sentences if sentence)
