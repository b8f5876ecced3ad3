"""What is said of versions: when they are from, and why they were kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from notesapp.storage.versions import Version

translate = QCoreApplication.translate
_MINUTES = re.compile(r"(\W?)mm")


def day(at: QDate) -> str:
    """A day as people call it."""
    behind = at.daysTo(QDate.currentDate())
    if behind == 0:
        return translate("Versions", "Today")
    if behind == 1:
        return translate("Versions", "Yesterday")
    return QLocale().toString(at, QLocale.FormatType.ShortFormat)


def when(version: Version, *, with_seconds: bool = False) -> str:
    """Day and time of day, as the locale writes them."""
    at = QDateTime.fromSecsSinceEpoch(int(version.kept_at_s))
    form = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
    if with_seconds:
        form = _MINUTES.sub(r"\1mm\1ss", form)
    return f"{day(at.date())}, {QLocale().toString(at.time(), form)}"


def whens(versions: Sequence[Version]) -> list[str]:
    """The same for many, with seconds where two are of one minute."""
    said = [when(version) for version in versions]
    often = Counter(said)
    return [
        when(version, with_seconds=True) if often[words] > 1 else words
        for version, words in zip(versions, said, strict=True)
    ]


def why(version: Version) -> str:
    """Why it was kept."""
    return {
        "imported": translate("Versions", "As it was imported"),
        "opened": translate("Versions", "As it was opened"),
        "saved": translate("Versions", "Saved"),
        "reloaded": translate("Versions", "Before the file was read again"),
        "replaced": translate("Versions", "Before it was replaced"),
        "recovered": translate("Versions", "Not chosen after a stop"),
        "discarded": translate("Versions", "Let go when it was closed"),
    }[version.reason]


def amount(changed: int, added: int, removed: int) -> str:
    """How many lines would become others, come and go."""
    parts = [
        words.format(QLocale().toString(count))
        for count, words in (
            (changed, translate("Versions", "{0} changed")),
            (added, translate("Versions", "{0} added")),
            (removed, translate("Versions", "{0} removed")),
        )
        if count
    ]
    if not parts:
        return ""
    return translate("Versions", "Lines: {0}").format(", ".join(parts))
