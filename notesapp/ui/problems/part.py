"""Problems as a part of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notesapp.ui.kit.features import Feature

if TYPE_CHECKING:
    from notesapp.ui.episode.desk import Desk
    from notesapp.ui.problems.problem_actions import ProblemActions


def _make(desk: Desk) -> ProblemActions:
    from notesapp.ui.problems.problem_actions import ProblemActions

    return ProblemActions(desk)


PART = Feature(
    "problems",
    {
        "check.all": "show_all",
        "check.next": "next",
        "check.previous": "previous",
        "check.fix": "fix_here",
        "check.fix_all": "fix_all",
        "check.silence": "silence_here",
    },
    _make,
    eager=True,
)
