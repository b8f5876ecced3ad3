"""What is said of versions."""

from __future__ import annotations

import re

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from notesapp.storage.versions import Version
from notesapp.ui.versions.version_words import whens


def test_versions_of_one_minute_are_told_apart(qapp: QApplication):
    times = (1_700_000_045.0, 1_700_000_041.0, 1_600_000_000.0)
    said = whens([Version(f"doc/{at}", at, "opened", "") for at in times])
    assert len(set(said)) == 3
    assert [len(re.findall(r"\d+:\d+:\d+", words)) for words in said] == [1, 1, 0]


def test_seconds_are_written_as_the_locale_does(qapp: QApplication):
    before = QLocale()
    QLocale.setDefault(QLocale("da_DK"))
    try:
        first, _ = whens([Version("", at, "opened", "") for at in (1.7e9 + 5, 1.7e9 + 1)])
    finally:
        QLocale.setDefault(before)
    assert re.search(r"\d\d\.\d\d\.25$", first)
