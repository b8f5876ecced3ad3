"""The messages between the window and the process that renders previews."""

from __future__ import annotations

import io
import subprocess
import sys

from notesapp.destinations.render_server import WORD, Request, serve, unpack
from notesapp.formats.base import AudioInfo

REQUEST = Request(7, "Title\n\nWords \udc80 and more.\n", "notes", AudioInfo("a.mp3", 1000))


def test_requests_are_answered_in_order_until_there_are_no_more():
    other = Request(8, "Title\n\nOther.\n", "notes", AudioInfo())
    replies = io.BytesIO()
    assert serve(io.BytesIO(REQUEST.packed() + other.packed()), replies) == 0
    first, rest = unpack(replies.getvalue())
    second, nothing = unpack(rest)
    assert (first.number, second.number, nothing) == (7, 8, b"")
    assert "and more." in first.body and "Other." in second.description


def test_a_reply_in_pieces_is_whole_only_at_its_end():
    replies = io.BytesIO()
    serve(io.BytesIO(REQUEST.packed()), replies)
    data = replies.getvalue()
    assert all(unpack(data[:end]) is None for end in range(0, len(data), 7))
    assert unpack(data) is not None


def test_the_program_serves_by_its_word_without_qt():
    code = (
        "import sys; sys.argv = ['notesapp', sys.argv[1]];"
        "from notesapp.__main__ import main; main();"
        "sys.exit('PySide6' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, WORD], input=REQUEST.packed(), capture_output=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    reply, _ = unpack(done.stdout)
    assert reply.number == 7
