"""The keyboard reaches everything, gets out of everything, and comes back to the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from notesapp.ui.episode.episode import Episode
from tests.ui.access.scenes import SCENES, Scene, meet
from tests.ui.access.tree import family, path_of, takes_tab

MOST = 120  # stops in one round
WINDOW = tuple(scene for scene in SCENES if not scene.beside)
BESIDE = tuple(scene for scene in SCENES if scene.beside)


def name(scene: Scene) -> str:
    return scene.name


def stops(root: QWidget) -> list[QWidget]:
    """What shall be reached; of radio buttons that belong together only the chosen one."""
    return [
        widget
        for widget in family(root)
        if takes_tab(widget) and not (isinstance(widget, QRadioButton) and not widget.isChecked())
    ]


def press(key: Qt.Key) -> QWidget | None:
    """Press a key where the focus is; return where it is then."""
    at = QApplication.focusWidget()
    assert at is not None, "nothing has the focus"
    QTest.keyClick(at, key)
    QApplication.processEvents()
    return QApplication.focusWidget()


def tab_through(key: Qt.Key, until: QWidget | None = None) -> list[QWidget]:
    """Everything a key leads through, till it is round or stays where it is."""
    seen: list[QWidget] = []
    at = QApplication.focusWidget()
    while at is not None and at is not until and at not in seen and len(seen) < MOST:
        seen.append(at)
        at = press(key)
    return seen


def missing(wanted: list[QWidget], seen: list[QWidget]) -> list[str]:
    """What was there before the walk, is there still, and was not reached."""
    reached = {id(widget) for widget in seen}
    return [path_of(w) for w in wanted if id(w) not in reached and takes_tab(w)]


@pytest.mark.parametrize("scene", BESIDE, ids=name)
@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["tab", "backtab"])
def test_tab_goes_round_a_dialog(episode: Episode, scene: Scene, key: Qt.Key) -> None:
    left: list[str] = []

    def look(root: QWidget) -> None:
        at = QApplication.focusWidget()
        assert at is not None, "it opens without the focus in it"
        assert root is at or root.isAncestorOf(at), f"the focus is at {path_of(at)}"
        wanted = stops(root)
        left.extend(missing(wanted, tab_through(key)))

    meet(scene, episode, look)
    assert not left, "\n" + "\n".join(left)


@pytest.mark.parametrize("scene", WINDOW, ids=name)
def test_f6_and_tab_reach_everything_in_the_window(episode: Episode, scene: Scene) -> None:
    left: list[str] = []

    def look(root: QWidget) -> None:
        editor = episode.window.editor
        wanted, seen = stops(root), [editor]
        for number, _ in enumerate(episode.window.regions()):
            episode.window.regions()[0].setFocus()
            for _ in range(number):
                episode.actions.run("view.next_region")
            seen += tab_through(Qt.Key.Key_Tab, until=editor)
        left.extend(missing(wanted, seen))

    meet(scene, episode, look)
    assert not left, "\n" + "\n".join(left)


@pytest.mark.parametrize("scene", [s for s in WINDOW if s.name != "start"], ids=name)
def test_esc_goes_back_to_the_text_and_plays_on(episode: Episode, scene: Scene) -> None:
    strays: list[str] = []

    def look(root: QWidget) -> None:
        editor, before = episode.window.editor, episode.playback.state
        for widget in stops(root):
            if widget is editor or not widget.isVisible():
                continue
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if press(Qt.Key.Key_Escape) is not editor:
                strays.append(path_of(widget))
            assert episode.playback.state is before, path_of(widget)

    meet(scene, episode, look)
    assert not strays, "\n" + "\n".join(strays)


@pytest.mark.parametrize("panel", ["details", "problems", "preview"])
def test_the_key_of_a_panel_opens_it_and_then_enters_it(episode: Episode, panel: str) -> None:
    window = episode.window
    window.editor.setFocus()
    window.set_panel_wanted(False)
    episode.actions.run(f"view.{panel}")
    assert window.panel.current_tab() == panel
    assert QApplication.focusWidget() is window.editor
    episode.actions.run(f"view.{panel}")
    page = window.panel.stack.currentWidget()
    assert page.isAncestorOf(QApplication.focusWidget())
    assert press(Qt.Key.Key_Escape) is window.editor


def test_every_entry_of_every_menu_is_reached_by_arrows(episode: Episode) -> None:
    bar = episode.window.menuBar()
    lost = []
    for top in bar.actions():
        menu = top.menu()
        entries = [a for a in menu.actions() if not a.isSeparator() and a.isEnabled()]
        assert entries, top.text()
        lost += [a.text() for a in entries if not a.text().strip()]
        menu.popup(episode.window.mapToGlobal(episode.window.rect().center()))
        seen = set()
        for _ in range(len(entries) + 1):
            QTest.keyClick(menu, Qt.Key.Key_Down)
            seen.add(menu.activeAction())
        lost += [f"{top.text()} > {a.text()}" for a in entries if a not in seen]
        menu.close()
    assert not lost, lost
