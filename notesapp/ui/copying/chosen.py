"""Which destination is chosen in a window, and what each shall be given: of the show, or of all."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from notesapp.commands.options_files import OUTLETS
from notesapp.core.model import Header
from notesapp.core.shows import SET, Show, with_fact
from notesapp.storage.settings_file import SettingsFile
from notesapp.storage.show_store import ShowStore
from notesapp.ui.panels.renderer import Settings
from notesapp.ui.text.document import NotesDocument

DESTINATION, OPTIONS = "publish.destination", "publish.set"


class Chosen(QObject):
    """Kept with the show of the notes where they have one, else with the settings.

    ``destination_changed`` carries its key, ``options_changed`` nothing.
    """

    destination_changed = Signal(str)
    options_changed = Signal()

    def __init__(
        self,
        document: NotesDocument,
        settings: SettingsFile,
        shows: ShowStore,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._settings, self._shows = document, settings, shows
        self._looked: tuple[Header, int] | None = None
        self._show: Show | None = None
        self.key = settings.read().word(DESTINATION)

    def choose(self, key: str) -> None:
        """Take another destination, and remember it for windows to come."""
        if key == self.key or key not in OUTLETS:
            return
        self.key = key
        self._settings.prefer(DESTINATION, key)
        self.destination_changed.emit(key)

    def follow(self) -> None:
        """Take what another window or the preferences have chosen since."""
        self.choose(self._settings.read().word(DESTINATION))

    def settings(self) -> Settings:
        """The options of every destination that has some, by key and name."""
        show = self._show_now()
        if show is None:
            lists = self._settings.read().lists(OPTIONS)
            words = [f"{key}.{word}" for key, group in lists.items() for word in group]
        else:
            words = list(show.settings)
        found: dict[str, dict[str, str]] = {}
        for word in words:
            place, equals, value = word.partition("=")
            key, dot, name = place.partition(".")
            if equals and dot and key in OUTLETS:
                found.setdefault(key, {})[name] = value
        return found

    def set_option(self, name: str, value: str) -> None:
        """Set an option of the chosen destination. Raises FileTrouble where it is not kept."""
        show = self._show_now()
        if show is None:
            self._keep(name, value)
        else:
            place = f"{self.key}.{name}="
            words = [word for word in show.settings if not word.startswith(place)]
            self._shows.write(show.key, with_fact(show.text, SET, (*words, place + value)))
            self._looked = None
        self.options_changed.emit()

    def _keep(self, name: str, value: str) -> None:
        lists = self._settings.read().lists(OPTIONS)
        words = [word for word in lists.get(self.key, []) if not word.startswith(f"{name}=")]
        lists[self.key] = [*words, f"{name}={value}"]
        self._settings.prefer(OPTIONS, lists)

    def _show_now(self) -> Show | None:
        """The disk is asked again when the header or the folder of the shows has changed."""
        notes = self._document.notes
        now = (notes.header, self._shows.changed_ns())
        if self._looked is None or self._looked[0] is not now[0] or self._looked[1] != now[1]:
            self._looked = now
            self._show = self._shows.show_of(notes)
        return self._show
