"""Where the program starts: the command line decides, a window opens only if one is wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from notesapp import bundle, cli, cli_render, cli_spell, cli_trial
from notesapp.errors import NotesError

NO_DISPLAY = "Start it from a desktop, or name a command: notesapp --help lists them."


def main() -> int:
    """Run ``notesapp`` with the arguments of the process; return the exit code."""
    bundle.prepare(os.environ)
    if sys.argv[1:] == [cli_render.WORD]:
        return cli_render.run()
    if sys.argv[1:] == [cli_spell.WORD]:
        return cli_spell.run()
    if sys.argv[1:2] == [cli_trial.WORD]:
        from notesapp import app_trial

        return app_trial.run(sys.argv[2:])
    outcome = cli.main(sys.argv[1:])
    if isinstance(outcome, int):
        return outcome
    if not _has_display(os.environ, sys.platform):
        print("notesapp: There is no display to open a window on.", NO_DISPLAY, file=sys.stderr)
        return cli.TROUBLE
    from notesapp import cli_second_start

    begun = cli_second_start.begin(outcome)
    if begun.is_done:
        return cli.DONE
    # Qt is loaded only where a window opens.
    from notesapp.app import run_window

    try:
        return run_window(
            outcome.path,
            demo=outcome.demo,
            temporary=outcome.temporary,
            debug=outcome.debug,
            first=begun.is_first,
        )
    except NotesError as trouble:
        print(f"notesapp: {trouble.sentence}", file=sys.stderr)
        return cli.TROUBLE


def _has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can open; asked first, because Qt ends the process where it cannot."""
    if platform in ("win32", "darwin"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
