"""Every word on screen can be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.rules.source_files import PACKAGE, called_name, owner_name, python_files, tree_of, where

SHOWN = {
    *("setText", "setPlainText", "setTitle", "setSubTitle", "setLabelText", "setWindowTitle"),
    *("setToolTip", "setStatusTip", "setWhatsThis", "setPlaceholderText", "setPrefix"),
    *("setSuffix", "setAccessibleName", "setAccessibleDescription", "setInformativeText"),
    *("setDetailedText", "setIconText", "setHeaderLabels", "setSpecialValueText"),
    *("showMessage", "showText", "addAction", "addMenu", "addSection", "addButton", "addItem"),
    *("addItems", "addTab", "addRow", "insertItem", "insertTab", "setTabText", "setItemText"),
    *("setTabToolTip", "QLabel", "QAction", "QPushButton", "QToolButton", "QCheckBox", "QMenu"),
    *("QRadioButton", "QGroupBox", "QDockWidget", "QMessageBox", "QToolBar", "QListWidgetItem"),
    *("getOpenFileName", "getSaveFileName"),
    *("getExistingDirectory", "getText", "getItem", "setNameFilter", "setNameFilters"),
}
NAMED = {"text", "title", "toolTip", "statusTip", "placeholderText", "windowTitle", "caption"}
MESSAGE_BOXES = {"information", "warning", "critical", "question", "about"}
FIRST_TEXT_ONLY = {"addItem", "insertItem"}
LETTER = re.compile(r"[^\W\d_]")
TAG = re.compile(r"<[^<>]*>|&\w+;")


MADE_OF_PARTS = (ast.JoinedStr, ast.BinOp, ast.BoolOp, ast.IfExp, ast.List, ast.Tuple)


def bare_texts(node: ast.expr) -> Iterator[str]:
    """Text literals that reach the screen from this argument, without a call in between."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("format", "join"):
            yield from bare_texts(node.func.value)
    elif isinstance(
        node, ast.JoinedStr | ast.BinOp | ast.BoolOp | ast.IfExp | ast.List | ast.Tuple
    ):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from bare_texts(child)


def is_word(text: str) -> bool:
    return bool(LETTER.search(TAG.sub("", text)))


def offences(tree: ast.Module) -> list[tuple[int, str]]:
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        boxed = called_name(call) in MESSAGE_BOXES and owner_name(call) == "QMessageBox"
        if called_name(call) not in SHOWN and not boxed:
            continue
        values = [*call.args, *(k.value for k in call.keywords if k.arg in NAMED)]
        words = [text for value in values for text in bare_texts(value) if is_word(text)]
        translated = any(isinstance(value, ast.Call) for value in call.args[:1])
        if called_name(call) in FIRST_TEXT_ONLY:
            words = [] if translated else words[:1]
        found += [(call.lineno, f"{called_name(call)}({text!r})") for text in words]
    return found


def test_words_in_the_window_go_through_tr():
    files = python_files(PACKAGE / "ui")
    found = [f"{where(p)}:{line} {text}" for p in files for line, text in offences(tree_of(p))]
    assert not found, "put these through tr():\n" + "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "label.setText('Saved')",
        "QLabel('Saved', parent)",
        "QAction(icon, 'Save', self)",
        "menu.addAction('Save')",
        "window.setWindowTitle(f'{name} - Show Notes')",
        "label.setText('{} segments'.format(count))",
        "label.setText(str(n) + ' left')",
        "label.setText('On' if on else 'Off')",
        "QPushButton(text='Save')",
        "box.addItem('Questions', 'questions')",
        "label.setText('<b>Saved</b>')",
        "QMessageBox.warning(self, self.tr('Save'), 'Disk full')",
    ],
)
def test_the_rule_catches(source: str):
    assert offences(ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "label.setText(self.tr('Saved'))",
        "QLabel(self.tr('%n segment(s)', '', count))",
        "label.setText(text)",
        "label.setText('')",
        "log.warning('The disk is full')",
        "label.setText('1.0 ×')",
        "label.setText(f'{minutes}:{seconds:02}')",
        "label.setText('<b></b>&nbsp;')",
        "label.setObjectName('saved')",
        "box.addItem(self.tr('Questions'), 'questions')",
    ],
)
def test_the_rule_lets_pass(source: str):
    assert not offences(ast.parse(source))
