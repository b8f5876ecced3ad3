"""Finding as parts of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.finding.everywhere import FindEverywhere
    from notesapp.ui.finding.find_actions import FindActions
    from notesapp.ui.finding.line_bar import GoToLine


def _make_find(desk: Desk) -> FindActions:
    from notesapp.ui.finding.find_actions import FindActions

    return FindActions(desk.window, desk.document, desk.messages, desk.history)


def _make_line(desk: Desk) -> GoToLine:
    from notesapp.ui.finding.line_bar import GoToLine

    return GoToLine(desk.window, desk.document)


def _make_everywhere(desk: Desk) -> FindEverywhere:
    from notesapp.ui.finding.everywhere import FindEverywhere

    return FindEverywhere(desk.window, desk.session, desk.state, desk.doors.open_at)


PARTS = (
    Feature(
        "find",
        {
            "edit.find": "find",
            "edit.replace": "replace",
            "edit.find_next": "find_next",
            "edit.find_previous": "find_previous",
        },
        _make_find,
    ),
    Feature("find_everywhere", {"edit.find_everywhere": "open"}, _make_everywhere),
    Feature("go_to_line", {"edit.go_to_line": "open"}, _make_line),
)
