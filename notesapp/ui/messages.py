"""What the window says without interrupting, and what the button beside it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from notesapp.ui.dialogs import Dialogs
from notesapp.ui.file_actions import FileActions
from notesapp.ui.main_window import MainWindow
from notesapp.ui.message_bar import BarMessage
from notesapp.ui.note_session import NoteSession
from notesapp.ui.sentences import said_sentence


@dataclass(frozen=True, slots=True)
class Offer:
    """The button of a message: its words and what it does."""

    words: str
    act: Callable[[], object]


class Messages(QObject):
    """Sentences in the bar under the column heads; the name of one decides its button."""

    def __init__(
        self, window: MainWindow, files: FileActions, session: NoteSession, dialogs: Dialogs
    ) -> None:
        super().__init__(window)
        self._window = window
        self._dialogs = dialogs
        self._offers = {
            "save": Offer(self.tr("Save elsewhere…"), files.save_as),
            "disk": Offer(self.tr("Keep mine"), session.keep_mine),
            "audio_missing": Offer(self.tr("Find audio…"), files.open_audio),
            "plain_text": Offer(self.tr("Save as Markdown…"), files.save_as_markdown),
            "keep_audio": Offer(self.tr("Write it down"), files.keep_audio),
        }
        window.bar.action_requested.connect(self._act)

    def say(self, name: str, sentence: str, kind: str = "note") -> None:
        """One sentence; ``kind`` is note, warning or error."""
        offer = self._offers.get(name)
        words = offer.words if offer is not None else ""
        said = said_sentence(sentence)
        self._window.bar.show_message(BarMessage(name, kind, said, words))

    def tell(self, name: str, sentence: str) -> None:
        """The same where there may be no bar yet: then in a dialog."""
        if self._window.works:
            self.say(name, sentence, "error")
        else:
            self._dialogs.tell(self._window, self.tr("Show Notes"), said_sentence(sentence))

    def say_audio_missing(self, name: str) -> None:
        """The audio is not where it was."""
        sentence = self.tr("{0} is not where it was. Stamps and text are fine.")
        self.say("audio_missing", sentence.format(name), "warning")

    def offer_to_keep_audio(self, name: str) -> None:
        """The notes could name their audio themselves."""
        sentence = self.tr("These notes now open with {0}. Write its name into them too?")
        self.say("keep_audio", sentence.format(name))

    def say_changed_on_disk(self) -> None:
        """Another program wrote the file while there are unsaved changes here."""
        sentence = self.tr(
            "Another program changed these notes. Keep yours, or take the version on disk "
            "from the File menu."
        )
        self.say("disk", sentence, "warning")

    def _act(self, name: str) -> None:
        self._window.bar.drop(name)
        offer = self._offers.get(name)
        if offer is not None:
            offer.act()
