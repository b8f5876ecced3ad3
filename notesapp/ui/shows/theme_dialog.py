"""How the web pages of a show look: theme, colour, light or dark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QDialog, QPushButton, QVBoxLayout, QWidget

from notesapp.errors import NotesError
from notesapp.formats.html_colours import complete
from notesapp.formats.html_themes import THEMES, accent_of, scheme_of, theme_of
from notesapp.ui.kit.details_form import Captioned, Count
from notesapp.ui.kit.form_fields import ChoiceField, LineField
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.sentences import said_sentence
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.shows.sheet import lay_out_sheet
from notesapp.ui.shows.theme_sample import ThemeSample

WIDTH = 520
Options = Mapping[str, str]


class ThemeDialog(QDialog):
    """``save`` gets the options and raises NotesError with the sentence to show.

    ``own`` are the names of themes that the user made, ``texts_of`` completes options with their
    texts. ``look_requested`` has the complete options of a page to look at.
    """

    look_requested = Signal(object)

    def __init__(
        self,
        look: Look,
        show: str,
        options: Options,
        own: Sequence[str],
        parent: QWidget | None = None,
        *,
        texts_of: Callable[[Options], Options],
        save: Callable[[Options], None],
    ) -> None:
        super().__init__(parent)
        self._texts_of, self._save = texts_of, save
        self.setWindowTitle(self.tr("Look of the web page"))
        self.setMinimumWidth(WIDTH)
        self.theme, self.scheme = ChoiceField(), ChoiceField()
        self.accent = LineField()
        self.pick = QPushButton(self.tr("Choose…"))
        self.pick.setAccessibleName(self.tr("Choose a colour"))
        self.sample = ThemeSample(look)
        self.hint, self.trouble = Count(look), Count(look)
        self.open_page = QPushButton(self.tr("Open in browser"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.go = QPushButton(self.tr("Save look"))
        self._fill(options, own)
        self._lay_out(look, show)
        for field in (self.theme, self.scheme):
            field.currentIndexChanged.connect(self._follow)
        self.accent.textChanged.connect(self._follow)
        self.pick.clicked.connect(self._pick)
        self.open_page.clicked.connect(self._look_at_it)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self._follow()
        self.theme.setFocus()

    def options(self) -> dict[str, str]:
        """What is chosen, as the format takes it; what is as usual is left out."""
        chosen = {
            "theme": str(self.theme.currentData()),
            "accent": self.accent.text().strip().lower(),
            "scheme": str(self.scheme.currentData()),
        }
        usual = {"theme": THEMES[0][0], "accent": "", "scheme": "auto"}
        return {key: value for key, value in chosen.items() if value != usual[key]}

    def show_trouble(self, sentence: str) -> None:
        """Say why something did not come about."""
        self.trouble.show_count(sentence, over=True)

    def _fill(self, options: Options, own: Sequence[str]) -> None:
        for key, title in THEMES:
            self.theme.addItem(QCoreApplication.translate("Themes", title), key)
        for name in own:
            self.theme.addItem(name, name)
        named = options.get("theme", "")
        if named and self.theme.findData(named) < 0:
            self.theme.addItem(named, named)
        self.theme.show_value(named)
        self.scheme.addItem(self.tr("As the reader’s system"), "auto")
        self.scheme.addItem(self.tr("Light"), "light")
        self.scheme.addItem(self.tr("Dark"), "dark")
        self.scheme.show_value(scheme_of(options))
        self.accent.setText(options.get("accent", ""))
        self.accent.setPlaceholderText(self.tr("The theme’s own"))

    def _lay_out(self, look: Look, show: str) -> None:
        body = QVBoxLayout()
        body.setSpacing(12)
        lead = self.tr("For the web pages of “{0}” and the pieces for a site.").format(show)
        body.addWidget(WrappedText(look, lead, role="body", token="ink2"))
        body.addWidget(Captioned(look, self.tr("Theme"), self.theme))
        accent = Captioned(look, self.tr("Colour of links and stamps"), self.accent, self.pick)
        accent.add_below(self.hint)
        body.addWidget(accent)
        body.addWidget(Captioned(look, self.tr("Light or dark"), self.scheme))
        body.addWidget(self.sample)
        body.addWidget(self.trouble)
        body.addStretch(1)
        self.trouble.show_count("")
        self.open_page.setProperty("role", "quiet")
        lay_out_sheet(self, look, body, self.cancel, self.go, left=self.open_page)

    def _follow(self) -> None:
        self.trouble.show_count("")
        self.hint.show_count("")
        try:
            options = self._complete()
        except NotesError as trouble:
            self.sample.show_palettes(())
            self.show_trouble(said_sentence(trouble.sentence))
            return
        try:
            accent = accent_of(options)
        except NotesError as trouble:  # the sample stays: somebody is still typing
            self.hint.show_count(said_sentence(trouble.sentence), over=True)
            return
        palettes = _palettes(options)
        self.sample.show_palettes(palettes)
        shown = [palette["accent"].lower() for palette in palettes]
        changed = [colour for colour in shown if accent and colour != accent.lower()]
        words = self.tr("Where it would be too weak to read, it is shown as {0}.")
        self.hint.show_count(words.format(", ".join(changed)) if changed else "")

    def _complete(self) -> Options:
        """The options with the texts of an own theme. Raises NotesError."""
        options = self._texts_of(self.options())
        theme_of(options)
        return options

    def _pick(self) -> None:
        shown = self.sample.palettes
        usual = shown[0]["accent"] if shown else ""
        chosen = QColorDialog(QColor(self.accent.text().strip() or usual), self)
        chosen.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        chosen.colorSelected.connect(lambda colour: self.accent.setText(colour.name()))
        chosen.finished.connect(chosen.deleteLater)
        chosen.open()

    def _checked(self) -> Options | None:
        """The complete options, None where the trouble is on the screen now."""
        self._follow()
        try:
            options = self._complete()
            accent_of(options)
        except NotesError:
            if self.hint.is_over():
                self.accent.setFocus()
            return None
        return options

    def _look_at_it(self) -> None:
        options = self._checked()
        if options is not None:
            self.look_requested.emit(options)

    def _go(self) -> None:
        if self._checked() is None:
            return
        try:
            self._save(self.options())
        except NotesError as trouble:
            self.show_trouble(said_sentence(trouble.sentence))
        else:
            self.accept()


def _palettes(options: Options) -> list[dict[str, str]]:
    """The colours of the page: one scheme, or both where the reader's system decides."""
    theme, accent, scheme = theme_of(options), accent_of(options), scheme_of(options)
    both = {"light": theme.light, "dark": theme.dark}
    return [complete(both[name], accent) for name in both if scheme in ("auto", name)]
