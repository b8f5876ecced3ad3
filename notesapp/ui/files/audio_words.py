"""How much longer the audio is, and names of files, in words that fit the bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from notesapp.ui.files.audio_memory import AudioChange

LONGEST_NAME = 48


def change_sentence(change: AudioChange) -> str:
    """What is another about the audio, and what to do."""
    if change.by_ms is None:
        return QCoreApplication.translate(
            "AudioWords", "The audio is not the one from last time. Check the stamps."
        )
    if change.by_ms == 0:
        return QCoreApplication.translate(
            "AudioWords",
            "The audio is as long as last time, but has other sound. Check the stamps.",
        )
    if change.by_ms > 0:
        sentence = QCoreApplication.translate(
            "AudioWords", "The audio is {0} longer than last time. Check the stamps, or shift them."
        )
    else:
        sentence = QCoreApplication.translate(
            "AudioWords",
            "The audio is {0} shorter than last time. Check the stamps, or shift them.",
        )
    return sentence.format(length_words(abs(change.by_ms)))


def length_words(ms: int) -> str:
    """A length as people say it: 0.04 s, 0.4 s, 42 s, 3 min 20 s, 1 h 5 min."""
    if ms < 9_950 and (ms < 50 or 50 <= ms % 1000 < 950):
        text = QLocale().toString(ms / 1000, "f", 1 if ms >= 100 else 2)
        return QCoreApplication.translate("AudioWords", "{0} s").format(text)
    seconds = round(ms / 1000)
    if seconds < 120:
        return QCoreApplication.translate("AudioWords", "{0} s").format(seconds)
    if seconds < 3600:
        words = QCoreApplication.translate("AudioWords", "{0} min {1} s")
        return words.format(*divmod(seconds, 60))
    words = QCoreApplication.translate("AudioWords", "{0} h {1} min")
    return words.format(*divmod(round(seconds / 60), 60))


def shown_name(name: str) -> str:
    """A file's name fit for one line: nothing that cannot be seen, its middle left out if long."""
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)
    if len(clean) <= LONGEST_NAME:
        return clean
    half = LONGEST_NAME // 2
    return f"{clean[:half]}…{clean[-half:]}"
