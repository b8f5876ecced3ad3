"""The process that spells; the window starts it, people do not."""

from __future__ import annotations

import sys

WORD = "check-spelling"


def run() -> int:
    """Serve standard input until it ends."""
    from notesapp.spelling.server import serve

    return serve(sys.stdin.buffer, sys.stdout.buffer)
