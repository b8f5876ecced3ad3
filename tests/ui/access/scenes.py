"""Everything a person can meet in a window. A new dialog is covered by one more line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.storage.recovery import LeftOver
from notesapp.ui.conflict.compare_dialog import CompareDialog, sides_of
from notesapp.ui.crash.crash_dialog import CrashDialog
from notesapp.ui.episode.episode import Episode
from notesapp.ui.recovery.finds import find_of
from notesapp.ui.recovery.recovery_dialog import RecoveryDialog

Look = Callable[[QWidget], None]
WAIT_MS, STEP_MS = 10_000, 20


@dataclass(frozen=True)
class Scene:
    """One thing to meet: ``commands`` bring it, in this order.

    ``beside`` is the name of what it opens in a window of its own, by class; without it the
    scene is the main window. ``prepare`` puts in what the commands cannot, ``before`` what has to
    be there before them.
    """

    name: str
    commands: tuple[str, ...] = ()
    beside: str = ""
    prepare: Callable[[Episode], None] | None = None
    before: Callable[[Episode], None] | None = None


def _start(episode: Episode) -> None:
    episode.window.show_start()


def _message(episode: Episode) -> None:
    episode.messages.say_changed_on_disk()


def _found(episode: Episode) -> None:
    episode.features.get("find").bar.field.setText("the")


def _leftover(episode: Episode) -> None:
    """A line that some website left, with the caret in it, and long enough to be looked at."""
    document, panel = episode.document, episode.window.panel.problems
    if "Guest User" not in document.text():
        cursor = QTextCursor(document.qt)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n\nGuest User")
        episode.window.editor.setTextCursor(cursor)
    document.settle()
    for _ in range(WAIT_MS // STEP_MS):
        if any(problem.id == "cms-leftover" for problem in panel.shown()):
            break
        QTest.qWait(STEP_MS)


def _stopped(episode: Episode) -> None:
    """As the next start asks, about notes with a file that is gone and about others without."""
    places = (None, Path("small-garden-12.md"))
    lefts = [LeftOver(f"doc-{n}", "Q: Why?", path, 1.0) for n, path in enumerate(places)]
    finds = tuple(find_of(left) for left in lefts)
    RecoveryDialog(episode.window.look, finds, 30, episode.window).show()


def _two_versions(episode: Episode) -> None:
    """As another program asks for: one place both changed, one that only it changed."""
    base = "Q: Why? [0:20]\n\nA: So. [0:30]"
    mine, theirs = base.replace("Why", "Who"), base.replace("Why", "How").replace("So", "No")
    said = "Another program changed these notes at 14:05."
    window = episode.window
    CompareDialog(window.look, said, sides_of(base, mine, theirs), window).show()


def _crashed(episode: Episode) -> None:
    """As an exception that nobody caught brings it."""
    said = "Something went wrong. Your text is safe."
    CrashDialog(episode.window.look, said, lambda _: "Show Notes: 1", episode.window).show()


def _explained(episode: Episode) -> None:
    panel = episode.window.panel.problems
    panel.list.select_row(panel.list.model().rowCount() - 1)
    panel.show_silenced(("past-end", "no-start/youtube"))


def _beat_ready(episode: Episode) -> None:
    dialog = window_of("CalibrationDialog")
    assert dialog is not None
    for _ in range(WAIT_MS // STEP_MS):  # the focus goes to the button when it can be pressed
        if dialog.go.isEnabled():  # type: ignore[attr-defined]
            break
        QTest.qWait(STEP_MS)


def _page(number: int) -> Callable[[Episode], None]:
    def turn(episode: Episode) -> None:
        pages = window_of("PreferencesDialog")
        assert pages is not None
        last = pages.list.count()  # type: ignore[attr-defined]
        pages.list.setCurrentRow(number % last)  # type: ignore[attr-defined]

    return turn


SCENES: tuple[Scene, ...] = (
    Scene("start", prepare=_start),
    Scene("work"),
    Scene("details", ("view.details",)),
    Scene("problems", ("view.problems",)),
    Scene("why", ("check.all",), prepare=_explained, before=_leftover),
    Scene("preview", ("view.preview",)),
    Scene("source", ("view.show_source",)),
    Scene("focus mode", ("view.focus",)),
    Scene("message", prepare=_message),
    Scene("four keys", ("help.four_keys",)),
    Scene("find", ("edit.find",), prepare=_found),
    Scene("replace", ("edit.replace",), prepare=_found),
    Scene("go to line", ("edit.go_to_line",)),
    Scene("link", ("edit.link",)),
    Scene("palette", ("help.palette",), "PaletteBox"),
    Scene("find everywhere", ("edit.find_everywhere",), "EverywhereDialog"),
    Scene("publish", ("publish.publish",), "PublishDialog"),
    Scene("fix all safe", ("check.fix_all",), "FixDialog", before=_leftover),
    Scene("embed", ("publish.embed",), "EmbedDialog"),
    Scene("links", ("links.show",), "LinksDialog"),
    Scene("compare", (), "CompareDialog", before=_two_versions),
    Scene("recovery", (), "RecoveryDialog", before=_stopped),
    Scene("crash", (), "CrashDialog", before=_crashed),
    Scene("versions", ("file.versions",), "VersionDialog"),
    Scene("import", ("edit.select_all", "edit.copy", "file.import_clipboard"), "ImportDialog"),
    Scene("preferences", ("edit.preferences",), "PreferencesDialog"),
    Scene("preferences keys", ("edit.preferences",), "PreferencesDialog", _page(-1)),
    Scene("sheet of keys", ("help.keys",), "KeysSheet"),
    Scene("first steps", ("help.first_steps",), "FirstSteps"),
    Scene("works here", ("help.works",), "WorksDialog"),
    Scene("new episode", ("file.new_episode",), "NewEpisodeDialog"),
    Scene("show template", ("file.save_show",), "TemplateDialog"),
    Scene("people", ("file.people",), "PeopleDialog"),
    Scene("look of the web page", ("publish.web_page",), "ThemeDialog"),
    Scene("snippets", ("edit.snippets",), "SnippetDialog"),
    Scene("rename", ("edit.rename",), "RenameDialog"),
    Scene("snippet", ("edit.snippet",), "SnippetBox"),
    Scene("chapter title", ("segment.title",)),
    Scene("shift", ("segment.shift",), "ShiftDialog"),
    Scene("stamp style", ("segment.convert",), "StyleDialog"),
    Scene("manual", ("help.manual",), "ManualWindow"),
    Scene("about", ("help.about",), "AboutDialog"),
    Scene("go to time", ("playback.go_to",), "QInputDialog"),
    Scene("speed", ("playback.speed",), "QInputDialog"),
    Scene("playback settings", ("playback.settings",), "PlaybackSettings"),
    Scene("calibration", ("playback.delay",), "CalibrationDialog", _beat_ready),
)


def window_of(kind: str) -> QWidget | None:
    """The visible window, or part of one, that is of a class with this name."""
    for widget in QApplication.allWidgets():
        if type(widget).__name__ == kind and widget.isVisible():
            return widget
    return None


def meet(scene: Scene, episode: Episode, look: Look) -> None:
    """Bring a scene, hand what it is to ``look``, and close what it opened.

    Dialogs that hold up their caller are looked at from within.
    """
    seen: list[BaseException | None] = []
    waited = 0

    def visit() -> None:
        nonlocal waited
        root = window_of(scene.beside) if scene.beside else episode.window
        waited += STEP_MS
        if root is None and waited < WAIT_MS:
            return
        again.stop()
        try:
            assert root is not None, f"{scene.name}: no {scene.beside} appeared"
            if scene.prepare is not None:
                scene.prepare(episode)
            QTest.qWait(STEP_MS)
            look(root)
            seen.append(None)
        except BaseException as trouble:  # an exec() above would swallow it
            seen.append(trouble)
        finally:
            if scene.beside and root is not None:
                root.close()

    again = QTimer()
    again.setInterval(STEP_MS)
    again.timeout.connect(visit)
    again.start()
    if scene.before is not None:
        scene.before(episode)
    for command in scene.commands:
        episode.actions.run(command)
    while not seen:
        QTest.qWait(STEP_MS)
    if seen[0] is not None:
        raise seen[0]
