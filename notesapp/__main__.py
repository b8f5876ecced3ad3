"""Where the program starts: the command line decides, a window opens only if one is wanted."""

from __future__ import annotations

import sys

from notesapp import cli


def main() -> int:
    """Run ``notesapp`` with the arguments of the process; return the exit code."""
    outcome = cli.main(sys.argv[1:])
    if isinstance(outcome, int):
        return outcome
    # Qt is loaded only where a window opens.
    from notesapp.app import run_window

    return run_window(outcome.path, demo=outcome.demo)


if __name__ == "__main__":
    sys.exit(main())
