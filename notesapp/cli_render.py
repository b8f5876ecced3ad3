"""The process that renders previews; the window starts it, people do not."""

from __future__ import annotations

import sys

WORD = "render-previews"


def run() -> int:
    """Serve standard input until it ends."""
    from notesapp.destinations.render_server import serve

    return serve(sys.stdin.buffer, sys.stdout.buffer)
