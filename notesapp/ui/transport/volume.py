"""Volume: mute, a slider that moves into a popup where it is narrow, and the boost while on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSlider, QWidget

from notesapp.player.state import BOOSTS_DB
from notesapp.ui.kit.buttons import FlatButton
from notesapp.ui.kit.look import Look

WHEEL_STEP = 3  # per notch, as the slider itself does


class VolumeControl(QWidget):
    """Asks with ``volume_requested`` (0 to 100) and ``mute_requested``; shows only what it is told.

    Narrow, the icon opens the slider, with its own mute button beside it.
    """

    volume_requested = Signal(int)
    mute_requested = Signal(bool)
    boost_requested = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._muted = False
        self._narrow = False
        self._brief = False
        self._boost_db = 0
        self._volume = 0
        self._wheel = 0
        self._key = ""
        self.icon = FlatButton(look, self.tr("Mute"), icon="volume")
        self.icon.clicked.connect(self._icon_clicked)
        self.slider = self._make_slider()
        self.boost = FlatButton(look, self.tr("Louder for quiet voices"), size=24, role="small")
        self.boost.setCheckable(True)
        self.boost.clicked.connect(self._boost_clicked)
        self.boost.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.icon)
        row.addWidget(self.slider)
        row.addSpacing(4)
        row.addWidget(self.boost)
        self._popup, self.popup_mute, self.popup_slider = self._make_popup(look)
        self.set_look(look)

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, 100)
        slider.setPageStep(10)
        slider.setFixedWidth(80)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setAccessibleName(self.tr("Volume"))
        slider.valueChanged.connect(self._ask_volume)
        return slider

    def _make_popup(self, look: Look) -> tuple[QFrame, FlatButton, QSlider]:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        mute = FlatButton(look, self.tr("Mute"), icon="volume")
        mute.clicked.connect(lambda: self.mute_requested.emit(not self._muted))
        slider = self._make_slider()
        slider.setFixedWidth(120)
        row = QHBoxLayout(popup)
        row.setContentsMargins(8, 4, 12, 4)
        row.addWidget(mute)
        row.addWidget(slider)
        return popup, mute, slider

    def set_look(self, look: Look) -> None:
        """Take the colour of the popup's frame from another look."""
        palette = self._popup.palette()
        palette.setColor(palette.ColorRole.WindowText, look.color("edge"))
        self._popup.setPalette(palette)

    def take_keys(self, actions: Sequence[QAction]) -> None:
        """Commands whose keys count while the slider's popup is open: it takes all keys."""
        self._popup.addActions(actions)

    def set_narrow(self, narrow: bool) -> None:
        """Take the slider out of the row; the icon then opens it."""
        self._narrow = narrow
        self.slider.setVisible(not narrow)
        self._name_icon()

    def show_volume(self, volume: int, *, muted: bool) -> None:
        """Show a volume from 0 to 100, without asking for it."""
        self._muted, self._volume = muted, volume
        for slider in (self.slider, self.popup_slider):
            slider.blockSignals(True)
            slider.setValue(volume)
            slider.blockSignals(False)
        for button in (self.icon, self.popup_mute):
            button.set_icon("volume-muted" if muted or volume == 0 else "volume")
        self._name_icon()

    def show_boost(self, db: int) -> None:
        """Show how much quiet voices are raised; nothing where they are not."""
        self._boost_db = db
        self._write_boost()
        self.boost.setChecked(bool(db))
        self.boost.setVisible(bool(db))
        self.boost.setToolTip(self.tr("Quiet voices are {0} dB louder").format(db))

    def set_brief(self, brief: bool) -> None:
        """Leave the unit out where there is no room."""
        self._brief = brief
        self._write_boost()

    def _write_boost(self) -> None:
        words = f"+{self._boost_db}" if self._brief else f"+{self._boost_db} dB"
        self.boost.set_text(words if self._boost_db else "")

    def build_menu(self) -> QMenu:
        """The steps of the boost, the present one ticked."""
        menu = QMenu(self)
        for db in BOOSTS_DB:
            words = self.tr("+{0} dB for quiet voices").format(db) if db else self.tr("As it is")
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(db == self._boost_db)
            action.triggered.connect(lambda _=False, wanted=db: self.boost_requested.emit(wanted))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.build_menu().popup(event.globalPos())

    def _boost_clicked(self) -> None:
        self.boost.setChecked(True)
        self.build_menu().popup(self.boost.mapToGlobal(QPoint(0, self.boost.height() + 2)))

    def set_key(self, key: str) -> None:
        """The key of the mute button, for its tooltip."""
        self._key = key
        self._name_icon()

    def _name_icon(self) -> None:
        mute = self.tr("Sound on") if self._muted else self.tr("Mute")
        with_key = f"{mute} ({self._key})" if self._key else mute
        for button in (self.icon, self.popup_mute):
            button.setAccessibleName(mute)
            button.setToolTip(with_key)
        if self._narrow:
            self.icon.setAccessibleName(self.tr("Volume"))
            self.icon.setToolTip(self.tr("Volume"))

    def _ask_volume(self, volume: int) -> None:
        """Whoever turns it up wants to hear it."""
        if self._muted and volume > self._volume:
            self.mute_requested.emit(False)
        self.volume_requested.emit(volume)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / 120)
        self._wheel -= steps * 120
        wanted = max(0, min(100, self._volume + steps * WHEEL_STEP))
        if wanted != self._volume:
            self._ask_volume(wanted)
        event.accept()

    def _icon_clicked(self) -> None:
        if not self._narrow:
            self.mute_requested.emit(not self._muted)
            return
        below = self.icon.mapToGlobal(QPoint(0, self.icon.height() + 4))
        self._popup.adjustSize()
        window = self.window()
        right = window.mapToGlobal(QPoint(window.width() - 8, 0)).x()
        below.setX(min(below.x(), right - self._popup.width()))
        self._popup.move(below)
        self._popup.show()
        self.popup_slider.setFocus(Qt.FocusReason.PopupFocusReason)
