"""About: what it is made of is what is installed and documented."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from notesapp.storage.resources import resource
from notesapp.ui.help.about_dialog import AboutDialog
from notesapp.ui.help.libraries import LIBRARIES, libraries, system_facts
from notesapp.ui.kit.look import Look

ROOT = Path(__file__).resolve().parents[3]


def test_every_library_the_program_needs_is_named():
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^\w.-]", line)[0] for line in needed}
    assert names <= {name for name, _ in LIBRARIES}
    assert all(entry.version and entry.licence for entry in libraries())


def test_the_documented_licences_are_those_shown():
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    shown = dict(LIBRARIES)
    rows = re.findall(r"^\| (\S+)(?: \(PyAV\))? \| .* \| [≥≤same].* \| (.+?) \| .+ \|$", page, re.M)
    assert len(rows) >= 9
    for name, licence in rows:
        assert shown[name].split(",")[0].split(" AND")[0] in licence, name


def test_the_licences_can_be_read_without_a_network(qtbot: QtBot, look: Look):
    assert resource("licences", "GPL-3.0.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AboutDialog(look, parent)
    dialog.show()
    said = [page.toPlainText() for page in dialog.findChildren(QTextBrowser)]
    assert any("GNU GENERAL PUBLIC LICENSE" in text for text in said)
    assert any("SIL OPEN FONT LICENSE" in text for text in said)
    assert any("mutagen" in text and "GPL-2.0-or-later" in text for text in said)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == system_facts()
    dialog.close()


def test_the_facts_name_nobody(qtbot: QtBot):
    facts = system_facts()
    assert str(Path.home()) not in facts
    assert str(ROOT) not in facts
    assert "Qt: 6" in facts
