"""What the window says without interrupting, and what the button beside it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject

from notesapp.storage.note_look import Found
from notesapp.ui.files.audio_memory import AudioChange
from notesapp.ui.files.audio_watch import AudioWatch
from notesapp.ui.files.audio_words import change_sentence, shown_name
from notesapp.ui.files.disk_words import news_sentence
from notesapp.ui.files.file_actions import FileActions
from notesapp.ui.files.note_session import NoteSession
from notesapp.ui.kit.dialogs import Dialogs
from notesapp.ui.kit.message_bar import BarMessage
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.window.main_window import MainWindow

_DISK_NAMES = {
    Found.CHANGED: "disk",
    Found.EMPTY: "disk",
    Found.GONE: "disk_gone",
    Found.MOVED: "disk_moved",
    Found.OTHER: "disk_other",
}
AUDIO_MESSAGES = (
    "audio_missing",
    "audio_found",
    "audio_found_here",
    "audio_other",
    "audio_differs",
    "audio_slow",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """The button of a message: its words and what it does."""

    words: str
    act: Callable[[], object]


class Messages(QObject):
    """Sentences in the bar under the column heads; the name of one decides its button."""

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        watch: AudioWatch,
        session: NoteSession,
        dialogs: Dialogs,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._dialogs = dialogs
        self._offers = {
            "save": Offer(self.tr("Save elsewhere…"), files.save_as),
            "disk": Offer(self.tr("Keep mine"), session.keep_mine),
            "disk_gone": Offer(self.tr("Save again"), session.save),
            "disk_moved": Offer(self.tr("Go on there"), self._go_on_there),
            "disk_other": Offer(self.tr("Save elsewhere…"), files.save_as),
            "audio_missing": Offer(self.tr("Find audio…"), files.open_audio),
            "plain_text": Offer(self.tr("Save as Markdown…"), files.save_as_markdown),
            "keep_audio": Offer(self.tr("Write it down"), files.keep_audio),
            "audio": Offer(self.tr("Open audio…"), files.open_audio),
            "warning": Offer(self.tr("Open audio…"), files.open_audio),
            "audio_found": Offer(self.tr("Write the new name"), files.keep_audio),
            "audio_other": Offer(self.tr("Use that one"), watch.use_other),
            "audio_differs": Offer(self.tr("It is right"), watch.accept),
        }
        self._seconds: dict[str, Offer] = {}
        self.last_change: AudioChange | None = None
        self._session = session
        self._watch = watch
        self._follow(watch)
        window.bar.action_requested.connect(self._act)
        window.bar.second_requested.connect(self._act_second)

    def say(self, name: str, sentence: str, kind: str = "note", offer: Offer | None = None) -> None:
        """One sentence; ``kind`` is note, warning or error. ``offer`` is its button from now on."""
        if offer is not None:
            self._offers[name] = offer
        offer = self._offers.get(name)
        if name == "audio" and not self._watch.cannot_be_read:
            offer = None  # about the engine: another file would not help
        words = offer.words if offer is not None else ""
        said = said_sentence(sentence)
        second = self._seconds.get(name)
        beside = second.words if second is not None else ""
        self._window.bar.show_message(BarMessage(name, kind, said, words, beside))

    def add_second(self, name: str, offer: Offer) -> None:
        """Give a message one more button; those who know the way there add it."""
        self._seconds[name] = offer

    def take_second_away(self, name: str) -> None:
        """That button of a message on show would do something else by now."""
        bar = self._window.bar
        shown = bar.current()
        if shown is not None and shown.id == name:
            bar.show_message(replace(shown, second=""))
        else:
            bar.drop(name)

    def tell(self, name: str, sentence: str) -> None:
        """The same where there may be no bar yet: then in a dialog."""
        if self._window.works:
            self.say(name, sentence, "error")
        else:
            self._dialogs.tell(self._window, self.tr("Show Notes"), said_sentence(sentence))

    def _follow(self, watch: AudioWatch) -> None:
        watch.audio_missing.connect(self._say_audio_missing)
        watch.audio_found.connect(self._say_audio_found)
        watch.other_found.connect(self._say_other_found)
        watch.audio_differs.connect(self._say_audio_differs)
        watch.audio_slow.connect(self._say_audio_slow)
        watch.audio_opened.connect(lambda: self._window.bar.drop("audio_slow"))
        watch.audio_settled.connect(self._unsay_audio)

    def _say_audio_missing(self, name: str) -> None:
        """The audio is not where it was."""
        sentence = self.tr("{0} is not where it was. Stamps and text are fine.")
        self.say("audio_missing", sentence.format(shown_name(name)), "warning")

    def _say_audio_found(self, name: str, path: Path) -> None:
        """It moved and is open again; notes that name their audio may name the new place."""
        if path.name == name:
            sentence = self.tr("{0} has moved. It is open again, from “{1}”.")
            said = sentence.format(shown_name(name), shown_name(path.parent.name))
        else:
            sentence = self.tr("{0} is now called {1}. It is open again.")
            said = sentence.format(shown_name(name), shown_name(path.name))
        written = bool(self._session.document.notes.header.text("audio"))
        self.say("audio_found" if written else "audio_found_here", said)

    def _say_other_found(self, name: str, path: Path) -> None:
        """A file of that name with other sound is offered, never taken."""
        sentence = self.tr("{0} is not where it was. The one in “{1}” has other sound.")
        said = sentence.format(shown_name(name), shown_name(path.parent.name))
        self.say("audio_other", said, "warning")

    def _say_audio_differs(self, change: AudioChange) -> None:
        """The stamps were set to other sound."""
        self.last_change = change
        self.say("audio_differs", change_sentence(change), "warning")

    def _say_audio_slow(self, name: str) -> None:
        """The disk does not answer, or only slowly."""
        sentence = self.tr("{0} takes long to open: its disk may be away. Go on writing meanwhile.")
        self.say("audio_slow", sentence.format(shown_name(name)), "warning")

    def _unsay_audio(self) -> None:
        for name in AUDIO_MESSAGES:
            self._window.bar.drop(name)

    def offer_to_keep_audio(self, name: str) -> None:
        """The notes could name their audio themselves."""
        sentence = self.tr("These notes now open with {0}. Write its name into them too?")
        self.say("keep_audio", sentence.format(name))

    def say_changed_on_disk(self) -> None:
        """What another program did to the file, or that this is over."""
        session, news = self._session, self._session.disk.news
        name = "reread" if news.was_read else _DISK_NAMES.get(news.seen.found, "")
        for other in ("reread", *_DISK_NAMES.values()):
            if other != name:
                self._window.bar.drop(other)
        if name:
            kind = "note" if name in ("reread", "disk_moved") else "warning"
            self.say(name, news_sentence(news, session.name), kind)

    def _go_on_there(self) -> None:
        path = self._session.disk.news.seen.path
        if path is not None:
            self._session.go_on_at(path)

    def _act_second(self, name: str) -> None:
        offer = self._seconds.get(name)
        if offer is not None:
            offer.act()

    def _act(self, name: str) -> None:
        self._window.bar.drop(name)
        offer = self._offers.get(name)
        if offer is not None:
            offer.act()
