"""The preferences: pages made from the options table, a search over all of them, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from notesapp.commands.keys import Overrides
from notesapp.commands.options import OPTIONS, Option, Value
from notesapp.ui.kit.enter_presses import EnterPresses
from notesapp.ui.kit.form_fields import ChoiceField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.option_fields import OptionField, field_for
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Ground, Hairline, Label
from notesapp.ui.preferences.keys_page import KeysPage
from notesapp.ui.preferences.option_row import OptionRow

KEYS = "keys"
_AREAS = {
    "editor": "text",
    "typing": "text",
    "spelling": "text",
    "player": "sound",
    "remote": "sound",
    "stamp": "stamps",
    "segment": "stamps",
    "look": "look",
    "view": "look",
    "publish": "publishing",
}
_PAGES = ("text", "sound", "stamps", "look", "publishing", "more", KEYS)


@dataclass(frozen=True)
class Supply:
    """What the dialog asks the window for. ``choose_folder`` gets a folder and gives one, or ""."""

    value: Callable[[str], Value]
    overrides: Callable[[], Overrides]
    outputs: Callable[[], tuple[str, ...]]
    choose_folder: Callable[[str], str]


def page_of(option: Option) -> str:
    """The page a setting stands on, by the area in its name."""
    return _AREAS.get(option.key.split(".")[0], "more")


class PreferencesDialog(QDialog):
    """Every change is asked for at once with ``value_chosen``; ``refresh`` shows what holds then.

    ``command_requested`` names a command with a dialog of its own.
    """

    value_chosen = Signal(str, object)
    command_requested = Signal(str)

    def __init__(self, look: Look, supply: Supply, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._supply = supply
        self.setWindowTitle(self.tr("Preferences"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the settings"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setProperty("role", "plain")
        self.list.setAccessibleName(self.tr("Pages"))
        self.rows: dict[str, OptionRow] = {}
        self._heads: dict[str, Label] = {}
        self._extras: dict[str, list[QWidget]] = {}
        self._nothing = WrappedText(look, "", role="body", token="ink2")
        self.found_keys = QPushButton()
        self.found_keys.setProperty("role", "quiet")
        self.keys = KeysPage(look, supply.overrides)
        self.close_button = QPushButton(self.tr("Close"))
        self._stack = QStackedWidget()
        self._names = self._used_pages()
        self._lay_out(look)
        self._connect()
        self.refresh()
        self.list.setCurrentRow(0)
        EnterPresses(self)
        self.search.setFocus()

    def refresh(self) -> None:
        """Show what holds now."""
        for key, row in self.rows.items():
            row.show_value(self._supply.value(key))
        self.keys.refresh()

    def show_page(self, name: str) -> None:
        """Show a page: text, sound, stamps, look, publishing, more or keys."""
        self.search.clear()
        if name in self._names:
            self.list.setCurrentRow(self._names.index(name))

    def page(self) -> str:
        """The page shown."""
        return self._names[max(0, self.list.currentRow())]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.refresh()

    # --- building

    def _used_pages(self) -> tuple[str, ...]:
        used = {page_of(option) for option in OPTIONS if _has_row(option)} | {KEYS}
        return tuple(name for name in _PAGES if name in used)

    def _lay_out(self, look: Look) -> None:
        titles = _page_titles()
        for name in self._names:
            self.list.addItem(titles[name])
            self.list.item(self.list.count() - 1).setSizeHint(QSize(0, 32))
        self.list.setStyleSheet("QListWidget { background: transparent; }")
        left = QVBoxLayout()
        left.setContentsMargins(16, 16, 12, 16)
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        side = QWidget()
        side.setFixedWidth(188)
        side.setLayout(left)
        self._stack.addWidget(self._settings_area(look, titles))
        self._stack.addWidget(self.keys)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(side)
        middle.addWidget(Hairline(look, upright=True))
        middle.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        whole.addWidget(Hairline(look))
        whole.addLayout(self._footer(look))
        self.resize(QSize(860, 620).boundedTo(self.screen().availableSize() - QSize(32, 64)))

    def _footer(self, look: Look) -> QHBoxLayout:
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        words = self.tr("Changes count at once.")
        footer.addWidget(Label(look, words, role="small", token="ink3"))
        footer.addStretch(1)
        self.close_button.setAutoDefault(False)
        footer.addWidget(self.close_button)
        return footer

    def _settings_area(self, look: Look, titles: dict[str, str]) -> QWidget:
        form = Ground(look)
        column = QVBoxLayout(form)
        column.setContentsMargins(24, 16, 24, 20)
        column.setSpacing(16)
        for name in self._names:
            if name == KEYS:
                continue
            self._heads[name] = Label(look, titles[name], role="heading")
            column.addWidget(self._heads[name])
            for option in OPTIONS:
                if page_of(option) == name and _has_row(option):
                    column.addWidget(self._row(look, option))
            for extra in self._extra_buttons(name):
                column.addWidget(extra, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._nothing)
        self.found_keys.setAutoDefault(False)
        column.addWidget(self.found_keys, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(form)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _row(self, look: Look, option: Option) -> OptionRow:
        beside: list[QWidget] = []
        field = self._output_field(option) if option.key == "player.output" else field_for(option)
        if option.key == "publish.folder":
            change = QPushButton(self.tr("Change…"))
            change.setAutoDefault(False)
            change.clicked.connect(lambda: self._choose_folder(option.key))
            beside.append(change)
        row = OptionRow(look, field, *beside)
        row.value_chosen.connect(self.value_chosen)
        self.rows[option.key] = row
        return row

    def _output_field(self, option: Option) -> OptionField:
        field = ChoiceField()
        field.addItem(self.tr("System default"), "")
        names = self._supply.outputs()
        chosen = str(self._supply.value(option.key))
        for name in names:
            field.addItem(name, name)
        if chosen and chosen not in names:
            field.addItem(self.tr("{0} (not there)").format(chosen), chosen)
        return OptionField(
            option, field, field.currentData, lambda value: field.show_value(str(value))
        )

    def _extra_buttons(self, name: str) -> list[QWidget]:
        """Ways to the dialogs that hold what has no field here."""
        if name != "sound":
            return []
        button = QPushButton(self.tr("Delay of each output…"))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.command_requested.emit("playback.settings"))
        self._extras[name] = [button]
        return [button]

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._show())
        self.list.currentRowChanged.connect(self._on_page)
        self.list.itemClicked.connect(lambda _: self.search.clear())
        self.found_keys.clicked.connect(self._show_found_keys)
        self.close_button.clicked.connect(self.reject)

    # --- what is shown

    def _on_page(self, _: int) -> None:
        if self.search.text():
            self.search.clear()
        self._show()

    def _show(self) -> None:
        wanted = self.search.text().strip().lower()
        at_keys = not wanted and self.page() == KEYS
        self._stack.setCurrentIndex(1 if at_keys else 0)
        seen: set[str] = set()
        for row in self.rows.values():
            page = page_of(row.field.option)
            shown = wanted in row.words if wanted else page == self.page()
            row.setVisible(shown)
            if shown:
                seen.add(page)
        for name, head in self._heads.items():
            head.setVisible(name in seen)
        for name, buttons in self._extras.items():
            for button in buttons:
                button.setVisible(not wanted and name == self.page())
        count = self.keys.count_matches(wanted) if wanted else 0
        self.found_keys.setVisible(bool(count))
        self.found_keys.setText(self.tr("Keys of {0} commands…").format(count))
        if count == 1:
            self.found_keys.setText(self.tr("Keys of one command…"))
        nothing = bool(wanted) and not seen and not count
        self._nothing.setVisible(nothing)
        self._nothing.setText(self.tr("No setting is called “{0}”.").format(wanted))

    def _show_found_keys(self) -> None:
        wanted = self.search.text()
        self.show_page(KEYS)
        self.keys.search.setText(wanted)

    def _choose_folder(self, key: str) -> None:
        chosen = self._supply.choose_folder(str(self._supply.value(key)))
        if chosen:
            self.rows[key].choose(chosen)


def _has_row(option: Option) -> bool:
    return option.type is not dict


def _page_titles() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "text": tr("PreferencesDialog", "Text"),
        "sound": tr("PreferencesDialog", "Sound"),
        "stamps": tr("PreferencesDialog", "Stamps"),
        "look": tr("PreferencesDialog", "Look"),
        "publishing": tr("PreferencesDialog", "Publishing"),
        "more": tr("PreferencesDialog", "More"),
        KEYS: tr("PreferencesDialog", "Keys"),
    }
