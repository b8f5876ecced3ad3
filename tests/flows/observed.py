"""What a user could notice of a window: taken before and after a command, and compared."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from notesapp.ui.episode.episode import Episode
from notesapp.ui.program import Program

Seen = dict[str, object]


def seen(program: Program, episode: Episode, folder: Path) -> Seen:
    """Everything by its name: ``text``, ``caret``, ``sound``, ``message``, ``dialog``, ``parts``,
    ``view``, ``clipboard``, ``settings``, ``focus``, ``files``, ``windows``.
    """
    window, editor = episode.window, episode.window.editor
    state, cursor = episode.playback.state, editor.textCursor()
    message = window.bar.current()
    tops = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not window]
    focus = window.focusWidget()
    scale = window.waveform.scale
    return {
        "text": episode.document.qt.toRawText(),
        "caret": (cursor.position(), cursor.anchor()),
        "sound": (
            state.is_playing,
            state.rate,
            state.muted,
            round(episode.playback.position_ms(), -2),
            episode.controls.looping.loop,
        ),
        "message": (message.id, message.sentence) if message is not None else None,
        "dialog": sorted(f"{type(w).__name__} {w.windowTitle()}" for w in tops),
        "parts": _visible_parts(window),
        "view": (
            window.look.theme.dark,
            editor.text_size,
            editor.viewport().width(),
            editor.view.show_source,
            window.panel.current_tab(),
            (scale.start_ms, scale.end_ms),
        ),
        "checked": {n for n, a in episode.actions.actions.items() if a.isChecked()},
        "clipboard": QGuiApplication.clipboard().text(),
        "settings": dict(program.services.settings.read().chosen),
        "focus": type(focus).__name__ + (focus.accessibleName() if focus is not None else ""),
        "files": {p.name: p.stat().st_size for p in folder.iterdir()},
        "saved": (episode.document.dirty, str(episode.session.path)),
        "windows": len(program.episodes),
    }


def changed(before: Seen, after: Seen) -> set[str]:
    """The names of what is not as it was."""
    return {name for name in before if before[name] != after[name]}


def _visible_parts(window: QWidget) -> list[str]:
    """Which widgets of a window are in sight, by kind and name."""
    return sorted(
        f"{type(w).__name__} {w.accessibleName()}"
        for w in window.findChildren(QWidget)
        if w.isVisibleTo(window) and not w.isWindow()
    )
