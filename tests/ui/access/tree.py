"""What Qt's accessibility tree says of a widget, and what is missing there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

Role = QAccessible.Role
BUTTONS = (Role.PushButton, Role.CheckBox, Role.RadioButton, Role.ButtonMenu, Role.ButtonDropDown)
# Which roles fit; the first row that matches counts. Other widgets need any role of their own.
ROLES: tuple[tuple[type[QWidget], tuple[Role, ...]], ...] = (
    (QAbstractButton, BUTTONS),
    (QComboBox, (Role.ComboBox,)),
    (QAbstractSpinBox, (Role.SpinBox,)),
    (QLineEdit, (Role.EditableText,)),
    (QPlainTextEdit, (Role.EditableText, Role.StaticText)),
    (QTextEdit, (Role.EditableText, Role.StaticText)),
    (QAbstractItemView, (Role.List, Role.Tree, Role.Table)),
    (QTabBar, (Role.PageTabList,)),
    (QAbstractSlider, (Role.Slider, Role.ScrollBar)),
    (QScrollArea, (Role.Client,)),  # Qt has no better one for it; a name is what it needs
)
TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)
GENERIC = (Role.NoRole, Role.Client, Role.Pane, Role.Border)


def path_of(widget: QWidget) -> str:
    """Where a widget is, from its window down, by class and name."""
    names = []
    at: QWidget | None = widget
    while at is not None:
        named = at.objectName() or at.accessibleName()
        names.append(f"{type(at).__name__}({named})" if named else type(at).__name__)
        at = None if at.isWindow() else at.parentWidget()
    return " > ".join(reversed(names))


def interface(widget: QWidget) -> QAccessibleInterface:
    """What assistive tools get of a widget."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None, path_of(widget)
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return interface(widget).text(QAccessible.Text.Name)


def takes_tab(widget: QWidget) -> bool:
    """Whether the keyboard can go there now."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
    )


def family(root: QWidget) -> list[QWidget]:
    """A widget and all it shows, without other windows."""
    window = root.window()
    inside = [w for w in root.findChildren(QWidget) if w.isVisible() and w.window() is window]
    return [root, *inside]


def faults(root: QWidget) -> list[str]:
    """Everything in a scene that an assistive tool could not tell."""
    return [f"{path_of(w)}: {fault}" for w in family(root) for fault in _faults_of(w)]


def _faults_of(widget: QWidget) -> Iterator[str]:
    if takes_tab(widget):
        yield from _name_faults(widget)
        yield from _label_faults(widget)
        yield from _role_faults(widget)
        yield from _state_faults(widget)
        yield from _text_faults(widget)
        yield from _item_faults(widget)
    elif _only_painted(widget) and interface(widget).role() in GENERIC:
        yield f"words without a role ({interface(widget).role().name})"


def _name_faults(widget: QWidget) -> Iterator[str]:
    said = interface(widget)
    name = said.text(QAccessible.Text.Name)
    if not name.strip():
        yield "no name"
    if "&" in name.replace("&&", "").replace(" & ", ""):
        yield f"a mnemonic's mark in the name {name!r}"
    if "(Ctrl+" in name or "(Alt+" in name or "(Shift+" in name:
        yield f"a key in the name {name!r}"
    more = said.text(QAccessible.Text.Description)
    if name and more.startswith(f"{name} ("):  # readers leave out what is the same
        yield f"the name {name!r} is said twice, again in {more!r}"


def _label_faults(widget: QWidget) -> Iterator[str]:
    """A list of choices is named by its label on Linux; its own name is what is chosen."""
    if not isinstance(widget, QComboBox):
        return
    said = interface(widget).relations(QAccessible.RelationFlag.Label)
    if not any(label.text(QAccessible.Text.Name).strip() for label, _ in said):
        yield f"no label belongs to it ({widget.accessibleName()})"


def _role_faults(widget: QWidget) -> Iterator[str]:
    role = interface(widget).role()
    fitting = next((roles for kind, roles in ROLES if isinstance(widget, kind)), None)
    if role in GENERIC if fitting is None else role not in fitting:
        yield f"the role {role.name}"


def _state_faults(widget: QWidget) -> Iterator[str]:
    state = interface(widget).state()
    if not state.focusable:
        yield "not said to be focusable"
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        if not state.checkable:
            yield "not said to be checkable"
        if bool(state.checked) != widget.isChecked():
            yield "its checked state is not said"


def _text_faults(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, TEXTS) and interface(widget).textInterface() is None:
        yield "no text for a reader"


def _item_faults(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QAbstractItemView):
        return
    said, model = interface(widget), widget.model()
    rows, columns = model.rowCount(), _columns(widget)
    cells = [said.child(number) for number in range(said.childCount())]
    cells = [c for c in cells if c and c.role() not in (Role.ColumnHeader, Role.RowHeader)]
    if rows and not cells:
        yield f"{rows} rows and no items"
    for first in range(0, len(cells), columns):
        row = cells[first : first + columns]
        if not any(cell.text(QAccessible.Text.Name).strip() for cell in row):
            yield f"row {first // columns} says nothing"


def _columns(view: QAbstractItemView) -> int:
    model = view.model()
    return 1 if isinstance(model, QAbstractListModel) else max(1, model.columnCount())


def _only_painted(widget: QWidget) -> bool:
    """Whether it carries words for a reader itself: a leaf with a name."""
    if isinstance(widget, QLabel) or not widget.accessibleName():
        return False
    children = [w for w in widget.findChildren(QWidget) if w.isVisible()]
    return not children and not widget.isWindow()
