"""The preview's texts, made in a process of their own that can be stopped.

Messages go both ways as four bytes of length, most significant first, and so many bytes of JSON.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from notesapp.core.parser import parse
from notesapp.formats.base import AudioInfo

WORD = "render-previews"  # the argument that starts the process
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Request:
    """Notes to render. ``number`` comes back with the reply."""

    number: int
    text: str
    base: str
    audio: AudioInfo

    def packed(self) -> bytes:
        """The message."""
        return pack(asdict(self))


@dataclass(frozen=True, slots=True)
class Reply:
    """The body of the page, as HTML, and the description, as plain text."""

    number: int
    body: str
    description: str


def serve(requests: BinaryIO, replies: BinaryIO) -> int:
    """Answer one request after the other until there are no more; returns the exit code."""
    while (message := _read(requests)) is not None:
        reply = answer(message)
        replies.write(pack(asdict(reply)))
        replies.flush()
    return 0


def answer(message: dict[str, Any]) -> Reply:
    """Render one request. Raises KeyError or TypeError for what is none."""
    from notesapp.formats import description
    from notesapp.formats.html_body import Jumps, body_html
    from notesapp.formats.publish import make_snapshot

    notes = parse(message["text"])
    snapshot = make_snapshot(notes, message["base"], AudioInfo(**message["audio"]))
    body = body_html(notes, Jumps("", ""))
    return Reply(message["number"], body, description.write(snapshot))


def pack(message: dict[str, Any]) -> bytes:
    """A message as it goes over the wire; ASCII, so that lone surrogates survive."""
    data = json.dumps(message).encode("ascii")
    return len(data).to_bytes(_LENGTH, "big") + data


def unpack(received: bytes) -> tuple[Reply, bytes] | None:
    """The first reply of what was received and what stands behind it; None while one is short."""
    length = int.from_bytes(received[:_LENGTH], "big")
    if len(received) < _LENGTH + length or len(received) < _LENGTH:
        return None
    fields = json.loads(received[_LENGTH : _LENGTH + length])
    return Reply(**fields), received[_LENGTH + length :]


def _read(requests: BinaryIO) -> dict[str, Any] | None:
    head = requests.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    data = requests.read(int.from_bytes(head, "big"))
    return dict(json.loads(data))
