"""The command that chooses how the web pages of a show look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from notesapp.core.shows import SET, Show, with_fact
from notesapp.errors import FileTrouble, NotesError
from notesapp.formats.html_themes import OPTIONS, with_own_themes
from notesapp.formats.publish import make_snapshot
from notesapp.formats.registry import format_of
from notesapp.storage.page_preview import PagePreview
from notesapp.storage.show_store import ShowStore
from notesapp.storage.theme_folder import ThemeFolder
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.shows.theme_dialog import Options, ThemeDialog

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk

KEYS = ("html", "html-embed")
_PLACES = tuple(f"{key}.{option.name}=" for key in KEYS for option in OPTIONS)


class ThemeActions(QObject):
    """``dialog`` is the one on the screen, None where there is none."""

    def __init__(self, desk: Desk, store: ShowStore, themes: ThemeFolder) -> None:
        super().__init__(desk.window)
        self._desk, self._store, self._themes = desk, store, themes
        self._preview = PagePreview("web-page.html")
        self.dialog: ThemeDialog | None = None

    def choose(self) -> None:
        """Ask for theme, colour and scheme; they are kept with the show."""
        show = self._store.show_of(self._desk.document.fresh_notes())
        if show is None:
            self._say_no_show()
            return
        dialog = ThemeDialog(
            self._desk.look(),
            show.name,
            options_in(show.settings),
            self._themes.names(),
            self._desk.window,
            texts_of=self._with_texts,
            save=lambda options: self._save(show, options),
        )
        dialog.look_requested.connect(self._open_page)
        self.dialog = dialog
        dialog.finished.connect(lambda _: self._forget(dialog))
        dialog.open()

    def _forget(self, dialog: ThemeDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
        dialog.deleteLater()

    def _with_texts(self, options: Options) -> Options:
        return with_own_themes({"html": options}, self._themes.texts)["html"]

    def _save(self, show: Show, options: Options) -> None:
        """Write the options among the others that the show has. Raises FileTrouble."""
        now = self._store.read(show.key)
        text = with_fact(now.text, SET, with_options(now.settings, options))
        if options_in(self._store.write(show.key, text).settings) != dict(options):
            raise FileTrouble(
                self.tr("The show’s template has a header that cannot be read. Repair it first.")
            )

    def _open_page(self, options: Options) -> None:
        desk = self._desk
        notes = desk.document.fresh_notes()
        snapshot = make_snapshot(notes, desk.base_name(), desk.audio_info(), options=options)

        def made() -> Path:
            page = format_of("html").write(snapshot)
            return self._preview.write(page.encode("utf-8", "replace"))

        def refused(error: Exception) -> None:
            if not isinstance(error, NotesError):
                raise error
            if self.dialog is not None:
                self.dialog.show_trouble(said_sentence(error.sentence))

        desk.jobs.run("web page", made, self._show_page, refused)

    def _show_page(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))) and self.dialog is not None:
            words = self.tr("No browser opened the page. It is here: {0}")
            self.dialog.show_trouble(words.format(path))

    def _say_no_show(self) -> None:
        from notesapp.ui.files.messages import Offer

        words = self.tr("The look of a web page is kept with a show; these notes belong to none.")
        title = self.tr("Save as show template…")
        offer = Offer(title, lambda: self._desk.actions.run("file.save_show"))
        self._desk.messages.say("no_show", words, "note", offer)


def options_in(words: tuple[str, ...]) -> dict[str, str]:
    """The page's look among the options of a show."""
    found = {}
    for word in words:
        place, _, value = word.partition("=")
        if f"{place}=" in _PLACES and place.startswith("html."):
            found[place.removeprefix("html.")] = value
    return found


def with_options(words: tuple[str, ...], options: Options) -> tuple[str, ...]:
    """The words with this look for pages and pieces; all others stay."""
    kept = [word for word in words if not word.startswith(_PLACES)]
    return (*kept, *(f"{key}.{name}={value}" for key in KEYS for name, value in options.items()))
