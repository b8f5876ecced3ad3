"""The standard widgets in the colours of a theme: a palette and one short style sheet."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QPalette

from notesapp.storage.resources import resource
from notesapp.ui.kit.theme import Theme, luminance

_ROLES = (
    ("Window", "bg"),
    ("WindowText", "ink"),
    ("Base", "surface"),
    ("AlternateBase", "band"),
    ("Text", "ink"),
    ("PlaceholderText", "ink3"),
    ("Button", "surface"),
    ("ButtonText", "ink"),
    ("BrightText", "err"),
    ("Highlight", "sel"),
    ("HighlightedText", "ink"),
    ("Accent", "accent"),
    ("Link", "accent"),
    ("LinkVisited", "accent"),
    ("ToolTipBase", "tip"),
    ("ToolTipText", "tipInk"),
    ("Light", "surface"),
    ("Midlight", "hover"),
    ("Mid", "line"),
    ("Dark", "edge"),
    ("Shadow", "edge"),
)
_DISABLED = ("WindowText", "Text", "ButtonText", "HighlightedText")

_MENUS = """
QMenuBar { background: $bg; padding: 2px 7px; spacing: 0; }
QMenuBar::item { padding: 6px 10px; border-radius: 4px; background: transparent; color: $ink2; }
QMenuBar::item:selected { background: $hover; color: $ink; }
QMenuBar::item:pressed { background: $press; }
QMenu { background: $surface; border: 1px solid $line; padding: 5px; color: $ink; }
QMenu::item { padding: 5px 24px 5px 36px; border-radius: 4px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $ink3; background: transparent; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { left: 10px; }
QMenu::indicator { width: 16px; height: 16px; left: 10px; }
QMenu::indicator:checked { image: url("$marks/tick-ink.svg"); }
QMenu::right-arrow { image: url("$marks/chevron-right.svg"); width: 14px; height: 14px;
  right: 6px; }
"""

_WIDGETS = """
QPushButton { background: $surface; color: $ink; border: 1px solid $edge; border-radius: 6px;
  padding: 0 12px; min-height: 26px; }
QPushButton:hover { border-color: $ink2; }
QPushButton:pressed { background: $press; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 24px; }
QPushButton:disabled { color: $ink3; border: 1px solid $line; background: transparent; }
QPushButton[role="primary"] { background: $accent; color: $on; border-color: $accent;
  font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accentHover; border-color: $accentHover; }
QPushButton[role="primary"]:pressed { background: $accentPressed; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="primary"]:disabled { background: $press; color: $ink3; border-color: $press; }
QPushButton[role="quiet"] { background: transparent; color: $accent; border-color: transparent;
  font-weight: 600; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:pressed { background: $press; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="quiet"]:disabled { color: $ink3; border-color: transparent; }
QLineEdit, QAbstractSpinBox, QComboBox { background: $surface; color: $ink;
  border: 1px solid $edge; border-radius: 6px; padding: 0 7px; min-height: 26px;
  selection-background-color: $sel; selection-color: $ink; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $ink2; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border: 2px solid $accent;
  padding: 0 6px; min-height: 24px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { color: $ink3;
  border-color: $line; }
QLineEdit { placeholder-text-color: $ink3; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0 6px; min-height: 0;
  background: transparent; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$marks/chevron.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; outline: none; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; }
QAbstractSpinBox::up-arrow { image: url("$marks/chevron-up.svg"); width: 12px; height: 12px; }
QAbstractSpinBox::down-arrow { image: url("$marks/chevron.svg"); width: 12px; height: 12px; }
QListView, QTreeView, QTableView { background: $surface; border: 1px solid $line;
  border-radius: 8px; outline: none; selection-background-color: $soft; selection-color: $ink; }
QListView:focus, QTreeView:focus, QTableView:focus { border: 2px solid $accent; }
QListView[role="plain"], QTreeView[role="plain"] { border: none; border-radius: 0; }
QListView[role="plain"]::item:focus, QTreeView[role="plain"]::item:focus {
  border: 2px solid $accent; border-radius: 4px; padding: 0 6px; }
QTextBrowser:focus, QScrollArea:focus { border: 2px solid $accent; }
QListView::item, QTreeView::item { min-height: 28px; padding: 0 8px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $soft; color: $ink; }
QCheckBox, QRadioButton { spacing: 8px; color: $ink; min-height: 20px; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px;
  background: $surface; }
QCheckBox::indicator:hover { border-color: $ink2; }
QCheckBox::indicator:focus { width: 14px; height: 14px; border: 2px solid $accent; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate { background: $accent;
  border-color: $accent; }
QCheckBox::indicator:checked { image: url("$onmarks/tick-on.svg"); }
QCheckBox::indicator:indeterminate { image: url("$onmarks/dash-on.svg"); }
QCheckBox::indicator:checked:hover { background: $accentHover; }
QCheckBox::indicator:checked:focus { border-color: $ink; }
QCheckBox::indicator:indeterminate:focus { border-color: $ink; }
QCheckBox::indicator:disabled { border-color: $line; background: $hover; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; border-radius: 8px;
  background: $surface; margin: 1px; }
QRadioButton::indicator:hover { border-color: $ink2; }
QRadioButton::indicator:focus { width: 12px; height: 12px; border: 2px solid $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QRadioButton::indicator:checked:focus { width: 6px; height: 6px; border: 5px solid $ink; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $ink2; border: none;
  border-top: 2px solid transparent; border-bottom: 2px solid transparent; padding: 9px 0 11px;
  margin-right: 24px; }
QTabBar::tab:selected:focus { border-top-color: $accent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; font-weight: 600; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QScrollBar:vertical { width: 8px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 8px; background: transparent; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 2px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $ink2; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { background: $ink2; border-radius: 2px; }
QSlider::handle:horizontal { background: $ink2; width: 12px; height: 12px; margin: -4px 0;
  border-radius: 6px; }
QSlider::handle:horizontal:hover { background: $ink; }
QSlider::handle:horizontal:focus { background: $accent; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $edge; }
QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px;
  min-height: 4px; }
QProgressBar::chunk { background: $ink2; border-radius: 2px; }
QProgressBar[state="warn"]::chunk { background: $warn; }
QProgressBar[state="err"]::chunk { background: $err; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox QLabel#qt_msgbox_label { font-weight: 600; min-width: 280px; }
QMessageBox QLabel#qt_msgbox_informativelabel { color: $ink2; min-width: 280px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: $surface; color: $ink2; border: none;
  border-bottom: 1px solid $line; padding: 6px 8px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $press; }
QToolButton:focus { border-color: $accent; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QToolTip { background: $tip; color: $tipInk; border: none; padding: 1px 4px; }
"""


def build_palette(theme: Theme) -> QPalette:
    """Every role of the palette from the theme, disabled text included."""
    palette = QPalette()
    for role, token in _ROLES:
        palette.setColor(QPalette.ColorRole[role], theme.color(token))
    for role in _DISABLED:
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], theme.color("ink3")
        )
    return palette


def build_qss(theme: Theme, *, menus: bool) -> str:
    """The style sheet; ``menus`` where the program draws its menus itself (not macOS, Windows)."""
    values = {token: theme.hex(token) for token in theme.colors}
    values["marks"] = _marks(dark=theme.dark)
    values["onmarks"] = _marks(dark=luminance(theme.color("on")) < 0.5)
    return Template((_MENUS if menus else "") + _WIDGETS).substitute(values)


def _marks(*, dark: bool) -> str:
    return resource("themes", "dark" if dark else "light").as_posix()
