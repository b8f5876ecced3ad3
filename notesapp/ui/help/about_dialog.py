"""About: what this is, what it is made of, and under which licences."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from notesapp import __version__
from notesapp.storage.resources import resource
from notesapp.ui.help.libraries import libraries, system_facts
from notesapp.ui.kit.look import Look
from notesapp.ui.kit.start_tiles import WrappedText
from notesapp.ui.kit.widgets import Hairline, Label


class AboutDialog(QDialog):
    """Everything in it can be read without a network, and copied."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Show Notes"))
        self.tabs = QTabWidget()
        for name, text in (
            (self.tr("Libraries"), self._libraries()),
            (self.tr("Fonts"), _plain("fonts", "OFL.txt")),
            (self.tr("Licence"), _plain("licences", "GPL-3.0.txt")),
        ):
            self.tabs.addTab(self._page(look, name, text), name)
        self.copy_button = QPushButton(self.tr("Copy system facts"))
        self.copy_button.setToolTip(
            self.tr("For a report: versions and screens, no names, no paths")
        )
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setProperty("role", "primary")
        self.close_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        self._lay_out(look)
        self.resize(620, min(600, self.screen().availableSize().height() - 64))

    def _lay_out(self, look: Look) -> None:
        icon = QLabel()
        icon.setPixmap(self.windowIcon().pixmap(48, 48))
        icon.setVisible(not self.windowIcon().isNull())
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(look, self.tr("Show Notes"), role="heading", fill=True))
        words.addWidget(
            Label(look, self.tr("Version {0}").format(__version__), token="ink2", fill=True)
        )
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 24, 0)
        top.setSpacing(16)
        top.addWidget(icon)
        top.addLayout(words, 1)
        said = WrappedText(look, self._said(), role="body", token="ink2")
        said.setContentsMargins(24, 0, 24, 0)
        footer = QHBoxLayout()
        footer.setContentsMargins(24, 12, 24, 12)
        footer.addWidget(self.copy_button)
        footer.addStretch(1)
        footer.addWidget(self.close_button)
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 0, 24, 12)
        middle.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(said)
        column.addLayout(middle, 1)
        column.addWidget(Hairline(look))
        column.addLayout(footer)

    def _said(self) -> str:
        return self.tr(
            "Write a podcast’s show notes while you listen, stamp with one key, publish "
            "everywhere. Free software under the GNU General Public License, version 3 or later: "
            "use it, look into it, change it, pass it on."
        )

    def _libraries(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(entry.name)}&nbsp;</td><td>{escape(entry.version)}&nbsp;</td>"
            f"<td>{escape(entry.licence)}</td></tr>"
            for entry in libraries()
        )
        vlc = self.tr("Sound comes from libVLC (LGPL-2.1-or-later) or Qt Multimedia.")
        return f'<table cellpadding="3">{rows}</table><p>{escape(vlc)}</p>'

    def _page(self, look: Look, name: str, html: str) -> QTextBrowser:
        page = QTextBrowser()
        page.setOpenLinks(False)
        page.setFrameShape(QTextBrowser.Shape.NoFrame)
        page.setAccessibleName(name)
        page.document().setDefaultFont(look.font("small"))
        page.setHtml(html)
        return page

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(system_facts())
        self.copy_button.setText(self.tr("Copied"))


def _plain(*parts: str) -> str:
    text = resource(*parts).read_text("utf-8")
    return "".join(f"<p>{escape(block)}</p>" for block in text.split("\n\n"))
